import { addMs, dayMs, minuteMs } from '@smartstart/units';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import * as store from './store.ts';

export interface Minutes {
  start(): void;
  stop(): Promise<void>;
  /** When this Brain began to count; null before. Its first minute is not over until some time later. */
  startedAt(): Date | null;
  /** Writes what this Brain did since the last time, under the minute that has just ended. */
  measure(): Promise<void>;
}

const keptMs = 100 * dayMs;
/** Old minutes are dropped once in so many. */
const minutesPerSweep = 60;

/** Once a minute each Brain writes down what it did in it: a few counts, one row. */
export function createMinutes({
  metrics,
  outbox,
  database,
  clock,
  log,
}: Pick<Kernel, 'metrics' | 'outbox' | 'database' | 'clock' | 'log'>): Minutes {
  const brain = newId();
  let before = { requests: 0, errors: 0, jobsFailed: 0, buckets: {} as Record<string, number> };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let turns = 0;
  let startedAt: Date | null = null;

  async function totals(): Promise<typeof before> {
    const buckets: Record<string, number> = {};
    let [requests, errors, jobsFailed] = [0, 0, 0];
    // Buckets of the client are cumulative, one series an operation and status.
    const cumulative = new Map<string, number>();
    for (const { metricName, labels: named, value } of (await metrics.requests.get()).values) {
      // The client adds the bound of a bucket to the labels of the histogram.
      const labels: Readonly<Record<string, string | number | undefined>> = named;
      const bound = String(labels['le']);
      if (metricName?.endsWith('_bucket')) cumulative.set(bound, (cumulative.get(bound) ?? 0) + value);
      if (!metricName?.endsWith('_count')) continue;
      requests += value;
      if (Number(labels['status']) >= 500) errors += value;
    }
    let below = 0;
    for (const [bound, count] of [...cumulative].sort(([a], [b]) => boundOf(a) - boundOf(b))) {
      buckets[bound] = count - below;
      below = count;
    }
    for (const { labels, value } of (await metrics.jobs.get()).values)
      if (labels['outcome'] === 'failed') jobsFailed += value;
    return { requests, errors, jobsFailed, buckets };
  }

  async function measure(): Promise<void> {
    const now = await totals();
    const { waiting, dead } = await outbox.depth();
    const broken = (await metrics.auditBreaks.get()).values.some(({ value }) => value > 0);
    const since = before;
    before = now;
    const grown = (after: number, then: number) => Math.max(0, after - then);
    await store.addMinute(database.db, {
      at: new Date((Math.floor(clock.now().getTime() / minuteMs) - 1) * minuteMs),
      brain,
      requests: grown(now.requests, since.requests),
      errors: grown(now.errors, since.errors),
      jobsFailed: grown(now.jobsFailed, since.jobsFailed),
      buckets: Object.fromEntries(
        Object.entries(now.buckets).flatMap(([bound, count]) => {
          const more = grown(count, since.buckets[bound] ?? 0);
          return more ? [[bound, more]] : [];
        }),
      ),
      queueDepth: waiting,
      deadLetters: dead,
      auditBroken: broken,
    });
    if (turns++ % minutesPerSweep === 0) await store.forgetMinutes(database.db, addMs(clock.now(), -keptMs));
  }

  function schedule(): void {
    timer = setTimeout(
      () => {
        running = measure()
          .catch((err: unknown) => log.warn({ err }, 'this minute could not be measured'))
          .finally(schedule);
      },
      minuteMs - (clock.now().getTime() % minuteMs),
    );
    timer.unref();
  }

  return {
    start() {
      startedAt = clock.now();
      schedule();
    },
    startedAt: () => startedAt,
    async stop() {
      clearTimeout(timer);
      await running;
      clearTimeout(timer);
    },
    measure,
  };
}

const boundOf = (bound: string) => (bound === '+Inf' ? Infinity : Number(bound));
