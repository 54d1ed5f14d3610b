import { dayOf, type Decimal, decimalOf, one } from '@smartstart/units';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allUnits, type Capitalization, type Convertible, shareCounts } from './capitalization.ts';
import { type PricedRound, pricedRound, type RoundTerms } from './priced-round.ts';
import { founders, million, money, safe, table } from './test-tables.ts';

const newClass = { id: 'a', name: 'Series A', seniority: 1 };

describe('for any round', () => {
  const someShares = fc.bigInt({ min: 0n, max: 20n * million });
  const convertibles = fc
    .array(
      fc.record({
        amount: fc.integer({ min: 1_000, max: 2_000_000 }),
        cap: fc.option(fc.integer({ min: 6_000_000, max: 60_000_000 })),
        discount: fc.integer({ min: 0, max: 40 }),
        timing: fc.constantFrom('PRE_MONEY', 'POST_MONEY'),
        mfn: fc.boolean(),
        issuedOn: fc.integer({ min: 20_000, max: 20_005 }),
      }),
      { maxLength: 5 },
    )
    .map((list) =>
      list.map(({ amount, cap, discount, ...rest }, index): Convertible =>
        safe(`s${index}`, amount, {
          cap: cap === null ? null : decimalOf(cap),
          discount: money(discount) / 100n,
          ...rest,
        }),
      ),
    );
  const companies = fc
    .record({
      held: fc.bigInt({ min: 100_000n, max: 20n * million }),
      staff: someShares,
      available: someShares,
      convertibles,
    })
    .map(({ held, staff, available, convertibles }) =>
      table({
        holdings: founders(held),
        options: [{ stakeholderId: 'staff', planId: 'plan', shares: staff, vested: 0n, exercisePrice: one }],
        pools: [{ planId: 'plan', available }],
        convertibles,
      }),
    );
  const rounds = fc
    .record({
      preMoney: fc.integer({ min: 2_000_000, max: 100_000_000 }),
      amounts: fc.array(fc.integer({ min: 1_000, max: 10_000_000 }), { maxLength: 3 }),
      target: fc.option(fc.integer({ min: 0, max: 30 })),
      method: fc.constantFrom('PERCENT_OWNERSHIP', 'PRE_MONEY', 'DOLLARS_INVESTED'),
      countedIn: fc.constantFrom('PRE_MONEY', 'POST_MONEY'),
      pricePlaces: fc.constantFrom(4, 6),
    })
    .map(({ preMoney, amounts, target, method, countedIn, pricePlaces }) => ({
      newClass,
      closingOn: dayOf('2026-06-30'),
      valuation: { preMoney: decimalOf(preMoney) },
      investors: amounts.map((amount, index) => ({
        stakeholderId: `i${index}`,
        amount: decimalOf(amount),
      })),
      ...(target === null
        ? {}
        : { pool: { planId: 'plan', size: { target: money(target) / 100n }, countedIn } }),
      method,
      pricePlaces,
    }));

  test('the result satisfies every definition, written down once more', () => {
    let solved = 0;
    fc.assert(
      fc.property(companies, rounds, (company, round) => {
        const outcome = pricedRound(company, round);
        if (outcome.value === null) return;
        solved += 1;
        expectDefinitions(company, round, outcome.value);
      }),
      { numRuns: 400 },
    );
    expect(solved).toBeGreaterThan(200);
  });

  test('no share is lost or made, ownership is 100 %, nobody who was there loses shares', () => {
    fc.assert(
      fc.property(companies, rounds, (company, round) => {
        const { value } = pricedRound(company, round);
        if (value === null) return;
        const before = shareCounts(company);
        const after = shareCounts(value.capitalization);
        const issued = [...value.conversions, ...value.investors].reduce(
          (sum, { shares }) => sum + shares,
          0n,
        );
        expect(after.shares).toBe(before.shares + issued);
        expect(after.options).toBe(before.options);
        expect(after.unissued).toBe(before.unissued + (value.pool?.increase ?? 0n));
        for (const ownership of [value.before, value.after]) {
          const sum = (lines: readonly { units: bigint }[]) =>
            lines.reduce((all, { units }) => all + units, 0n);
          expect(sum([...ownership.stakeholders, ...ownership.pools])).toBe(allUnits);
          expect(sum(ownership.classes)).toBe(allUnits);
        }
        expect(value.changes.every(({ sharesBefore, sharesAfter }) => sharesAfter >= sharesBefore)).toBe(
          true,
        );
        const [first, staff] = ['founders', 'staff'].map((id) =>
          value.changes.find((each) => each.id === id)!,
        );
        // All who neither pay nor convert are diluted alike.
        if (staff!.dilution !== null) expect(staff!.dilution).toBe(first!.dilution);
      }),
      { numRuns: 200 },
    );
  });

  test('a post-money SAFE at its cap owns amount ÷ cap before the new money, to a rounding', () => {
    fc.assert(
      fc.property(companies, rounds, (company, round) => {
        const { value } = pricedRound(company, { ...round, pricePlaces: 10 });
        if (value === null) return;
        const counts = shareCounts(company);
        const all =
          counts.shares +
          counts.options +
          counts.unissued +
          value.conversions.reduce((sum, { shares }) => sum + shares, 0n);
        for (const { convertibleId, termsFrom, basis, shares, amount } of value.conversions) {
          const own = company.convertibles.find(({ id }) => id === convertibleId)!;
          if (termsFrom !== convertibleId || own.cap === null || own.timing === 'PRE_MONEY') continue;
          // At the cap exactly that, at a discount or the round price more.
          const promised = (amount * all) / own.cap;
          expect(shares).toBeGreaterThanOrEqual(promised - 1n);
          if (basis === 'CAP') expect(shares).toBeLessThanOrEqual(promised + promised / 1_000_000n + 1n);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the order of the input changes nothing', () => {
    fc.assert(
      fc.property(companies, rounds, (company, round) => {
        const turned = { ...company, convertibles: company.convertibles.toReversed() };
        const { investors } = round;
        const a = pricedRound(company, round);
        const b = pricedRound(turned, { ...round, investors: investors.toReversed() });
        expect(b.problems).toEqual(a.problems);
        expect(b.value?.conversions).toEqual(a.value?.conversions);
        expect(b.value?.investors).toEqual(a.value?.investors);
        expect(b.value?.after).toEqual(a.value?.after);
      }),
      { numRuns: 100 },
    );
  });

  test('of all prices that satisfy them it is the highest', () => {
    const small = fc.record({
      held: fc.bigInt({ min: 300n, max: 2_000n }),
      preMoney: fc.integer({ min: 500, max: 3_000 }),
      target: fc.integer({ min: 0, max: 25 }),
      terms: fc.array(
        fc.record({ amount: fc.integer({ min: 10, max: 200 }), cap: fc.integer({ min: 800, max: 4_000 }) }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(small, ({ held, preMoney, target, terms }) => {
        const company = table({
          holdings: founders(held),
          convertibles: terms.map(({ amount, cap }, index) =>
            safe(`s${index}`, amount, { cap: decimalOf(cap) }),
          ),
        });
        const round = {
          newClass,
          closingOn: dayOf('2026-06-30'),
          investors: [{ stakeholderId: 'i', amount: decimalOf(100) }],
          pool: { planId: 'plan', size: { target: money(target) / 100n } },
          pricePlaces: 2,
        };
        const value = decimalOf(preMoney);
        const solved = pricedRound(company, { ...round, valuation: { preMoney: value } }).value;
        const step = one / 100n;
        const highest = value / held;
        for (let price = (solved?.price ?? 0n) + step; price <= highest; price += step) {
          const tried = pricedRound(company, { ...round, valuation: { price } }).value;
          if (tried) expect((value / tried.preMoneyShares / step) * step).toBeLessThan(price);
        }
      }),
      { numRuns: 20 },
    );
  });

  function expectDefinitions(company: Capitalization, round: RoundTerms, result: PricedRound): void {
    const step = one / 10n ** BigInt(round.pricePlaces ?? 4);
    const down = (numerator: Decimal, denominator: bigint) => (numerator / denominator / step) * step;
    const counts = shareCounts(company);
    const converted = result.conversions.reduce((sum, { shares }) => sum + shares, 0n);
    const bought = result.investors.reduce((sum, { shares }) => sum + shares, 0n);
    const increase = result.pool?.increase ?? 0n;
    const existing = counts.shares + counts.options + counts.unissued;
    const inPreMoney = round.pool?.countedIn === 'POST_MONEY' ? 0n : increase;
    const brought = result.conversions.reduce((sum, { amount }) => sum + amount, 0n);
    const value =
      (round.valuation as { preMoney: Decimal }).preMoney +
      (round.method === 'DOLLARS_INVESTED' ? brought : 0n);
    expect(result.price).toBe(
      down(value, existing + inPreMoney + (round.method === 'PRE_MONEY' ? 0n : converted)),
    );
    for (const { amount, shares, paid, unspent } of result.investors) {
      expect(shares).toBe(amount / result.price);
      expect(paid + unspent).toBe(amount);
    }
    for (const { convertibleId, amount, shares } of result.conversions) {
      const own = company.convertibles.find(({ id }) => id === convertibleId)!;
      const later = company.convertibles.filter(({ issuedOn }) => own.mfn && issuedOn > own.issuedOn);
      const best = [own, ...later].map(({ cap, discount, timing }) => {
        const counted = existing + (timing === 'POST_MONEY' ? converted : increase);
        const prices = [
          result.price,
          ...(cap === null ? [] : [down(cap, counted)]),
          ...(discount === 0n ? [] : [down((result.price * (one - discount)) / one, 1n)]),
        ];
        return amount / prices.reduce((a, b) => (a < b ? a : b));
      });
      expect(shares).toBe(best.reduce((a, b) => (a > b ? a : b)));
    }
    if (round.pool && 'target' in round.pool.size) {
      const { target } = round.pool.size;
      const enough = (more: bigint) =>
        (counts.unissued + more) * one >= target * (existing + converted + bought + more);
      expect(enough(increase)).toBe(true);
      if (increase > 0n) expect(enough(increase - 1n)).toBe(false);
    }
  }
});
