import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock, createTestDatabase, type TestDatabase } from '@smartstart/testkit';
import { openDatabase, type Database } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import { createLog } from '../../kernel/log.ts';
import { createMetrics } from '../../kernel/metrics.ts';
import { loadRetiredKeys, loadSigningKey, type SigningKey } from '../../kernel/signing-key.ts';
import {
  exportAnchor,
  genesis,
  linkHash,
  readAnchors,
  recordAudit,
  sealAudit,
  verifyAudit,
} from './audit.ts';

const clock = createFakeClock();
const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-audit-'));
const key = loadSigningKey(null, dataDir);
let place: TestDatabase;
let database: Database;

beforeAll(() => mkdirSync(dataDir, { recursive: true }));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
beforeEach(async () => {
  place = await createTestDatabase();
  database = openDatabase({ ...place.connection, max: 8 }, createLog('silent', 'test'), createMetrics());
});
afterEach(async () => {
  await database.close();
  await place.drop();
  rmSync(path.join(dataDir, 'audit'), { recursive: true, force: true });
});

async function write(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await database.transact((tx) =>
      recordAudit(tx, clock, {
        actorId: newId(),
        action: 'test.written',
        entity: 'test',
        entityId: newId(),
        after: { n },
      }),
    );
  }
}

const seal = (by: SigningKey = key) => sealAudit(database, clock, by);
const verify = () => verifyAudit(database.db, [key], readAnchors(dataDir));

/** As the owner of the database can: with the triggers off. */
async function tamper(...statements: string[]): Promise<void> {
  await database.transact(async (tx) => {
    for (const table of ['audit_entries', 'audit_chain', 'audit_heads'])
      await sql`alter table ${sql.table(table)} disable trigger all`.execute(tx);
    for (const statement of statements) await sql.raw(statement).execute(tx);
    for (const table of ['audit_entries', 'audit_chain', 'audit_heads'])
      await sql`alter table ${sql.table(table)} enable trigger all`.execute(tx);
  });
}

const entryAt = (seq: number) => `(select entry_id from audit_chain where seq = ${seq})`;

