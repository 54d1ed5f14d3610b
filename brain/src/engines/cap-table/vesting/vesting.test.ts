import { dayOf, decimalOf, formatDecimal, isoDay, wholeOf } from '@smartstart/units';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AllocationType, VestingTerms } from '../ocf/objects.ts';
import { installmentsOf, noFacts, scheduleOf, tranchesOf, vestedAt, type VestingFacts } from './schedule.ts';
import { conditionIds, defaultPlan, standardTerms, type Plan } from './standard-terms.ts';

const named = { id: 'terms', name: 'Terms', description: 'Terms of a test.' };

function from(date: string): VestingFacts {
  return { ...noFacts, starts: [{ conditionId: conditionIds.start, day: dayOf(date) }] };
}

function tranches(shares: number, plan: Plan, facts: VestingFacts, allocation?: AllocationType) {
  const terms = standardTerms(named, plan, allocation);
  const schedule = scheduleOf(
    installmentsOf(terms, decimalOf(shares), facts),
    decimalOf(shares),
    facts.accelerations,
  );
  return tranchesOf(schedule).map(
    ({ day, quantity }) => [isoDay(day), Number(formatDecimal(quantity))] as const,
  );
}

describe('48 months with a cliff of 12', () => {
  test('10,000 shares from the last day of January', () => {
    const given = tranches(10_000, defaultPlan, from('2025-01-31'));
    expect(given.slice(0, 4)).toEqual([
      ['2026-01-31', 2_500],
      ['2026-02-28', 208],
      ['2026-03-31', 208],
      ['2026-04-30', 209],
    ]);
    expect(given.at(-1)).toEqual(['2029-01-31', 209]);
    expect(given).toHaveLength(37);
    expect(given.reduce((sum, [, shares]) => sum + shares, 0)).toBe(10_000);
  });

  test('1,001 shares from a leap day', () => {
    const given = tranches(1_001, defaultPlan, from('2024-02-29'));
    expect(given.slice(0, 2)).toEqual([
      ['2025-02-28', 250],
      ['2025-03-29', 21],
    ]);
    expect(given.at(-1)![0]).toBe('2028-02-29');
    expect(given.reduce((sum, [, shares]) => sum + shares, 0)).toBe(1_001);
  });

  test('nothing has vested before a start is recorded', () => {
    expect(tranches(10_000, defaultPlan, noFacts)).toEqual([]);
  });

  test('every month is floor(grant × full months ÷ 48) before it, and the last one the rest', () => {
    const terms = standardTerms(named, defaultPlan);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000_000 }),
        fc.integer({ min: 12, max: 47 }),
        (shares, months) => {
          const grant = decimalOf(shares);
          const schedule = scheduleOf(installmentsOf(terms, grant, from('2025-01-15')), grant);
          const day = dayOf('2025-01-15');
          const [year, month] = [2025 + Math.floor(months / 12), (months % 12) + 1];
          const at = dayOf(`${year}-${String(month).padStart(2, '0')}-15`);
          expect(vestedAt(schedule, day)).toBe(0n);
          expect(wholeOf(vestedAt(schedule, at))).toBe((BigInt(shares) * BigInt(months)) / 48n);
          expect(vestedAt(schedule, dayOf('2029-01-15'))).toBe(grant);
        },
      ),
    );
  });
});

describe('allocation types: 18 shares in four tranches', () => {
  const yearly: Plan = { kind: 'TIME', months: 48, cliffMonths: 0, everyMonths: 12 };
  test.each<[AllocationType, number[]]>([
    ['CUMULATIVE_ROUNDING', [5, 4, 5, 4]],
    ['CUMULATIVE_ROUND_DOWN', [4, 5, 4, 5]],
    ['FRONT_LOADED', [5, 5, 4, 4]],
    ['BACK_LOADED', [4, 4, 5, 5]],
    ['FRONT_LOADED_TO_SINGLE_TRANCHE', [6, 4, 4, 4]],
    ['BACK_LOADED_TO_SINGLE_TRANCHE', [4, 4, 4, 6]],
    ['FRACTIONAL', [4.5, 4.5, 4.5, 4.5]],
  ])('%s', (allocation, expected) => {
    expect(tranches(18, yearly, from('2025-01-01'), allocation).map(([, shares]) => shares)).toEqual(
      expected,
    );
  });
});

