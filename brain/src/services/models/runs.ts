import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import * as store from './run-store.ts';
import { lockName } from './store.ts';

/** How a training ended that was not stopped. */
export interface RunEnd {
  readonly outcome: 'PASSED' | 'NOT_BETTER' | 'NOT_ENOUGH' | 'NOTHING_NEW';
  /** A sentence for the operator. */
  readonly why: string;
  readonly version?: string;
  readonly rows?: number;
  readonly positives?: number;
}

export interface Run {
  readonly id: string;
  /** A sign of life, and how far it is. @throws TrainingStopped when somebody cancelled it. */
  progress(done: number, total: number, note: string): Promise<void>;
}

/** What is left to write when the work is done, in the transaction that ends the training: all of it or nothing. */
export type LastAct = (tx: Tx) => Promise<RunEnd>;

export class TrainingStopped extends Error {}

export interface Runs {
  /** In a transaction that holds the lock of the name. */
  ask(tx: Tx, name: string, job: string, askedBy: string | null): Promise<store.RunRow>;
  /** The same by the schedule; null when one is under way. */
  askUnlessBusy(tx: Tx, name: string, job: string): Promise<store.RunRow | null>;
  /** Does the work of a job as a training: kept as begun, alive, and ended; one of a name at a time. */
  within(
    name: string,
    context: JobContext,
    work: (run: Run) => Promise<RunEnd | LastAct>,
  ): Promise<Record<string, unknown>>;
  /** False when it is over already. */
  cancel(tx: Tx, name: string, id: string): Promise<boolean>;
  /** Ends those whose process is gone, so that they stand in nobody's way. */
  bury(db: Db, name: string): Promise<void>;
}

/** A running one beats every second. */
const silentMs = 90_000;
const unbegunMs = 30 * 60_000;

export function createRuns({ database, jobs, clock, log }: Kernel): Runs {
  const before = (ms: number) => new Date(clock.now().getTime() - ms);

  async function bury(db: Db, name: string): Promise<void> {
    const why = 'The process that trained it ended before it was done. Start it again.';
    const [runningSince, queuedSince] = [before(silentMs), before(unbegunMs)];
    await store.endSilent(db, { name, runningSince, queuedSince, now: clock.now(), why });
  }

  function newRow(name: string, askedBy: string | null, jobId: string | null): store.RunRow {
    const now = clock.now();
    const nothing = { outcome: null, why: '', version: null, row_count: null, positives: null };
    const begun = { done: 0, total: 0, note: '', created_at: now, beat_at: now, finished_at: null };
    return { id: newId(), name, job_id: jobId, asked_by: askedBy, state: 'QUEUED', ...nothing, ...begun };
  }

  async function queue(
    tx: Tx,
    name: string,
    job: string,
    askedBy: string | null,
  ): Promise<store.RunRow | null> {
    await bury(tx, name);
    if (await store.unfinished(tx, name)) return null;
    const jobId = await jobs.enqueue(tx, job, { asked: askedBy !== null }, askedBy);
    const row = newRow(name, askedBy, jobId);
    await store.insert(tx, row);
    return row;
  }

  /** The run of a job that was asked for, or a new one of the schedule; null when it may not run now. */
  async function begin(name: string, { jobId, userId }: JobContext): Promise<string | null> {
    return database.transact(async (tx) => {
      await lockName(tx, name);
      await bury(tx, name);
      const asked = jobId ? await store.ofJob(tx, name, jobId) : undefined;
      if (asked?.finished_at) return null;
      const other = await store.unfinished(tx, name);
      if (other && other.id !== asked?.id) return null;
      const row = asked ?? newRow(name, userId, jobId);
      if (!asked) await store.insert(tx, row);
      await store.change(tx, row.id, { state: 'RUNNING', beat_at: clock.now() });
      return row.id;
    });
  }

  async function end(id: string, last: RunEnd | LastAct): Promise<RunEnd> {
    return database.transact(async (tx) => {
      if (!(await store.lockUnfinished(tx, id))) throw new TrainingStopped('The training was cancelled.');
      const ended = typeof last === 'function' ? await last(tx) : last;
      await store.change(tx, id, {
        state: 'DONE',
        outcome: ended.outcome,
        why: ended.why,
        version: ended.version ?? null,
        row_count: ended.rows ?? null,
        positives: ended.positives ?? null,
        finished_at: clock.now(),
      });
      return ended;
    });
  }

  return {
    bury,
    async ask(tx, name, job, askedBy) {
      const row = await queue(tx, name, job, askedBy);
      if (!row)
        throw new Fail('CONFLICT', 'This model is being trained already. Wait for it, or cancel it first.');
      return row;
    },
    askUnlessBusy: (tx, name, job) => queue(tx, name, job, null),
    async within(name, context, work) {
      const id = await begin(name, context);
      if (!id) return { result: 'NOT_BEGUN' };
      try {
        const last = await work({
          id,
          async progress(done, total, note) {
            const alive = await store.change(database.db, id, { done, total, note, beat_at: clock.now() });
            if (!alive) throw new TrainingStopped('The training was cancelled.');
            await context.progress(done, total, note);
          },
        });
        const { outcome, why, version } = await end(id, last);
        log.info({ model: name, outcome, version }, 'a training ended');
        return { result: outcome, why, ...(version ? { version } : {}) };
      } catch (error) {
        if (!(error instanceof TrainingStopped)) {
          const failed = { state: 'FAILED', why: sentenceOf(error), finished_at: clock.now() };
          await store.change(database.db, id, failed);
          throw error;
        }
        // Of a job that was cancelled this throws, so that nobody hears that it is done.
        await context.progress(0, 0);
        return { result: 'CANCELLED' };
      }
    },
    async cancel(tx, name, id) {
      const row = await store.find(tx, name, id);
      if (!row) throw new Fail('NOT_FOUND', 'There is no such training.');
      const done = { state: 'CANCELLED', why: 'It was cancelled.', finished_at: clock.now() };
      if (!(await store.change(tx, id, done))) return false;
      if (row.job_id) await jobs.cancel(tx, row.job_id);
      return true;
    },
  };
}

/** What an operator may read of an error: those of our own hands are sentences. */
function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.slice(0, 500) || 'It failed without a reason.';
}
