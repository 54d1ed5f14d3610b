import { existsSync } from 'node:fs';
import path from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { readAnchors, verifyAudit } from '../engines/security/index.ts';
import { findRunningPostgres, startEmbeddedPostgres } from '../kernel/embedded-postgres.ts';
import { parsers } from '../kernel/parsers.ts';
import { loadRetiredKeys, loadSigningKey } from '../kernel/signing-key.ts';
import type { DB } from '../tables.gen.ts';

/**
 * `npm run verify-audit`: recomputes the audit chain from stored data alone, while the Brain runs or not. Says what it
 * found, and ends with 1 when the chain does not hold, with 2 when it could not be looked at.
 */
const dataDir = path.resolve(process.env['SMARTSTART_DATA_DIR'] ?? '.data');
const databaseUrl = process.env['DATABASE_URL'];
const signingKeyPem = process.env['SIGNING_KEY'] ?? null;
const connectMs = 10_000;

interface Reached {
  readonly connection: pg.PoolConfig;
  leave(): Promise<void>;
}

async function main(): Promise<number> {
  // Looking must not make a key: an installation without one has signed nothing.
  if (!signingKeyPem && !existsSync(path.join(dataDir, 'keys', 'signing.pem'))) {
    throw new Error(`There is no signing key in ${dataDir}. Set SMARTSTART_DATA_DIR, or SIGNING_KEY.`);
  }
  const keys = [loadSigningKey(signingKeyPem, dataDir), ...loadRetiredKeys(dataDir)];
  const anchors = readAnchors(dataDir);
  const { connection, leave } = await reachDatabase();
  const pool = new pg.Pool({ ...connection, max: 1, connectionTimeoutMillis: connectMs, types: parsers });
  try {
    const check = await verifyAudit(
      new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }),
      keys,
      anchors,
    );
    if (check.valid) {
      console.log(
        `The audit chain holds: ${check.entries} entries under ${check.heads} signed heads, compared with ${anchors.length} exported anchors.`,
      );
      return 0;
    }
    const { seq, entryId, reason } = check.firstBroken!;
    console.log(`The audit chain is BROKEN at entry ${seq}${entryId ? ` (${entryId})` : ''}: ${reason}.`);
    console.log(
      `The ${seq - 1} entries before it hold. Nothing was changed: a break is reported, never repaired.`,
    );
    return 1;
  } finally {
    await pool.end();
    await leave();
  }
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

process.exitCode = await main().catch((error: unknown) => {
  console.error(
    `The audit chain could not be verified: ${error instanceof Error ? error.message : String(error)}`,
  );
  return 2;
});