const allocations: AllocationType[] = [
  'CUMULATIVE_ROUNDING',
  'CUMULATIVE_ROUND_DOWN',
  'FRONT_LOADED',
  'BACK_LOADED',
  'FRONT_LOADED_TO_SINGLE_TRANCHE',
  'BACK_LOADED_TO_SINGLE_TRANCHE',
  'FRACTIONAL',
];

const plans: fc.Arbitrary<Plan> = fc
  .tuple(fc.constantFrom(1, 3, 6, 12), fc.integer({ min: 1, max: 20 }), fc.nat({ max: 19 }))
  .map(([everyMonths, steps, cliff]) => ({
    kind: 'TIME' as const,
    months: everyMonths * steps,
    cliffMonths: everyMonths * Math.min(cliff, steps - 1),
    everyMonths,
  }));

describe('any schedule', () => {
  test('vests the whole grant, never more, and never takes back', () => {
    fc.assert(
      fc.property(
        plans,
        fc.constantFrom(...allocations),
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.array(
          fc.record({ day: fc.integer({ min: 20_000, max: 24_000 }), shares: fc.nat({ max: 100_000 }) }),
          {
            maxLength: 3,
          },
        ),
        (plan, allocation, shares, accelerations) => {
          const grant = decimalOf(shares);
          const terms = standardTerms(named, plan, allocation);
          const schedule = scheduleOf(
            installmentsOf(terms, grant, from('2024-12-31')),
            grant,
            accelerations.map(({ day, shares: quantity }) => ({ day, quantity: decimalOf(quantity) })),
          );
          const amounts = tranchesOf(schedule);
          expect(amounts.reduce((sum, { quantity }) => sum + quantity, 0n)).toBe(grant);
          expect(amounts.every(({ quantity }) => quantity > 0n)).toBe(true);
          expect(schedule.days.every((day, index) => index === 0 || day > schedule.days[index - 1]!)).toBe(
            true,
          );
        },
      ),
    );
  });

  test('of milestones vests the whole grant in whatever order they are reached', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 6, maxLength: 6 }),
        (parts, shares, delays) => {
          const plan: Plan = {
            kind: 'MILESTONES',
            milestones: parts.map((one, index) => ({
              id: `m${index}`,
              title: `Milestone ${index}`,
              parts: one,
            })),
          };
          const facts = {
            ...from('2025-01-01'),
            events: parts.map((_, index) => ({
              conditionId: `m${index}`,
              day: dayOf('2025-01-01') + delays[index]!,
            })),
          };
          expect(tranches(shares, plan, facts).reduce((sum, [, amount]) => sum + amount, 0)).toBe(shares);
        },
      ),
    );
  });
});

