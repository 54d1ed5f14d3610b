import { divideRounded, formatDecimal, largestRemainder, one, parseDecimal } from '@smartstart/units';

/** The rules of an equity framework (domain rules, section 7.4), as the form checks them while one types. Pure. */

/** Percent in units of 10⁻⁶: 100 % is 100,000,000. */
export const whole = 100_000_000;
export const ownersLeast = 35_000_000;
export const hubMost = 20_000_000;
export const usualPool = 45_000_000;
export const mostOwners = 10;
const places = 6;

export interface Parts {
  readonly owners: readonly number[];
  readonly hub: number;
  readonly pool: number;
}

export type FrameworkFault = 'SUM' | 'OWNERS' | 'HUB' | 'OWNER_NOTHING' | 'UNEVEN';

export function sumOf({ owners, hub, pool }: Parts): number {
  return owners.reduce((sum, part) => sum + part, hub + pool);
}

/** Everything that stands against a framework; nothing when it holds. */
export function faultsOf(parts: Parts, units: string | null): FrameworkFault[] {
  const own = parts.owners.reduce((sum, part) => sum + part, 0);
  const all = [...parts.owners, parts.hub, parts.pool];
  const uneven = units !== null && all.some((part) => (BigInt(units) * BigInt(part)) % BigInt(whole) !== 0n);
  return [
    ...(sumOf(parts) === whole ? [] : ['SUM' as const]),
    ...(own < ownersLeast ? ['OWNERS' as const] : []),
    ...(parts.hub > hubMost ? ['HUB' as const] : []),
    ...(parts.owners.some((part) => part === 0) ? ['OWNER_NOTHING' as const] : []),
    ...(uneven ? ['UNEVEN' as const] : []),
  ];
}

/** Equal parts of a total; what does not come out even goes to the first. */
export function evenParts(total: number, count: number): number[] {
  const weights = Array.from({ length: count }, (_, index) => ({
    id: String(index).padStart(3, '0'),
    weight: 1n,
  }));
  return [...largestRemainder(BigInt(total), weights).values()].map(Number);
}

/** A percentage as text, 12.5, as units of 10⁻⁶ percent. */
export function unitsOfPercent(text: string): number {
  return Number(parseDecimal(text) / (one / 10n ** BigInt(places)));
}

/** 12500000 as 12.5. */
export function percentText(part: number): string {
  return formatDecimal(BigInt(part) * (one / 10n ** BigInt(places)));
}

/** As a part of one, the way the rest of the pages read parts. */
export function partText(part: number): string {
  return formatDecimal(divideRounded(BigInt(part) * one, BigInt(whole), 'NORMAL'));
}
