import type { Enrolled } from '@smartstart/testkit';
import { addDays, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { createOffice, type Office } from './test-office.ts';

/** The database measures ten years by its own clock, so these histories begin twelve years ago. */
const ago = 12 * 366 * dayMs;

let office: Office;
let lawyer: Enrolled;
let ada: Enrolled;
let ben: Enrolled;
/** Their papers, by code. */
const papers = new Map<string, string>();

const tables = ['documents', 'document_signers', 'document_signatures', 'document_events', 'renewal_notices'];

async function rowsOf(documentId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const column = table === 'documents' ? 'id' : 'document_id';
    const { rows } = await office.database.pool.query<{ count: number }>(
      `select count(*)::int as count from ${table} where ${column} = $1`,
      [documentId],
    );
    counts[table] = rows[0]!.count;
  }
  return counts;
}
const isKept = async (documentId: string) => (await rowsOf(documentId))['documents'] === 1;
const paperOf = (who: Enrolled, code: string) => papers.get(`${who.userId} ${code}`)!;
const hold = async (subject: 'DOCUMENT' | 'USER', subjectId: string) =>
  (await lawyer.api.compliance.placeHold({ body: { subject, subjectId, reason: 'A claim.' } })).id;
const release = (holdId: string) =>
  lawyer.api.compliance.releaseHold({ params: { holdId }, body: { reason: 'Settled.' } });

beforeAll(async () => {
  office = await createOffice();
  office.clock.advance(-ago);
  [ada, ben] = [await office.member('Ada Old'), await office.member('Ben Old')];
  for (const person of [ada, ben]) {
    const { items } = await person.api.legal.documents({ query: { limit: 50 } });
    for (const item of items) papers.set(`${person.userId} ${item.code}`, item.id);
  }
  office.clock.advance(366 * dayMs);
  await office.run('expire-papers');
  office.clock.advance(ago - 366 * dayMs);
  lawyer = await office.administrator('11');
});
afterAll(() => office.close());

describe('ten years after the end of effect', () => {
  test('nobody deletes documents or evidence by hand, over or not', async () => {
    const { pool } = office.database;
    for (const id of [paperOf(ada, 'PPA'), paperOf(ada, 'ESCA')]) {
      for (const statement of [
        `delete from documents where id = '${id}'`,
        `delete from document_signers where document_id = '${id}'`,
        `delete from document_signatures where document_id = '${id}'`,
        `delete from document_events where document_id = '${id}'`,
      ])
        await expect(pool.query(statement), statement).rejects.toThrow('append-only');
    }
    // In force still: not even by the way that is for it.
    const inForce = paperOf(ada, 'ESCA');
    const { rows } = await pool.query<{ gone: boolean }>('select purge_document($1) as gone', [inForce]);
    expect(rows).toEqual([{ gone: false }]);
    const client = await pool.connect();
    await client.query('begin');
    await client.query(`select set_config('smartstart.purged_document', $1, true)`, [inForce]);
    await expect(
      client.query('delete from document_signatures where document_id = $1', [inForce]),
    ).rejects.toThrow('append-only');
    await client.query('rollback');
    client.release();
  });

  test('the job deletes them whole, but for what is in force or held', async () => {
    const [onBen, onStandard] = [await hold('USER', ben.userId), await hold('DOCUMENT', paperOf(ada, 'STA'))];
    expect(await rowsOf(paperOf(ada, 'PPA'))).toMatchObject({ documents: 1, document_signatures: 2 });
    await office.run('retain-legal');
    const gone = { documents: 0, document_signers: 0, document_signatures: 0, document_events: 0 };
    for (const code of ['PPA', 'PNA', 'MNDA'])
      expect(await rowsOf(paperOf(ada, code)), code).toMatchObject(gone);
    for (const id of [paperOf(ada, 'ESCA'), paperOf(ada, 'STA'), paperOf(ben, 'PPA'), paperOf(ben, 'ESCA')])
      expect(await isKept(id)).toBe(true);
    const { rows } = await office.database.pool.query<{ record: string }>(
      `select record from audit_entries where action = 'document.purged' and entity_id = $1`,
      [paperOf(ada, 'PPA')],
    );
    expect(JSON.parse(rows[0]!.record)).toMatchObject({ before: { code: 'PPA', version: '1.0.0' } });

    await release(onBen);
    await release(onStandard);
    await office.run('retain-legal');
    expect(await isKept(paperOf(ben, 'PPA'))).toBe(false);
    expect(await isKept(paperOf(ada, 'STA'))).toBe(false);
    expect(await isKept(paperOf(ben, 'ESCA'))).toBe(true);
    expect((await office.world.brain.services.system.checkAudit()).valid).toBe(true);
  });

  test('the database keeps what is held even when nobody asked', async () => {
    const old = paperOf(ben, 'ESCA');
    await office.database.pool.query('alter table documents disable trigger documents_guard');
    await office.database.pool.query(
      `update documents set state = 'TERMINATED', ended_at = now() - interval '11 years' where id = $1`,
      [old],
    );
    await office.database.pool.query('alter table documents enable trigger documents_guard');
    const held = await hold('USER', ben.userId);
    const purge = async () =>
      (await office.database.pool.query<{ gone: boolean }>('select purge_document($1) as gone', [old])).rows;
    expect(await purge()).toEqual([{ gone: false }]);
    await release(held);
    expect(await purge()).toEqual([{ gone: true }]);
    expect(await isKept(old)).toBe(false);
  });
});

