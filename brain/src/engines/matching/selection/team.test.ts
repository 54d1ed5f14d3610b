import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDraw } from '../../ml/chance.ts';
import { levelShare } from '../scoring/components.ts';
import { fillTeam, type TeamCandidate } from './team.ts';

const skill = fc.record({
  name: fc.constantFrom('law', 'code', 'sales', 'design'),
  level: fc.integer({ min: 1, max: 5 }),
});
const candidates = fc
  .array(fc.record({ skills: fc.array(skill, { maxLength: 3 }), value: fc.integer({ min: 0, max: 4 }) }), {
    maxLength: 9,
  })
  .map((list) =>
    list.map(({ skills, value }, number): TeamCandidate => ({ id: `p${number}`, skills, value: value / 4 })),
  );
const askedSkills = fc.uniqueArray(skill, { selector: ({ name }) => name });

/** Every team of the size, worked out one by one. */
function bestByTrying(
  pool: readonly TeamCandidate[],
  size: number,
  asked: readonly { readonly name: string; readonly level: number }[],
) {
  const teams = pool.reduce<TeamCandidate[][]>(
    (all, one) => [...all, ...all.filter((team) => team.length < size).map((team) => [...team, one])],
    [[]],
  );
  return teams
    .filter((team) => team.length === Math.min(size, pool.length))
    .map((team) => ({
      ids: team.map(({ id }) => id).sort(),
      covered: asked.reduce((sum, { name, level }) => {
        const held = team.flatMap(({ skills }) => skills.filter((own) => own.name === name));
        return sum + levelShare(Math.max(0, ...held.map((own) => own.level)), level);
      }, 0),
      worth: team.reduce((sum, { value }) => sum + value * 4, 0),
    }))
    .sort(
      (a, b) => b.covered - a.covered || b.worth - a.worth || (a.ids.join('\n') < b.ids.join('\n') ? -1 : 1),
    )[0]!;
}

describe('a team filled in one step', () => {
  test('is the best of all teams, in any order of the candidates', () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 1, max: 4 }), askedSkills, (pool, size, skills) => {
        const team = fillTeam(pool, { size, skills });
        const best = bestByTrying(pool, size, skills);
        expect(team.exact).toBe(true);
        expect(team.ids).toEqual(best.ids);
        if (skills.length > 0) expect(team.coverage).toBe(best.covered / (60 * skills.length));
        expect(fillTeam(pool.toReversed(), { size, skills })).toEqual(team);
      }),
      { numRuns: 300 },
    );
  });

  test('four of forty, with all choices considered', () => {
    const draw = createDraw(4);
    const names = ['law', 'code', 'sales', 'design', 'finance', 'hardware', 'growth', 'support'];
    for (let round = 0; round < 10; round++) {
      const pool = Array.from({ length: 40 }, (_, number) => ({
        id: `p${number}`,
        skills: Array.from({ length: 3 }, () => ({ name: names[draw(8)]!, level: 1 + draw(5) })),
        value: draw(1_000) / 1_000,
      }));
      const team = fillTeam(pool, { size: 4, skills: names.map((name) => ({ name, level: 4 })) });
      expect(team.exact).toBe(true);
      expect(team.ids.length).toBe(4);
      expect(team.coverage).toBeGreaterThan(0.7);
    }
  });

  test('names who covers what, and what nobody covers', () => {
    const team = fillTeam(
      [
        { id: 'ana', skills: [{ name: 'Law', level: 4 }], value: 0.5 },
        { id: 'ben', skills: [{ name: 'code', level: 2 }], value: 0.9 },
      ],
      {
        size: 2,
        skills: [
          { name: 'law', level: 3 },
          { name: 'code', level: 4 },
          { name: 'sales', level: 1 },
        ],
      },
    );
    expect(team).toEqual({
      ids: ['ana', 'ben'],
      coverage: 0.5,
      skills: [
        { name: 'law', asked: 3, best: 4, personId: 'ana' },
        { name: 'code', asked: 4, best: 2, personId: 'ben' },
        { name: 'sales', asked: 1, best: 0, personId: null },
      ],
      exact: true,
    });
  });

  test('without patience it says that it did not look at everything', () => {
    const pool = Array.from({ length: 10 }, (_, number) => ({ id: `p${number}`, skills: [], value: 0.5 }));
    const team = fillTeam(pool, { size: 3, skills: [], patience: 3 });
    expect(team.exact).toBe(false);
    expect(team.ids.length).toBe(3);
  });

  test('refuses nonsense', () => {
    expect(() => fillTeam([], { size: 0, skills: [] })).toThrow(RangeError);
    expect(() => fillTeam([{ id: 'a', skills: [], value: 2 }], { size: 1, skills: [] })).toThrow(RangeError);
  });
});
