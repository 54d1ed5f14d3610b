import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDraw } from '../../ml/chance.ts';
import { createCrowd } from '../test-crowd.ts';
import { weights } from './components.ts';
import type { Opportunity, Person } from './profiles.ts';
import { bothSided, score } from './score.ts';

const person: Person = {
  id: 'ana',
  open: true,
  rungs: [0, 1],
  ventureIds: [],
  skills: [
    { name: 'TypeScript', level: 4 },
    { name: 'sales', level: 2 },
  ],
  years: 2,
  hours: 10,
  place: 'Toronto',
  utcOffset: -300,
  languages: ['English'],
  interests: ['Health', 'fintech'],
  wishes: { types: ['MENTORSHIP'], engagements: ['PART_TIME'], rewards: ['EQUITY'] },
};
const opportunity: Opportunity = {
  id: 'offer',
  creatorId: 'ben',
  open: true,
  expiresAt: 10,
  visibility: 'PUBLIC',
  ventureId: null,
  invitedIds: [],
  rungs: [],
  type: 'MENTORSHIP',
  engagement: 'PART_TIME',
  reward: 'EQUITY',
  required: [
    { name: 'typescript ', level: 3 },
    { name: 'Sales', level: 4 },
  ],
  preferred: [{ name: 'design', level: 1 }],
  years: 3,
  hours: 20,
  remote: true,
  place: null,
  utcOffset: -60,
  languages: [],
  withinMinutes: null,
  industry: 'health',
  tags: ['ai'],
};

describe('the transparent score', () => {
  test('five components by hand, with a sentence each', () => {
    const match = score(person, opportunity);
    expect(match.components).toEqual({
      // 0.8 × (1 + 0.5) ÷ 2 + 0.2 × 0
      skills: 0.6,
      experience: 2 / 3,
      availability: 0.5,
      location: 0.75,
      interests: 0.5,
    });
    expect(match.score).toBeCloseTo(0.4 * 0.6 + (0.2 * 2) / 3 + 0.15 * 0.5 + 0.1 * 0.75 + 0.15 * 0.5, 12);
    expect(match.missing).toEqual([]);
    expect(match.reasons.map(({ text }) => text)).toEqual([
      '1 of 2 required skills (below the level asked: sales).',
      '0 of 1 preferred skill.',
      '2 years of experience, 3 needed.',
      '10 free hours a week, 20 asked.',
      '4 h time difference.',
      '1 of 2 topics among the interests: health.',
    ]);
  });

  test('what is not stated counts half and is named', () => {
    const nobody: Person = {
      ...person,
      skills: [],
      years: null,
      hours: null,
      place: null,
      utcOffset: null,
      interests: [],
      wishes: { types: [], engagements: [], rewards: [] },
    };
    const match = score(nobody, opportunity);
    expect(match.score).toBe(0.5);
    expect(match.missing).toEqual([
      'person.skills',
      'person.years',
      'person.hours',
      'person.utcOffset',
      'person.interests',
    ]);
    expect(match.reasons.every(({ code }) => code === 'MISSING')).toBe(true);
    expect(match.reasons[1]!.text).toBe('The person states no years of experience: it counts half.');
    const empty = { ...opportunity, required: [], hours: null, utcOffset: null, industry: null, tags: [] };
    expect(score(person, empty).missing).toEqual([
      'opportunity.required',
      'opportunity.hours',
      'opportunity.utcOffset',
      'opportunity.topics',
    ]);
    // 0.8 × the missing half + 0.2 × none of the preferred.
    expect(score(person, empty).components.skills).toBe(0.4);
    const both = bothSided(nobody, opportunity);
    expect(both).toMatchObject({ wish: 0.5, value: 0.5 });
    expect(both.missing.slice(-3)).toEqual([
      'person.wishes.types',
      'person.wishes.engagements',
      'person.wishes.rewards',
    ]);
  });

  test('full marks are exactly 1', () => {
    const able = {
      ...person,
      skills: ['typescript', 'sales', 'design'].map((name) => ({ name, level: 5 })),
      years: 9,
      hours: 40,
      utcOffset: -60,
      interests: ['health', 'AI'],
    };
    expect(score(able, opportunity).score).toBe(1);
    expect(bothSided(able, opportunity).value).toBe(1);
    expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBe(100);
  });

  test('what is not asked is not missing', () => {
    const easy = { ...opportunity, years: 0, hours: 0 };
    const match = score({ ...person, years: null, hours: null }, easy);
    expect(match.components).toMatchObject({ experience: 1, availability: 1 });
    expect(match.missing).toEqual([]);
  });

  test.each([
    ['the same place', { place: 'toronto ', remote: false }, 1],
    ['the same place, remote', { place: 'TORONTO', remote: true, utcOffset: 540 }, 1],
    ['on site elsewhere', { place: 'Oslo', remote: false }, 0],
    ['on site, place not stated', { place: null, remote: false }, 0.5],
    ['three hours', { utcOffset: -120 }, 1],
    ['three hours and a minute', { utcOffset: -119 }, 0.75],
    ['six hours', { utcOffset: 60 }, 0.75],
    ['more', { utcOffset: 61 }, 0.5],
    ['the short way round', { utcOffset: 840 }, 0.75],
  ] as const)('location: %s', (_, change, value) => {
    expect(score(person, { ...opportunity, ...change }).components.location).toBe(value);
  });

  test('the other side: nobody is proposed what they want nothing of', () => {
    expect(bothSided(person, opportunity)).toMatchObject({ wish: 1 });
    const unwanted = {
      ...opportunity,
      type: 'SKILL_SHARING',
      engagement: 'ADVISORY',
      reward: 'UNPAID',
    } as const;
    expect(bothSided(person, unwanted)).toMatchObject({ wish: 0, value: 0 });
  });

  test('refuses numbers out of their range', () => {
    expect(() => score({ ...person, hours: -1 }, opportunity)).toThrow(RangeError);
    expect(() => score({ ...person, years: 1.5 }, opportunity)).toThrow(RangeError);
    expect(() => score({ ...person, skills: [{ name: 'a', level: 6 }] }, opportunity)).toThrow(RangeError);
    expect(() => score({ ...person, utcOffset: 900 }, opportunity)).toThrow(RangeError);
  });
});

