import type { supportWire } from '@smartstart/contract';
import { dayMs } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import { readCursor, readIdCursor, requireId } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { namesOf, type Ground } from '../ground.ts';
import { publish, record } from '../record/journal.ts';
import { answerDue, type Priority } from '../rules/answer-times.ts';
import { supportMachine, type SupportEvent } from '../rules/machines.ts';
import * as store from './support-store.ts';

type RequestView = (typeof supportWire.supportRequest)['_zod']['input'];
type CaseView = (typeof supportWire.supportCase)['_zod']['input'];

/** A closed request comes back to life for so long. */
const reopenMs = 14 * dayMs;
const openAtOnce = 20;

export async function ask(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  input: { subject: string; text: string; priority: Priority },
): Promise<store.RequestRow> {
  if ((await store.countOpen(tx, actor.userId)) >= openAtOnce)
    throw new Fail(
      'RULE_VIOLATED',
      `You have ${openAtOnce} requests that wait for an answer. Add to one of them.`,
    );
  const { subject, text, priority } = input;
  const now = ground.kernel.clock.now();
  const prioritySupport = await ground.hasPrioritySupport(tx, actor.userId);
  const row = await store.insertRequest(tx, {
    id: newId(),
    user_id: actor.userId,
    subject,
    priority,
    state: supportMachine.start,
    priority_support: prioritySupport,
    answer_due_at: answerDue(now, priority, prioritySupport),
    created_at: now,
    updated_at: now,
  });
  await write(ground, tx, row.id, actor.userId, false, text);
  await note(ground, tx, row, 'ask', null, actor.userId);
  const recipientIds = (await ground.security.appointed(tx, [12])).filter((id) => id !== actor.userId);
  await publish(ground, tx, 'support.waiting', actor.userId, {
    requestId: row.id,
    subject,
    priority,
    recipientIds,
  });
  return row;
}

async function write(
  { kernel }: Ground,
  tx: Tx,
  requestId: string,
  authorId: string,
  byHub: boolean,
  text: string,
): Promise<void> {
  const at = kernel.clock.now();
  await store.insertWords(tx, {
    id: newId(),
    request_id: requestId,
    author_id: authorId,
    by_hub: byHub,
    body: text,
    at,
  });
}

export async function reply(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  requestId: string,
  text: string,
): Promise<store.RequestRow> {
  const before = await lockOwn(tx, actor, requestId);
  const now = ground.kernel.clock.now();
  if (before.closed_at && now.getTime() - before.closed_at.getTime() > reopenMs)
    throw new Fail('ILLEGAL_TRANSITION', 'This was settled more than 14 days ago. Send a new request.');
  const priority = before.priority as Priority;
  const row = await move(ground, tx, before, 'reply', actor.userId, {
    closed_at: null,
    // Who writes more while an answer is due does not wait longer for it.
    answer_due_at: before.answer_due_at ?? answerDue(now, priority, before.priority_support),
  });
  await write(ground, tx, row.id, actor.userId, false, text);
  return row;
}

export async function close(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  requestId: string,
): Promise<store.RequestRow> {
  const before = await lockOwn(tx, actor, requestId);
  return move(ground, tx, before, 'close', actor.userId, {
    closed_at: ground.kernel.clock.now(),
    answer_due_at: null,
  });
}

/** By a SUPER_ADMIN: the route asks for rung 12. */
export async function answer(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  requestId: string,
  input: { text: string; close: boolean },
): Promise<store.RequestRow> {
  const before = found(await store.lockRequest(tx, requestId));
  let row = await move(ground, tx, before, 'answer', actor.userId, { answer_due_at: null });
  await write(ground, tx, row.id, actor.userId, true, input.text);
  if (input.close)
    row = await move(ground, tx, row, 'close', actor.userId, { closed_at: ground.kernel.clock.now() });
  await publish(ground, tx, 'support.answered', actor.userId, {
    requestId,
    userId: row.user_id,
    subject: row.subject,
    closed: input.close,
  });
  return row;
}

