import { fromKysely, PgBoss } from 'pg-boss';
import type pg from 'pg';
import type { Clock } from './clock.ts';
import type { Database, Tx } from './db.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Outbox } from './outbox.ts';

export interface JobContext {
  readonly jobId: string | null;
  readonly userId: string | null;
  readonly input: Record<string, unknown>;
  /** Tells the person how far the work is; throws when the job was cancelled. */
  progress(done: number, total: number, note?: string): Promise<void>;
}

export interface JobDefinition {
  readonly name: string;
  /** Five-field cron expression in UTC; without it the job runs on demand only. */
  readonly cron?: string;
  readonly retryLimit?: number;
  /** Written so that it may run twice. What it returns is kept as the result. */
  readonly run: (context: JobContext) => Promise<Record<string, unknown> | void>;
}

export interface Jobs {
  define(job: JobDefinition): void;
  /** Queues a job in the caller's transaction and returns its id. */
  enqueue(tx: Tx, name: string, input: Record<string, unknown>, userId: string | null): Promise<string>;
  /** Stops a job that waits, or one that runs the next time it reports; false when it is over already. */
  cancel(tx: Tx, jobId: string): Promise<boolean>;
  /** Runs a job here and now, as the schedule would. For tests and commands. */
  run(name: string, input?: Record<string, unknown>): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Leaves the work of a job that nobody wants any longer. */
class JobCancelled extends Error {}

const jobSeconds = 900;
const stopTimeoutMs = 10_000;

/** Jobs over pg-boss, which keeps queue, schedule, retries and the lock across several Brains. */
export function createJobs(
  connection: pg.PoolConfig,
  database: Database,
  outbox: Outbox,
  clock: Clock,
  log: Log,
  metrics: Metrics,
): Jobs {
  const { db } = database;
  const boss = new PgBoss({
    ...(connection as object),
    max: 3,
    schema: 'pgboss',
    application_name: 'smartstart-jobs',
  });
  boss.on('error', (err: unknown) => log.warn({ err }, 'the job queue reports a problem'));
  const definitions = new Map<string, JobDefinition>();
  let started = false;

  async function execute(definition: JobDefinition, jobId: string | null): Promise<void> {
    const row = jobId
      ? await db.selectFrom('jobs').selectAll().where('id', '=', jobId).executeTakeFirst()
      : undefined;
    if (row && (row.state === 'DONE' || row.state === 'CANCELLED')) return;
    const userId = row?.user_id ?? null;
    if (jobId) {
      const begun = await db
        .updateTable('jobs')
        .set({ state: 'RUNNING' })
        .where('id', '=', jobId)
        .where('state', '<>', 'CANCELLED')
        .executeTakeFirst();
      if (begun.numUpdatedRows === 0n) return;
    }
    try {
      const result = await definition.run({
        jobId,
        userId,
        input: (row?.input ?? {}) as Record<string, unknown>,
        progress: (done, total, note = '') => report(jobId, userId, { done, total, note }),
      });
      if (jobId) await finish(jobId, userId, { state: 'DONE', result: JSON.stringify(result ?? {}) });
      metrics.jobs.inc({ job: definition.name, outcome: 'done' });
    } catch (err) {
      if (err instanceof JobCancelled) {
        metrics.jobs.inc({ job: definition.name, outcome: 'cancelled' });
        return;
      }
      metrics.jobs.inc({ job: definition.name, outcome: 'failed' });
      log.error({ err, job: definition.name, jobId }, 'a job failed');
      if (jobId) await finish(jobId, userId, { state: 'FAILED' });
      throw err;
    }
  }

  async function report(
    jobId: string | null,
    userId: string | null,
    progress: { done: number; total: number; note: string },
  ): Promise<void> {
    if (!jobId) return;
    await database.transact(async (tx) => {
      const running = await tx
        .updateTable('jobs')
        .set(progress)
        .where('id', '=', jobId)
        .where('state', '<>', 'CANCELLED')
        .executeTakeFirst();
      if (running.numUpdatedRows === 0n) throw new JobCancelled('This job was cancelled.');
      await announce(tx, jobId, userId, { ...progress, state: 'RUNNING' });
    });
  }

  async function finish(
    jobId: string,
    userId: string | null,
    change: { state: 'DONE' | 'FAILED'; result?: string },
  ): Promise<void> {
    await database.transact(async (tx) => {
      await tx
        .updateTable('jobs')
        .set({ ...change, finished_at: clock.now() })
        .where('id', '=', jobId)
        .where('state', '<>', 'CANCELLED')
        .execute();
      await announce(tx, jobId, userId, { state: change.state });
    });
  }

  async function announce(
    tx: Tx,
    jobId: string,
    userId: string | null,
    data: Record<string, unknown>,
  ): Promise<void> {
    if (!userId) return;
    await outbox.publish(tx, {
      type: 'job.progress',
      actorId: userId,
      at: clock.now().toISOString(),
      topics: [`user:${userId}`],
      data: { jobId, ...data },
    });
  }

  async function serve(definition: JobDefinition): Promise<void> {
    await boss.createQueue(definition.name, {
      retryLimit: definition.retryLimit ?? 3,
      retryBackoff: true,
      expireInSeconds: jobSeconds,
    });
    await boss.work<{ jobId?: string }>(definition.name, { pollingIntervalSeconds: 1 }, async (batch) => {
      for (const job of batch) await execute(definition, job.data?.jobId ?? null);
    });
    if (definition.cron) await boss.schedule(definition.name, definition.cron);
  }

  return {
    define(job) {
      if (definitions.has(job.name)) throw new Error(`There are two jobs named ${job.name}.`);
      definitions.set(job.name, job);
    },
    async enqueue(tx, name, input, userId) {
      const id = newId();
      await tx
        .insertInto('jobs')
        .values({
          id,
          name,
          user_id: userId,
          input: JSON.stringify(input),
          state: 'QUEUED',
          created_at: clock.now(),
        })
        .execute();
      if (started) await boss.send(name, { jobId: id }, { db: fromKysely(tx) });
      return id;
    },
    async cancel(tx, jobId) {
      const row = await tx
        .updateTable('jobs')
        .set({ state: 'CANCELLED', finished_at: clock.now() })
        .where('id', '=', jobId)
        .where('state', 'in', ['QUEUED', 'RUNNING'])
        .returning('user_id')
        .executeTakeFirst();
      if (row) await announce(tx, jobId, row.user_id, { state: 'CANCELLED' });
      return row !== undefined;
    },
    async run(name, input) {
      const definition = definitions.get(name);
      if (!definition) throw new Error(`There is no job named ${name}.`);
      await definition.run({
        jobId: null,
        userId: null,
        input: input ?? {},
        progress: () => Promise.resolve(),
      });
    },
    async start() {
      await boss.start();
      started = true;
      for (const definition of definitions.values()) await serve(definition);
    },
    async stop() {
      if (!started) return;
      started = false;
      await boss.stop({ graceful: true, timeout: stopTimeoutMs });
    },
  };
}
