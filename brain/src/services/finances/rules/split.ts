import { divideRounded, largestRemainder } from '@smartstart/units';
import { minorOf } from './amounts.ts';

/** How revenue is shared to the cent (domain rules, section 11). Pure. */

/** All of it, in units of 10⁻⁶ percent. */
export const wholePart = 100_000_000;
/** Of net, kept by the platform. */
const platformPercent = 5n;
/** Less net is carried forward: 100 in units of the currency. */
const leastUnits = 100n;
/** Before the share of the venture itself: no member id is higher. */
const retainedId = '~';

export interface Share {
  /** Null: retained by the venture. */
  readonly userId: string | null;
  readonly part: number;
}

export interface Split {
  readonly platformMinor: bigint;
  readonly distributedMinor: bigint;
  readonly lines: readonly {
    readonly userId: string | null;
    readonly part: number;
    readonly amountMinor: bigint;
  }[];
}

export function leastNet(currency: string): bigint {
  return minorOf(leastUnits, currency);
}

/** What the platform keeps of a net, rounded half up. */
export function platformPart(netMinor: bigint): bigint {
  return divideRounded(netMinor * platformPercent, 100n, 'NORMAL');
}

/**
 * The platform’s 5 % is rounded half up; the rest goes to the lines by largest remainder, ties to the lower member id, what
 * the venture retains last. The lines always add up to what is distributed.
 */
export function splitRevenue(netMinor: bigint, shares: readonly Share[]): Split {
  const platformMinor = platformPart(netMinor);
  const distributedMinor = netMinor - platformMinor;
  const weights = shares.map(({ userId, part }) => ({ id: userId ?? retainedId, weight: BigInt(part) }));
  const amounts = largestRemainder(distributedMinor, weights);
  return {
    platformMinor,
    distributedMinor,
    lines: shares.map(({ userId, part }) => ({
      userId,
      part,
      amountMinor: amounts.get(userId ?? retainedId) ?? 0n,
    })),
  };
}

/** What is wrong with these shares, as a sentence. */
export function problemOf(shares: readonly Share[]): string | null {
  if (new Set(shares.map(({ userId }) => userId)).size < shares.length)
    return 'Somebody is named twice. Give each person one line.';
  const sum = shares.reduce((all, { part }) => all + part, 0);
  if (sum === wholePart) return null;
  return `The shares sum to ${percentOf(sum)} %. They have to sum to exactly 100 %.`;
}

/** Those whose share falls from one plan to the next; the venture itself is not a person. */
export function losersBetween(before: readonly Share[], after: readonly Share[]): string[] {
  const parts = new Map(after.map(({ userId, part }) => [userId, part]));
  return before.flatMap(({ userId, part }) =>
    userId !== null && (parts.get(userId) ?? 0) < part ? [userId] : [],
  );
}

/** 12,500,000 reads 12.5. */
export function percentOf(part: number): string {
  const text = String(part).padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '');
}
