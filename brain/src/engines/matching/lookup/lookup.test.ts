import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDraw } from '../../ml/chance.ts';
import type { Question } from '../scoring/filters.ts';
import type { Opportunity, Person } from '../scoring/profiles.ts';
import { rankOpportunities, rankPeople } from '../scoring/ranking.ts';
import { createCrowd, crowdNow } from '../test-crowd.ts';
import { OpportunityIndex } from './opportunity-index.ts';
import { PeopleIndex } from './people-index.ts';

const words = { skills: 12, topics: 9, places: 5 };

/** Puts, replaces and removes at random; the map holds what must be in the index afterwards. */
function churn<T extends { readonly id: string }>(
  seed: number,
  make: (number: number) => T,
  index: { put(one: T): void; remove(id: string): boolean; size: number },
): Map<string, T> {
  const draw = createDraw(seed);
  const kept = new Map<string, T>();
  for (let step = 0; step < 150; step++) {
    const one = make(draw(80));
    if (draw(4) === 0) expect(index.remove(one.id)).toBe(kept.delete(one.id));
    else {
      index.put(one);
      kept.set(one.id, one);
    }
  }
  expect(index.size).toBe(kept.size);
  return kept;
}

function questionOf(seed: number, ids: readonly string[]): Question {
  const draw = createDraw(seed);
  return {
    at: crowdNow,
    take: 1 + draw(30),
    excluded: ids.filter(() => draw(10) === 0),
    order: draw(2) ? 'SCORE' : 'BOTH_SIDED',
    ...(draw(2) ? { above: draw(2) ? 0 : -1 } : {}),
    ...(draw(3) ? {} : { availability: draw(11) / 10 }),
  };
}

describe('the index says what scoring every pair says, to the last bit', () => {
  test('people for an opportunity, after adding, replacing and removing', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const crowd = createCrowd(seed, words);
        const index = new PeopleIndex();
        const people = churn<Person>(seed, crowd.person, index);
        for (let round = 0; round < 5; round++) {
          const opportunity = crowd.opportunity(round);
          const question = questionOf(seed + round, [...people.keys()]);
          expect(index.top(opportunity, question)).toEqual(
            rankPeople(people.values(), opportunity, question),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('opportunities for a person, after adding, replacing and removing', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const crowd = createCrowd(seed, words);
        const index = new OpportunityIndex();
        const opportunities = churn<Opportunity>(seed, crowd.opportunity, index);
        for (let round = 0; round < 5; round++) {
          const person = crowd.person(round);
          const question = questionOf(seed + round, [...opportunities.keys()]);
          expect(index.top(person, question)).toEqual(
            rankOpportunities(opportunities.values(), person, question),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a large crowd with rare words', () => {
    const crowd = createCrowd(7, { skills: 400, topics: 120, places: 60 });
    const people = Array.from({ length: 3_000 }, (_, number) => crowd.person(number));
    const index = new PeopleIndex();
    for (const person of people) index.put(person);
    let found = 0;
    for (let number = 0; number < 12; number++) {
      const opportunity = { ...crowd.opportunity(number), open: true, expiresAt: crowdNow + 1 };
      const question: Question = { at: crowdNow, take: 20, order: number % 2 ? 'SCORE' : 'BOTH_SIDED' };
      const best = index.top(opportunity, question);
      found += best.length;
      expect(best).toEqual(rankPeople(people, opportunity, question));
    }
    expect(found).toBeGreaterThan(100);
  });
});

describe('the columns', () => {
  test('a refused person changes nothing', () => {
    const crowd = createCrowd(3, words);
    const index = new PeopleIndex();
    const person = { ...crowd.person(1), open: true };
    index.put(person);
    expect(() => index.put({ ...person, hours: 200 })).toThrow(
      'hours is a whole number from 0 to 168, not 200.',
    );
    expect(() => index.put({ ...person, skills: [{ name: 'a', level: 0 }] })).toThrow(RangeError);
    const opportunity = { ...crowd.opportunity(1), visibility: 'PUBLIC', rungs: [] } as const;
    const question = { at: 0, above: -1 };
    expect(index.top(opportunity, question)).toEqual(rankPeople([person], opportunity, question));
  });

  test('an empty index answers with nothing', () => {
    const crowd = createCrowd(3, words);
    expect(new PeopleIndex().top(crowd.opportunity(1), { at: 0 })).toEqual([]);
    expect(new OpportunityIndex().top(crowd.person(1), { at: 0 })).toEqual([]);
  });

  test('a question that makes no sense is refused', () => {
    const crowd = createCrowd(3, words);
    for (const take of [0, 1.5, 1_001])
      expect(() => new PeopleIndex().top(crowd.opportunity(1), { at: 0, take })).toThrow(RangeError);
  });
});
