import { dayOf, type Decimal, decimalOf, one } from '@smartstart/units';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Capitalization } from './capitalization.ts';
import type { ExitTerms } from './exit-model.ts';
import { breakpoints, exitChart, exitSeries, type ExitWaterfall, exitWaterfall } from './exit-waterfall.ts';
import { compare, larger, minus, over, plus, type Ratio, ratio, times, total, zero } from './ratio.ts';
import { common, money, safe, table, valueOf } from './test-tables.ts';

const terms: ExitTerms = { exitOn: dayOf('2028-06-30') };
const cent = one / 100n;
const at = (company: Capitalization, exitValue: Decimal) => valueOf(exitWaterfall(company, terms, exitValue));
const choiceOf = ({ lines }: ExitWaterfall, what: string) => lines.find((line) => line.what === what)!.choice;

describe('for any company', () => {
  const someShares = fc.bigInt({ min: 1n, max: 5_000_000n });
  const price = fc.integer({ min: 1, max: 500 }).map((cents) => decimalOf(cents) / 100n);
  const classTerms = fc.record({
    seniority: fc.integer({ min: 1, max: 3 }),
    originalPrice: price,
    liquidationMultiple: fc.constantFrom(one, 2n * one, money('1.5')),
    participation: fc.constantFrom('NONE', 'NONE', 'FULL', 'CAPPED'),
    participationCapMultiple: fc.constantFrom(2n * one, 3n * one),
    conversionRatio: fc.constantFrom({ numerator: 1n, denominator: 1n }, { numerator: 4n, denominator: 3n }),
  });
  const companies = fc
    .record({
      classTerms: fc.array(classTerms, { maxLength: 4 }),
      shares: fc.array(someShares, { minLength: 10, maxLength: 10 }),
      strikes: fc.array(price, { maxLength: 3 }),
      convertibles: fc.array(
        fc.record({
          amount: fc.integer({ min: 1_000, max: 900_000 }),
          cap: fc.option(fc.integer({ min: 5_000_000, max: 30_000_000 })),
          discount: fc.constantFrom(0n, 0n, money('0.2')),
          timing: fc.constantFrom('PRE_MONEY', 'POST_MONEY'),
        }),
        { maxLength: 4 },
      ),
    })
    .map(({ classTerms, shares, strikes, convertibles }) =>
      table({
        classes: [
          common,
          ...classTerms.map((each, index) => ({
            ...common,
            kind: 'PREFERRED' as const,
            ...each,
            id: `c${index}`,
          })),
        ],
        holdings: [
          { stakeholderId: 'ana', classId: 'common', shares: shares[0]! },
          { stakeholderId: 'ben', classId: 'common', shares: shares[1]! },
          ...classTerms.flatMap((_, index) => [
            { stakeholderId: 'fund', classId: `c${index}`, shares: shares[index + 2]! },
            { stakeholderId: 'angel', classId: `c${index}`, shares: shares[9 - index]! / 7n },
          ]),
        ],
        options: strikes.map((exercisePrice, index) => ({
          stakeholderId: 'staff',
          planId: 'plan',
          shares: shares[index]!,
          vested: shares[index]! / 2n,
          exercisePrice,
        })),
        warrants: classTerms.slice(0, 1).map(() => ({
          stakeholderId: 'bank',
          classId: 'c0',
          shares: shares[5]! / 10n,
          exercisePrice: strikes[0] ?? one,
        })),
        convertibles: convertibles.map(({ amount, cap, ...rest }, index) =>
          safe(`s${index}`, amount, { cap: cap === null ? null : decimalOf(cap), ...rest }),
        ),
      }),
    );
  const exitValue = fc.bigInt({ min: 0n, max: 10n ** 10n }).map((cents) => cents * cent);

  test('the proceeds are the exit value to the cent, and nobody’s fall when it rises', () => {
    fc.assert(
      fc.property(companies, exitValue, exitValue, fc.boolean(), (company, a, b, accelerated) => {
        const values = [a, b].toSorted((left, right) => (left < right ? -1 : 1));
        const debts = [{ id: 'bank', amount: decimalOf(100_000), seniority: 1 }];
        const all = { ...terms, accelerated, costs: decimalOf(5_000), debts };
        const [low, high] = valueOf(exitSeries(company, all, values)) as [ExitWaterfall, ExitWaterfall];
        for (const [index, { lines, classes }] of [low, high].entries()) {
          const sum = (parts: readonly { proceeds: Decimal }[]) =>
            parts.reduce((all, { proceeds }) => all + proceeds, 0n);
          expect(sum(lines)).toBe(values[index]);
          expect(sum(classes)).toBe(values[index]);
          expect(lines.every(({ proceeds }) => proceeds >= 0n && proceeds % cent === 0n)).toBe(true);
        }
        // One cent of a line may move to another with the remainders.
        for (const [index, { proceeds }] of low.lines.entries())
          expect(high.lines[index]!.proceeds).toBeGreaterThanOrEqual(proceeds - cent);
        expect(high.perCommonShare).toBeGreaterThanOrEqual(low.perCommonShare);
        for (const [index, point] of valueOf(exitChart(company, all, values)).entries()) {
          const { classes } = [low, high][index]!;
          expect(point.classes.reduce((sum, { proceeds }) => sum + proceeds, 0n)).toBe(values[index]);
          for (const [place, { what, proceeds }] of point.classes.entries()) {
            expect(classes[place]!.what).toBe(what);
            const off = classes[place]!.proceeds - proceeds;
            expect(off < 0n ? -off : off).toBeLessThanOrEqual(4n * cent);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the order of the input changes nothing', () => {
    fc.assert(
      fc.property(companies, exitValue, (company, value) => {
        const turned = {
          ...company,
          classes: company.classes.toReversed(),
          holdings: company.holdings.toReversed(),
          options: company.options.toReversed(),
          convertibles: company.convertibles.toReversed(),
        };
        expect(at(turned, value)).toEqual(at(company, value));
        expect(valueOf(breakpoints(turned, terms))).toEqual(valueOf(breakpoints(company, terms)));
      }),
      { numRuns: 60 },
    );
  });

  test('who takes the preference would not get more by converting, and the other way round', () => {
    fc.assert(
      fc.property(companies, exitValue, (company, value) => {
        // Without rights that depend on others the division for given choices is easily worked out once more.
        const plain = { ...company, options: [], warrants: [], convertibles: [] };
        const result = at(plain, value);
        const choosing = plain.classes.filter(
          ({ kind, participation }) => kind === 'PREFERRED' && participation !== 'FULL',
        );
        const converts = new Set(
          choosing.filter(({ id }) => choiceOf(result, id) === 'CONVERTS').map(({ id }) => id),
        );
        const here = divided(plain, value, converts);
        for (const { what, proceeds } of result.classes)
          expect(differenceInCents(ratio(proceeds), here.get(what)!)).toBeLessThanOrEqual(2n);
        for (const { id } of choosing) {
          const other = divided(plain, value, flipped(converts, id));
          expect(compare(other.get(id)!, here.get(id)!), id).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('once common shares get anything, a SAFE has at least its money, and its discount', () => {
    fc.assert(
      fc.property(companies, exitValue, (company, value) => {
        const result = at(company, value);
        if (result.perCommonShare === 0n) return;
        for (const { id, amount, discount } of company.convertibles) {
          const { proceeds } = result.lines.find(({ what }) => what === id)!;
          expect(proceeds).toBeGreaterThanOrEqual((amount * one) / (one - discount) - cent);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('at every breakpoint both sides agree, and the series are straight between two', () => {
    fc.assert(
      fc.property(companies, (company) => {
        const points = valueOf(breakpoints(company, terms));
        for (const [index, { exitValue }] of points.entries()) {
          if (index > 0) expect(exitValue).toBeGreaterThanOrEqual(points[index - 1]!.exitValue);
          const around = [-cent, 0n, cent].map((more) => exitValue + more).filter((value) => value >= 0n);
          const series = valueOf(exitSeries(company, terms, around));
          for (const [step, { classes }] of series.entries())
            for (const [place, { proceeds }] of classes.entries())
              expect(proceeds - (series[step - 1]?.classes[place]!.proceeds ?? proceeds)).toBeLessThanOrEqual(
                4n * cent,
              );
        }
      }),
      { numRuns: 60 },
    );
  });

  function flipped(ids: ReadonlySet<string>, id: string): Set<string> {
    const copy = new Set(ids);
    if (!copy.delete(id)) copy.add(id);
    return copy;
  }

  function differenceInCents(a: Ratio, b: Ratio): bigint {
    const { n, d } = minus(a, b);
    return (n < 0n ? -n : n) / (d * cent);
  }

  /** Class by class, for given choices: preferences by seniority, then the rest by common shares up to the caps. */
  function divided(
    { classes, holdings }: Capitalization,
    value: Decimal,
    converts: ReadonlySet<string>,
  ): Map<string, Ratio> {
    const shares = (id: string) =>
      holdings.reduce((sum, each) => sum + (each.classId === id ? each.shares : 0n), 0n);
    const parts = classes.map((each) => {
      const takes = each.kind === 'PREFERRED' && !converts.has(each.id);
      const worth = (multiple: Decimal) => ratio(shares(each.id) * each.originalPrice! * multiple, one);
      return {
        id: each.id,
        seniority: each.seniority,
        preference: takes ? worth(each.liquidationMultiple!) : zero,
        most:
          takes && each.participation === 'CAPPED'
            ? worth(larger(ratio(each.participationCapMultiple!), ratio(each.liquidationMultiple!)).n)
            : null,
        asCommon:
          takes && each.participation === 'NONE'
            ? zero
            : ratio(shares(each.id) * each.conversionRatio.numerator, each.conversionRatio.denominator),
        got: zero,
      };
    });
    let left = ratio(value);
    for (const rank of [3, 2, 1]) {
      const level = parts.filter(({ seniority, preference }) => seniority === rank && preference.n > 0n);
      const wanted = total(level.map(({ preference }) => preference));
      const paid = compare(wanted, left) < 0 ? wanted : left;
      for (const part of level) part.got = over(times(part.preference, paid), wanted);
      left = minus(left, paid);
    }
    let open = parts.filter(({ asCommon }) => asCommon.n > 0n);
    while (left.n > 0n && open.length > 0) {
      const each = over(left, total(open.map(({ asCommon }) => asCommon)));
      const full = open.filter(
        ({ most, got, asCommon }) => most !== null && compare(plus(got, times(each, asCommon)), most) > 0,
      );
      for (const part of full.length > 0 ? full : open) {
        const more = full.length > 0 ? minus(part.most!, part.got) : times(each, part.asCommon);
        part.got = plus(part.got, more);
        left = minus(left, more);
      }
      if (full.length === 0) break;
      open = open.filter((part) => !full.includes(part));
    }
    return new Map(parts.map(({ id, got }) => [id, got]));
  }
});
