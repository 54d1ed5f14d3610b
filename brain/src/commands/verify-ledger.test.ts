import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buz } from '@smartstart/units';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { award, openTestLedger, transfer, type TestLedger } from '../services/ledger/test-ledger.ts';

/** What the proof itself finds is tested beside it; here, what the command says and how it ends. */
const command = fileURLToPath(new URL('./verify-ledger.ts', import.meta.url));
let world: TestLedger;
beforeAll(async () => {
  world = await openTestLedger();
});
afterAll(() => world.close());

function run(env: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
  const { SIGNING_KEY: _, ...rest } = process.env;
  const child = spawn(process.execPath, [command], {
    env: { ...rest, SMARTSTART_DATA_DIR: world.dataDir, DATABASE_URL: urlOf(world.connection), ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

function urlOf({ connectionString, host, port, user, database }: TestLedger['connection']): string {
  return (
    connectionString ??
    `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`
  );
}

test('the command prints what it proved, ends with 1 when the ledger does not hold, and with 2 when it cannot look', async () => {
  const { ledger, database } = world;
  const [ann, ben] = (await world.people(2)) as [string, string];
  await ledger.submit(award(ann, buz(100)));
  await ledger.submit(transfer(ann, ben, buz(5)));
  const holds = await run();
  expect(holds.said).toContain('3 transactions form one chain');
  expect(holds.said).toContain('13 postings');
  expect(holds.said).toContain('3 heads of batches are signed');
  expect(holds.said).toContain('12 accounts hold what their postings leave: 1000000000.000000 BUZ in all.');
  expect(holds).toMatchObject({
    code: 0,
    said: expect.stringMatching(/\nThe ledger holds\. .*\n$/) as string,
  });

  // What the owner of the database could do: nothing in it stops them.
  const alter = (statement: string) => sql.raw(statement).execute(database.db);
  await alter('alter table ledger_postings disable trigger user');
  await alter('update ledger_postings set balance_micro = balance_micro + 1 where seq = 3 and no = 1');
  const broken = await run();
  expect(broken.code).toBe(1);
  expect(broken.said).toContain(`The ledger is BROKEN at ledger_postings 3/1 of ${ben}: `);
  expect(broken.said).toContain('holds 5.000000 BUZ; 5.000001 BUZ is written.');
  expect(broken.said).toContain('The 2 transactions before it hold by themselves.');

  expect(await run({ SMARTSTART_DATA_DIR: '/nonexistent' })).toMatchObject({
    code: 2,
    said: expect.stringContaining('no signing key') as string,
  });
}, 60_000);
