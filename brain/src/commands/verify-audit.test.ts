import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFakeClock } from '@smartstart/testkit';
import { exportAnchor, recordAudit, sealAudit } from '../engines/security/index.ts';
import { openDatabase, type Database } from '../kernel/db.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../kernel/embedded-postgres.ts';
import { newId } from '../kernel/ids.ts';
import { createLog } from '../kernel/log.ts';
import { createMetrics } from '../kernel/metrics.ts';
import { migrate } from '../kernel/migrate.ts';
import { loadSigningKey } from '../kernel/signing-key.ts';

const command = fileURLToPath(new URL('./verify-audit.ts', import.meta.url));
const log = createLog('silent', 'test');
const clock = createFakeClock();
const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-verify-'));
let server: EmbeddedPostgres | null = null;

beforeAll(() => chmodSync(dataDir, 0o711));
afterAll(async () => {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function run(env: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
  const { DATABASE_URL: _, SIGNING_KEY: __, ...rest } = process.env;
  const child = spawn(process.execPath, [command], {
    env: { ...rest, SMARTSTART_DATA_DIR: dataDir, ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

const start = () =>
  startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), settings: { fsync: 'off' } });

async function write(database: Database, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await database.transact((tx) =>
      recordAudit(tx, clock, {
        actorId: null,
        action: 'test.written',
        entity: 'test',
        entityId: newId(),
        after: { n },
      }),
    );
  }
}

/** What the owner of the database could do: nothing in it stops them. */
async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client(server!.connection);
  await client.connect();
  await client.query('alter table audit_entries disable trigger all');
  await client.query(statement);
  await client.query('alter table audit_entries enable trigger all');
  await client.end();
}

test('the command says whether the chain holds, while PostgreSQL runs or not, and ends with 1 when it does not', async () => {
  expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('no signing key') as string });
  const key = loadSigningKey(null, dataDir);
  expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('no database') as string });

  server = await start();
  await migrate(server.connection, log);
  const database = openDatabase(server.connection, log, createMetrics());
  await write(database, 7);
  await sealAudit(database, clock, key);
  await exportAnchor(database.db, dataDir);
  await database.close();
  const holds = 'The audit chain holds: 7 entries under 1 signed heads, compared with 1 exported anchors.';
  expect(await run()).toEqual({ code: 0, said: `${holds}\n` });
  expect((await run({ DATABASE_URL: server.url })).code).toBe(0);

  await server.stop();
  expect(await run()).toEqual({ code: 0, said: `${holds}\n` });

  server = await start();
  await asOwner(
    `update audit_entries set record = replace(record, '"n":3', '"n":4') where record like '%"n":3%'`,
  );
  const broken = await run();
  expect(broken.code).toBe(1);
  expect(broken.said).toMatch(/BROKEN at entry 4 \([0-9a-f-]{36}\): the entry was altered/);
  expect((await run({ DATABASE_URL: server.url })).code).toBe(1);
}, 120_000);
