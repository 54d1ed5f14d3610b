import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf, scheduleOf, usualPlan } from './vesting-plan';

const usual = { kind: 'TIME', months: 48, cliffMonths: 12, everyMonths: 1 } as const;
const types = [
  'CUMULATIVE_ROUND_DOWN',
  'CUMULATIVE_ROUNDING',
  'FRONT_LOADED',
  'BACK_LOADED',
  'FRONT_LOADED_TO_SINGLE_TRANCHE',
  'BACK_LOADED_TO_SINGLE_TRANCHE',
  'FRACTIONAL',
] as const;

describe('what a schedule comes to', () => {
  test('is that of the fixed vectors', () => {
    const first = scheduleOf(usual, 'CUMULATIVE_ROUNDING', '10000', '2025-01-31');
    expect(first[0]).toEqual({ date: '2026-01-31', shares: '2500', vestedInAll: '2500' });
    expect(first[1]).toMatchObject({ date: '2026-02-28', shares: '208' });
    expect(first.at(-1)).toMatchObject({ date: '2029-01-31', vestedInAll: '10000' });
    const leap = scheduleOf(usual, 'CUMULATIVE_ROUND_DOWN', '1001', '2024-02-29');
    expect(leap[0]).toMatchObject({ date: '2025-02-28', shares: '250' });
    expect(leap[1]).toMatchObject({ date: '2025-03-29', shares: '21' });
  });

  test.each([
    ['CUMULATIVE_ROUNDING', ['5', '4', '5', '4']],
    ['CUMULATIVE_ROUND_DOWN', ['4', '5', '4', '5']],
    ['FRONT_LOADED', ['5', '5', '4', '4']],
    ['BACK_LOADED', ['4', '4', '5', '5']],
    ['FRONT_LOADED_TO_SINGLE_TRANCHE', ['6', '4', '4', '4']],
    ['BACK_LOADED_TO_SINGLE_TRANCHE', ['4', '4', '4', '6']],
    ['FRACTIONAL', ['4.5', '4.5', '4.5', '4.5']],
  ] as const)('18 shares in four parts, %s', (type, parts) => {
    const plan = { kind: 'TIME', months: 4, cliffMonths: 0, everyMonths: 1 } as const;
    expect(scheduleOf(plan, type, '18', '2026-01-01').map(({ shares }) => shares)).toEqual(parts);
  });

  test('always sums to the grant', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.constantFrom(...types),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(19),
        fc.constantFrom(1, 3, 6, 12),
        (grant, type, steps, cliff, every) => {
          const everyMonths = every as 1;
          const plan = {
            kind: 'TIME' as const,
            months: steps * every,
            cliffMonths: Math.min(cliff, steps - 1) * every,
            everyMonths,
          };
          const schedule = scheduleOf(plan, type, String(grant), '2025-01-31');
          expect(schedule.at(-1)!.vestedInAll).toBe(String(grant));
          expect(schedule.every(({ shares }) => !shares.startsWith('-'))).toBe(true);
        },
      ),
    );
  });
});

test('a draft is a plan, or says what is wrong', () => {
  expect(planOf(usualPlan)).toEqual(usual);
  expect(planOf({ ...usualPlan, months: '' })).toBe('MONTHS');
  expect(planOf({ ...usualPlan, cliffMonths: '48' })).toBe('CLIFF');
  expect(planOf({ ...usualPlan, everyMonths: '12', cliffMonths: '6' })).toBe('UNEVEN');
  expect(planOf({ ...usualPlan, kind: 'MILESTONES' })).toBe('NO_MILESTONES');
  expect(
    planOf({
      ...usualPlan,
      kind: 'MILESTONES',
      milestones: [{ key: 'a', title: ' First sale ', parts: '2' }],
    }),
  ).toEqual({ kind: 'MILESTONES', milestones: [{ title: 'First sale', parts: 2 }] });
});