describe('terms as a graph', () => {
  const sale: VestingTerms = {
    object_type: 'VESTING_TERMS',
    ...named,
    allocation_type: 'CUMULATIVE_ROUND_DOWN',
    vesting_conditions: [
      {
        id: 'start',
        quantity: '0',
        trigger: { type: 'VESTING_START_DATE' },
        next_condition_ids: ['monthly', 'sold'],
      },
      {
        id: 'monthly',
        portion: { numerator: '1', denominator: '24' },
        trigger: {
          type: 'VESTING_SCHEDULE_RELATIVE',
          period: { type: 'MONTHS', length: 1, occurrences: 24, day_of_month: '01', cliff_installment: 6 },
          relative_to_condition_id: 'start',
        },
        next_condition_ids: ['sold'],
      },
      {
        id: 'sold',
        portion: { numerator: '1', denominator: '2', remainder: true },
        trigger: { type: 'VESTING_EVENT' },
        next_condition_ids: [],
      },
    ],
  };
  const start = { conditionId: 'start', day: dayOf('2025-01-15') };

  test('installments before a cliff vest with it, on the day of the month the terms name', () => {
    const given = installmentsOf(sale, decimalOf(2_400), { ...noFacts, starts: [start] });
    expect(given.slice(0, 2).map(({ day, quantity }) => [isoDay(day), formatDecimal(quantity)])).toEqual([
      ['2025-07-01', '600'],
      ['2025-08-01', '100'],
    ]);
  });

  test('an event between two dates ends the schedule and vests its part of what was left', () => {
    const events = [{ conditionId: 'sold', day: dayOf('2025-10-15') }];
    const given = installmentsOf(sale, decimalOf(2_400), { ...noFacts, starts: [start], events });
    expect(given.map(({ day, quantity }) => [isoDay(day), formatDecimal(quantity)]).slice(-2)).toEqual([
      ['2025-10-01', '100'],
      ['2025-10-15', '750'],
    ]);
  });

  test('an event from before the start does not count', () => {
    const events = [{ conditionId: 'sold', day: dayOf('2025-01-14') }];
    const given = installmentsOf(sale, decimalOf(2_400), { ...noFacts, starts: [start], events });
    expect(given.some(({ conditionId }) => conditionId === 'sold')).toBe(false);
  });

  describe('of a double trigger', () => {
    const event = (id: string, whole: boolean, next: string[]) => ({
      id,
      ...(whole ? { portion: { numerator: '1', denominator: '1', remainder: true } } : { quantity: '0' }),
      trigger: { type: 'VESTING_EVENT' as const },
      next_condition_ids: next,
    });
    const [begin] = sale.vesting_conditions;
    const dismissal: VestingTerms = {
      ...sale,
      vesting_conditions: [
        { ...begin!, next_condition_ids: ['sold'] },
        event('sold', false, ['dismissed']),
        event('dismissed', true, []),
      ],
    };
    const given = (...events: [string, string][]) =>
      installmentsOf(dismissal, decimalOf(500), {
        ...noFacts,
        starts: [start],
        events: events.map(([conditionId, date]) => ({ conditionId, day: dayOf(date) })),
      }).map(({ day, quantity }) => `${isoDay(day)} ${formatDecimal(quantity)}`);

    test('one event alone vests nothing, whichever it is', () => {
      expect(given(['sold', '2026-02-01'])).toEqual([]);
      expect(given(['dismissed', '2026-02-01'])).toEqual([]);
    });

    test('both vest everything on the day of the second; in the wrong order nothing', () => {
      expect(given(['sold', '2026-02-01'], ['dismissed', '2026-09-30'])).toEqual(['2026-09-30 500']);
      expect(given(['dismissed', '2026-01-31'], ['sold', '2026-02-01'])).toEqual([]);
    });

    test('time and an event: nothing before both', () => {
      const served: VestingTerms = {
        ...sale,
        vesting_conditions: [
          { ...begin!, next_condition_ids: ['served'] },
          {
            id: 'served',
            quantity: '0',
            trigger: {
              type: 'VESTING_SCHEDULE_RELATIVE',
              period: { type: 'MONTHS', length: 36, occurrences: 1, day_of_month: '15' },
              relative_to_condition_id: 'start',
            },
            next_condition_ids: ['sold'],
          },
          event('sold', true, []),
        ],
      };
      const on = (date: string) =>
        installmentsOf(served, decimalOf(500), {
          ...noFacts,
          starts: [start],
          events: [{ conditionId: 'sold', day: dayOf(date) }],
        }).map(({ day }) => isoDay(day));
      expect(on('2027-06-30')).toEqual([]);
      expect(on('2028-06-30')).toEqual(['2028-06-30']);
    });
  });

  test('an acceleration shortens the end of the schedule', () => {
    const facts = {
      ...from('2025-01-01'),
      accelerations: [{ day: dayOf('2025-06-15'), quantity: decimalOf(6) }],
    };
    const plan: Plan = { kind: 'TIME', months: 12, cliffMonths: 0, everyMonths: 1 };
    expect(tranches(12, plan, facts).map(([date, shares]) => `${date} ${shares}`)).toEqual([
      '2025-02-01 1',
      '2025-03-01 1',
      '2025-04-01 1',
      '2025-05-01 1',
      '2025-06-01 1',
      '2025-06-15 6',
      '2025-07-01 1',
    ]);
  });
});
