import { dayOf, decimalOf, formatDecimal, one } from '@smartstart/units';
import { describe, expect, test } from 'vitest';
import type { Capitalization } from './capitalization.ts';
import { dilutionSeries } from './dilution.ts';
import { poolTopUp } from './pool-top-up.ts';
import { type PricedRound, pricedRound, type RoundTerms } from './priced-round.ts';
import { conversionsAt } from './safe-conversion.ts';
import { codesOf, founders, million, millions, money, safe, table, valueOf } from './test-tables.ts';

const seriesA = { id: 'a', name: 'Series A', seniority: 1 };
const closingOn = dayOf('2026-06-30');

function terms(preMoney: number, newMoney: number, more: Partial<RoundTerms> = {}): RoundTerms {
  return {
    newClass: seriesA,
    closingOn,
    valuation: { preMoney: decimalOf(preMoney) },
    investors: [{ stakeholderId: 'lead', amount: decimalOf(newMoney) }],
    ...more,
  };
}

const sharesOf = ({ conversions }: PricedRound, id: string) =>
  conversions.find(({ convertibleId }) => convertibleId === id)!.shares;

/** Off by less than so many shares from numerator ÷ denominator. */
function near(actual: bigint, numerator: bigint, denominator: bigint, within = 3n): void {
  const off = actual * denominator - numerator;
  expect(off < 0n ? -off : off, `${actual} against ${numerator}/${denominator}`).toBeLessThanOrEqual(
    within * denominator,
  );
}

/** With conversions rounded down to whole shares the price is a little above the exact one, never below. */
function expectPrice({ price }: PricedRound, exact: string): void {
  const off = price - money(exact);
  expect(off).toBeGreaterThanOrEqual(0n);
  expect(off).toBeLessThanOrEqual(money(exact) / 1_000_000n);
}

