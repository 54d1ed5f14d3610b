import { gunzipSync, gzipSync } from 'node:zlib';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Call } from '../../kernel/call.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import type { Ground } from './ground.ts';
import { requirePlaybook } from './playbooks.ts';
import type { Result } from './result.ts';
import * as store from './store.ts';

/** Contracts kept for one person. */
const maxReadings = 300;
/** Contracts of one person that may wait at once. */
const maxWaiting = 10;
export const readingJob = 'read-contract';

export interface Wish {
  readonly title?: string | undefined;
  readonly fileId?: string | undefined;
  readonly documentId?: string | undefined;
  readonly text?: string | undefined;
  readonly playbookId?: string | undefined;
}

/** Takes a contract in; it is read by a job, and the owner is told when that is done. */
export async function startReading(
  ground: Ground,
  tx: Tx,
  call: Call,
  userId: string,
  wish: Wish,
): Promise<store.ReadingHead> {
  const sources = [wish.fileId, wish.documentId, wish.text].filter((source) => source !== undefined);
  if (sources.length !== 1)
    throw new Fail('RULE_VIOLATED', 'Give one of three: an uploaded file, a document, or the text itself.');
  await store.lockOwner(tx, userId);
  const count = await store.countReadings(tx, userId);
  if (count.all >= maxReadings)
    throw new Fail(
      'RULE_VIOLATED',
      `You have ${maxReadings} contracts here already. Forget some that you do not need any more.`,
    );
  if (count.waiting >= maxWaiting)
    throw new Fail('RULE_VIOLATED', 'Several contracts are being read already. Wait until they are done.');
  if (wish.playbookId) await requirePlaybook(tx, userId, wish.playbookId);
  const source = await sourceOf(ground, tx, userId, wish);
  const id = newId();
  await store.insertReading(tx, {
    id,
    owner_id: userId,
    title: wish.title ?? source.title,
    state: 'WAITING',
    format: source.text === null ? null : wish.documentId ? 'DOCUMENT' : 'TEXT',
    playbook_id: wish.playbookId ?? null,
    document_id: wish.documentId ?? null,
    file_id: wish.fileId ?? null,
    text_sealed: source.text === null ? null : sealText(ground, id, source.text),
    created_at: ground.kernel.clock.now(),
  });
  await ground.kernel.jobs.enqueue(tx, readingJob, { readingId: id }, userId);
  await ground.security.audit(tx, {
    actorId: userId,
    action: 'contract.read',
    entity: 'reading',
    entityId: id,
    call,
    after: { documentId: wish.documentId ?? null, fileId: wish.fileId ?? null },
  });
  return found(await store.readingHead(tx, id));
}

async function sourceOf(
  ground: Ground,
  tx: Tx,
  userId: string,
  wish: Wish,
): Promise<{ title: string; text: string | null }> {
  if (wish.documentId) return ground.documentText(tx, userId, wish.documentId);
  if (wish.text !== undefined) {
    if (!wish.text.trim()) throw new Fail('RULE_VIOLATED', 'There is no text to read.');
    return { title: 'Pasted text', text: wish.text };
  }
  const file = (await ground.files.list(tx, userId)).find((row) => row.id === wish.fileId);
  if (!file) throw new Fail('NOT_FOUND');
  if (file.state === 'QUARANTINED')
    throw new Fail('RULE_VIOLATED', 'This file was locked away: it looks harmful.');
  return { title: file.name, text: null };
}

/** Reads the same text against another playbook. */
export async function readAgain(
  ground: Ground,
  tx: Tx,
  userId: string,
  readingId: string,
  playbookId: string,
): Promise<store.ReadingHead> {
  const row = await ownReading(tx, userId, readingId);
  if (row.state !== 'READY')
    throw new Fail('ILLEGAL_TRANSITION', 'This contract has not been read to the end.');
  await requirePlaybook(tx, userId, playbookId);
  await store.updateReading(tx, readingId, { state: 'WAITING', progress: 0, playbook_id: playbookId });
  await ground.kernel.jobs.enqueue(tx, readingJob, { readingId }, userId);
  return found(await store.readingHead(tx, readingId));
}

export async function forget(
  ground: Ground,
  tx: Tx,
  call: Call,
  userId: string,
  readingId: string,
): Promise<void> {
  await ownReading(tx, userId, readingId);
  await store.deleteReading(tx, readingId);
  // Its sentences must not outlive it in the index.
  await store.dropIndex(tx, userId);
  await ground.security.audit(tx, {
    actorId: userId,
    action: 'contract.forgotten',
    entity: 'reading',
    entityId: readingId,
    call,
  });
}

export async function listOf(db: Db, userId: string, query: { limit: number; cursor?: string | undefined }) {
  const rows = await store.listReadings(db, userId, query.limit + 1, readIdCursor(query.cursor));
  return toPage(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => row,
  );
}

export interface OpenReading {
  readonly row: store.ReadingRow;
  readonly text: string;
  readonly result: Result | null;
}

export async function openReading(
  ground: Ground,
  db: Db,
  userId: string,
  readingId: string,
): Promise<OpenReading> {
  const row = await store.reading(db, readingId);
  if (row?.owner_id !== userId) throw new Fail('NOT_FOUND');
  return {
    row,
    text: row.text_sealed ? openText(ground, row.id, row.text_sealed) : '',
    result: row.result_sealed ? openResult(ground, row.id, row.result_sealed) : null,
  };
}

async function ownReading(tx: Tx, userId: string, readingId: string): Promise<store.ReadingHead> {
  const row = await store.lockReading(tx, readingId);
  if (row?.owner_id !== userId) throw new Fail('NOT_FOUND');
  return row;
}

export function sealText(ground: Ground, readingId: string, text: string): Buffer {
  return ground.vault.seal(gzipSync(Buffer.from(text.toWellFormed())), `text ${readingId}`);
}

export function openText(ground: Ground, readingId: string, sealed: Buffer): string {
  return gunzipSync(ground.vault.open(sealed, `text ${readingId}`)).toString();
}

export function sealResult(ground: Ground, readingId: string, result: Result): Buffer {
  return ground.vault.seal(gzipSync(Buffer.from(JSON.stringify(result))), `result ${readingId}`);
}

function openResult(ground: Ground, readingId: string, sealed: Buffer): Result {
  return JSON.parse(gunzipSync(ground.vault.open(sealed, `result ${readingId}`)).toString()) as Result;
}
