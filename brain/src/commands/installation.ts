import { existsSync } from 'node:fs';
import path from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Db } from '../kernel/db.ts';
import { findRunningPostgres, startEmbeddedPostgres } from '../kernel/embedded-postgres.ts';
import { parsers } from '../kernel/parsers.ts';
import { loadRetiredKeys, loadSigningKey, type Verifier } from '../kernel/signing-key.ts';
import type { DB } from '../tables.gen.ts';

/** The installation a command looks at from outside: its data directory, its keys, its database, running or not. */
export const dataDir = path.resolve(process.env['SMARTSTART_DATA_DIR'] ?? '.data');
const databaseUrl = process.env['DATABASE_URL'];
const signingKeyPem = process.env['SIGNING_KEY'] ?? null;
const connectMs = 10_000;

/** The keys of this installation, the present one first. */
export function readKeys(): Verifier[] {
  // Looking must not make a key: an installation without one has signed nothing.
  if (!signingKeyPem && !existsSync(path.join(dataDir, 'keys', 'signing.pem')))
    throw new Error(`There is no signing key in ${dataDir}. Set SMARTSTART_DATA_DIR, or SIGNING_KEY.`);
  return [loadSigningKey(signingKeyPem, dataDir), ...loadRetiredKeys(dataDir)];
}

export async function withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const { connection, leave } = await reachDatabase();
  const pool = new pg.Pool({ ...connection, max: 1, connectionTimeoutMillis: connectMs, types: parsers });
  try {
    return await work(new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }));
  } finally {
    await pool.end();
    await leave();
  }
}

interface Reached {
  readonly connection: pg.PoolConfig;
  leave(): Promise<void>;
}

async function reachDatabase(): Promise<Reached> {
  if (databaseUrl) return { connection: { connectionString: databaseUrl }, leave: () => Promise.resolve() };
  const folder = path.join(dataDir, 'postgres');
  if (!existsSync(folder))
    throw new Error(`There is no database in ${dataDir}. Set SMARTSTART_DATA_DIR or DATABASE_URL.`);
  const running = findRunningPostgres(folder);
  if (running && (await answers(running))) return { connection: running, leave: () => Promise.resolve() };
  const started = await startEmbeddedPostgres({ dataDir: folder });
  return { connection: started.connection, leave: () => started.stop() };
}

/** A server that was killed still has its note on the disk. */
async function answers(connection: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: connectMs });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
