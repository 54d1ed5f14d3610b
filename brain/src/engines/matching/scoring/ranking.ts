import { admits, plain, type Question } from './filters.ts';
import type { Opportunity, Person } from './profiles.ts';
import { bothSided, score } from './score.ts';

export interface Ranked {
  readonly id: string;
  /** The transparent score, 0 to 1. */
  readonly score: number;
  /** What the order goes by: the score, or √(score × wish) when both sides are asked. */
  readonly value: number;
}

/** Higher values first; ties go to the smaller id, so that an order never depends on who came first. */
export function before(a: { readonly id: string; readonly value: number }, b: typeof a): number {
  if (a.value !== b.value) return b.value - a.value;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Every person scored, one by one: the meaning of `PeopleIndex.top`, and enough for a short list. */
export function rankPeople(people: Iterable<Person>, opportunity: Opportunity, question: Question): Ranked[] {
  const pairs = Array.from(people, (person) => ({ id: person.id, person, opportunity }));
  return rank(pairs, question);
}

/** Every opportunity scored, one by one: the meaning of `OpportunityIndex.top`. */
export function rankOpportunities(
  opportunities: Iterable<Opportunity>,
  person: Person,
  question: Question,
): Ranked[] {
  const pairs = Array.from(opportunities, (opportunity) => ({ id: opportunity.id, person, opportunity }));
  return rank(pairs, question);
}

interface Pair {
  /** Whom the ranking names. */
  readonly id: string;
  readonly person: Person;
  readonly opportunity: Opportunity;
}

function rank(pairs: readonly Pair[], question: Question): Ranked[] {
  const asked = plain(question);
  return pairs
    .flatMap(({ id, person, opportunity }) => {
      if (asked.excluded.has(id) || !admits(person, opportunity, asked)) return [];
      if (!asked.bothSided) {
        const { score: value } = score(person, opportunity);
        return value > asked.above ? [{ id, score: value, value }] : [];
      }
      const both = bothSided(person, opportunity);
      return both.score > asked.above ? [{ id, score: both.score, value: both.value }] : [];
    })
    .sort(before)
    .slice(0, asked.take);
}
