import { addDays, buz, dayMs } from '@smartstart/units';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accruedMicro,
  boundsFault,
  exitCostMicro,
  nextStakeState,
  penaltyMicro,
  tierOf,
  type Stake,
} from './stake-rules.ts';

const begin = new Date('2027-03-01T10:00:00.000Z');
const stake = (more: Partial<Stake> = {}): Stake => ({
  state: 'ACTIVE',
  amount_micro: buz(1_000),
  interest_micro: 59_178_082n,
  rate_bps: 1_200,
  days: 180,
  opened_at: begin,
  matures_at: addDays(begin, 180),
  ...more,
});

describe('figures of a stake', () => {
  test('accrue by whole days, and never beyond the term', () => {
    const after = (ms: number) => accruedMicro(stake(), new Date(begin.getTime() + ms));
    expect(after(dayMs - 1)).toBe(0n);
    // 1,000 BUZ at 12 % earn 0.328767 BUZ a day, rounded down over the days, not day by day.
    expect(after(dayMs)).toBe(328_767n);
    expect(after(3 * dayMs)).toBe(986_301n);
    expect(after(180 * dayMs)).toBe(59_178_082n);
    expect(after(400 * dayMs)).toBe(59_178_082n);
    expect(after(-dayMs)).toBe(0n);
  });

  test('an ended stake has earned all or nothing, and costs nothing to leave', () => {
    expect(accruedMicro(stake({ state: 'MATURED' }), begin)).toBe(59_178_082n);
    expect(accruedMicro(stake({ state: 'EXITED_EARLY' }), addDays(begin, 90))).toBe(0n);
    expect(exitCostMicro(stake({ state: 'MATURED' }), begin)).toBe(0n);
    expect(exitCostMicro(stake(), addDays(begin, 179))).toBe(buz(100));
    expect(exitCostMicro(stake(), addDays(begin, 180))).toBe(0n);
  });

  test('the penalty is a tenth, rounded down', () => {
    expect(penaltyMicro(100_000_009n)).toBe(10_000_000n);
    expect(penaltyMicro(100_000_010n)).toBe(10_000_001n);
  });

  test('accrual only grows, and ends at the interest that was reserved', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: buz(500_000) }),
        fc.integer({ min: 0, max: 364 }),
        (amount_micro, day) => {
          const one = stake({ amount_micro, rate_bps: 1_800, days: 365 });
          const at = (days: number) => accruedMicro(one, addDays(begin, days));
          expect(at(day)).toBeLessThanOrEqual(at(day + 1));
          expect(at(365)).toBe((amount_micro * 18n) / 100n);
        },
      ),
    );
  });
});

test('bounds: a minimum for each stake, a maximum for all of a tier', () => {
  const bronze = tierOf('BRONZE');
  expect(boundsFault(bronze, buz(100) - 1n, 0n)).toContain('at least 100 BUZ');
  expect(boundsFault(bronze, buz(100), 0n)).toBeNull();
  expect(boundsFault(bronze, buz(10_000), 0n)).toBeNull();
  expect(boundsFault(bronze, buz(10_000) + 1n, 0n)).toContain('10,000 BUZ are left');
  expect(boundsFault(bronze, buz(100), buz(9_900))).toBeNull();
  expect(boundsFault(bronze, buz(100) + 1n, buz(9_900))).toContain('100 BUZ are left');
});

test('only a running stake ends', () => {
  expect(nextStakeState('ACTIVE', 'mature')).toBe('MATURED');
  expect(nextStakeState('ACTIVE', 'exit')).toBe('EXITED_EARLY');
  for (const state of ['MATURED', 'EXITED_EARLY']) {
    expect(nextStakeState(state, 'mature')).toBeNull();
    expect(nextStakeState(state, 'exit')).toBeNull();
  }
});
