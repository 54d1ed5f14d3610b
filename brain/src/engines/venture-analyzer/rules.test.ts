import { addDays } from '@smartstart/units';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { foreignCategory, foreignKind, historyOf, perDollarOf } from './chances/foreign.ts';
import { exactChanceOf, roundChanceOf, type ChanceInput } from './chances/round-chance.ts';
import { ownOutcomes } from './chances/served-model.ts';
import { unpackNextRound } from './next-round/artefact.ts';
import { knownBy } from './runway/known.ts';
import { outcomeOf, stateOf } from './said/outcomes.ts';
import { riskStandingOf, type RiskFact } from './standing/risks.ts';
import { readinessCard, scorecardOf } from './standing/scorecards.ts';
import { similarTo, similarVenturesOf } from './standing/similar.ts';
import { teamStandingOf } from './standing/team.ts';
import { rangeOf, valuationLines, type ValuationFacts } from './valuation/methods.ts';

const artefact = new URL('../../../models/next-round-1.0.0.bin', import.meta.url);
const { shipped } = unpackNextRound(readFileSync(artefact));
const now = new Date('2026-11-20T12:00:00Z');
const today = Math.floor(now.getTime() / 86_400_000);
const noRecord = { due: 0, open: 0, meanSaid: null, shareTrue: null, brier: null, coverage: null };

describe('score cards', () => {
  const part = (name: string, weightPercent: number, value: number | null) => ({
    part: name,
    label: name,
    weightPercent,
    value,
    known: 'known',
  });
  test('leave out what is unknown, rescale the weights, and name the gap', () => {
    const card = scorecardOf([part('A', 30, 50), part('B', 70, null)], { formula: '', source: '' });
    expect(card).toMatchObject({ score: 50, gaps: ['B: known'], mode: 'SCORECARD' });
    expect(card.parts[0]).toMatchObject({ effectivePercent: 100, points: 50, open: 50 });
    expect(card.parts[1]).toMatchObject({ effectivePercent: 0, points: null, open: null });
    expect(scorecardOf([part('A', 30, null)], { formula: '', source: '' }).score).toBeNull();
  });

  test('the readiness keeps the score that the finances show', () => {
    const parts = [
      { part: 'TEAM' as const, label: 'Members', weightPercent: 30, value: '60.0', known: '3 of 5' },
    ];
    const card = readinessCard({ score: '60.0', formula: 'f', parts, gaps: [] });
    expect(card).toMatchObject({ score: 60, formula: 'f' });
  });
});

describe('the team', () => {
  const facts = {
    members: 5,
    wanted: [
      { name: 'Sales', level: 3 },
      { name: 'Welding', level: 2 },
      { name: 'Law', level: 4 },
    ],
    held: [
      { userId: 'a', name: 'sales', level: 4 },
      { userId: 'b', name: 'Sales ', level: 3 },
      { userId: 'a', name: 'Law', level: 2 },
    ],
    checkInRate: 80,
    onTimeRate: null,
  };
  test('says what is covered, what rests on one, what is below and what is missing', () => {
    const team = teamStandingOf(facts);
    expect(team.skills.map(({ state }) => state)).toEqual(['COVERED', 'MISSING', 'BELOW']);
    expect(team).toMatchObject({ coverage: 0.33, similarity: 0.5, membersWithSkills: 2 });
    expect(team.overlap).toEqual([{ name: 'sales', holders: 2 }]);
    // 30 of 30 for the size, a third of 25, 80 % of 25, and the on-time rate left out: of 80.
    expect(team.performance.score).toBeCloseTo((100 * (30 + 25 / 3 + 20)) / 80, 1);
    expect(team.performance.gaps[0]).toContain('On time');
  });

  test('has no coverage where nothing is wanted, and no similarity of one person', () => {
    expect(teamStandingOf({ ...facts, wanted: [], held: facts.held.slice(0, 1) })).toMatchObject({
      coverage: null,
      similarity: null,
    });
  });
});