describe('the examples of the YC post-money SAFE user guide', () => {
  // Appendix II: 9,250,000 founder shares, 650,000 options outstanding and promised, 100,000 unissued: 10,000,000.
  const company = table({
    holdings: founders(9_250_000n),
    options: [
      { stakeholderId: 'staff', planId: 'plan', shares: 650_000n, vested: 0n, exercisePrice: money('0.1') },
    ],
    pools: [{ planId: 'plan', available: 100_000n }],
  });
  const investorB = safe('b', 800_000, { cap: millions(8) });
  const example1 = { ...company, convertibles: [safe('a', 200_000, { cap: millions(4) }), investorB] };
  const example2 = {
    ...company,
    convertibles: [safe('a', 200_000, { cap: millions('3.8'), timing: 'PRE_MONEY' }), investorB],
  };
  const increased = (increase: bigint) => ({ pool: { planId: 'plan', size: { increase } } });

  test('example 1, question 2: both caps apply; every figure as printed', () => {
    // A 200,000 ÷ 4m = 5 %, B 800,000 ÷ 8m = 10 %. Capitalisation 10,000,000 ÷ 0.85 = 11,764,705.88.
    // Safe prices 4m ÷ 11,764,705 = 0.3400, 8m ÷ 11,764,705 = 0.6800: 588,235 and 1,176,470 shares.
    // Price 15m ÷ (11,764,705 + 1,695,000) = 1.11443…, down to 1.1144. New shares 5m ÷ 1.1144 = 4,486,719.3.
    const round = valueOf(pricedRound(example1, terms(15_000_000, 5_000_000, increased(1_695_000n))));
    expect(formatDecimal(round.price)).toBe('1.1144');
    expect([sharesOf(round, 'a'), sharesOf(round, 'b')]).toEqual([588_235n, 1_176_470n]);
    expect(round.conversions.map(({ price, basis }) => [formatDecimal(price), basis])).toEqual([
      ['0.34', 'CAP'],
      ['0.68', 'CAP'],
    ]);
    expect(round.investors[0]!.shares).toBe(4_486_719n);
    expect(round.after.total).toBe(17_946_424n);
    expect(round.preMoneyShares).toBe(13_459_705n);
  });

  test('example 1 with the 10 % it aims at as a target: 1,694,570.1 more shares', () => {
    // Percentages are fixed: new money 25 %, pool 10 %. With T shares: 0.65 T = 9.9m + conversions,
    // conversions = 0.15 ÷ 0.85 × 10m. T = (9.9m + 30m ÷ 17) ÷ 0.65 = 3,966,000,000 ÷ 221.
    const pool = { planId: 'plan', size: { target: money('0.1') } };
    const round = valueOf(pricedRound(example1, terms(15_000_000, 5_000_000, { pool, pricePlaces: 10 })));
    near(round.pool!.increase, 374_500_000n, 221n);
    near(round.after.total, 3_966_000_000n, 221n);
    near(round.investors[0]!.shares, 991_500_000n, 221n);
  });

  test('example 1, question 5: B is better off at the price of the round', () => {
    // S_B = 800,000 ÷ P, capitalisation (10m + S_B) ÷ 0.95, P × (capitalisation + 1,573,000) = 8.8m
    // ⇒ P × 11,494,350 = 8,360,000 − 800,000 ⇒ P = 2,400 ÷ 3,649 = 0.65771…
    const round = valueOf(
      pricedRound(example1, terms(8_800_000, 2_200_000, { ...increased(1_573_000n), pricePlaces: 10 })),
    );
    expectPrice(round, '0.6577144423');
    expect(round.conversions.map(({ basis }) => basis)).toEqual(['CAP', 'ROUND_PRICE']);
    near(sharesOf(round, 'a'), 1_771_000n, 3n);
    near(sharesOf(round, 'b'), 3_649_000n, 3n);
    near(round.after.total, 50_173_750n, 3n);
    // With the price at four places, as printed: 0.6577, 1,216,360 for B and 3,344,990 new shares.
    const printed = valueOf(pricedRound(example1, terms(8_800_000, 2_200_000, increased(1_573_000n))));
    expect(formatDecimal(printed.price)).toBe('0.6577');
    expect([sharesOf(printed, 'b'), printed.investors[0]!.shares]).toEqual([1_216_360n, 3_344_990n]);
  });

  test('example 2, question 2: a pre-money SAFE beside a post-money one', () => {
    // A: 3.8m ÷ (10m + 1.7m) = 0.324786…: 11.7m ÷ 19 shares. B: a tenth of (10m + 11.7m ÷ 19) ÷ 0.9.
    const round = valueOf(
      pricedRound(example2, terms(15_000_000, 5_000_000, { ...increased(1_700_000n), pricePlaces: 10 })),
    );
    near(sharesOf(round, 'a'), 11_700_000n, 19n);
    near(sharesOf(round, 'b'), 201_700_000n, 171n);
    near(round.after.total, 9_230_800_000n, 513n);
    expect(formatDecimal(round.price).slice(0, 8)).toBe('1.111496');
    // The guide rounds prices to the nearest: 0.3248 and 1.1115, 615,763 shares for A.
    const printed = valueOf(
      pricedRound(
        example2,
        terms(15_000_000, 5_000_000, { ...increased(1_700_000n), priceRounding: 'NORMAL' }),
      ),
    );
    expect(formatDecimal(printed.price)).toBe('1.1115');
    expect(sharesOf(printed, 'a')).toBe(615_763n);
  });

  test('example 2, question 5: the cap of the one and the round price of the other', () => {
    // A = 200,000 × 11,575,000 ÷ 3.8m = 11,575,000 ÷ 19; P × 11,575,000 × 20 ÷ 19 = 8.8m − 800,000 ⇒ P = 304 ÷ 463.
    const round = valueOf(
      pricedRound(example2, terms(8_800_000, 2_200_000, { ...increased(1_575_000n), pricePlaces: 10 })),
    );
    expectPrice(round, '0.6565874730');
    near(sharesOf(round, 'a'), 11_575_000n, 19n);
    near(sharesOf(round, 'b'), 23_150_000n, 19n);
  });
});

describe('the three methods of Cooley’s worked example', () => {
  // 1m shares, 8m pre-money, 2m new money, 1m of SAFEs at a 30 % discount. Printed: 8.00, 6.57, 7.57;
  // 178,571, 217,391, 188,679 shares on conversion; 250,000, 304,348, 264,151 new ones.
  const company = table({
    holdings: founders(million),
    convertibles: [safe('s', 1_000_000, { discount: money('0.3') })],
  });

  test.each([
    // P = 8m ÷ 1m
    ['PRE_MONEY', '8', 178_571n, 250_000n],
    // P × (1m + 1m ÷ 0.7 P) = 8m ⇒ P = 8 − 10 ÷ 7
    ['PERCENT_OWNERSHIP', '6.5714285714', 217_391n, 304_347n],
    // … = 9m ⇒ P = 9 − 10 ÷ 7
    ['DOLLARS_INVESTED', '7.5714285714', 188_679n, 264_150n],
  ] as const)('%s', (method, price, converted, bought) => {
    const round = valueOf(pricedRound(company, terms(8_000_000, 2_000_000, { method, pricePlaces: 10 })));
    expectPrice(round, price);
    near(sharesOf(round, 's'), converted, 1n, 1n);
    near(round.investors[0]!.shares, bought, 1n, 1n);
    expect(round.conversions[0]!.basis).toBe('DISCOUNT');
  });
});

