import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { AnomaliesTable } from '../../../tables.gen.ts';

/** SQL of anomalies and of the rules that are on. */

export type AnomalyRow = Selectable<AnomaliesTable>;

/** One Brain at a time judges. */
export async function lockWatch(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('analytics watch', 0))`.execute(tx);
}

export function openOf(db: Db, rule: string): Promise<AnomalyRow[]> {
  return db
    .selectFrom('anomalies')
    .selectAll()
    .where('rule', '=', rule)
    .where('ended_at', 'is', null)
    .execute();
}

export async function insert(tx: Tx, row: Insertable<AnomaliesTable>): Promise<void> {
  await tx.insertInto('anomalies').values(row).execute();
}

export async function seeAgain(
  tx: Tx,
  id: string,
  change: { seen: number; compared: number | null; at: Date },
): Promise<void> {
  await tx
    .updateTable('anomalies')
    .set({ seen: change.seen, compared: change.compared, last_seen_at: change.at })
    .where('id', '=', id)
    .execute();
}

export async function end(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length)
    await tx
      .updateTable('anomalies')
      .set({ ended_at: at })
      .where('id', 'in', [...ids])
      .execute();
}

/** Those the reader may see: of their own, of teams they lead, and of the parts of the hub they may read. */
export interface Sight {
  readonly userId: string;
  readonly teamIds: readonly string[];
  readonly parts: readonly string[];
}

const visible = ({ userId, teamIds, parts }: Sight) => sql<boolean>`(
  (subject_kind = 'USER' and subject_id = ${userId})
  or (subject_kind = 'TEAM' and (subject_id = any(${[...teamIds]}::uuid[]) or 'PLATFORM' = any(${[...parts]}::text[])))
  or (subject_kind = 'HUB' and part = any(${[...parts]}::text[])))`;

export function list(
  db: Db,
  sight: Sight,
  filter: {
    state: 'OPEN' | 'ENDED' | undefined;
    scope: 'OWN' | 'HUB' | undefined;
    before: string | null;
    limit: number;
  },
): Promise<AnomalyRow[]> {
  let query = db.selectFrom('anomalies').selectAll().where(visible(sight));
  if (filter.state === 'OPEN') query = query.where('ended_at', 'is', null);
  if (filter.state === 'ENDED') query = query.where('ended_at', 'is not', null);
  if (filter.scope === 'OWN') query = query.where('subject_kind', '=', 'USER');
  if (filter.scope === 'HUB') query = query.where('subject_kind', '<>', 'USER');
  if (filter.before) query = query.where('id', '<', filter.before);
  return query
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute();
}

export function findSeen(db: Db, sight: Sight, id: string): Promise<AnomalyRow | undefined> {
  return db.selectFrom('anomalies').selectAll().where('id', '=', id).where(visible(sight)).executeTakeFirst();
}

export function lockSeen(tx: Tx, sight: Sight, id: string): Promise<AnomalyRow | undefined> {
  return tx
    .selectFrom('anomalies')
    .selectAll()
    .where('id', '=', id)
    .where(visible(sight))
    .forUpdate()
    .executeTakeFirst();
}

export function acknowledge(
  tx: Tx,
  id: string,
  by: { userId: string; at: Date; reason: string },
): Promise<AnomalyRow> {
  return tx
    .updateTable('anomalies')
    .set({ acknowledged_by: by.userId, acknowledged_at: by.at, acknowledged_reason: by.reason })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function settings(db: Db): Promise<Map<string, { enabled: boolean; notify: boolean }>> {
  const rows = await db.selectFrom('anomaly_rules').selectAll().execute();
  return new Map(rows.map(({ rule, enabled, notify }) => [rule, { enabled, notify }]));
}

export async function setRule(
  tx: Tx,
  row: { rule: string; enabled: boolean; notify: boolean; changed_at: Date },
): Promise<void> {
  const { rule: _, ...rest } = row;
  await tx
    .insertInto('anomaly_rules')
    .values(row)
    .onConflict((conflict) => conflict.column('rule').doUpdateSet(rest))
    .execute();
}

export async function erase(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('anomalies').where('subject_id', '=', userId).execute();
  await tx
    .updateTable('anomalies')
    .set({ acknowledged_by: null, acknowledged_at: null, acknowledged_reason: null })
    .where('acknowledged_by', '=', userId)
    .execute();
}

export async function forgetOld(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('anomalies').where('ended_at', '<', before).execute();
}
