import { randomUUID } from 'node:crypto';
import { openVenture, type Enrolled } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { createOffice, refusal, type Office } from './test-office.ts';

let office: Office;
let lawyer: Enrolled;

beforeAll(async () => {
  office = await createOffice();
  lawyer = await office.administrator('11');
});
afterAll(() => office.close());

type Subject = 'DOCUMENT' | 'USER' | 'VENTURE';
const place = (subject: Subject, subjectId: string, by = lawyer) =>
  by.api.compliance.placeHold({ body: { subject, subjectId, reason: 'A claim was announced.' } });
const release = (holdId: string, by = lawyer) =>
  by.api.compliance.releaseHold({ params: { holdId }, body: { reason: 'The claim was settled.' } });
const statusOf = async ({ userId }: Enrolled) =>
  (await office.services.users.statusOf(office.db, userId)) ?? '';
const askErasure = async (person: Enrolled) =>
  person.api.users.erase({ body: { confirmEmail: (await person.api.users.me({})).email } });
/** A small text file, as an upload leaves it. */
async function fileOf(person: Enrolled, purpose: 'GENERAL' | 'EXPORT' = 'GENERAL'): Promise<string> {
  const bytes = Buffer.from(`Notes of ${person.name}, ${newId()}`);
  async function* content() {
    yield await Promise.resolve(new Uint8Array(bytes));
  }
  const id = await office.services.files.store({
    ownerId: person.userId,
    name: 'notes.txt',
    mediaType: 'text/plain',
    bytes: content(),
  });
  if (purpose === 'GENERAL')
    await office.db.updateTable('files').set({ purpose, expires_at: null }).where('id', '=', id).execute();
  return id;
}

describe('a hold on a person', () => {
  test('lets the erasure wait, says so once, and after the release it goes on', async () => {
    const ada = await office.member('Ada Held');
    const held = await place('USER', ada.userId);
    expect(held).toMatchObject({ subject: 'USER', subjectName: 'Ada Held', releasedAt: null });
    await askErasure(ada);
    expect(await ada.api.compliance.mine({})).toMatchObject({ held: true, heldSince: held.placedAt });
    office.clock.advance(91 * dayMs);
    await office.run('erase-accounts');
    await office.run('erase-accounts');
    expect(await statusOf(ada)).toBe('CLOSING');
    const { rows } = await office.database.pool.query<{ reason: string }>(
      `select reason from user_history where user_id = $1 and event = 'WAIT'`,
      [ada.userId],
    );
    expect(rows).toEqual([
      {
        reason: 'A legal hold keeps this account. It is erased on the day after the hold is released.',
      },
    ]);
    await release(held.id);
    await office.run('erase-accounts');
    expect(await statusOf(ada)).toBe('ERASED');
    const { items } = await lawyer.api.compliance.people({ query: { limit: 100 } });
    expect(items.some((item) => item.userId === ada.userId)).toBe(false);
    expect(await refusal(place('USER', ada.userId))).toBe('NOT_FOUND');
  });

  test('keeps their files, from themselves and from what cleans up', async () => {
    const ben = await office.member('Ben Held');
    const [own, taken] = [await fileOf(ben), await fileOf(ben, 'EXPORT')];
    const held = await place('USER', ben.userId);
    const remove = ben.api.files.remove({ params: { fileId: own } });
    await expect(remove).rejects.toThrow('A legal hold keeps this file');
    office.clock.advance(8 * dayMs);
    await office.run('clean-files');
    expect(await office.services.files.has(office.db, taken)).toBe(true);
    await release(held.id);
    await office.run('clean-files');
    expect(await office.services.files.has(office.db, taken)).toBe(false);
    await ben.api.files.remove({ params: { fileId: own } });
    expect(await office.services.files.has(office.db, own)).toBe(false);
  });

  test('covers their documents', async () => {
    const { holds } = office.services.compliance;
    const cleo = await office.member('Cleo Held');
    const { items } = await cleo.api.legal.documents({ query: { limit: 10 } });
    const documentIds = items.map((item) => item.id);
    const asked = { documentIds };
    expect(await holds.held(office.db, asked)).toBe(false);
    const held = await place('USER', cleo.userId);
    expect(await holds.held(office.db, asked)).toBe(true);
    expect(await holds.heldDocuments(office.db, documentIds)).toEqual(new Set(documentIds));
    await release(held.id);
    const one = await place('DOCUMENT', documentIds[0]!);
    expect(await holds.heldDocuments(office.db, documentIds)).toEqual(new Set([documentIds[0]]));
    // The document outlives the account, with the names in it: it does not keep the account.
    expect(await holds.held(office.db, { userIds: [cleo.userId] })).toBe(false);
    await release(one.id);
  });
});

