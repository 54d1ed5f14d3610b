import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { ChannelMessagesTable } from '../../../tables.gen.ts';

export type MessageRow = Omit<Selectable<ChannelMessagesTable>, 'search'>;

const columns = [
  'id',
  'channel_id',
  'seq',
  'change',
  'author_id',
  'client_id',
  'kind',
  'body',
  'mentions',
  'parent_id',
  'replies',
  'accepted_id',
  'created_at',
  'edited_at',
  'deleted_at',
  'deleted_by',
  'hidden_at',
  'version',
] as const;

export function findMessage(db: Db, id: string): Promise<MessageRow | undefined> {
  return db.selectFrom('channel_messages').select(columns).where('id', '=', id).executeTakeFirst();
}

export function findMessages(db: Db, ids: readonly string[]): Promise<MessageRow[]> {
  if (!ids.length) return Promise.resolve([]);
  return db
    .selectFrom('channel_messages')
    .select(columns)
    .where('id', 'in', [...ids])
    .execute();
}

export function lockMessage(tx: Tx, id: string): Promise<MessageRow | undefined> {
  return tx
    .selectFrom('channel_messages')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function sentBefore(
  tx: Tx,
  sent: { channelId: string; authorId: string; clientId: string },
): Promise<MessageRow | undefined> {
  return tx
    .selectFrom('channel_messages')
    .select(columns)
    .where('channel_id', '=', sent.channelId)
    .where('author_id', '=', sent.authorId)
    .where('client_id', '=', sent.clientId)
    .executeTakeFirst();
}

export function insertMessage(tx: Tx, row: Insertable<ChannelMessagesTable>): Promise<MessageRow> {
  return tx.insertInto('channel_messages').values(row).returning(columns).executeTakeFirstOrThrow();
}

export function updateMessage(
  tx: Tx,
  id: string,
  change: Updateable<ChannelMessagesTable>,
): Promise<MessageRow> {
  return tx
    .updateTable('channel_messages')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** What is not the author's doing leaves the version alone: an edit under way goes on. */
export function touchMessage(
  tx: Tx,
  id: string,
  change: bigint,
  more: Updateable<ChannelMessagesTable> = {},
): Promise<MessageRow> {
  return tx
    .updateTable('channel_messages')
    .set({ ...more, change })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** One row more than the limit: what began a thread, the newest first. */
export function latest(
  db: Db,
  channelId: string,
  before: number | null,
  limit: number,
): Promise<MessageRow[]> {
  let query = db
    .selectFrom('channel_messages')
    .select(columns)
    .where('channel_id', '=', channelId)
    .where('parent_id', 'is', null)
    .orderBy('seq', 'desc')
    .limit(limit + 1);
  if (before !== null) query = query.where('seq', '<', BigInt(before));
  return query.execute();
}

/** The oldest first, from a position on; in the channel or in one thread. */
export function onwards(
  db: Db,
  where: { channelId: string; threadOf?: string | undefined },
  from: number,
  limit: number,
): Promise<MessageRow[]> {
  const query = db
    .selectFrom('channel_messages')
    .select(columns)
    .where('channel_id', '=', where.channelId)
    .where('seq', '>=', BigInt(from))
    .orderBy('seq')
    .limit(limit + 1);
  return (
    where.threadOf ? query.where('parent_id', '=', where.threadOf) : query.where('parent_id', 'is', null)
  ).execute();
}

export function changedAfter(db: Db, channelId: string, after: number, limit: number): Promise<MessageRow[]> {
  return db
    .selectFrom('channel_messages')
    .select(columns)
    .where('channel_id', '=', channelId)
    .where('change', '>', BigInt(after))
    .orderBy('change')
    .limit(limit + 1)
    .execute();
}

/** Newest first; one row more than the limit. */
export function searchMessages(
  db: Db,
  filter: { channelIds: readonly string[]; terms: string; before: string | null; limit: number },
): Promise<MessageRow[]> {
  let query = db
    .selectFrom('channel_messages')
    .select(columns)
    .where(sql<boolean>`channel_id = any(${[...filter.channelIds]}::uuid[])`)
    .where(sql<boolean>`search @@ to_tsquery('simple', ${filter.terms})`)
    .where('deleted_at', 'is', null)
    .where('hidden_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** Those who wrote lately, the latest first. */
export async function recentAuthors(db: Db, channelId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ author_id: string }>`
    select author_id from (
      select author_id, seq from channel_messages where channel_id = ${channelId} order by seq desc limit 500
    ) as lately group by author_id order by max(seq) desc limit ${limit}`.execute(db);
  return rows.map((row) => row.author_id);
}

export interface ReactionRow {
  readonly message_id: string;
  readonly user_id: string;
  readonly reaction: string;
}

export interface ReactionCount {
  readonly message_id: string;
  readonly reaction: string;
  readonly count: number;
  readonly mine: boolean;
}

export async function reactionsTo(
  db: Db,
  userId: string,
  messageIds: readonly string[],
): Promise<ReactionCount[]> {
  if (!messageIds.length) return [];
  const { rows } = await sql<ReactionCount>`
    select message_id, reaction, count(*)::int as count, bool_or(user_id = ${userId}) as mine
    from message_reactions where message_id = any(${[...messageIds]}::uuid[])
    group by message_id, reaction order by min(at), reaction`.execute(db);
  return rows;
}

/** @returns false when it was there already */
export async function addReaction(tx: Tx, row: ReactionRow & { at: Date }): Promise<boolean> {
  const result = await tx
    .insertInto('message_reactions')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function dropReaction(tx: Tx, row: ReactionRow): Promise<boolean> {
  const result = await tx
    .deleteFrom('message_reactions')
    .where('message_id', '=', row.message_id)
    .where('user_id', '=', row.user_id)
    .where('reaction', '=', row.reaction)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

export async function dropReactions(tx: Tx, messageId: string): Promise<void> {
  await tx.deleteFrom('message_reactions').where('message_id', '=', messageId).execute();
}
