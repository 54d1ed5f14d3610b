import { addDays, dayMs } from '@smartstart/units';
import type { Answer, contract } from '@smartstart/contract';
import type { Db } from '../../kernel/db.ts';
import type { Ground, StageSpan } from './deps.ts';
import { dayText } from './history/history.ts';
import { fewest } from './segmenting.ts';

/** Where people stop on the journey, and how long its stages keep them busy. Counts of many; nobody is named. */

type View = Answer<typeof contract.insights.dropOff>;

const stageNames = [
  'ACCOUNT',
  'PROFILE',
  'LEGAL_PACK',
  'SUBSCRIPTION',
  'ORIENTATION',
  'BUZ_INTRODUCTION',
  'DASHBOARD',
] as const;
/** Without a step for so long somebody has stopped. */
const stoppedDays = 7;
const within = 30;
/** Section 4. */
const targetCompletion = 0.85;

export async function dropOff(ground: Ground, db: Db, days: number): Promise<View> {
  const now = ground.kernel.clock.now();
  const from = addDays(now, -days);
  const spans = await ground.sources.stageSpans(db, from);
  const journeys = [...Map.groupBy(spans, ({ userId }) => userId).values()].map(([first]) => first!);
  const seconds = await secondsOf(ground, db, spans);
  const people = [...new Set(spans.map(({ userId }) => userId))];
  return {
    from: dayText(from),
    to: dayText(now),
    computedAt: now.toISOString(),
    accounts: journeys.length,
    finished: journeys.filter(({ finishedAt }) => finishedAt !== null).length,
    completion: completionOf(journeys, now),
    targetCompletion,
    medianActiveSeconds: median(
      journeys.flatMap(({ userId, finishedAt }) => {
        const own = spans.flatMap((span, at) => (span.userId === userId ? [seconds[at] ?? null] : []));
        const known = own.flatMap((one) => one ?? []);
        return finishedAt && known.length ? [known.reduce((sum, one) => sum + one, 0)] : [];
      }),
    ),
    stages: stageNames.map((stage, at) => stageOf(spans, seconds, { stage, number: at + 1, now })),
    fictional: (await ground.habits.importedAmong(db, people)).size > 0,
  };
}

function stageOf(
  spans: readonly StageSpan[],
  seconds: readonly (number | null)[],
  { stage, number, now }: { stage: string; number: number; now: Date },
): View['stages'][number] {
  const own = spans.flatMap((span, at) =>
    span.number === number ? [{ span, seconds: seconds[at] ?? null }] : [],
  );
  const count = (state: string) => own.filter(({ span }) => span.state === state).length;
  const dropped = own.filter(({ span }) => hasStopped(span, now)).length;
  const shown = own.length >= fewest;
  return {
    stage,
    number,
    reached: own.length,
    completed: count('COMPLETED'),
    skipped: count('SKIPPED'),
    dropped: shown ? dropped : null,
    dropRate: shown ? dropped / own.length : null,
    medianActiveSeconds: shown
      ? median(own.flatMap(({ span, seconds: active }) => (span.closedAt && active !== null ? [active] : [])))
      : null,
  };
}

function hasStopped({ state, progressedAt, finishedAt }: StageSpan, now: Date): boolean {
  if (state === 'COMPLETED' || state === 'SKIPPED' || finishedAt) return false;
  return now.getTime() - progressedAt.getTime() >= stoppedDays * dayMs;
}

/** Of those whose 30 days are over. */
function completionOf(journeys: readonly StageSpan[], now: Date): number | null {
  const over = journeys.filter(({ startedAt }) => now.getTime() - startedAt.getTime() >= within * dayMs);
  if (over.length < fewest) return null;
  const done = over.filter(
    ({ startedAt, finishedAt }) => finishedAt && finishedAt.getTime() - startedAt.getTime() <= within * dayMs,
  );
  return done.length / over.length;
}

/** In batches, so that no statement looks at a year of everybody. */
async function secondsOf(ground: Ground, db: Db, spans: readonly StageSpan[]): Promise<(number | null)[]> {
  const size = 500;
  const seconds: (number | null)[] = [];
  for (let from = 0; from < spans.length; from += size)
    seconds.push(
      ...(await ground.habits.activeSeconds(
        db,
        spans.slice(from, from + size).map(({ userId, openedAt, closedAt }) => ({
          userId,
          from: openedAt,
          to: closedAt ?? openedAt,
        })),
      )),
    );
  return seconds;
}

/** Null below five figures: too few to say what is usual. */
function median(values: readonly number[]): number | null {
  if (values.length < fewest) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
