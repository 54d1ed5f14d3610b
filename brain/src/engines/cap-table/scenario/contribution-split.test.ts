import { decimalOf } from '@smartstart/units';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ApprovedContribution, type DynamicModel, splitContributions } from './contribution-split.ts';
import { codesOf, money, valueOf } from './test-tables.ts';

// POOL 45 % of 100,000,000 units; a 48th of it is 937,500.
const model: DynamicModel = { initialPool: 45_000_000n, remainingPool: 45_000_000n, startMonth: '2026-01' };

function contribution(
  id: string,
  stakeholderId: string,
  month: string,
  points: string,
): ApprovedContribution {
  return { id, stakeholderId, month, points: money(points) };
}

describe('dynamic split', () => {
  test('a month is divided by points, the missing units go to the largest remainders', () => {
    const split = valueOf(
      splitContributions(
        model,
        [
          contribution('1', 'ana', '2026-01', '3.2'),
          contribution('2', 'ben', '2026-01', '1.6'),
          contribution('3', 'ana', '2026-01', '1.6'),
          contribution('4', 'cleo', '2026-01', '0.6'),
        ],
        '2026-01',
        '2026-02',
      ),
    );
    // 7.0 points. 937,500 × 4.8 ÷ 7 = 642,857.14, × 1.6 ÷ 7 = 214,285.71, × 0.6 ÷ 7 = 80,357.14: one unit is
    // missing and goes to ben.
    expect(split.months[0]!.parts.map(({ stakeholderId, units }) => [stakeholderId, units])).toEqual([
      ['ana', 642_857n],
      ['ben', 214_286n],
      ['cleo', 80_357n],
    ]);
    expect(split.months[1]).toMatchObject({ month: '2026-02', budget: 937_500n, unused: 937_500n });
    expect(split.grants[0]).toEqual({
      stakeholderId: 'ana',
      units: 642_857n,
      points: money('4.8'),
      months: [{ month: '2026-01', units: 642_857n }],
      contributionIds: ['1', '3'],
    });
    expect(split.remainingPool).toBe(45_000_000n - 937_500n);
  });

  test('48 months are exactly the pool, and there is none after', () => {
    const pool = { ...model, initialPool: 1_001n, remainingPool: 1_001n };
    const { months } = valueOf(splitContributions(pool, [], '2026-01', '2030-01'));
    expect(months.reduce((sum, { budget }) => sum + budget, 0n)).toBe(1_001n);
    expect(months.at(-1)).toMatchObject({ month: '2030-01', budget: 0n });
    expect(new Set(months.slice(0, 48).map(({ budget }) => budget))).toEqual(new Set([20n, 21n]));
  });

  test('a budget is never more than what is left', () => {
    const short = { ...model, remainingPool: 1_000_000n };
    const work = ['2026-01', '2026-02'].map((month) => contribution(month, 'ana', month, '1'));
    const split = valueOf(splitContributions(short, work, '2026-01', '2026-02'));
    expect(split.grants[0]!.months.map(({ units }) => units)).toEqual([937_500n, 62_500n]);
    expect(split.remainingPool).toBe(0n);
  });

  test('what does not fit is refused', () => {
    expect(codesOf(splitContributions(model, [], '2025-12', '2026-01'))).toEqual(['ORDER']);
    expect(codesOf(splitContributions(model, [], '2026-13', '2026-01'))).toEqual(['MONTH']);
    expect(codesOf(splitContributions({ ...model, remainingPool: -1n }, [], '2026-01', '2026-01'))).toEqual([
      'POOL',
    ]);
    const twice = [contribution('1', 'ana', '2026-01', '1'), contribution('1', 'ben', '2026-01', '1')];
    expect(codesOf(splitContributions(model, twice, '2026-01', '2026-01'))).toEqual(['DUPLICATE']);
  });

  test('no unit is lost or made, whatever the order', () => {
    const someWork = fc.array(
      fc.record({
        stakeholderId: fc.constantFrom('ana', 'ben', 'cleo', 'dan'),
        month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
        points: fc.nat({ max: 40 }).map((tenths) => decimalOf(tenths) / 10n),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(someWork, fc.bigInt({ min: 0n, max: 10n ** 8n }), (work, pool) => {
        const contributions = work.map((each, index) => ({ id: `c${index}`, ...each }));
        const mine = { ...model, initialPool: pool, remainingPool: pool };
        const split = valueOf(splitContributions(mine, contributions, '2026-01', '2026-03'));
        const granted = split.grants.reduce((sum, { units }) => sum + units, 0n);
        expect(granted + split.remainingPool).toBe(pool);
        for (const { budget, parts, unused } of split.months)
          expect(parts.reduce((sum, { units }) => sum + units, 0n) + unused).toBe(budget);
        expect(valueOf(splitContributions(mine, contributions.toReversed(), '2026-01', '2026-03'))).toEqual(
          split,
        );
      }),
    );
  });
});
