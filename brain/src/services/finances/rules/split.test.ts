import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  leastNet,
  losersBetween,
  percentOf,
  problemOf,
  splitRevenue,
  wholePart,
  type Share,
} from './split.ts';

/** Plans of one to thirty lines that sum to exactly 100 %, most of them with a line the venture retains. */
const plans = fc
  .tuple(
    fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 30 }),
    fc.boolean(),
    fc.infiniteStream(fc.nat()),
  )
  .map(([people, retained, numbers]): Share[] => {
    const ids = retained ? [...people, null] : people;
    const weights = ids.map(() => (numbers.next().value as number) % 1000 || 1);
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const parts = weights.map((weight) => Math.max(1, Math.floor((weight * wholePart) / sum)));
    parts[0]! += wholePart - parts.reduce((all, part) => all + part, 0);
    return ids.map((userId, index) => ({ userId, part: parts[index]! }));
  })
  .filter((shares) => shares.every(({ part }) => part > 0));
const nets = fc.bigInt({ min: 1n, max: 10n ** 15n });

describe('a distribution', () => {
  test('always adds up to what is distributed, and with the platform to the net', () => {
    fc.assert(
      fc.property(plans, nets, (shares, net) => {
        const { platformMinor, distributedMinor, lines } = splitRevenue(net, shares);
        expect(lines.reduce((all, { amountMinor }) => all + amountMinor, 0n)).toBe(distributedMinor);
        expect(platformMinor + distributedMinor).toBe(net);
        // Half up: 20 times the platform’s part lies within half a cent of the net.
        expect(platformMinor * 20n - net).toBeLessThanOrEqual(10n);
        expect(net - platformMinor * 20n).toBeLessThan(10n);
      }),
    );
  });

  test('gives everybody their part but for less than a cent', () => {
    fc.assert(
      fc.property(plans, nets, (shares, net) => {
        const { distributedMinor, lines } = splitRevenue(net, shares);
        for (const { part, amountMinor } of lines) {
          const exact = distributedMinor * BigInt(part);
          const off = amountMinor * BigInt(wholePart) - exact;
          expect(off < BigInt(wholePart) && off > -BigInt(wholePart)).toBe(true);
        }
      }),
    );
  });

  test('does not depend on the order of people', () => {
    fc.assert(
      fc.property(
        plans.chain((shares) =>
          fc.tuple(fc.constant(shares), fc.shuffledSubarray(shares, { minLength: shares.length })),
        ),
        nets,
        ([shares, shuffled], net) => {
          const amounts = (of: readonly Share[]) =>
            Object.fromEntries(
              splitRevenue(net, of).lines.map(({ userId, amountMinor }) => [
                userId ?? 'retained',
                amountMinor,
              ]),
            );
          expect(amounts(shuffled)).toEqual(amounts(shares));
        },
      ),
    );
  });

  test('gives the missing cent to the largest remainder, ties to the lower id, and last to the venture', () => {
    const third = { a: 33_333_333, b: 33_333_333, c: 33_333_334 };
    const shares = [
      { userId: 'b', part: third.b },
      { userId: 'c', part: third.c },
      { userId: 'a', part: third.a },
    ];
    // 95.00 of 100.00: thirds are 31.6666…, and two cents are missing.
    expect(splitRevenue(10_000n, shares)).toMatchObject({
      platformMinor: 500n,
      distributedMinor: 9_500n,
      lines: [{ amountMinor: 3_166n }, { amountMinor: 3_167n }, { amountMinor: 3_167n }],
    });
    const halves = [
      { userId: null, part: wholePart / 2 },
      { userId: 'f', part: wholePart / 2 },
    ];
    expect(splitRevenue(10_001n, halves).lines.map(({ amountMinor }) => amountMinor)).toEqual([
      4_750n,
      4_751n,
    ]);
  });

  test('rounds the platform’s part half up', () => {
    const one = [{ userId: 'a', part: wholePart }];
    expect([10_009n, 10_010n, 10_011n].map((net) => splitRevenue(net, one).platformMinor)).toEqual([
      500n,
      501n,
      501n,
    ]);
  });
});

describe('shares', () => {
  test('sum to exactly 100 %, each person once', () => {
    expect(problemOf([{ userId: 'a', part: wholePart }])).toBeNull();
    expect(problemOf([{ userId: 'a', part: wholePart - 1 }])).toContain('99.999999 %');
    expect(
      problemOf([
        { userId: 'a', part: wholePart / 2 },
        { userId: 'a', part: wholePart / 2 },
      ]),
    ).toContain('twice');
  });

  test('fall for whoever gets less than before, or nothing', () => {
    const before = [
      { userId: 'a', part: 50_000_000 },
      { userId: 'b', part: 30_000_000 },
      { userId: null, part: 20_000_000 },
    ];
    const after = [
      { userId: 'a', part: 49_999_999 },
      { userId: 'c', part: 50_000_001 },
    ];
    expect(losersBetween(before, after)).toEqual(['a', 'b']);
    expect(losersBetween(before, before)).toEqual([]);
  });

  test('read as percentages', () => {
    expect([1, 12_500_000, wholePart, 0].map(percentOf)).toEqual(['0.000001', '12.5', '100', '0']);
  });

  test('the least that is shared is 100 units of the currency', () => {
    expect([leastNet('CAD'), leastNet('JPY'), leastNet('BHD')]).toEqual([10_000n, 100n, 100_000n]);
  });
});
