import {
  sql,
  type Expression,
  type ExpressionBuilder,
  type Insertable,
  type Selectable,
  type SqlBool,
  type Updateable,
} from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { ChannelsTable, DB } from '../../../tables.gen.ts';

export type ChannelRow = Selectable<ChannelsTable>;

/** Where a reader takes part: with it, a list holds nothing else. */
export interface Reach {
  readonly userId: string;
  readonly ventureIds: readonly string[];
  readonly teamIds: readonly string[];
}

type Builder = ExpressionBuilder<DB, 'channels'>;

function within(reach: Reach) {
  return (eb: Builder): Expression<SqlBool> =>
    eb.or([
      eb('channels.scope', '=', 'PLATFORM'),
      eb.and([
        eb('channels.scope', '=', 'VENTURE'),
        sql<boolean>`channels.scope_id = any(${[...reach.ventureIds]}::uuid[])`,
      ]),
      eb.and([
        eb('channels.scope', '=', 'TEAM'),
        sql<boolean>`channels.scope_id = any(${[...reach.teamIds]}::uuid[])`,
      ]),
      eb.and([
        eb('channels.scope', '=', 'DIRECT'),
        eb.or([eb('channels.person_a', '=', reach.userId), eb('channels.person_b', '=', reach.userId)]),
      ]),
    ]);
}

export function findChannel(db: Db, id: string): Promise<ChannelRow | undefined> {
  return db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockChannel(tx: Tx, id: string): Promise<ChannelRow | undefined> {
  return tx.selectFrom('channels').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function insertChannel(tx: Tx, row: Insertable<ChannelsTable>): Promise<ChannelRow> {
  return tx.insertInto('channels').values(row).returningAll().executeTakeFirstOrThrow();
}

/** Opened by two at once it is one: the second waits, and finds it. */
export async function insertDirect(tx: Tx, row: Insertable<ChannelsTable>): Promise<void> {
  await tx
    .insertInto('channels')
    .values(row)
    // Written out: with a parameter a kept plan cannot tell which index is meant.
    .onConflict((conflict) =>
      conflict.columns(['person_a', 'person_b']).where('scope', '=', sql.lit('DIRECT')).doNothing(),
    )
    .execute();
}

export function findDirect(
  db: Db,
  pair: { person_a: string; person_b: string },
): Promise<ChannelRow | undefined> {
  return db
    .selectFrom('channels')
    .selectAll()
    .where('scope', '=', 'DIRECT')
    .where('person_a', '=', pair.person_a)
    .where('person_b', '=', pair.person_b)
    .executeTakeFirst();
}

export function updateChannel(tx: Tx, id: string, change: Updateable<ChannelsTable>): Promise<ChannelRow> {
  return tx
    .updateTable('channels')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Takes the next places in the channel: positions for new messages, numbers for changes. */
export function advance(
  tx: Tx,
  id: string,
  steps: { messages: number; changes: number; at?: Date },
): Promise<ChannelRow> {
  const { messages, changes, at } = steps;
  return tx
    .updateTable('channels')
    .set((row) => ({
      last_seq: row('last_seq', '+', BigInt(messages)),
      last_change: row('last_change', '+', BigInt(changes)),
      ...(at ? { active_at: at, last_message_at: at } : {}),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The liveliest first; one row more than the limit. Two people who never wrote are left out of everybody's list. */
export function listChannels(
  db: Db,
  reach: Reach,
  filter: {
    scope?: string | undefined;
    scopeId?: string | undefined;
    limit: number;
    before: { activeAt: Date; id: string } | null;
  },
): Promise<ChannelRow[]> {
  let query = db
    .selectFrom('channels')
    .selectAll()
    .where(within(reach))
    .where((eb) =>
      eb.or([
        eb('scope', '<>', 'DIRECT'),
        eb('last_message_at', 'is not', null),
        eb('created_by', '=', reach.userId),
      ]),
    )
    .orderBy('active_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.scope) query = query.where('scope', '=', filter.scope);
  if (filter.scopeId) query = query.where('scope_id', '=', filter.scopeId);
  const { before } = filter;
  if (before)
    query = query.where((eb) =>
      eb.or([
        eb('active_at', '<', before.activeAt),
        eb.and([eb('active_at', '=', before.activeAt), eb('id', '<', before.id)]),
      ]),
    );
  return query.execute();
}

/** The ids of channels of a venture or team. */
export async function channelsOf(db: Db, scope: 'VENTURE' | 'TEAM', scopeId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('channels')
    .select('id')
    .where('scope', '=', scope)
    .where('scope_id', '=', scopeId)
    .execute();
  return rows.map(({ id }) => id);
}

export async function withChannels(
  db: Db,
  scope: 'VENTURE' | 'TEAM',
  scopeIds: readonly string[],
): Promise<Set<string>> {
  if (!scopeIds.length) return new Set();
  const rows = await db
    .selectFrom('channels')
    .select('scope_id')
    .distinct()
    .where('scope', '=', scope)
    .where('scope_id', 'in', [...scopeIds])
    .execute();
  return new Set(rows.flatMap(({ scope_id }) => scope_id ?? []));
}

/** The first channel of a venture or a team; made by two at once it is one. */
export async function insertFirst(db: Db, rows: readonly Insertable<ChannelsTable>[]): Promise<void> {
  if (!rows.length) return;
  await db
    .insertInto('channels')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The ids of channels somebody has read in, among those named. */
export async function readIn(db: Db, userId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('channel_readers')
    .select('channel_id')
    .where('user_id', '=', userId)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.channel_id);
}

export async function channelIds(db: Db, reach: Reach): Promise<string[]> {
  const rows = await db.selectFrom('channels').select('id').where(within(reach)).execute();
  return rows.map(({ id }) => id);
}

export interface Reading {
  readonly readSeq: number;
  readonly unread: number;
}

/** How far somebody has read, and how much of others is unread, counted no further than the limit. */
export async function readingOf(
  db: Db,
  userId: string,
  ids: readonly string[],
  limit: number,
): Promise<Map<string, Reading>> {
  if (!ids.length) return new Map();
  const { rows } = await sql<{ id: string; read_seq: bigint; unread: number }>`
    select channel.id, coalesce(reader.read_seq, 0) as read_seq, (
      select count(*)::int from (
        select 1 from channel_messages as message
        where message.channel_id = channel.id and message.seq > coalesce(reader.read_seq, 0)
          and message.author_id <> ${userId} and message.deleted_at is null and message.hidden_at is null
        limit ${limit}
      ) as fresh
    ) as unread
    from unnest(${[...ids]}::uuid[]) as channel (id)
    left join channel_readers as reader on reader.channel_id = channel.id and reader.user_id = ${userId}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, { readSeq: Number(row.read_seq), unread: row.unread }]));
}

/** Reading goes forward only. */
export async function markRead(
  tx: Tx,
  row: { user_id: string; channel_id: string; read_seq: bigint; at: Date },
): Promise<void> {
  await tx
    .insertInto('channel_readers')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'channel_id']).doUpdateSet({
        read_seq: sql<bigint>`greatest(channel_readers.read_seq, excluded.read_seq)`,
        at: row.at,
      }),
    )
    .execute();
}