describe('the register of risks', () => {
  const risk = (change: Partial<RiskFact> = {}): RiskFact => {
    const { impact = 3, probability = 3 } = change;
    return {
      id: 'r',
      title: 'Risk',
      category: 'MARKET',
      impact,
      probability,
      score: impact * probability,
      state: 'OPEN',
      mitigation: 'plan',
      createdAt: now,
      updatedAt: now,
      ...change,
    };
  };
  const of = (risks: RiskFact[], changes: { day: string; delta: number }[] = []) =>
    riskStandingOf({ risks, changes, now, cashMinor: 1_000_000n, currency: 'CAD' });

  test('expected loss is the sum of chance × loss by the scale, and nothing without open risks', () => {
    expect(of([risk({ impact: 5, probability: 5 })]).expectedLoss).toMatchObject({
      share: 0.45,
      p90Share: 0.5,
      minor: '450000',
    });
    expect(of([risk({ state: 'CLOSED' })])).toMatchObject({
      exposure: 0,
      closed: 1,
      concentration: null,
      expectedLoss: { share: null, minor: null },
    });
    const many = of(Array.from({ length: 1_000 }, () => risk({ impact: 5, probability: 5 })));
    expect(many.expectedLoss.p90Share).toBe(3);
  });

  test('the trend goes backwards from now, and the concentration is that of Herfindahl', () => {
    const standing = of(
      [risk({ impact: 2, probability: 5 }), risk({ impact: 2, probability: 5 })],
      [{ day: '2026-11-18', delta: 10 }],
    );
    expect(standing.trend.at(-1)).toEqual({ day: '2026-11-20', exposure: 20 });
    expect(standing.trend.at(-2)).toEqual({ day: '2026-11-13', exposure: 10 });
    expect(standing).toMatchObject({ exposureChange: 10, concentration: 0.5 });
  });

  test('grave risks that nobody touches, or without a plan, are overdue', () => {
    const old = addDays(now, -20);
    const list = [
      risk({ id: 'old', impact: 4, probability: 4, updatedAt: old, createdAt: old }),
      risk({ id: 'bare', impact: 3, probability: 5, mitigation: ' ' }),
      risk({ id: 'fine', impact: 4, probability: 4 }),
    ];
    expect(of(list).overdue.map(({ id }) => id)).toEqual(['old', 'bare']);
  });
});

describe('similar ventures', () => {
  const others = (count: number, industry: string) =>
    Array.from({ length: count }, (_, at) => ({ id: `${industry}${at}`, industry }));
  test('are those of the same industry when there are five, and medians need five', () => {
    expect(similarTo('Energy', [...others(5, 'Energy'), ...others(9, 'Other')]).ids).toHaveLength(5);
    expect(similarTo('Energy', [...others(4, 'Energy'), ...others(9, 'Other')]).ids).toHaveLength(13);
    const row = { metric: 'X', label: 'X', unit: 'POINTS', better: 'MORE', own: 1 } as const;
    expect(similarVenturesOf(4, 'g', [{ ...row, others: [1, 2, 3, 4] }]).rows).toEqual([]);
    const shown = similarVenturesOf(6, 'g', [
      { ...row, others: [1, 2, 3, 4] },
      { ...row, others: [5, 1, 4, 2, 3] },
    ]);
    expect(shown.rows.map(({ median }) => median)).toEqual([null, 3]);
  });
});

