import { Kysely, PostgresDialect, type LogEvent, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from '../tables.gen.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { parsers } from './parsers.ts';
import { bundle, PreparingClient, type Statement } from './prepared.ts';

/** A place to run SQL: the pool, or a transaction. Functions of `store.ts` take it first. */
export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

export interface Database {
  /** Outside any transaction; for reads and single statements. */
  readonly db: Db;
  /** The pool itself, for bulk work and other libraries. */
  readonly pool: pg.Pool;
  /**
   * Runs `work` in one transaction. Deadlocks and serialisation failures are tried again, so `work` holds SQL and
   * nothing else.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * A transaction whose statements are all known: it leaves in one go, from begin to commit, and waits once. The mark
   * stands for it where `onCommit` would name the transaction. One statement that fails undoes all.
   */
  transactTogether(mark: object, statements: readonly Statement[]): Promise<void>;
  /** Called after every commit with the transaction it ended; the outbox wakes its dispatcher here. */
  onCommit(listener: (tx: object) => void): void;
  close(): Promise<void>;
}

const slowQueryMs = 250;
const attempts = 4;
const begin: Statement = { sql: 'begin', parameters: [] };
const commit: Statement = { sql: 'commit', parameters: [] };
const retryable = new Set(['40001', '40P01']);

export function openDatabase(config: pg.PoolConfig, log: Log, metrics: Metrics): Database {
  const pool = new pg.Pool({
    max: 20,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    types: parsers,
    Client: PreparingClient,
    // Statements sent together (see `together.ts`) leave without waiting for each other.
    pipeline: true,
    ...config,
  });
  let closing = false;
  pool.on('error', (err) => closing || log.warn({ err }, 'an idle database connection was lost'));
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => report(event, log, metrics),
  });
  const listeners: ((tx: object) => void)[] = [];
  return {
    db,
    pool,
    async transact(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          let ended!: Tx;
          const result = await db.transaction().execute((tx) => work((ended = tx)));
          for (const listener of listeners) listener(ended);
          return result;
        } catch (error) {
          if (attempt >= attempts || !retryable.has(sqlStateOf(error) ?? '')) throw error;
          await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt));
        }
      }
    },
    async transactTogether(mark, statements) {
      const client = await pool.connect();
      try {
        const all = [begin, ...statements, commit];
        await client.query(bundle, [all]);
      } catch (error) {
        // A commit after a failure has undone it; a connection in doubt is not used again.
        client.release(sqlStateOf(error) === undefined);
        throw error;
      }
      client.release();
      for (const listener of listeners) listener(mark);
    },
    onCommit: (listener) => void listeners.push(listener),
    close() {
      closing = true;
      return db.destroy();
    },
  };
}

function report(event: LogEvent, log: Log, metrics: Metrics): void {
  const ms = event.queryDurationMillis;
  metrics.queries.observe(ms / 1000);
  if (event.level === 'error')
    log.debug({ sql: event.query.sql, ms, sqlState: sqlStateOf(event.error) }, 'sql failed');
  else if (ms > slowQueryMs) log.warn({ sql: event.query.sql, ms }, 'slow sql');
  else if (log.isLevelEnabled('debug')) log.debug({ sql: event.query.sql, ms }, 'sql');
}

export function sqlStateOf(error: unknown): string | undefined {
  return error && typeof error === 'object' && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** The constraint a statement broke, when it was a unique or exclusion one. */
export function violatedUnique(error: unknown): string | undefined {
  const code = sqlStateOf(error);
  if (code !== '23505' && code !== '23P01') return undefined;
  return (error as { constraint?: string }).constraint ?? 'unknown';
}
