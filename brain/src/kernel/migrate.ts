import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Log } from './log.ts';

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url));
/** Any constant will do; it only has to be the same in every Brain. */
const advisoryLock = 7_102_026;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

export function readMigrations(): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(folder + name, 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Applies what is missing, each file in a transaction of its own, under an advisory lock so that several Brains may
 * start at once. Applied files never change: a different hash stops the start.
 */
export async function migrate(
  connection: pg.ClientConfig,
  log: Log,
  migrations = readMigrations(),
): Promise<number> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    await client.query(
      'create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; hash: string }>(
      'select name, hash from migrations order by name',
    );
    const applied = new Map(rows.map((row) => [row.name, row.hash]));
    for (const name of applied.keys()) {
      if (!migrations.some((migration) => migration.name === name))
        throw new Error(
          `The database has migration ${name}, which this version does not know. Run a newer version.`,
        );
    }
    let count = 0;
    for (const migration of migrations) {
      const known = applied.get(migration.name);
      if (known === migration.hash) continue;
      if (known)
        throw new Error(
          `Migration ${migration.name} was changed after it was applied. Restore it and add a new file instead.`,
        );
      await apply(client, migration);
      log.info({ migration: migration.name }, 'migration applied');
      count++;
    }
    return count;
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into migrations (name, hash) values ($1, $2)', [
      migration.name,
      migration.hash,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}
