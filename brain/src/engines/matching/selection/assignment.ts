import { before } from '../scoring/ranking.ts';

/** One side's wishes: the ids of the other side, best first. Whoever is not listed is not acceptable. */
export interface Ranking {
  readonly id: string;
  readonly ranking: readonly string[];
}

export interface Seat extends Ranking {
  /** How many people the seat takes, 0 or more. */
  readonly capacity: number;
}

export interface Placement {
  readonly seatId: string;
  readonly personId: string;
}

/**
 * A stable assignment of people to seats (Gale and Shapley, 1962, with capacities): nobody is assigned to whom they did
 * not list, and no person and seat would both rather have each other than what they got. Among all stable assignments
 * it is the best for every one on the proposing side: people, when not said. Rankings are strict, so there is exactly
 * one such assignment, whatever the order of the lists. Placements are by seat in the order given, best person first.
 */
export function assign(
  people: readonly Ranking[],
  seats: readonly Seat[],
  proposing: 'PEOPLE' | 'SEATS' = 'PEOPLE',
): Placement[] {
  for (const { id, capacity } of seats)
    if (!Number.isInteger(capacity) || capacity < 0)
      throw new RangeError(`The capacity of ${id} is a whole number, not ${capacity}.`);
  const applicants = parties(people.map((person) => ({ ...person, capacity: 1 })));
  const places = parties(seats);
  const held = proposing === 'PEOPLE' ? propose(applicants, places) : propose(places, applicants);
  const pairs =
    proposing === 'PEOPLE'
      ? [...held].flatMap(([seatId, ids]) => ids.map((personId) => ({ seatId, personId })))
      : [...held].flatMap(([personId, ids]) => ids.map((seatId) => ({ seatId, personId })));
  const order = new Map(seats.map(({ id }, at) => [id, at]));
  return pairs.toSorted(
    (a, b) =>
      order.get(a.seatId)! - order.get(b.seatId)! ||
      places.get(a.seatId)!.ranks.get(a.personId)! - places.get(a.seatId)!.ranks.get(b.personId)!,
  );
}

/** A strict ranking from values: higher first, ties by id, nobody at or below the cut. */
export function rankingOf(id: string, values: ReadonlyMap<string, number>, cut = -Infinity): Ranking {
  const ranking = Array.from(values, ([other, value]) => ({ id: other, value }))
    .filter(({ value }) => value > cut)
    .toSorted(before)
    .map((one) => one.id);
  return { id, ranking };
}

interface Party {
  readonly id: string;
  readonly capacity: number;
  readonly ranking: readonly string[];
  readonly ranks: ReadonlyMap<string, number>;
}

function parties(list: readonly Seat[]): Map<string, Party> {
  const all = new Map<string, Party>();
  for (const { id, capacity, ranking } of list) {
    if (all.has(id)) throw new RangeError(`${id} is there twice.`);
    const unique = [...new Set(ranking)];
    all.set(id, {
      id,
      capacity,
      ranking: unique,
      ranks: new Map(unique.map((other, rank) => [other, rank])),
    });
  }
  return all;
}

/** Who is held by each of the answering side, after everybody proposed as long as they had room and someone to ask. */
function propose(
  proposers: ReadonlyMap<string, Party>,
  answerers: ReadonlyMap<string, Party>,
): Map<string, string[]> {
  const held = new Map<string, string[]>();
  const next = new Map<string, number>();
  const waiting = [...proposers.values()].flatMap((party) =>
    Array.from({ length: party.capacity }, () => party),
  );
  for (let proposer = waiting.pop(); proposer; proposer = waiting.pop()) {
    const at = next.get(proposer.id) ?? 0;
    const asked = proposer.ranking[at];
    if (asked === undefined) continue;
    next.set(proposer.id, at + 1);
    const dropped = answer(answerers.get(asked), proposer.id, held);
    if (dropped !== null) waiting.push(proposers.get(dropped)!);
  }
  return held;
}

/** Who is free to ask again: the one turned down, the one pushed out, or nobody. */
function answer(answerer: Party | undefined, from: string, held: Map<string, string[]>): string | null {
  if (!answerer?.ranks.has(from) || answerer.capacity === 0) return from;
  const kept = held.get(answerer.id) ?? [];
  held.set(answerer.id, kept);
  kept.push(from);
  if (kept.length <= answerer.capacity) return null;
  kept.sort((a, b) => answerer.ranks.get(a)! - answerer.ranks.get(b)!);
  return kept.pop()!;
}
