import { dayOf, type Decimal, decimalOf, parseDecimal } from '@smartstart/units';
import type { Capitalization, Convertible, ShareClass } from './capitalization.ts';
import type { Outcome } from './outcome.ts';

/** Builders for the tests of this room. */

export const money = (text: string | number): Decimal => parseDecimal(String(text));
export const millions = (text: string | number): Decimal => parseDecimal(String(text)) * 1_000_000n;
export const million = 1_000_000n;

export const common: ShareClass = {
  id: 'common',
  name: 'Common',
  kind: 'COMMON',
  seniority: 0,
  originalPrice: null,
  liquidationMultiple: null,
  participation: 'NONE',
  participationCapMultiple: null,
  conversionRatio: { numerator: 1n, denominator: 1n },
};

/** Preferred, one to one, one times its price, not participating, unless told. */
export function preferred(id: string, price: string | number, more: Partial<ShareClass> = {}): ShareClass {
  return { ...common, id, name: id, kind: 'PREFERRED', seniority: 1, originalPrice: money(price), ...more };
}

export function table(parts: Partial<Capitalization>): Capitalization {
  return {
    currency: 'USD',
    classes: [common],
    holdings: [],
    options: [],
    warrants: [],
    pools: [],
    convertibles: [],
    ...parts,
  };
}

/** Founders with so many common shares. */
export function founders(shares: bigint) {
  return [{ stakeholderId: 'founders', classId: 'common', shares }];
}

/** A post-money SAFE without terms, unless told. */
export function safe(id: string, amount: number, more: Partial<Convertible> = {}): Convertible {
  return {
    id,
    stakeholderId: id,
    kind: 'SAFE',
    amount: decimalOf(amount),
    issuedOn: dayOf('2025-01-15'),
    cap: null,
    discount: 0n,
    timing: 'POST_MONEY',
    mfn: false,
    interest: null,
    ...more,
  };
}

/** The value, or a failed test that says why there is none. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.value === null) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

export function codesOf(outcome: Outcome<unknown>): string[] {
  return outcome.problems.map(({ code }) => code);
}
