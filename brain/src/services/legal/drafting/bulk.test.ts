import { randomUUID } from 'node:crypto';
import { ApiError } from '@smartstart/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import * as bulks from './bulk-store.ts';
import { createMakers, type Makers } from '../test-makers.ts';
import { refusal } from '../test-parties.ts';

let m: Makers;
beforeAll(async () => {
  m = await createMakers();
});
afterAll(() => m.close());

const row = (name: string, values: Record<string, string> = {}) => ({
  values,
  recipients: [
    { name, email: `${name.toLowerCase()}@guests.test`, role: 'Recipient', kind: 'SIGNER' as const, step: 1 },
  ],
});
const wish = (rows: readonly ReturnType<typeof row>[], change: Record<string, unknown> = {}) => ({
  templateCode: 'NDA1',
  title: 'NDA for the fair',
  values: { purpose: 'A look at our boats before the fair.' },
  rows: [...rows],
  ...change,
});
const start = (body: ReturnType<typeof wish>, key: string = randomUUID()) =>
  m.maker.api.agreements.bulk({ body }, { idempotencyKey: key });
const progress = (bulkId: string, api = m.maker.api) => api.agreements.bulkProgress({ params: { bulkId } });

describe('a bulk issue', () => {
  it('makes and sends a document for each row; the maker signs last', async () => {
    const key = randomUUID();
    const body = wish([row('Guy'), row('Gus', { secrecyYears: '2' })], { deadlineDays: 14 });
    const { bulkId, total } = await start(body, key);
    expect(total).toBe(2);
    expect(await start(body, key)).toEqual({ bulkId, total });
    expect(await progress(bulkId)).toMatchObject({
      done: 0,
      rows: [{ row: 1, state: 'WAITING' }, { row: 2 }],
    });
    await m.kernel.jobs.run('bulk-issue', { bulkId });
    const after = await progress(bulkId);
    expect(after).toMatchObject({ title: 'NDA for the fair', total: 2, done: 2, failed: 0 });
    const second = await m.maker.api.agreements.agreement(m.at(after.rows[1]!.documentId!));
    expect(second).toMatchObject({ state: 'SIGNING', name: 'NDA for the fair' });
    expect(second.html).toContain('by 2 years');
    expect(second.recipients.map(({ name, step, state, guest }) => [name, step, state, guest])).toEqual([
      ['Gus', 1, 'DUE', true],
      ['Ada Maker', 2, 'WAITING', false],
    ]);
    const told = (await m.events('job.progress')).filter((data) => data['jobId'] === bulkId);
    expect(told.map(({ done, state }) => [done, state])).toEqual([
      [1, 'RUNNING'],
      [2, 'DONE'],
    ]);
    await m.kernel.jobs.run('bulk-issue', { bulkId });
    expect((await progress(bulkId)).rows).toEqual(after.rows);
  });

  it('is refused whole when one row is wrong, and names it', async () => {
    const before = await m.db.selectFrom('bulk_issues').selectAll().execute();
    const problemOf = async (body: ReturnType<typeof wish>) => {
      const error: unknown = await start(body).then(
        () => null,
        (caught: unknown) => caught,
      );
      return error instanceof ApiError ? `${error.problem.code} ${error.problem.detail}` : 'NOT REFUSED';
    };
    expect(await problemOf(wish([row('Guy'), row('Gus', { secrecyYears: 'many' })]))).toMatch(
      /^RULE_VIOLATED Row 2: Years/,
    );
    expect(await problemOf(wish([row('Guy', { colour: 'red' })]))).toContain(
      'Row 1: This template has no blank colour',
    );
    const stranger = {
      values: {},
      recipients: [{ userId: newId(), role: 'Recipient', kind: 'SIGNER' as const, step: 1 }],
    };
    expect(await problemOf(wish([row('Guy'), row('Gus'), stranger as never]))).toContain('Row 3');
    expect(await problemOf(wish([row('Guy')], { templateCode: 'JDA' }))).toContain('one by one');
    expect(await problemOf(wish([row('Guy')], { ventureId: newId() }))).toContain('NOT_FOUND');
    expect(await problemOf(wish([]))).toContain('MALFORMED');
    expect(await m.db.selectFrom('bulk_issues').selectAll().execute()).toEqual(before);
  });

  it('goes on after a crash where it stopped, each row once, also by two at a time', async () => {
    const { bulkId } = await start(wish(['Ann', 'Ben', 'Cat', 'Dan'].map((name) => row(name))));
    const ended = m.transact(async (tx) => {
      await bulks.lockNextLine(tx, bulkId);
      await m.legal.createAgreement(tx, { templateCode: 'NDA1', creatorId: m.maker.userId, bulkId });
      throw new Error('The power went.');
    });
    await expect(ended).rejects.toThrow('power');
    expect(await progress(bulkId)).toMatchObject({ done: 0, failed: 0 });
    await Promise.all([
      m.kernel.jobs.run('bulk-issue', { bulkId }),
      m.kernel.jobs.run('bulk-issue', { bulkId }),
    ]);
    expect(await progress(bulkId)).toMatchObject({ done: 4, failed: 0 });
    const made = await m.db.selectFrom('documents').select('id').where('bulk_id', '=', bulkId).execute();
    expect(made).toHaveLength(4);
  });

  it('marks a row that has become impossible, and does the others', async () => {
    const { bulkId } = await start(wish([row('Fay'), row('Eli')]));
    // What a row asks for may be gone by the time its turn comes; here the first row names somebody who never was.
    const bulk = (await bulks.bulkById(m.db, bulkId))!;
    const input = bulk.input as { rows: { recipients: object[] }[] };
    input.rows[0]!.recipients = [{ userId: newId(), role: 'Recipient', kind: 'SIGNER', step: 1 }];
    await m.db
      .updateTable('bulk_issues')
      .set({ input: JSON.stringify(input) })
      .where('id', '=', bulkId)
      .execute();
    await m.kernel.jobs.run('bulk-issue', { bulkId });
    const { rows, done, failed } = await progress(bulkId);
    expect({ done, failed }).toEqual({ done: 1, failed: 1 });
    expect(rows[0]).toMatchObject({
      state: 'FAILED',
      documentId: null,
      message: 'A recipient is no member of the platform.',
    });
    expect(rows[1]).toMatchObject({ state: 'SENT' });
  });

  it('is nobody else’s to look at', async () => {
    const { bulkId } = await start(wish([row('Guy')]));
    expect(await refusal(progress(bulkId, m.eve.api))).toBe('NOT_FOUND');
    expect(await refusal(progress(newId()))).toBe('NOT_FOUND');
  });
});
