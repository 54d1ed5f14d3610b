import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { OpportunitiesTable, OpportunityHistoryTable } from '../../../tables.gen.ts';
import { decidedBy, visibleTo, type Viewer } from './visibility-store.ts';

/** The vectors are for searching in the database; nobody reads them. */
export type OpportunityRow = Omit<Selectable<OpportunitiesTable>, 'card_search' | 'full_search'>;

export const columns = [
  'id',
  'kind',
  'creator_id',
  'venture_id',
  'state',
  'title',
  'description',
  'type',
  'engagement',
  'rewards',
  'reward_kinds',
  'required_skills',
  'preferred_skills',
  'skill_names',
  'hours_per_week',
  'duration_weeks',
  'remote',
  'place',
  'time_zone',
  'years_needed',
  'industry',
  'tags',
  'places',
  'taken',
  'seat_role',
  'nda_required',
  'open_days',
  'visibility',
  'reason',
  'version',
  'created_at',
  'changed_at',
  'published_at',
  'expires_at',
  'ended_at',
] as const satisfies readonly (keyof OpportunityRow)[];

export function insert(tx: Tx, row: Insertable<OpportunitiesTable>): Promise<OpportunityRow> {
  return tx.insertInto('opportunities').values(row).returning(columns).executeTakeFirstOrThrow();
}

export function find(db: Db, id: string): Promise<OpportunityRow | undefined> {
  return db.selectFrom('opportunities').select(columns).where('id', '=', id).executeTakeFirst();
}

export async function findMany(db: Db, ids: readonly string[]): Promise<Map<string, OpportunityRow>> {
  if (!ids.length) return new Map();
  const rows = await db.selectFrom('opportunities').select(columns).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** As this person sees it; nothing where it is not there for them. */
export function findVisible(
  db: Db,
  id: string,
  viewer: Viewer,
  now: Date,
): Promise<OpportunityRow | undefined> {
  return db
    .selectFrom('opportunities')
    .select(columns)
    .where('id', '=', id)
    .where(visibleTo(viewer, now))
    .executeTakeFirst();
}

export async function isVisible(db: Db, id: string, viewer: Viewer, now: Date): Promise<boolean> {
  return (await findVisible(db, id, viewer, now)) !== undefined;
}

/** Until the end of the transaction nobody else changes it or decides about its applications. */
export function lock(tx: Tx, id: string): Promise<OpportunityRow | undefined> {
  return tx
    .selectFrom('opportunities')
    .select(columns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Writes the change and counts the version up. */
export function update(tx: Tx, id: string, change: Updateable<OpportunitiesTable>): Promise<OpportunityRow> {
  return tx
    .updateTable('opportunities')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Somebody takes a place: no edit, so the version stays. */
export function takePlace(tx: Tx, id: string, now: Date): Promise<OpportunityRow> {
  return tx
    .updateTable('opportunities')
    .set((row) => ({ taken: row('taken', '+', 1), changed_at: now }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** What the person posted or decides about, newest first; one row more than the limit. */
export function listDecided(
  db: Db,
  viewer: Viewer,
  filter: {
    kind: string | undefined;
    state: string | undefined;
    ventureId: string | undefined;
    before: string | null;
    limit: number;
  },
): Promise<OpportunityRow[]> {
  let query = db
    .selectFrom('opportunities')
    .select(columns)
    .where(decidedBy(viewer))
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.ventureId) query = query.where('venture_id', '=', filter.ventureId);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export async function countUnfinished(db: Db, where: { creatorId: string }): Promise<number> {
  const { count } = await db
    .selectFrom('opportunities')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('creator_id', '=', where.creatorId)
    .where('state', 'in', ['DRAFT', 'ACTIVE', 'PAUSED'])
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Ids of a venture's opportunities, or of those somebody posted by themselves, in the states; in the order of locking. */
export async function idsIn(
  db: Db,
  where: { ventureId: string } | { creatorId: string },
  states: readonly string[],
): Promise<string[]> {
  let query = db.selectFrom('opportunities').select('id').where('state', 'in', states).orderBy('id');
  query =
    'ventureId' in where
      ? query.where('venture_id', '=', where.ventureId)
      : query.where('creator_id', '=', where.creatorId).where('venture_id', 'is', null);
  return (await query.execute()).map(({ id }) => id);
}

export async function hasAny(db: Db, ventureId: string): Promise<boolean> {
  const row = await db
    .selectFrom('opportunities')
    .select('id')
    .where('venture_id', '=', ventureId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Past their end; another Brain may be at some of them. */
export function lockDue(tx: Tx, now: Date, limit: number): Promise<OpportunityRow[]> {
  return tx
    .selectFrom('opportunities')
    .select(columns)
    .where('state', 'in', ['ACTIVE', 'PAUSED'])
    .where('expires_at', '<=', now)
    .orderBy('id')
    .limit(limit)
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
}

export async function addHistory(tx: Tx, row: Insertable<OpportunityHistoryTable>): Promise<void> {
  await tx.insertInto('opportunity_history').values(row).execute();
}

/** A person is erased: what they posted by themselves keeps its figures and loses its words. */
export async function blank(tx: Tx, creatorId: string): Promise<void> {
  await tx
    .updateTable('opportunities')
    .set({
      title: 'Removed',
      description: '',
      place: null,
      tags: [],
      rewards: '[]',
      required_skills: '[]',
      preferred_skills: '[]',
      skill_names: [],
      reason: null,
    })
    .where('creator_id', '=', creatorId)
    .where('venture_id', 'is', null)
    .execute();
}

/** Everything somebody posted, for their export. */
export function postedBy(db: Db, creatorId: string): Promise<OpportunityRow[]> {
  return db
    .selectFrom('opportunities')
    .select(columns)
    .where('creator_id', '=', creatorId)
    .orderBy('id')
    .execute();
}