describe('thirty days after their end', () => {
  test('guest access, shares and working copies go, unless the document is held', async () => {
    const { db, clock } = office;
    const person = await office.member('Gwen Guests');
    const { items } = await person.api.legal.documents({ query: { limit: 50 } });
    const [free, held] = items.map((item) => item.id) as [string, string];
    const ended = addDays(clock.now(), -31);
    const recent = addDays(clock.now(), -29);
    const link = async (documentId: string, expires_at: Date) => {
      const id = newId();
      const row = { document_id: documentId, position: 1, link_hash: newId(), created_at: ended };
      await db
        .insertInto('guest_links')
        .values({ ...row, id, expires_at, used_at: expires_at })
        .execute();
      return id;
    };
    const [gone, kept, fresh] = [await link(free, ended), await link(held, ended), await link(free, recent)];
    await db
      .insertInto('guest_sessions')
      .values({ id: newId(), link_id: gone, secret_hash: newId(), confirmed_at: ended, expires_at: ended })
      .execute();
    const share = { user_id: ben.userId, can_comment: false, shared_by: person.userId, created_at: ended };
    for (const [document_id, expires_at] of [
      [free, ended],
      [held, ended],
      [items[2]!.id, recent],
    ] as const)
      await db
        .insertInto('document_shares')
        .values({ ...share, id: newId(), document_id, expires_at })
        .execute();
    const holdId = await hold('DOCUMENT', held);
    await office.run('retain-legal');
    const links = async () => (await db.selectFrom('guest_links').select('id').execute()).map(({ id }) => id);
    const shares = async () =>
      (await db.selectFrom('document_shares').select('document_id').execute()).map((row) => row.document_id);
    expect((await links()).toSorted()).toEqual([kept, fresh].toSorted());
    expect(await db.selectFrom('guest_sessions').selectAll().execute()).toEqual([]);
    expect((await shares()).toSorted()).toEqual([held, items[2]!.id].toSorted());
    await release(holdId);
    await office.run('retain-legal');
    expect(await links()).toEqual([fresh]);
    expect(await shares()).toEqual([items[2]!.id]);
  });

  test('so do the working copies of agreements that were given up', async () => {
    const maker = await office.subscriber('Mia Maker');
    const make = async () => {
      const { id: documentId } = await maker.api.agreements.create(
        { body: { templateCode: 'NDA1', title: 'Given up', values: { purpose: 'A secret plan.' } } },
        { idempotencyKey: newId() },
      );
      const body = { reason: 'Not needed any more.' };
      await maker.api.agreements.cancel({ params: { documentId }, body });
      return documentId;
    };
    const [free, held] = [await make(), await make()];
    const draftOf = async (id: string) =>
      (await office.db.selectFrom('documents').select('draft').where('id', '=', id).executeTakeFirstOrThrow())
        .draft;
    await hold('DOCUMENT', held);
    office.clock.advance(29 * dayMs);
    await office.run('retain-legal');
    expect(await draftOf(free)).not.toBeNull();
    office.clock.advance(dayMs);
    await office.run('retain-legal');
    expect([await draftOf(free), await draftOf(held)]).toEqual([null, expect.anything()]);
  });
});