async function move(
  ground: Ground,
  tx: Tx,
  before: store.RequestRow,
  event: SupportEvent,
  actorId: string,
  change: { closed_at?: Date | null; answer_due_at?: Date | null },
): Promise<store.RequestRow> {
  const state = nextState(supportMachine, before.state, event);
  const row = await store.updateRequest(tx, before.id, {
    ...change,
    state,
    updated_at: ground.kernel.clock.now(),
  });
  await note(ground, tx, row, event, before.state, actorId);
  return row;
}

async function lockOwn(tx: Tx, actor: Actor, requestId: string): Promise<store.RequestRow> {
  const row = found(await store.lockRequest(tx, requestId));
  if (row.user_id !== actor.userId) throw new Fail('NOT_FOUND');
  return row;
}

async function note(
  ground: Ground,
  tx: Tx,
  row: store.RequestRow,
  event: string,
  from: string | null,
  actorId: string,
): Promise<void> {
  await record(ground, tx, { entity: 'support-request', id: row.id, event, from, to: row.state, actorId });
  await publish(ground, tx, 'support.changed', actorId, { requestId: row.id }, [`user:${row.user_id}`]);
}

export function ownRequests(
  db: Db,
  actor: Actor,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<store.RequestRow[]> {
  return store.requestsOf(db, { ...query, userId: actor.userId, before: readIdCursor(query.cursor) });
}

export function queueFor(
  db: Db,
  query: { state: string; cursor?: string | undefined; limit: number },
): Promise<store.RequestRow[]> {
  const key = readCursor(query.cursor, 2);
  const after = key && { due: new Date(Number(key[0])), id: requireId(key[1]) };
  if (after && Number.isNaN(after.due.getTime()))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return store.queue(db, { ...query, after });
}

export const queueKey = (row: store.RequestRow) => [row.answer_due_at?.getTime() ?? 0, row.id];

export async function ownRequest(db: Db, actor: Actor, requestId: string): Promise<store.RequestRow> {
  const row = found(await store.findRequest(db, requestId));
  if (row.user_id !== actor.userId) throw new Fail('NOT_FOUND');
  return row;
}

export const anyRequest = async (db: Db, requestId: string) => found(await store.findRequest(db, requestId));

export async function requestViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly store.RequestRow[],
): Promise<Map<string, RequestView>> {
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => row.user_id),
  );
  const now = ground.kernel.clock.now();
  return new Map(
    rows.map((row): [string, RequestView] => {
      const own = row.user_id === actor.userId;
      const over = row.closed_at !== null && now.getTime() - row.closed_at.getTime() > reopenMs;
      return [
        row.id,
        {
          id: row.id,
          person: name(row.user_id),
          subject: row.subject,
          priority: row.priority as Priority,
          state: row.state as 'OPEN',
          prioritySupport: row.priority_support,
          answerDueAt: row.answer_due_at?.toISOString() ?? null,
          late: row.answer_due_at !== null && row.answer_due_at < now,
          createdAt: row.created_at.toISOString(),
          updatedAt: row.updated_at.toISOString(),
          rights: [
            ...(own && !over ? (['reply'] as const) : []),
            ...(own && row.state !== 'CLOSED' ? (['close'] as const) : []),
            ...(actor.held.has(12) && row.state !== 'CLOSED' ? (['answer'] as const) : []),
          ],
          version: row.version,
        },
      ];
    }),
  );
}

export async function caseView(
  ground: Ground,
  db: Db,
  actor: Actor,
  row: store.RequestRow,
): Promise<CaseView> {
  const words = await store.wordsOf(db, row.id);
  const name = await namesOf(
    ground,
    db,
    words.map((one) => one.author_id),
  );
  return {
    ...(await requestViews(ground, db, actor, [row])).get(row.id)!,
    messages: words.map((one) => ({
      id: one.id,
      byHub: one.by_hub,
      author: name(one.author_id),
      text: one.body,
      at: one.at.toISOString(),
    })),
  };
}