describe('the chance of the next round', () => {
  const rounds = (raisedMinor = 50_000_000n) => [
    { kind: 'SEED', state: 'COMPLETED', raisedMinor, closedAt: addDays(now, -300) },
    { kind: 'SERIES_A', state: 'CANCELLED', raisedMinor: 0n, closedAt: addDays(now, -20) },
  ];
  const input = (
    change: Partial<ChanceInput> = {},
    list = rounds(),
    currency: string | null = 'CAD',
  ): ChanceInput => ({
    history: historyOf('v', 'Technology', { rounds: list, currency, minorPerUnit: 100 }),
    day: today,
    served: { shipped, version: '1.0.0', trainedAt: now },
    own: { seen: 0, raised: 0 },
    pastRecord: noRecord,
    ...change,
  });

  test('the records read in the terms of the open data', () => {
    expect(foreignKind('SERIES_D')).toBe('series-c+');
    expect(foreignCategory('Undecided')).toBeNull();
    expect(perDollarOf('CAD')).toBe(1.37);
    expect(perDollarOf('XAU')).toBeNull();
    const { history } = input();
    expect(history.rounds).toHaveLength(1);
    expect(history.rounds[0]!.raised).toBeCloseTo(500_000 / 1.37, 3);
  });

  test('does not change when everything from its day on is deleted', () => {
    const later = [
      ...rounds(),
      { kind: 'SERIES_A', state: 'COMPLETED', raisedMinor: 9n, closedAt: addDays(now, 5) },
    ];
    expect(roundChanceOf(input({}, later))).toEqual(roundChanceOf(input()));
    const money = {
      lastMonthOver: '2026-10',
      months: [{ month: '2026-10' }, { month: '2026-11' }],
      rounds: later,
    };
    expect(knownBy(money, now)).toMatchObject({ months: [{ month: '2026-10' }] });
    expect(knownBy(money, now).rounds).toHaveLength(2);
  });

  test('goes from learnt to the base rate to nothing, with what is missing', () => {
    expect(roundChanceOf(input())).toMatchObject({
      mode: 'LEARNT',
      missing: [],
      provenance: { foreign: true },
    });
    const foreignMoney = roundChanceOf(input({}, rounds(), 'JPY'));
    expect(foreignMoney.mode).toBe('PRIOR');
    expect(foreignMoney.missing[0]).toContain('currency');
    expect(roundChanceOf(input({ served: null }))).toMatchObject({ mode: 'PRIOR', probability: 0.25 });
    expect(roundChanceOf(input({}, []))).toMatchObject({ probability: null, movers: [] });
    const old = [{ kind: 'SEED', state: 'COMPLETED', raisedMinor: 1n, closedAt: addDays(now, -2_000) }];
    expect(roundChanceOf(input({}, old)).probability).toBeNull();
    expect(exactChanceOf(input({}, old))).toBeNull();
  });

  test('own outcomes draw the base rate to themselves by n ÷ (n + k)', () => {
    const shrunken = roundChanceOf(input({ served: null, own: { seen: 50, raised: 50 } }));
    expect(shrunken).toMatchObject({ mode: 'SHRUNKEN', ownOutcomes: 50, ownWeight: 0.5 });
    expect(exactChanceOf(input({ served: null, own: { seen: 50, raised: 50 } }))).toBeGreaterThan(0.6);
  });

  test('own outcomes count only rounds whose year is over', () => {
    const completed = new Map([
      ['a', [addDays(now, -800), addDays(now, -600)]],
      ['b', [addDays(now, -100)]],
    ]);
    expect(ownOutcomes(completed, now)).toEqual({ seen: 2, raised: 1 });
  });
});

describe('how it came out', () => {
  const said = {
    kind: 'RUNWAY',
    about: 'cash 2026-08',
    saidAt: new Date('2026-06-03T00:00:00Z'),
    dueOn: '2026-09-20',
  };
  const month = (name: string, cashMinor: bigint) => ({
    month: name,
    cashMinor,
    incomeMinor: 0n,
    costsMinor: 0n,
  });
  const records = {
    months: [month('2026-08', 500n)],
    rounds: [],
    currency: 'CAD',
    activatedAt: null,
    launchedAt: null,
    status: 'ACTIVE',
    now,
  };
  test('is the cash of the month, nothing before its day, and void with money that was left out', () => {
    expect(outcomeOf(said, records)).toBe(500);
    expect(outcomeOf(said, { ...records, now: new Date('2026-09-01T00:00:00Z') })).toBeNull();
    expect(outcomeOf(said, { ...records, rounds: [new Date('2026-07-01T00:00:00Z')] })).toBe('VOID');
    expect(outcomeOf(said, { ...records, months: [] })).toBeNull();
    expect(outcomeOf(said, { ...records, months: [], now: addDays(now, 90) })).toBe('VOID');
    expect(stateOf(500, { lowMinor: 400n, highMinor: 500n })).toBe('INSIDE');
    expect(stateOf(501, { lowMinor: 400n, highMinor: 500n })).toBe('OUTSIDE');
    const lasts = { ...said, about: 'lasts 2026-08' };
    expect(outcomeOf(lasts, records)).toBe(1);
    expect(outcomeOf(lasts, { ...records, months: [month('2026-07', 0n)] })).toBe(0);
  });
});

