import path from 'node:path';
import type pg from 'pg';
import type { Config } from '../config.ts';
import { createMemoryCache, createRedisCache, type Cache } from './cache.ts';
import { systemClock, type Clock } from './clock.ts';
import { openDatabase, type Database } from './db.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createLog, type Log } from './log.ts';
import { createMailer, type Mailer } from './mailer.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import { createOutbound, type Outbound } from './outbound.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { loadSecret, loadSigningKey, type SigningKey } from './signing-key.ts';

/** What every module is given: the parts below the services. */
export interface Kernel {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly database: Database;
  /** For a connection outside the pool. */
  readonly connection: pg.ClientConfig;
  readonly outbox: Outbox;
  readonly jobs: Jobs;
  readonly cache: Cache;
  readonly mailer: Mailer;
  /** Posts to addresses that people named. */
  readonly outbound: Outbound;
  readonly signingKey: SigningKey;
  /** Encrypts secrets of factors and sensitive columns; 32 bytes. */
  readonly encryptionKey: Buffer;
  /** Lets go of the database, the cache and the embedded server, after everything above has stopped. */
  dispose(): Promise<void>;
}

export interface KernelOverrides {
  readonly clock?: Clock;
  /** Connects here instead of `DATABASE_URL`, on a database that is migrated already. */
  readonly connection?: pg.PoolConfig;
  /** Runs once the database is there, before any module is made. A history that begins earlier sets its clock here. */
  readonly prepare?: (kernel: Kernel) => Promise<void>;
}

export async function createKernel(config: Config, overrides: KernelOverrides = {}): Promise<Kernel> {
  const log = createLog(config.logLevel, 'brain');
  const metrics = createMetrics();
  const clock = overrides.clock ?? systemClock;
  const server = overrides.connection ? null : await findDatabase(config, log);
  const connection = overrides.connection ?? server!.connection;
  if (server) await migrate(connection, log);
  const database = openDatabase(connection, log, metrics);
  const outbox = createOutbox(database, log, metrics);
  const encryptionKey = loadSecret(config.secrets.encryption, config.dataDir, 'encryption');
  const cache = config.redisUrl ? createRedisCache(config.redisUrl, encryptionKey, log) : createMemoryCache();
  const outbound = createOutbound(config.outbound);
  const kernel: Kernel = {
    config,
    log,
    metrics,
    clock,
    database,
    connection,
    outbox,
    jobs: createJobs(connection, database, outbox, clock, log, metrics),
    cache,
    mailer: createMailer(config.mail, database, clock, log, metrics),
    outbound,
    signingKey: loadSigningKey(config.secrets.signingKeyPem, config.dataDir),
    encryptionKey,
    async dispose() {
      await outbound.close();
      await cache.close();
      await database.close();
      await server?.stop();
    },
  };
  await overrides.prepare?.(kernel).catch(async (error: unknown) => {
    await kernel.dispose();
    throw error;
  });
  return kernel;
}

async function findDatabase(
  config: Config,
  log: Log,
): Promise<{ connection: pg.PoolConfig; stop(): Promise<void> }> {
  if (config.databaseUrl)
    return { connection: { connectionString: config.databaseUrl }, stop: () => Promise.resolve() };
  return startEmbeddedPostgres({
    dataDir: path.join(config.dataDir, 'postgres'),
    log: (line) => log.info(line),
  });
}
