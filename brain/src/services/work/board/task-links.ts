import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, enter, namesOf, type Ground } from '../ground.ts';
import { lockWorkspace } from '../record/workspace-store.ts';
import { closesCircle } from './task-graph.ts';
import * as store from './task-store.ts';
import { findTask, log, type Seen } from './tasks.ts';

/** What stands between tasks, and what is said about them. */

const maxBlockers = 50;

/** One task has to be done before another. Links of a venture are made one at a time, so two never close a circle. */
export async function block(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  taskId: string,
  blockerId: string,
): Promise<Seen<store.TaskRow>> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  await lockWorkspace(tx, ventureId);
  const row = found(await store.lockTask(tx, ventureId, taskId));
  const blocker = found(await store.findTask(tx, ventureId, blockerId));
  allow(standing.rights.has('plan') || row.assignee_id === actor.userId);
  if (row.state === 'DONE') throw new Fail('RULE_VIOLATED', 'A task that is done needs no other one first.');
  const link = { blockerId, blockedId: taskId };
  const links = await store.linksOf(tx, ventureId);
  if (closesCircle(links, link))
    throw new Fail('RULE_VIOLATED', 'These tasks would wait for each other in a circle.');
  if (links.filter(({ blockedId }) => blockedId === taskId).length >= maxBlockers)
    throw new Fail('RULE_VIOLATED', `A task waits for at most ${maxBlockers} others.`);
  if (await store.insertLink(tx, ventureId, link))
    await log(ground, tx, standing, row, 'block', { reason: blocker.title });
  return { standing, row };
}

export async function unblock(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  taskId: string,
  blockerId: string,
): Promise<Seen<store.TaskRow>> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const row = found(await store.lockTask(tx, ventureId, taskId));
  allow(standing.rights.has('plan') || row.assignee_id === actor.userId);
  if (!(await store.deleteLink(tx, ventureId, { blockerId, blockedId: taskId }))) throw new Fail('NOT_FOUND');
  await log(ground, tx, standing, row, 'unblock');
  return { standing, row };
}

export async function comments(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  taskId: string,
  query: { cursor?: string | undefined; limit: number },
) {
  await findTask(ground, db, actor, ventureId, taskId);
  const before = readIdCursor(query.cursor);
  const rows = await store.listComments(db, ventureId, taskId, before, query.limit);
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => row.author_id),
  );
  return toPage(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      author: name(row.author_id),
      text: row.text,
      createdAt: row.created_at.toISOString(),
    }),
  );
}

export async function comment(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  taskId: string,
  text: string,
) {
  const standing = await enter(ground, tx, actor, ventureId, 'comment');
  const task = found(await store.findTask(tx, ventureId, taskId));
  const row = await store.insertComment(tx, {
    venture_id: ventureId,
    id: newId(),
    task_id: taskId,
    author_id: actor.userId,
    text,
    created_at: ground.kernel.clock.now(),
  });
  await log(ground, tx, standing, task, 'comment');
  const name = await namesOf(ground, tx, [actor.userId]);
  return { id: row.id, author: name(actor.userId), text, createdAt: row.created_at.toISOString() };
}
