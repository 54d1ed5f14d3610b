import { dayOf, decimalOf, formatDecimal, type Day } from '@smartstart/units';
import { describe, expect, test } from 'vitest';
import type { OcfObject } from '../ocf/objects.ts';
import { accelerate, exercise, leave, split, transfer } from './commands.ts';
import { holdingsAt } from './holdings.ts';
import { Ledger } from './ledger.ts';
import { conversionRatioAt } from './ratios.ts';
import { tranchesIn, vestedOf } from './securities.ts';
import { afterSplits, beforeSplits, priceAfterSplits } from './splits.ts';
import { Refusal, type Act } from './successors.ts';
import { company, ids, options, shares } from './test-company.ts';

const start = dayOf('2024-01-31');
const splitDay = dayOf('2026-03-15');
const later = dayOf('2026-06-30');

/** Ana holds 48,000 options of four years, Ben 48,000 restricted shares of the plan, Chi 10,000 shares. */
function founded() {
  const ledger = new Ledger();
  const objects: OcfObject[] = [
    ...company({
      authorised: decimalOf(1_000_000),
      reserved: decimalOf(200_000),
      holders: ['ana', 'ben', 'chi'],
    }),
    ...options({ id: 'ana', to: 'ana', quantity: decimalOf(48_000), day: start, vests: true }),
    ...shares({ id: 'ben', to: 'ben', quantity: decimalOf(48_000), day: start, vests: true, fromPlan: true }),
    ...shares({ id: 'chi', to: 'chi', quantity: decimalOf(10_000), day: start }),
  ];
  expect(ledger.append(objects)).toEqual([]);
  let count = 0;
  const on = (day: Day): Act => ({ ledger, day, newId: () => `n${(count += 1)}` });
  const enter = (entries: readonly OcfObject[]) => expect(ledger.append(entries)).toEqual([]);
  const splitBy = (numerator: string, denominator = '1', day = splitDay) =>
    enter(split(on(day), { classId: ids.common, ratio: { numerator, denominator } }));
  const vested = (id: string, day: Day) => {
    const security = ledger.securities.get(id)!;
    const splits = ledger.splitsOf(ids.common);
    return formatDecimal(vestedOf(security, ledger.scheduleOf(security), day, splits));
  };
  return { ledger, on, enter, splitBy, vested };
}

describe('a split', () => {
  test('multiplies what is held, what has vested, the pool and what may be issued', () => {
    const { ledger, splitBy, vested } = founded();
    const before = holdingsAt(ledger, splitDay - 1);
    splitBy('3');
    const after = holdingsAt(ledger, splitDay);
    expect(after.fullyDiluted).toBe(before.fullyDiluted * 3n);
    expect(after.holders.map(({ vested: part }) => part)).toEqual(
      before.holders.map(({ vested: part }) => part * 3n),
    );
    expect(ledger.authorisedAt(ids.common, splitDay)).toBe(decimalOf(3_000_000));
    expect(vested('ana', splitDay - 1)).toBe('25000');
    expect(vested('ana', splitDay)).toBe('75000');
  });

  test('leaves what may still be exercised right, and what was paid in all', () => {
    const { ledger, enter, on, splitBy, vested } = founded();
    enter(exercise(on(splitDay - 10), { securityId: 'ana', quantity: decimalOf(5_000) }));
    expect(vested('ana', splitDay - 1)).toBe('20000');
    splitBy('2');
    expect(vested('ana', splitDay)).toBe('40000');
    const entries = exercise(on(splitDay + 1), { securityId: 'ana', quantity: decimalOf(30_000) });
    enter(entries);
    expect(vested('ana', splitDay + 1)).toBe('10000');
    expect(entries.at(-1)).toMatchObject({ share_price: { amount: '0.05', currency: 'CAD' } });
    expect(holdingsAt(ledger, later).fullyDiluted).toBe(decimalOf(2 * 210_000));
  });

  test('lets somebody leave afterwards: what has not vested goes back to the plan, counted anew', () => {
    const { ledger, enter, on, splitBy } = founded();
    const free = ledger.availableAt(ids.plan, splitDay - 1);
    splitBy('2');
    enter(leave(on(splitDay + 1), { securityId: 'ben', reason: 'Left.', price: null }));
    expect(ledger.availableAt(ids.plan, splitDay + 1)).toBe(free * 2n + decimalOf(2 * 23_000));
  });

  test('keeps the vesting of what stays when a part is transferred afterwards', () => {
    const { ledger, enter, on, splitBy } = founded();
    splitBy('2');
    const entries = transfer(on(splitDay + 1), { securityId: 'ben', quantity: decimalOf(50_000), to: 'chi' });
    enter(entries);
    const [rest] = [...ledger.securities.values()].filter(
      ({ stakeholderId, closed }) => stakeholderId === 'ben' && closed > later,
    );
    const tranches = tranchesIn(rest!, ledger.scheduleOf(rest!)!, later, ledger.splitsOf(ids.common));
    expect(tranches.map(({ quantity }) => formatDecimal(quantity))).toEqual(Array(23).fill('2000'));
  });

  test('counts an acceleration in the shares of its day, odd ones too', () => {
    const { enter, on, splitBy, vested } = founded();
    splitBy('3');
    expect(vested('ben', splitDay)).toBe('75000');
    enter(accelerate(on(splitDay + 1), { securityId: 'ben', percent: 1, reason: 'Exit.' }));
    expect(vested('ben', splitDay + 1)).toBe('75690');
    expect(vested('ben', dayOf('2028-01-31'))).toBe('144000');
  });

  test('is refused when holdings do not come out even, and before entries that count shares as they were', () => {
    const { enter, on, splitBy } = founded();
    const ratio = { numerator: '1', denominator: '7' };
    expect(() => split(on(splitDay), { classId: ids.common, ratio })).toThrow(Refusal);
    enter(exercise(on(later), { securityId: 'ana', quantity: decimalOf(1) }));
    const twice = { classId: ids.common, ratio: { numerator: '2', denominator: '1' } };
    expect(() => split(on(later), twice)).toThrow('2026-06-30');
    expect(() => split(on(splitDay), twice)).toThrow('Date the split later');
    splitBy('2', '1', later + 1);
    expect(() => split(on(later + 1), twice)).toThrow(Refusal);
  });
});