describe('a hold on a venture', () => {
  test('keeps it from being closed or discarded, and covers its documents', async () => {
    const { holds } = office.services.compliance;
    const owner = await office.subscriber('Vera Owner');
    const ventureId = await openVenture(owner.api, owner.name, 'Held Venture');
    await office.world.settle();
    const held = await place('VENTURE', ventureId);
    expect(held.subjectName).toBe('Held Venture');
    const close = () =>
      owner.api.ventures.close(
        { params: { ventureId }, body: { reason: 'We are done here.' } },
        { idempotencyKey: randomUUID() },
      );
    await expect(close()).rejects.toThrow('A legal hold keeps this venture');
    const { items } = await owner.api.legal.documents({ query: { limit: 50 } });
    const own = items.filter((item) => item.ventureId === ventureId).map((item) => item.id);
    const others = items.filter((item) => item.ventureId !== ventureId).map((item) => item.id);
    expect(own.length).toBeGreaterThan(0);
    expect(await holds.heldDocuments(office.db, [...own, ...others])).toEqual(new Set(own));
    await release(held.id);
    expect((await close()).status).toBe('CLOSED');

    const draft = await owner.api.ventures.create(
      { body: { name: 'Held Draft' } },
      { idempotencyKey: randomUUID() },
    );
    const params = { ventureId: draft.id };
    const second = await place('USER', owner.userId);
    expect(await refusal(owner.api.ventures.discard({ params }))).toBe('RULE_VIOLATED');
    await release(second.id);
    await owner.api.ventures.discard({ params });
    expect(await refusal(place('VENTURE', draft.id))).toBe('NOT_FOUND');
  });
});

describe('holds', () => {
  test('are placed once, released once, and of two at once one counts', async () => {
    const dora = await office.member('Dora Held');
    const results = await Promise.all([
      refusal(place('USER', dora.userId)),
      refusal(place('USER', dora.userId)),
    ]);
    expect(results.toSorted()).toEqual(['ALREADY_EXISTS', 'NOT REFUSED']);
    const { items } = await lawyer.api.compliance.holds({ query: { limit: 100 } });
    const held = items.find((item) => item.subjectId === dora.userId)!;
    const released = await Promise.all([refusal(release(held.id)), refusal(release(held.id))]);
    expect(released.toSorted()).toEqual(['ILLEGAL_TRANSITION', 'NOT REFUSED']);
    expect(await refusal(place('USER', newId()))).toBe('NOT_FOUND');
    expect(await refusal(place('DOCUMENT', newId()))).toBe('NOT_FOUND');
    expect(await refusal(place('VENTURE', newId()))).toBe('NOT_FOUND');
    expect(await refusal(release(newId()))).toBe('NOT_FOUND');
    await expect(
      office.db.updateTable('legal_holds').set({ reason: 'Another.' }).where('id', '=', held.id).execute(),
    ).rejects.toThrow('released once');
    await expect(office.db.deleteFrom('legal_holds').execute()).rejects.toThrow('kept');
  });

  test('are listed with those in force first, page by page', async () => {
    const emil = await office.member('Emil Held');
    await place('USER', emil.userId);
    const seen: { id: string; releasedAt: string | null }[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await lawyer.api.compliance.holds({ query: { limit: 2, ...(cursor ? { cursor } : {}) } });
      seen.push(...page.items);
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    const { items } = await lawyer.api.compliance.holds({ query: { limit: 100 } });
    expect(seen.map((one) => one.id)).toEqual(items.map((one) => one.id));
    const open = seen.map((one) => one.releasedAt === null);
    expect(open).toEqual(open.toSorted((a, b) => Number(b) - Number(a)));
    expect(open[0]).toBe(true);
  });

  test('are the business of the legal office; the person is told that there is one, and never why', async () => {
    const chief = await office.administrator('12');
    const guard = await office.administrator('10');
    const fay = await office.member('Fay Held');
    for (const stranger of [fay, guard]) {
      expect(await refusal(place('USER', fay.userId, stranger))).toBe('FORBIDDEN');
      expect(await refusal(stranger.api.compliance.holds({ query: {} }))).toBe('FORBIDDEN');
    }
    const held = await place('USER', fay.userId);
    expect(await refusal(release(held.id, fay))).toBe('FORBIDDEN');
    expect(await office.told(chief)).toContain('Legal hold placed: Fay Held');
    expect(await office.told(fay)).toContain('A legal hold suspends the deletion of your data');
    expect(await fay.api.compliance.mine({})).toMatchObject({ heldSince: held.placedAt });
    const reached = await office.database.pool.query<{ about: string }>(
      `select concat(title, text, link) as about from notifications where user_id = $1
       union all select data::text from event_log where topics @> array[$2]`,
      [fay.userId, `user:${fay.userId}`],
    );
    expect(reached.rows.some(({ about }) => about.includes('hold'))).toBe(true);
    expect(reached.rows.some(({ about }) => about.includes('A claim was announced'))).toBe(false);
    expect(JSON.stringify(await fay.api.compliance.mine({}))).not.toContain('claim');
    const { rows } = await office.database.pool.query(
      `select action from audit_entries where entity_id = $1`,
      [held.id],
    );
    expect(rows).toEqual([{ action: 'hold.placed' }]);
    office.security.onStepUp(() => Promise.resolve(null));
    expect(await refusal(release(held.id))).toBe('STEP_UP_REQUIRED');
    office.security.onStepUp(() => Promise.resolve(office.clock.now()));
    await release(held.id);
    expect(await office.told(fay)).toContain('The legal hold on your data is over');
    expect(await fay.api.compliance.mine({})).toMatchObject({ held: false, heldSince: null });
  });
});