describe('terms of convertibles', () => {
  const eightMillion = table({ holdings: founders(8n * million) });
  const capped = safe('cap', 1_000_000, { cap: millions(10), issuedOn: dayOf('2025-03-01') });
  const discounted = safe('discount', 1_000_000, { discount: money('0.2'), issuedOn: dayOf('2025-04-01') });

  test('with a cap and a discount the better one counts', () => {
    const both = { cap: millions(10), discount: money('0.2') };
    const company = { ...eightMillion, convertibles: [safe('s', 1_000_000, both)] };
    // At 10m the discount gives 20 % off about 10m, below the cap; at 40m the cap does.
    expect(valueOf(pricedRound(company, terms(10_000_000, 2_000_000))).conversions[0]!.basis).toBe(
      'DISCOUNT',
    );
    expect(valueOf(pricedRound(company, terms(40_000_000, 2_000_000))).conversions[0]!.basis).toBe('CAP');
  });

  test('MFN takes the later terms that give most, whole and with its own amount', () => {
    const mfn = safe('mfn', 500_000, { mfn: true, issuedOn: dayOf('2025-01-01') });
    const company = { ...eightMillion, convertibles: [mfn, capped, discounted] };
    // 12m + 3m. With T shares: price 15m ÷ T, cap SAFE 0.08 T, discount SAFE 1m ÷ (0.8 × 15m) T = T ÷ 12,
    // MFN at the discount T ÷ 24, at the cap 0.04 T: the discount gives more. 0.595 T = 8m ⇒ T = 1600m ÷ 119.
    const low = valueOf(pricedRound(company, terms(12_000_000, 3_000_000, { pricePlaces: 10 })));
    near(low.after.total, 1_600n * million, 119n, 8n);
    near(sharesOf(low, 'mfn') * 24n, 1_600n * million, 119n, 32n);
    expect(low.conversions.find(({ convertibleId }) => convertibleId === 'mfn')!.termsFrom).toBe('discount');
    // At four times the valuation the cap gives more.
    const high = valueOf(pricedRound(company, terms(48_000_000, 12_000_000)));
    expect(high.conversions.find(({ convertibleId }) => convertibleId === 'mfn')!.termsFrom).toBe('cap');
    // Terms of the same day or earlier are not later.
    const last = {
      ...company,
      convertibles: [{ ...mfn, issuedOn: dayOf('2025-04-01') }, capped, discounted],
    };
    const alone = valueOf(pricedRound(last, terms(12_000_000, 3_000_000)));
    expect(alone.conversions.find(({ convertibleId }) => convertibleId === 'mfn')!.basis).toBe('ROUND_PRICE');
  });

  test('a note brings its interest, and gets a series at its own price', () => {
    const note = safe('note', 100_000, {
      kind: 'NOTE',
      timing: 'PRE_MONEY',
      discount: money('0.2'),
      interest: {
        rates: [{ rate: money('0.08'), accrualStart: dayOf('2025-06-30'), accrualEnd: null }],
        dayCount: 'ACTUAL_365',
        compounding: 'SIMPLE',
        accrualPeriod: 'ANNUAL',
      },
    });
    const company = { ...eightMillion, convertibles: [note] };
    const round = valueOf(pricedRound(company, { ...terms(1, 1), valuation: { price: money('1.25') } }));
    // A year at 8 %: 108,000 ÷ (1.25 × 0.8) = 108,000 shares at 1.00.
    expect(round.conversions[0]).toMatchObject({
      interest: decimalOf(8_000),
      amount: decimalOf(108_000),
      shares: 108_000n,
      classId: 'a-2',
    });
    expect(round.capitalization.classes.find(({ id }) => id === 'a-2')).toMatchObject({
      name: 'Series A-2',
      originalPrice: one,
      seniority: 1,
    });
    expect(round.preMoney).toBe(money('1.25') * (8n * million + 108_000n));
  });

  test('conversions at several valuations', () => {
    const company = { ...eightMillion, convertibles: [capped] };
    const points = valueOf(conversionsAt(company, terms(1, 3_000_000), [5, 12, 30].map(millions)));
    expect(points.map(({ conversions: [first] }) => first!.basis)).toEqual(['ROUND_PRICE', 'CAP', 'CAP']);
    // At 30m pre-money the SAFE owns a tenth of 30 ÷ 33.
    expect(points[2]!.conversions[0]!.units / 1_000n).toBe(9_090n);
  });
});

