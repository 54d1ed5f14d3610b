import type { teamsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Download } from '../../../kernel/call.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { namesOf, type Actor, type Ground } from '../ground.ts';
import { record } from '../record/journal.ts';
import { lockCompany, ofCompany, requireCompany, seeCompany } from '../record/standing.ts';
import * as store from './document-store.ts';

/** Documents are the company’s, so that they stay when somebody leaves; its people read them. */

type View = z.infer<typeof teamsWire.companyDocument>;

export const companyQuota = 1024 ** 3;
const documentsKept = 500;

export async function listDocuments(
  ground: Ground,
  db: Db,
  actor: Actor,
  companyId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const seat = await seeCompany(ground, db, actor, companyId);
  requireCompany(seat, 'read');
  const rows = await store.listDocuments(db, companyId, { before: readIdCursor(cursor), limit });
  const views = await documentViews(ground, db, rows.slice(0, limit));
  const byId = new Map(views.map((view) => [view.id, view]));
  return {
    ...toPage(
      rows,
      limit,
      (row) => [row.file_id],
      (row) => byId.get(row.file_id)!,
    ),
    mayAdd: seat.rights.has('documents'),
    usedBytes: await ground.files.usedBy(db, companyId),
    quotaBytes: companyQuota,
  };
}

export async function addDocument(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  companyId: string,
  wish: { fileId: string; note: string },
): Promise<View> {
  // Locked: room is counted by one at a time.
  const seat = await lockCompany(ground, tx, actor, companyId);
  requireCompany(seat, 'documents');
  const file = found((await ground.files.describe(tx, [wish.fileId])).get(wish.fileId));
  if ((await store.countDocuments(tx, companyId)) >= documentsKept)
    throw new Fail('QUOTA_EXCEEDED', `A company keeps at most ${documentsKept} documents.`);
  if ((await ground.files.usedBy(tx, companyId)) + file.sizeBytes > companyQuota)
    throw new Fail('QUOTA_EXCEEDED', 'The company has no room for this file. Delete another one first.');
  await ground.files.handOver(tx, { fileId: wish.fileId, fromId: actor.userId, toId: companyId });
  const row = await store.insertDocument(tx, {
    file_id: wish.fileId,
    company_id: companyId,
    note: wish.note,
    added_by: actor.userId,
    added_at: ground.kernel.clock.now(),
  });
  await record(ground, tx, ofCompany(companyId), {
    entity: 'DOCUMENT',
    entityId: wish.fileId,
    event: 'added',
    subject: file.name,
    actorId: actor.userId,
  });
  return (await documentViews(ground, tx, [row]))[0]!;
}

export async function downloadDocument(
  ground: Ground,
  db: Db,
  actor: Actor,
  companyId: string,
  fileId: string,
): Promise<Download> {
  requireCompany(await seeCompany(ground, db, actor, companyId), 'read');
  found(await store.findDocument(db, companyId, fileId));
  return ground.files.open(db, fileId);
}

/** Answers with the key of the bytes, which are dropped after the commit. */
export async function removeDocument(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  companyId: string,
  fileId: string,
): Promise<string> {
  const seat = await lockCompany(ground, tx, actor, companyId);
  requireCompany(seat, 'documents');
  found(await store.findDocument(tx, companyId, fileId));
  const file = found((await ground.files.describe(tx, [fileId])).get(fileId));
  const key = await ground.files.removeOf(tx, { fileId, ownerId: companyId, actorId: actor.userId });
  await store.deleteDocument(tx, fileId);
  await record(ground, tx, ofCompany(companyId), {
    entity: 'DOCUMENT',
    entityId: fileId,
    event: 'removed',
    subject: file.name,
    actorId: actor.userId,
  });
  return key;
}

async function documentViews(ground: Ground, db: Db, rows: readonly store.DocumentRow[]): Promise<View[]> {
  const files = await ground.files.describe(
    db,
    rows.map(({ file_id }) => file_id),
  );
  const name = await namesOf(
    ground,
    db,
    rows.map(({ added_by }) => added_by),
  );
  return rows.map((row): View => {
    const file = files.get(row.file_id);
    return {
      id: row.file_id,
      name: file?.name ?? '',
      mediaType: file?.mediaType ?? 'application/octet-stream',
      sizeBytes: file?.sizeBytes ?? 0,
      note: row.note,
      addedBy: name(row.added_by),
      addedAt: row.added_at.toISOString(),
    };
  });
}
