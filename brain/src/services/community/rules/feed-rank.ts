import type { communityWire } from '@smartstart/contract';
import { hourMs } from '@smartstart/units';

/**
 * How the feed is ordered: rank = time + urgency, both in milliseconds. An item with an urgency of 12 hours stands where
 * one without would stand if it had happened 12 hours later. The order of two items never changes by itself, so a cursor
 * holds; it changes when something happens to an item: a question answered loses its urgency.
 */

export type FeedKind = (typeof communityWire.feedKind)['options'][number];

export const urgencyHours: Readonly<Record<FeedKind, number>> = {
  ANNOUNCEMENT: 24,
  HELP: 12,
  POLL: 8,
  WIN: 6,
  MILESTONE: 4,
  IDEA: 2,
  KUDOS: 0,
  SPRINT: 0,
};

export function rankOf(at: Date, hours: number): bigint {
  return BigInt(Math.round(at.getTime() + hours * hourMs));
}