describe('what a split does to ratios and prices', () => {
  const splits = [
    { day: 10, numerator: decimalOf(3), denominator: decimalOf(1) },
    { day: 20, numerator: decimalOf(1), denominator: decimalOf(2) },
  ];

  test('there and back gives the same shares', () => {
    for (const whole of [1, 2, 7, 999, 10_001]) {
      const now = decimalOf(whole);
      expect(afterSplits(beforeSplits(now, splits.slice(0, 1), 5, 15), splits.slice(0, 1), 5, 15)).toBe(now);
    }
    expect(afterSplits(decimalOf(7), splits, 5, 25)).toBe(decimalOf(10));
    expect(afterSplits(decimalOf(7), splits, 10, 25)).toBe(decimalOf(3));
    expect(formatDecimal(priceAfterSplits(decimalOf(3), splits, 5, 25))).toBe('2');
  });

  test('a preferred share converts to as much of the company as before', () => {
    const ledger = new Ledger();
    const preferred: OcfObject = {
      object_type: 'STOCK_CLASS',
      id: 'seed',
      name: 'Seed',
      class_type: 'PREFERRED',
      default_id_prefix: 'PS-',
      initial_shares_authorized: '1000',
      votes_per_share: '1',
      seniority: '2',
      conversion_rights: [
        {
          type: 'STOCK_CLASS_CONVERSION_RIGHT',
          converts_to_stock_class_id: ids.common,
          conversion_mechanism: {
            type: 'RATIO_CONVERSION',
            ratio: { numerator: '3', denominator: '2' },
            conversion_price: { amount: '1', currency: 'CAD' },
            rounding_type: 'FLOOR',
          },
        },
      ],
    };
    const first = company({ authorised: decimalOf(1_000), reserved: 0n, holders: [] });
    expect(ledger.append([...first, preferred])).toEqual([]);
    const seed = ledger.classes.get('seed')!;
    const sharesForTwo = (day: Day) => {
      const { numerator, denominator } = conversionRatioAt(ledger, seed, day);
      return (2n * numerator) / denominator;
    };
    let count = 0;
    const splitOf = (classId: string, numerator: string, day: Day) =>
      ledger.append(
        split(
          { ledger, day, newId: () => `s${(count += 1)}` },
          { classId, ratio: { numerator, denominator: '1' } },
        ),
      );
    expect(splitOf(ids.common, '4', 100)).toEqual([]);
    expect(splitOf('seed', '2', 200)).toEqual([]);
    expect([99, 100, 200].map(sharesForTwo)).toEqual([3n, 12n, 6n]);
    const stated: OcfObject = {
      object_type: 'TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT',
      id: 'stated',
      date: '2020-01-01',
      stock_class_id: 'seed',
      new_ratio_conversion_mechanism: seed.conversion_rights![0]!.conversion_mechanism,
    };
    expect(ledger.append([stated])).toEqual([]);
    expect(sharesForTwo(dayOf('2020-01-01'))).toBe(3n);
  });
});
