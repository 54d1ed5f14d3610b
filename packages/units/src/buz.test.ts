import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buz,
  genesisMicro,
  interestMicro,
  monthsBetween,
  parseBuz,
  readBuz,
  releaseCapMicro,
  showBuz,
  supplyMicro,
  transferFeeMicro,
  writeBuz,
} from './index.ts';

describe('amounts', () => {
  test.each([
    ['12.5', 12_500_000n],
    [' 0.000001 ', 1n],
    ['1000000000', supplyMicro],
    ['007', 7_000_000n],
  ])('%s is an amount', (text, micro) => expect(readBuz(text)).toBe(micro));

  test.each([
    ['0', 'ZERO'],
    ['0.000000', 'ZERO'],
    ['-3', 'NEGATIVE'],
    ['1.1234567', 'TOO_MANY_DECIMALS'],
    ['1000000000.000001', 'TOO_LARGE'],
    ['99999999999999999999', 'TOO_LARGE'],
    ['', 'NOT_A_NUMBER'],
    ['1e3', 'NOT_A_NUMBER'],
    ['0x10', 'NOT_A_NUMBER'],
    ['1,5', 'NOT_A_NUMBER'],
    ['١٢', 'NOT_A_NUMBER'],
    ['NaN', 'NOT_A_NUMBER'],
    ['.5', 'NOT_A_NUMBER'],
  ])('%j is none: %s', (text, fault) => expect(readBuz(text)).toBe(fault));

  test('the wire form reads back to the same integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -supplyMicro, max: supplyMicro }), (micro) => {
        expect(parseBuz(writeBuz(micro))).toBe(micro);
        expect(writeBuz(micro)).toMatch(/^-?\d{1,10}\.\d{6}$/);
      }),
    );
  });

  test('sentences leave out what is nothing', () =>
    expect([buz(1000), 12_500_000n, 1n, -buz(1_234_567), 0n].map(showBuz)).toEqual([
      '1,000',
      '12.5',
      '0.000001',
      '-1,234,567',
      '0',
    ]));

  test('the fee is the least whole micro-BUZ that is not below 0.1 %', () => {
    expect([1n, 1000n, 1001n, buz(10)].map(transferFeeMicro)).toEqual([1n, 1n, 2n, 10_000n]);
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: supplyMicro }), (amount) => {
        const fee = transferFeeMicro(amount);
        expect(fee * 1000n >= amount && (fee - 1n) * 1000n < amount).toBe(true);
      }),
    );
  });

  test('interest is simple and rounded down', () => {
    expect(interestMicro(buz(1_000), 800, 90)).toBe(19_726_027n);
    expect(interestMicro(buz(5_000), 1800, 365)).toBe(buz(900));
    expect(interestMicro(1n, 500, 30)).toBe(0n);
  });
});

describe('pools', () => {
  const genesis = new Date('2026-01-31T12:00:00Z');
  const after = (days: number) => new Date(genesis.getTime() + days * 86_400_000);

  test('the seven pools hold the whole supply', () =>
    expect(Object.values(genesisMicro).reduce((sum, micro) => sum + micro, 0n)).toBe(supplyMicro));

  test('the release cap grows by year: 20, 50, 75, 90, 100 %', () => {
    const shares = [0, 364.9, 365, 730, 1095, 1460, 4000].map(
      (days) => (releaseCapMicro('COMMUNITY', genesis, after(days)) * 100n) / genesisMicro.COMMUNITY,
    );
    expect(shares).toEqual([20n, 20n, 50n, 75n, 90n, 100n, 100n]);
  });

  test('TEAM vests by the month on top', () => {
    expect(releaseCapMicro('TEAM', genesis, after(0))).toBe(0n);
    expect(releaseCapMicro('TEAM', genesis, new Date('2026-02-28T12:00:00Z'))).toBe(genesisMicro.TEAM / 48n);
    expect(releaseCapMicro('TEAM', genesis, after(360))).toBe((genesisMicro.TEAM * 20n) / 100n);
    expect(releaseCapMicro('TEAM', genesis, after(1500))).toBe(genesisMicro.TEAM);
  });

  test('months end with the month', () => {
    expect(monthsBetween(genesis, new Date('2026-02-28T11:00:00Z'))).toBe(1);
    expect(monthsBetween(genesis, new Date('2026-03-30T12:00:00Z'))).toBe(1);
    expect(monthsBetween(new Date('2026-01-15T12:00:00Z'), new Date('2026-02-15T11:59:00Z'))).toBe(0);
  });
});
