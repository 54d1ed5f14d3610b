import { addMs, dayMs, utcDay } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { outflowsOf, sentBefore } from './store.ts';

const monthMs = 30 * dayMs;

export interface Sent {
  /** On this UTC day. */
  readonly todayMicro: bigint;
  /** In the 30 × 24 hours before now. */
  readonly monthMicro: bigint;
}

/** What counts against the limits of a person, for showing it. The writer counts for itself, from what it remembers. */
export async function sentBy(db: Db, userId: string, now: Date): Promise<Sent> {
  const windowBegin = addMs(now, -monthMs);
  const monthFrom = utcDay(windowBegin);
  const days = { today: utcDay(now), yesterday: utcDay(addMs(now, -dayMs)), monthFrom, meanFrom: monthFrom };
  const [row] = await outflowsOf(db, [userId], days);
  if (!row) return { todayMicro: 0n, monthMicro: 0n };
  const dayBegin = new Date(`${monthFrom}T00:00:00.000Z`);
  const [before] = await sentBefore(db, [userId], dayBegin, windowBegin);
  return { todayMicro: row.today_micro, monthMicro: row.month_micro - (before?.micro ?? 0n) };
}