/** The person with one stated input raised: a level, years, hours, one interest or one skill more, a nearer clock. */
function raised(one: Person, asked: Opportunity, seed: number): Person {
  const draw = createDraw(seed);
  const ways: Person[] = [];
  if (one.skills.length > 0) {
    const at = draw(one.skills.length);
    const skills = one.skills.map((own, index) =>
      index === at ? { ...own, level: Math.min(5, own.level + 1) } : own,
    );
    ways.push(
      { ...one, skills },
      { ...one, skills: [...one.skills, { name: `skill ${draw(12)}`, level: 1 + draw(5) }] },
    );
  }
  if (one.years !== null) ways.push({ ...one, years: one.years + 1 + draw(3) });
  if (one.hours !== null) ways.push({ ...one, hours: one.hours + 1 + draw(9) });
  if (one.interests.length > 0) ways.push({ ...one, interests: [...one.interests, `topic ${draw(9)}`] });
  if (one.utcOffset !== null && asked.utcOffset !== null) ways.push({ ...one, utcOffset: asked.utcOffset });
  return ways.length > 0 ? ways[draw(ways.length)]! : one;
}

describe('raising a stated input', () => {
  test('never lowers the score, nor what both sides make of it', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const crowd = createCrowd(seed, { skills: 12, topics: 9, places: 5 });
        const asked = crowd.opportunity(1);
        let one = crowd.person(1);
        for (let step = 0; step < 8; step++) {
          const better = raised(one, asked, seed + step);
          const [was, is] = [score(one, asked), score(better, asked)];
          expect(is.score).toBeGreaterThanOrEqual(was.score);
          expect(is.score).toBeLessThanOrEqual(1);
          expect(bothSided(better, asked).value).toBeGreaterThanOrEqual(bothSided(one, asked).value);
          one = better;
        }
      }),
      { numRuns: 500 },
    );
  });
});