describe('pools', () => {
  test('a top-up after the money dilutes the new money too', () => {
    // Before: (1m − …) price 9m ÷ 1m = 9, 111,111 shares for 1m; pool 10 % of T: T = 1,111,111 ÷ 0.9.
    const company = table({ holdings: founders(million) });
    const pool = { planId: 'plan', size: { target: money('0.1') }, countedIn: 'POST_MONEY' as const };
    const round = valueOf(pricedRound(company, terms(9_000_000, 1_000_000, { pool })));
    expect(formatDecimal(round.price)).toBe('9');
    expect(round.pool!.increase).toBe(123_457n);
    // The founders keep 1m ÷ 1,234,568 = 80.9999 %, the new money 8.9999 %.
    expect(round.after.stakeholders.map(({ units }) => units / 10_000n)).toEqual([8_099n, 899n]);
  });

  test('on its own: 10 % of what there is afterwards', () => {
    // x = ⌈(0.1 × 1,000,000 − 20,000) ÷ 0.9⌉ = ⌈88,888.9⌉
    const company = table({ holdings: founders(980_000n), pools: [{ planId: 'plan', available: 20_000n }] });
    const topped = valueOf(poolTopUp(company, 'plan', money('0.1')));
    expect(topped.increase).toBe(88_889n);
    expect(topped.available).toBe(108_889n);
    expect(valueOf(poolTopUp(topped.capitalization, 'plan', money('0.05'))).increase).toBe(0n);
    expect(codesOf(poolTopUp(company, 'plan', one))).toEqual(['TARGET']);
  });
});

describe('what has no answer is refused with its place', () => {
  const capped = (id: string, cap: number) => safe(id, 5_000_000, { cap: millions(cap) });
  test.each([
    ['caps that promise everything', { convertibles: [capped('x', 10), capped('y', 10)] }, 'NO_SOLUTION', ''],
    ['no shares', { holdings: [] }, 'NO_SHARES', 'holdings'],
    [
      'an unknown class',
      { holdings: [{ stakeholderId: 'x', classId: 'b', shares: 1n }] },
      'UNKNOWN_CLASS',
      'holdings/0/classId',
    ],
    ['a negative cap', { convertibles: [safe('x', 1, { cap: -1n })] }, 'AMOUNT', 'convertibles/x/cap'],
  ])('%s', (_, parts: Partial<Capitalization>, code, place) => {
    const company = table({ holdings: founders(million), ...parts });
    expect(pricedRound(company, terms(100_000_000, 1_000_000)).problems[0]).toMatchObject({ code, place });
  });

  test('a pool that leaves no room, a class that exists, an investor named twice', () => {
    const company = table({ holdings: founders(million) });
    const pool = { planId: 'plan', size: { target: money('0.6') } };
    expect(codesOf(pricedRound(company, terms(1_000_000, 1_000_000, { pool })))).toEqual(['NO_SOLUTION']);
    const taken = { newClass: { ...seriesA, id: 'common' } };
    expect(codesOf(pricedRound(company, terms(1_000_000, 1, taken)))).toEqual(['DUPLICATE']);
    const twice = { investors: ['x', 'x'].map((stakeholderId) => ({ stakeholderId, amount: one })) };
    expect(codesOf(pricedRound(company, terms(1_000_000, 1, twice)))).toEqual(['DUPLICATE']);
  });
});

test('series of rounds: each stands on the one before', () => {
  const company = table({
    holdings: founders(8n * million),
    convertibles: [safe('s', 1_000_000, { cap: millions(10) })],
  });
  const next = (id: string) => ({ newClass: { id, name: id, seniority: 2 } });
  const series = valueOf(
    dilutionSeries(company, [terms(12_000_000, 3_000_000), terms(40_000_000, 10_000_000, next('b'))]),
  );
  // 72 %, then four fifths of it; the SAFE 8 %, the lead 20 %, which buys again in the second round.
  const rounded = series.lines.map(({ id, units }) => [
    id,
    ...units.map((each) => Number(each) / 1e6).map((each) => each.toFixed(2)),
  ]);
  expect(rounded).toEqual([
    ['founders', '100.00', '72.00', '57.60'],
    ['lead', '0.00', '20.00', '36.00'],
    ['s', '0.00', '8.00', '6.40'],
  ]);
  expect(series.points.map(({ name }) => name)).toEqual([null, 'Series A', 'b']);
});
