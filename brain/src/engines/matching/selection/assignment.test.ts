import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, type Placement, type Ranking, rankingOf, type Seat } from './assignment.ts';

const peopleIds = ['p1', 'p2', 'p3', 'p4'];
const seatIds = ['s1', 's2', 's3'];

function market(people: readonly string[], seats: readonly string[], capacity: number) {
  return fc.record({
    people: fc.tuple(
      ...people.map((id) => fc.shuffledSubarray([...seats]).map((ranking): Ranking => ({ id, ranking }))),
    ),
    seats: fc.tuple(
      ...seats.map((id) =>
        fc
          .tuple(fc.shuffledSubarray([...people]), fc.integer({ min: 0, max: capacity }))
          .map(([ranking, room]): Seat => ({ id, ranking, capacity: room })),
      ),
    ),
  });
}

/** What is wrong with the placements; nothing, when they are stable. */
function problems(
  people: readonly Ranking[],
  seats: readonly Seat[],
  placed: readonly Placement[],
): string[] {
  const seatOf = new Map(placed.map(({ personId, seatId }) => [personId, seatId]));
  const found: string[] = seatOf.size === placed.length ? [] : ['somebody has two seats'];
  for (const seat of seats) {
    const held = placed.filter(({ seatId }) => seatId === seat.id).map(({ personId }) => personId);
    if (held.length > seat.capacity) found.push(`${seat.id} is too full`);
    for (const person of people) {
      const [wish, rank] = [person.ranking.indexOf(seat.id), seat.ranking.indexOf(person.id)];
      if (held.includes(person.id)) {
        if (wish < 0 || rank < 0) found.push(`${person.id} and ${seat.id} did not list each other`);
        continue;
      }
      if (wish < 0 || rank < 0) continue;
      const now = seatOf.get(person.id);
      const personWants = now === undefined || person.ranking.indexOf(now) > wish;
      const seatWants =
        held.length < seat.capacity || held.some((other) => seat.ranking.indexOf(other) > rank);
      if (personWants && seatWants) found.push(`${person.id} and ${seat.id} block`);
    }
  }
  return found;
}

/** Every way to give each person a seat or none. */
function everyPlacement(people: readonly string[], seats: readonly string[]): Placement[][] {
  return people.reduce<Placement[][]>(
    (all, personId) =>
      all.flatMap((placed) => [placed, ...seats.map((seatId) => [...placed, { seatId, personId }])]),
    [[]],
  );
}

describe('a stable assignment', () => {
  test('has no blocking pair, keeps capacities and asks nobody beyond their list', () => {
    const people = Array.from({ length: 12 }, (_, number) => `p${number}`);
    const seats = Array.from({ length: 5 }, (_, number) => `s${number}`);
    fc.assert(
      fc.property(
        market(people, seats, 3),
        fc.constantFrom('PEOPLE' as const, 'SEATS' as const),
        (given, side) => {
          expect(problems(given.people, given.seats, assign(given.people, given.seats, side))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('gives every proposer the best they have in any stable assignment', () => {
    const all = everyPlacement(peopleIds, seatIds);
    fc.assert(
      fc.property(market(peopleIds, seatIds, 2), ({ people, seats }) => {
        const stable = all.filter((placed) => problems(people, seats, placed).length === 0);
        const forPeople = assign(people, seats);
        const forSeats = assign(people, seats, 'SEATS');
        for (const person of people) {
          const ranks = stable.map((placed) => rankOfSeat(person, placed));
          expect(rankOfSeat(person, forPeople)).toBe(Math.min(...ranks));
          expect(rankOfSeat(person, forSeats)).toBe(Math.max(...ranks));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('does not depend on the order of the people', () => {
    fc.assert(
      fc.property(market(peopleIds, seatIds, 2), ({ people, seats }) => {
        expect(assign(people.toReversed(), seats)).toEqual(assign(people, seats));
      }),
    );
  });

  test('the textbook case: each side gets its way when it proposes', () => {
    const people = [
      { id: 'ana', ranking: ['x', 'y'] },
      { id: 'ben', ranking: ['y', 'x'] },
    ];
    const seats = [
      { id: 'x', capacity: 1, ranking: ['ben', 'ana'] },
      { id: 'y', capacity: 1, ranking: ['ana', 'ben'] },
    ];
    expect(assign(people, seats)).toEqual([
      { seatId: 'x', personId: 'ana' },
      { seatId: 'y', personId: 'ben' },
    ]);
    expect(assign(people, seats, 'SEATS')).toEqual([
      { seatId: 'x', personId: 'ben' },
      { seatId: 'y', personId: 'ana' },
    ]);
  });

  test('refuses nonsense', () => {
    expect(() => assign([], [{ id: 'x', capacity: -1, ranking: [] }])).toThrow(RangeError);
    const twice = { id: 'ana', ranking: [] };
    expect(() => assign([twice, twice], [])).toThrow('ana is there twice.');
  });
});

test('a ranking from values is strict: ties by id, nobody at the cut', () => {
  const values = new Map([
    ['b', 0.5],
    ['a', 0.5],
    ['c', 0.9],
    ['d', 0.3],
  ]);
  expect(rankingOf('x', values, 0.3)).toEqual({ id: 'x', ranking: ['c', 'a', 'b'] });
});

/** The place of what the person got in their list; behind the list when they got nothing. */
function rankOfSeat(person: Ranking, placed: readonly Placement[]): number {
  const seat = placed.find(({ personId }) => personId === person.id);
  return seat ? person.ranking.indexOf(seat.seatId) : person.ranking.length;
}
