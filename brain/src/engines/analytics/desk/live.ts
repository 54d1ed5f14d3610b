import type { analyticsWire, Rung } from '@smartstart/contract';
import { addMs, dayMs, hourMs, minuteMs } from '@smartstart/units';
import { mayRead, type Part, type Unit } from '../metrics/definition.ts';
import { quantileOf } from '../metrics/running-metrics.ts';
import * as minutes from '../metrics/store.ts';
import type { Minutes } from '../metrics/minutes.ts';
import type { Queries } from '../queries/queries.ts';
import type { MetricSources } from '../metrics/sources.ts';
import type { Kernel } from '../../../kernel/kernel.ts';

export type LiveView = (typeof analyticsWire.liveFigures)['_zod']['input'];

export interface Source {
  readonly ground: { readonly kernel: Kernel; readonly sources: MetricSources; readonly queries: Queries };
  readonly minutes: Pick<Minutes, 'startedAt'>;
}

const staleMs = 3 * minuteMs;
/** A Brain that has just started writes its first row when the minute that runs, and the next at most, is over. */
const firstRowMs = 2 * minuteMs;

/** Figures of the last minutes, from the rows each Brain writes once a minute and from small counts of records. */
export async function liveFigures(
  { ground, minutes: own }: Source,
  held: ReadonlySet<Rung>,
): Promise<LiveView> {
  const { kernel, sources, queries } = ground;
  const { db } = kernel.database;
  const now = kernel.clock.now();
  const day = { from: addMs(now, -dayMs), to: now };
  const lately = await minutes.systemTotals(db, { from: addMs(now, -5 * minuteMs), to: now });
  const signIns = await sources.signIns.countSignIns(db, { from: addMs(now, -hourMs), to: now });
  const joined = await sources.accounts.verifiedIn(db, day, []);
  const events = mayRead(held, 'PLATFORM')
    ? (await queries.hourCounts({ from: addMs(now, -hourMs), to: now }, ['*'])).reduce(
        (sum, { events: count }) => sum + count,
        0,
      )
    : null;
  const last = await minutes.lastMinute(db);
  const p95 = quantileOf(lately.buckets, 0.95);
  const perMinute = (count: number) => (lately.minutes ? count / lately.minutes : null);
  const figures: [string, string, Unit, number | null, Part][] = [
    ['requests-a-minute', 'Requests a minute', 'COUNT', perMinute(lately.requests), 'SECURITY'],
    [
      'error-share',
      'Share of errors',
      'RATIO',
      lately.requests ? lately.errors / lately.requests : null,
      'SECURITY',
    ],
    ['latency-p95', 'Answer time of 95 %', 'MILLISECONDS', p95 === null ? null : p95 * 1000, 'SECURITY'],
    ['queue-depth', 'Queue depth', 'COUNT', lately.queueDepth, 'SECURITY'],
    ['dead-letters', 'Dead letters', 'COUNT', lately.deadLetters, 'SECURITY'],
    ['sign-ins', 'Sign-ins of the last hour', 'COUNT', signIns.begun, 'SECURITY'],
    ['sign-in-failures', 'Failed sign-ins of the last hour', 'COUNT', signIns.failed, 'SECURITY'],
    ['new-users', 'New users of 24 hours', 'COUNT', joined.length, 'PLATFORM'],
    ['events', 'Events of this hour', 'COUNT', events, 'PLATFORM'],
  ];
  return {
    at: last?.toISOString() ?? null,
    state: stateOf(last, own.startedAt(), now),
    figures: figures
      .filter(([, , , , part]) => mayRead(held, part))
      .map(([key, title, unit, value, part]) => ({ key, title, unit, value, part })),
  };
}

function stateOf(last: Date | null, startedAt: Date | null, now: Date): LiveView['state'] {
  const age = (at: Date) => now.getTime() - at.getTime();
  if (last && age(last) <= staleMs) return 'FRESH';
  return !last || (startedAt && age(startedAt) <= firstRowMs) ? 'COLLECTING' : 'STALE';
}