describe('the valuation', () => {
  const facts: ValuationFacts = {
    currency: 'CAD',
    minorPerUnit: 100,
    perDollar: 1.37,
    industry: 'Technology',
    phase: 'LAUNCH',
    members: 5,
    skillCoverage: 1,
    yearIncome: 10_000_000,
    incomeMonths: 12,
    lastPriced: null,
    foreignKind: 'angel',
    foreignCategory: 'software',
    medians: shipped.amounts,
    factors: { scorecard: {}, berkus: {}, riskFactors: {} },
    discounted: null,
  };
  test('a multiple of revenue, Berkus from the records, and no number without data', () => {
    const lines = new Map(valuationLines(facts).map((line) => [line.method, line]));
    expect(lines.get('REVENUE_MULTIPLE')).toMatchObject({ lowMinor: '48240000', highMinor: '67000000' });
    // Prototype, team and sales are known: 1.5 million dollars and up to a million more.
    expect(lines.get('BERKUS')).toMatchObject({
      lowMinor: '205500000',
      highMinor: '342500000',
      counted: true,
    });
    expect(lines.get('LAST_ROUND')).toMatchObject({ midMinor: null, counted: false });
    const nothing = valuationLines({ ...facts, currency: null, perDollar: null });
    expect(nothing.every(({ midMinor, counted }) => midMinor === null && !counted)).toBe(true);
    expect(rangeOf(nothing)).toBeNull();
    const yen = valuationLines({ ...facts, currency: 'JPY', perDollar: null });
    expect(yen.filter(({ counted }) => counted).map(({ method }) => method)).toEqual(['REVENUE_MULTIPLE']);
  });

  test('amounts rise from low to high, and so does the range', () => {
    const all = valuationLines({
      ...facts,
      lastPriced: { on: '2026-01-01', price: '1', postMinor: 300_000_000n },
      factors: {
        scorecard: { team: 0.5, opportunity: 1.5 },
        berkus: {},
        riskFactors: { management: -2, stage: -2, sales: -2, funding: -2, exit: -2, technology: -2 },
      },
      discounted: {
        rates: [0.4, 0.6],
        values: [
          [1, 5e7, 9e7],
          [0, 3e7, 6e7],
        ],
      },
    });
    for (const { lowMinor, midMinor, highMinor } of all)
      expect(BigInt(lowMinor!) <= BigInt(midMinor!) && BigInt(midMinor!) <= BigInt(highMinor!)).toBe(true);
    const range = rangeOf(all)!;
    expect(range).toMatchObject({ methods: 7, of: 7 });
    expect(range.least <= range.low && range.high <= range.most).toBe(true);
    expect(range.low <= range.mid && range.mid <= range.high).toBe(true);
  });

  test('discounted cash that is nothing in half of the courses gives no number', () => {
    const [line] = valuationLines({ ...facts, discounted: { rates: [0.4], values: [[0, 0, 9]] } }).filter(
      ({ method }) => method === 'DISCOUNTED_CASH',
    );
    expect(line).toMatchObject({ midMinor: null, counted: false });
    expect(line!.missing[0]).toContain('no value');
  });
});