describe('the audit chain', () => {
  test('holds over several seals, and each seal adds one signed head', async () => {
    expect(await verify()).toEqual({ valid: true, entries: 0, heads: 0, firstBroken: null });
    await write(5);
    expect(await seal()).toBe(5);
    await write(3);
    expect(await seal()).toBe(3);
    expect(await seal()).toBe(0);
    expect(await verify()).toEqual({ valid: true, entries: 8, heads: 2, firstBroken: null });
  });

  test('an entry is in the chain only when its transaction was committed', async () => {
    await expect(
      database.transact(async (tx) => {
        await recordAudit(tx, clock, {
          actorId: null,
          action: 'never.happened',
          entity: 'test',
          entityId: null,
        });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await seal()).toBe(0);
  });

  test('the application can neither change nor delete', async () => {
    await write(1);
    await seal();
    for (const table of ['audit_entries', 'audit_chain', 'audit_heads']) {
      await expect(sql`delete from ${sql.table(table)}`.execute(database.db)).rejects.toThrow('append-only');
      await expect(sql`truncate ${sql.table(table)}`.execute(database.db)).rejects.toThrow('append-only');
    }
    await expect(sql`update audit_entries set action = 'x'`.execute(database.db)).rejects.toThrow(
      'append-only',
    );
  });

  test.each([
    [
      'altered',
      [`update audit_entries set record = replace(record, '"n":3', '"n":9') where id = ${entryAt(4)}`],
      4,
      'altered',
    ],
    [
      'replaced by what is no JSON',
      [`update audit_entries set record = 'gone' where id = ${entryAt(4)}`],
      4,
      'altered',
    ],
    [
      'altered in a column only',
      [`update audit_entries set actor_id = null where id = ${entryAt(2)}`],
      2,
      'column',
    ],
    [
      'moved in time',
      [`update audit_entries set at = at - interval '1 day' where id = ${entryAt(2)}`],
      2,
      'column',
    ],
    ['removed', [`delete from audit_entries where id = ${entryAt(3)}`], 3, 'removed'],
    [
      'removed with its link',
      [`delete from audit_entries where id = ${entryAt(3)}`, 'delete from audit_chain where seq = 3'],
      3,
      'missing',
    ],
    [
      'exchanged for another',
      [
        `update audit_chain set entry_id = case seq when 2 then ${entryAt(5)} else ${entryAt(2)} end where seq in (2, 5)`,
      ],
      2,
      'reordered',
    ],
    [
      'moved to another place',
      [
        'update audit_chain set seq = seq + 100 where seq = 3',
        'update audit_chain set seq = 3 where seq = 4',
        'update audit_chain set seq = 4 where seq = 103',
      ],
      3,
      'reordered',
    ],
    ['cut off at the end', [`delete from audit_chain where seq > 6`], 7, 'end'],
    ['left without its head', [`delete from audit_heads where seq = 8`], 8, 'no signed head'],
  ])('an entry that is %s is found and named', async (_how, statements, seq, reason) => {
    await write(8);
    await seal();
    // The unique index looks at each row, so an exchange goes over a third place.
    await tamper('alter table audit_chain drop constraint audit_chain_entry_id_key', ...statements);
    const check = await verify();
    expect(check.valid).toBe(false);
    expect(check.firstBroken!.seq).toBe(seq);
    expect(check.firstBroken!.reason).toContain(reason);
  });

  test('who rewrites the whole chain needs the key: a head under another one does not hold', async () => {
    await write(3);
    await seal();
    await tamper(`update audit_entries set record = replace(record, '"n":1', '"n":7')`);
    const rows = await database.db
      .selectFrom('audit_chain as link')
      .innerJoin('audit_entries as entry', 'entry.id', 'link.entry_id')
      .select(['seq', 'record'])
      .orderBy('seq')
      .execute();
    let hash = genesis;
    const rewritten = rows.map(
      (row) =>
        `update audit_chain set hash = '${(hash = linkHash(hash, row.record))}' where seq = ${row.seq}`,
    );
    await tamper(...rewritten, `update audit_heads set hash = '${hash}', key_id = 'of-somebody-else'`);
    expect((await verify()).firstBroken).toMatchObject({ seq: 3, reason: 'the signed head does not fit' });
    await tamper(`update audit_heads set key_id = '${key.id}'`);
    expect((await verify()).firstBroken).toMatchObject({ seq: 3, reason: 'the signed head does not fit' });
  });

  test('an exported anchor shows a tail that was cut off with its head', async () => {
    await write(3);
    await seal();
    await write(3);
    await seal();
    await exportAnchor(database.db, dataDir);
    await tamper(
      'delete from audit_heads where seq = 6',
      `delete from audit_entries where id in (select entry_id from audit_chain where seq > 3)`,
      'delete from audit_chain where seq > 3',
    );
    expect((await verifyAudit(database.db, [key])).valid).toBe(true);
    expect((await verify()).firstBroken).toMatchObject({ seq: 4, reason: 'entries at the end were removed' });
  });

  test('heads of a retired key hold while its public half is kept', async () => {
    const older = loadSigningKey(
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      dataDir,
    );
    await write(2);
    await seal(older);
    await write(2);
    await seal();
    expect((await verify()).valid).toBe(false);
    mkdirSync(path.join(dataDir, 'keys', 'retired'), { recursive: true });
    writeFileSync(path.join(dataDir, 'keys', 'retired', 'first.pem'), older.publicPem);
    expect((await verifyAudit(database.db, [key, ...loadRetiredKeys(dataDir)])).valid).toBe(true);
  });

  test('sealing by two Brains at once, and verifying meanwhile, breaks nothing', async () => {
    const writers = Promise.all([1, 2, 3].map(() => write(40)));
    let busy = true;
    const sealers = [1, 2].map(async () => {
      while (busy) await seal();
    });
    const checks: boolean[] = [];
    const verifier = (async () => {
      while (busy) checks.push((await verify()).valid);
    })();
    await writers;
    busy = false;
    await Promise.all([...sealers, verifier]);
    await seal();
    expect(checks.every(Boolean)).toBe(true);
    expect(await verify()).toMatchObject({ valid: true, entries: 120 });
  });
});
