import { describe, expect, it } from 'vitest';
import { coverageOf, covered, substitutes, swapped } from './team';
import type { Candidate } from './types';

function candidate(userId: string, skills: Record<string, number>): Candidate {
  return {
    userId,
    name: userId,
    slug: userId,
    headline: '',
    location: '',
    skills: Object.entries(skills).map(([name, level]) => ({ name, level })),
    value: 0.5,
    score: 0.5,
    wish: 0.5,
    components: { skills: 0.5, experience: 0.5, availability: 0.5, location: 0.5, interests: 0.5 },
    reasons: [],
    missing: [],
    applicationId: null,
    papersOpen: true,
    invited: false,
  };
}

const anna = candidate('anna', { React: 4 });
const bert = candidate('bert', { SQL: 2 });
const cleo = candidate('cleo', { 'sql ': 5, React: 1 });
const team = [anna, bert].map((one) => ({ role: null, candidate: one, why: ['Brings something.'] }));
const asked = [
  { name: 'React', asked: 4, best: 0, userId: null },
  { name: 'SQL', asked: 4, best: 0, userId: null },
];

describe('a team changed by hand', () => {
  it('covers what its best members hold', () => {
    const skills = covered(asked, team);
    expect(skills.map(({ best, userId }) => [best, userId])).toEqual([
      [4, 'anna'],
      [2, 'bert'],
    ]);
    expect(coverageOf(skills)).toBe(0.75);
  });

  it('covers more after a swap, and no reason of the first one is left', () => {
    const changed = swapped(team, 1, cleo);
    expect(changed[1]).toEqual({ role: null, candidate: cleo, why: [] });
    expect(coverageOf(covered(asked, changed))).toBe(1);
    expect(substitutes([anna, bert, cleo], changed)).toEqual([bert]);
  });

  it('can be left with an empty seat', () => {
    expect(swapped(team, 0, null)).toHaveLength(1);
    expect(covered(asked, swapped(team, 0, null))[0]).toMatchObject({ best: 0, userId: null });
  });
});
