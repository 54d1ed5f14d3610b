import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  factKinds,
  platformBadges,
  rarities,
  type BadgeDefinition,
  type BadgeRule,
  type Fact,
  type Facts,
} from './badge-table.ts';
import { evaluate, nextBadges, problemsOfBadge, progressOf } from './badges.ts';

const names = Object.keys(factKinds) as Fact[];
const nothing = Object.fromEntries(names.map((name) => [name, 0])) as Facts;
const codes = (given: Partial<Facts>) =>
  evaluate(platformBadges, { ...nothing, ...given }, []).fresh.map(({ code }) => code);
const anyFacts: fc.Arbitrary<Facts> = fc
  .tuple(...names.map(() => fc.nat(120)))
  .map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]!])) as Facts);

describe('the badges of the domain rules', () => {
  const cases: readonly [code: string, enough: Partial<Facts>, short: Partial<Facts>][] = [
    ['FIRST_STEPS', { tasksDone: 1 }, { tasksDone: 0 }],
    ['DEDICATED_CONTRIBUTOR', { tasksDone: 10 }, { tasksDone: 9 }],
    ['SKILL_MASTER', { verifiedSkillLevel: 3 }, { verifiedSkillLevel: 2 }],
    ['COMMUNITY_HELPER', { endorsementsGiven: 5 }, { endorsementsGiven: 4 }],
    ['IDEA_GENERATOR', { ideasPosted: 3 }, { ideasPosted: 2 }],
    ['CONSISTENT_PERFORMER', { longestStreak: 7 }, { longestStreak: 6 }],
    ['XP_HUNTER', { xp: 1_000 }, { xp: 999 }],
    ['PROJECT_CHAMPION', { projectsCompleted: 5 }, { projectsCompleted: 4 }],
    ['LEGENDARY_CONTRIBUTOR', { tasksDone: 100 }, { tasksDone: 99 }],
    ['SKILL_VIRTUOSO', { skillsAtLevel5: 3 }, { skillsAtLevel5: 2 }],
    ['JOURNEY_MASTER', { journeyFinished: 1 }, {}],
    ['TEAM_PLAYER', { ventureMemberships: 5 }, { ventureMemberships: 4 }],
    ['EQUITY_HOLDER', { equityHoldings: 1 }, {}],
    ['VENTURE_OWNER', { venturesOwned: 1 }, {}],
    ['EARLY_CONTRIBUTOR', { contributionsEarly: 5 }, { contributionsEarly: 4 }],
    ['BUG_HUNTER', { bugsAccepted: 3 }, { bugsAccepted: 2 }],
    [
      'TOP_REVIEWER',
      { reviewsWritten: 50, reviewAgreement: 0.8 },
      { reviewsWritten: 90, reviewAgreement: 0.79 },
    ],
    [
      'SECURITY_CHAMPION',
      { secondFactorOn: 1, identityVerified: 1, daysFullyCompliant: 90 },
      { secondFactorOn: 1, identityVerified: 1, daysFullyCompliant: 365, violations: 1 },
    ],
    [
      'COMMUNITY_BUILDER',
      { endorsementsReceived: 10, endorsementMeanWeight: 4 },
      { endorsementsReceived: 9, endorsementMeanWeight: 5 },
    ],
    ['CODE_MASTER', { contributionsCode: 10 }, { contributionsCode: 9 }],
    ['DESIGN_EXPERT', { contributionsDesign: 10 }, { contributionsDesign: 9 }],
    ['GROWTH_HACKER', { contributionsGrowth: 10 }, { contributionsGrowth: 9 }],
  ];

  test.each(cases)('%s', (code, enough, short) => {
    expect(codes(enough)).toContain(code);
    expect(codes(short)).not.toContain(code);
  });

  test('are all of them, sound, of every rarity, and none for nothing', () => {
    expect(cases.map(([code]) => code).toSorted()).toEqual(platformBadges.map(({ code }) => code).toSorted());
    for (const one of platformBadges) {
      const others = platformBadges.filter((other) => other !== one);
      expect(problemsOfBadge(one, others)).toEqual([]);
    }
    expect(new Set(platformBadges.map(({ rarity }) => rarity))).toEqual(new Set(rarities));
    expect(codes({})).toEqual([]);
  });
});

describe('an evaluation', () => {
  test('takes no badge away, gives none twice, and is settled after one pass', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (before, after) => {
        const first = evaluate(platformBadges, before, ['RETIRED_BADGE']);
        const second = evaluate(platformBadges, after, first.held);
        expect(second.held).toEqual(expect.arrayContaining([...first.held]));
        expect(new Set(second.held).size).toBe(second.held.length);
        expect(evaluate(platformBadges, after, second.held).fresh).toEqual([]);
      }),
    );
  });

  test('and the progress say the same', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const fresh = new Set(evaluate(platformBadges, facts, []).fresh.map(({ code }) => code));
        for (const one of platformBadges) {
          const { percent } = progressOf(one, facts);
          expect(percent === 100).toBe(fresh.has(one.code));
          expect(percent >= 0).toBe(true);
        }
      }),
    );
  });
});

