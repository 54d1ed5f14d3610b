import { minuteMs } from '@smartstart/units';
import type { Ground } from './definition.ts';
import type { Span } from './range.ts';
import * as store from './store.ts';

/** Parts of metrics that several of them share, and the rules of section 13 that are more than a quotient. */

/** Links and the network as a whole are worked out for the most linked only; nobody else can be among the top. */
const candidates = 200;

/** The rule of the domain, section 13.2; availability as a share. */
export function healthOf(newUsers: number, meanEngagement: number, availability: number): number {
  return Math.min(40, 0.1 * newUsers) + 0.4 * meanEngagement + 0.2 * 100 * availability;
}

/** The most influential people, highest first. */
export async function influences({ db, sources }: Pick<Ground, 'db' | 'sources'>) {
  const linked = await sources.network.mostLinked(db, candidates);
  const reputations = await sources.reputations(
    db,
    linked.map(({ userId }) => userId),
  );
  return linked
    .map(({ userId, links }) => {
      const reputation = reputations.get(userId) ?? 0;
      return { userId, links, reputation, score: 0.7 * links + 0.3 * reputation };
    })
    .sort((a, b) => b.score - a.score || (a.userId < b.userId ? -1 : 1))
    .slice(0, 10);
}

export async function growthOf(
  span: Span,
  before: Span,
  count: (span: Span) => Promise<number>,
): Promise<number | null> {
  const then = await count(before);
  return then > 0 ? (await count(span)) / then - 1 : null;
}

/** Completed payments − refunds + fees on distributed revenue, in minor units of the currency. */
export async function revenueIn({ db, sources }: Ground, span: Span, currency: string): Promise<number> {
  return (await revenueByCurrency({ db, sources }, span)).get(currency) ?? 0;
}

export async function revenueByCurrency(
  { db, sources }: Pick<Ground, 'db' | 'sources'>,
  span: Span,
): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  const add = (currency: string, minor: number) => sums.set(currency, (sums.get(currency) ?? 0) + minor);
  for (const row of await sources.seats.sumPayments(db, span))
    add(row.currency, row.paidMinor - row.refundedMinor);
  for (const row of await sources.fees.sumFees(db, span)) add(row.currency, row.minor);
  return sums;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Share of the minutes in which some Brain measured itself; null before the first. */
export async function availabilityIn(
  { db, now }: Pick<Ground, 'db' | 'now'>,
  span: Span,
): Promise<number | null> {
  const first = await store.firstMinute(db);
  if (!first) return null;
  const from = Math.max(span.from.getTime(), first.getTime());
  // The minute that runs is measured when it is over.
  const to = Math.min(span.to.getTime(), Math.floor(now.getTime() / minuteMs) * minuteMs);
  const expected = Math.floor((to - from) / minuteMs);
  if (expected < 1) return null;
  const { minutes } = await store.systemTotals(db, { from: new Date(from), to: new Date(to) });
  return Math.min(1, minutes / expected);
}
