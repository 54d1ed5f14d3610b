import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, enter, namesOf, type Ground, type Person, type Standing } from '../ground.ts';
import { record } from '../record/journal.ts';
import { lockWorkspace } from '../record/workspace-store.ts';
import * as store from './phase-store.ts';

/** What was found out about the market: ten items carry a conclusion (section 7.2). */

const maxItems = 1_000;

export async function evidence(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { cursor?: string | undefined; limit: number },
) {
  const standing = await enter(ground, db, actor, ventureId);
  const rows = await store.listEvidence(db, ventureId, readIdCursor(query.cursor), query.limit);
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => row.created_by),
  );
  return toPage(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => view(standing, row, name(row.created_by)),
  );
}

export async function addEvidence(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: { title: string; note: string; link?: string | undefined },
) {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  await lockWorkspace(tx, ventureId);
  if ((await store.countEvidence(tx, ventureId)) >= maxItems)
    throw new Fail('RULE_VIOLATED', `A venture keeps at most ${maxItems} items of evidence.`);
  const row = await store.insertEvidence(tx, {
    venture_id: ventureId,
    id: newId(),
    title: input.title,
    note: input.note,
    link: input.link ?? null,
    created_by: actor.userId,
    created_at: ground.kernel.clock.now(),
  });
  await log(ground, tx, row, actor.userId, 'add');
  return view(standing, row, (await namesOf(ground, tx, [actor.userId]))(actor.userId));
}

export async function removeEvidence(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  evidenceId: string,
): Promise<void> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const row = found(await store.lockEvidence(tx, ventureId, evidenceId));
  allow(mayRemove(standing, row));
  await store.deleteEvidence(tx, ventureId, evidenceId);
  await log(ground, tx, row, actor.userId, 'remove');
}

function mayRemove({ rights, userId }: Standing, { created_by }: store.EvidenceRow): boolean {
  return rights.has('plan') || (rights.has('work') && created_by === userId);
}

function view(standing: Standing, row: store.EvidenceRow, addedBy: Person) {
  return {
    id: row.id,
    title: row.title,
    note: row.note,
    link: row.link,
    addedBy,
    createdAt: row.created_at.toISOString(),
    rights: mayRemove(standing, row) ? ['remove' as const] : [],
  };
}

function log(ground: Ground, tx: Tx, row: store.EvidenceRow, actorId: string, event: string): Promise<void> {
  return record(ground, tx, {
    ventureId: row.venture_id,
    entity: 'EVIDENCE',
    id: row.id,
    subject: row.title,
    event,
    actorId,
  });
}