describe('progress', () => {
  const champion = platformBadges.find(({ code }) => code === 'SECURITY_CHAMPION')!;

  test('is told step by step', () => {
    const { percent, steps } = progressOf(champion, {
      ...nothing,
      secondFactorOn: 1,
      daysFullyCompliant: 45,
    });
    expect(percent).toBe(50);
    expect(steps.map(({ have, need, met }) => [have, need, met])).toEqual([
      [1, 1, true],
      [0, 1, false],
      [45, 90, false],
      [0, 0, true],
    ]);
    expect(progressOf(champion, nothing).percent).toBe(0);
  });

  test('is exact, and full only with everything', () => {
    const legend = platformBadges.find(({ code }) => code === 'LEGENDARY_CONTRIBUTOR')!;
    expect(progressOf(legend, { ...nothing, tasksDone: 29 }).percent).toBe(29);
    const all = { secondFactorOn: 1, identityVerified: 1, daysFullyCompliant: 90, violations: 2 };
    expect(progressOf(champion, { ...nothing, ...all }).percent).toBe(99);
  });

  test('offers the nearest badges that are not held', () => {
    const facts = { ...nothing, tasksDone: 9, ideasPosted: 2, endorsementsGiven: 1 };
    const next = nextBadges(platformBadges, facts, ['FIRST_STEPS'], 3);
    expect(next.map(({ code, percent }) => [code, percent])).toEqual([
      ['DEDICATED_CONTRIBUTOR', 90],
      ['IDEA_GENERATOR', 66],
      ['COMMUNITY_HELPER', 20],
    ]);
  });
});

describe('a definition somebody wrote', () => {
  const sound: BadgeDefinition = {
    code: 'QUIET_HELPER',
    name: 'Quiet Helper',
    rarity: 'RARE',
    rule: { kind: 'THRESHOLD', fact: 'endorsementsGiven', atLeast: 20 },
  };
  const withRule = (rule: BadgeRule) => problemsOfBadge({ ...sound, rule }, platformBadges);

  test('is accepted when it is sound', () => {
    expect(problemsOfBadge(sound, platformBadges)).toEqual([]);
    expect(withRule({ kind: 'STREAK', days: 30 })).toEqual([]);
  });

  test('needs a code, a name and a rarity of its own', () => {
    const wrong = { ...sound, code: 'FIRST_STEPS', name: ' xp hunter ' };
    expect(problemsOfBadge(wrong, platformBadges)).toHaveLength(2);
    expect(problemsOfBadge({ ...sound, code: 'no', name: 'x' }, [])).toHaveLength(2);
    expect(problemsOfBadge({ ...sound, rarity: 'MYTHIC' as 'RARE' }, [])).toHaveLength(1);
  });

  const wrong: readonly [why: string, rule: BadgeRule, said: string][] = [
    ['for nothing', { kind: 'THRESHOLD', fact: 'xp', atLeast: 0 }, 'always at least 0'],
    ['below nothing', { kind: 'THRESHOLD', fact: 'xp', atLeast: -1 }, 'between 0 and'],
    ['without a number', { kind: 'THRESHOLD', fact: 'xp', atLeast: Number.NaN }, 'between 0 and'],
    ['in halves', { kind: 'THRESHOLD', fact: 'tasksDone', atLeast: 1.5 }, 'whole numbers'],
    ['out of reach', { kind: 'THRESHOLD', fact: 'verifiedSkillLevel', atLeast: 6 }, 'between 0 and 5'],
    ['of no known fact', { kind: 'THRESHOLD', fact: 'toString' as Fact, atLeast: 1 }, 'no fact toString'],
    ['for one day', { kind: 'STREAK', days: 1 }, '2 to 365'],
    ['composed of one', { kind: 'COMPOSITE', all: [{ fact: 'xp', atLeast: 1 }] }, '2 to 8'],
    [
      'for having done nothing',
      {
        kind: 'COMPOSITE',
        all: [
          { fact: 'violations', atMost: 0 },
          { fact: 'xp', atMost: 9 },
        ],
      },
      'at least one condition',
    ],
    [
      'nobody can earn',
      {
        kind: 'COMPOSITE',
        all: [
          { fact: 'xp', atLeast: 10 },
          { fact: 'xp', atMost: 9 },
        ],
      },
      'Nobody can fulfil',
    ],
    [
      'that repeats itself',
      {
        kind: 'COMPOSITE',
        all: [
          { fact: 'xp', atLeast: 10 },
          { fact: 'xp', atLeast: 9 },
        ],
      },
      'asked for twice',
    ],
  ];
  test.each(wrong)('%s is refused', (_, rule, said) => {
    expect(withRule(rule).join(' ')).toContain(said);
  });
});
