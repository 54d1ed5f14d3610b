import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Db } from '../../../kernel/db.ts';
import type { DB } from '../../../tables.gen.ts';
import { foldedName } from '../rules/completeness.ts';
import { columns, type OpportunityRow } from './store.ts';
import { offeredTo, openTo, searchedBy, wordsFound, type Viewer } from './visibility-store.ts';

export interface OpportunityFilter {
  readonly kind: 'OPPORTUNITY' | 'SERVICE';
  readonly q?: string | undefined;
  readonly type?: string | undefined;
  readonly engagement?: string | undefined;
  readonly reward?: string | undefined;
  readonly skill?: string | undefined;
  readonly industry?: string | undefined;
  readonly tag?: string | undefined;
  readonly remote?: boolean | undefined;
  readonly minHours?: number | undefined;
  readonly maxHours?: number | undefined;
  readonly ventureId?: string | undefined;
  /** Of these alone. */
  readonly ids?: readonly string[] | undefined;
}
export type Sort = 'newest' | 'relevance' | 'closing';
/** The sort key of the last row of the page before: a rank, or an instant in milliseconds. */
export interface After {
  readonly key: number;
  readonly id: string;
}
export type FoundRow = OpportunityRow & { readonly rank: number };

type Narrowed<O> = SelectQueryBuilder<DB, 'opportunities', O>;

/** What is offered to the person and fits the filter, one row more than the limit. */
export function search(
  db: Db,
  viewer: Viewer,
  now: Date,
  filter: OpportunityFilter,
  page: { sort: Sort; after: After | null; limit: number },
): Promise<FoundRow[]> {
  const rank = rankOf(viewer, filter.q);
  let query = narrowed(db, viewer, now, filter).select(columns).select(rank.as('rank'));
  const { after } = page;
  if (page.sort === 'relevance') {
    query = query.orderBy(rank, 'desc').orderBy('id', 'desc');
    if (after) query = query.where(sql<boolean>`(${rank}, id) < (${after.key}::int, ${after.id}::uuid)`);
  } else if (page.sort === 'closing') {
    query = query.orderBy('expires_at').orderBy('id');
    if (after) query = query.where(sql<boolean>`(expires_at, id) > (${instant(after)}, ${after.id}::uuid)`);
  } else {
    query = query.orderBy('published_at', 'desc').orderBy('id', 'desc');
    if (after) query = query.where(sql<boolean>`(published_at, id) < (${instant(after)}, ${after.id}::uuid)`);
  }
  return query.limit(page.limit + 1).execute();
}

/** How many there are on all pages. */
export async function count(db: Db, viewer: Viewer, now: Date, filter: OpportunityFilter): Promise<number> {
  const row = await narrowed(db, viewer, now, filter)
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function narrowed(db: Db, viewer: Viewer, now: Date, filter: OpportunityFilter): Narrowed<object> {
  let query = db.selectFrom('opportunities').where(offeredTo(viewer, now)).where('kind', '=', filter.kind);
  if (filter.ids) query = query.where('id', 'in', [...filter.ids]);
  if (filter.q) query = query.where(wordsFound(viewer, filter.q));
  if (filter.type) query = query.where('type', '=', filter.type);
  if (filter.engagement) query = query.where('engagement', '=', filter.engagement);
  if (filter.reward) query = query.where(sql<boolean>`reward_kinds @> array[${filter.reward}]::text[]`);
  if (filter.skill)
    query = query.where(sql<boolean>`skill_names @> array[${foldedName(filter.skill)}]::text[]`);
  if (filter.industry) query = query.where('industry', '=', filter.industry);
  if (filter.tag)
    query = query.where(
      sql<boolean>`exists (select from unnest(tags) tag where lower(tag) = ${filter.tag.toLowerCase()})`,
    );
  if (filter.remote !== undefined) query = query.where('remote', '=', filter.remote);
  if (filter.minHours !== undefined) query = query.where('hours_per_week', '>=', filter.minHours);
  if (filter.maxHours !== undefined) query = query.where('hours_per_week', '<=', filter.maxHours);
  // Whose an opportunity is belongs to its details.
  if (filter.ventureId) query = query.where('venture_id', '=', filter.ventureId).where(openTo(viewer));
  return query;
}

/** Whole numbers, so that a cursor holds exactly what the database compares. */
function rankOf(viewer: Viewer, q: string | undefined): RawBuilder<number> {
  if (!q) return sql<number>`0`;
  return sql<number>`(ts_rank(${searchedBy(viewer)}, websearch_to_tsquery('english', ${q})) * 1000000)::int`;
}

function instant({ key }: After): RawBuilder<Date> {
  return sql<Date>`${new Date(key)}::timestamptz`;
}

/** Open opportunities in the order of their ids, whoever may see them: for an index that asks visibility itself. */
export function openAfter(
  db: Db,
  now: Date,
  afterId: string | null,
  limit: number,
): Promise<OpportunityRow[]> {
  let query = db
    .selectFrom('opportunities')
    .select(columns)
    .where('kind', '=', 'OPPORTUNITY')
    .where('state', '=', 'ACTIVE')
    .where('expires_at', '>', now)
    .orderBy('id')
    .limit(limit);
  if (afterId) query = query.where('id', '>', afterId);
  return query.execute();
}

/** Those of the given ones that are offered to the person now. */
export async function offeredAmong(
  db: Db,
  viewer: Viewer,
  now: Date,
  ids: readonly string[],
): Promise<Map<string, OpportunityRow>> {
  if (!ids.length) return new Map();
  const rows = await db
    .selectFrom('opportunities')
    .select(columns)
    .where('id', 'in', ids)
    .where(offeredTo(viewer, now))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
