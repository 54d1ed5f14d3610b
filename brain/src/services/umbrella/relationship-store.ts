import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type {
  UmbrellaHistoryTable,
  UmbrellaPeriodsTable,
  UmbrellaRatesTable,
  UmbrellaRelationshipsTable,
} from '../../tables.gen.ts';

export type RelationshipRow = Selectable<UmbrellaRelationshipsTable>;
export type HistoryRow = Selectable<UmbrellaHistoryTable>;
export type Side = 'SPONSOR' | 'REFERRED';

export function insertRelationship(
  tx: Tx,
  row: Insertable<UmbrellaRelationshipsTable>,
): Promise<RelationshipRow> {
  return tx.insertInto('umbrella_relationships').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findRelationship(db: Db, id: string): Promise<RelationshipRow | undefined> {
  return db.selectFrom('umbrella_relationships').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockRelationship(tx: Tx, id: string): Promise<RelationshipRow | undefined> {
  return tx
    .selectFrom('umbrella_relationships')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** The relationship one of whose documents this is. */
export function lockOfDocument(tx: Tx, documentId: string): Promise<RelationshipRow | undefined> {
  return tx
    .selectFrom('umbrella_relationships')
    .selectAll()
    .where((eb) =>
      eb.or(
        (['document_id', 'renewal_id', 'amendment_id', 'sponsor_notice_id', 'member_notice_id'] as const).map(
          (column) => eb(column, '=', documentId),
        ),
      ),
    )
    .forUpdate()
    .executeTakeFirst();
}

export function updateRelationship(
  tx: Tx,
  id: string,
  change: Updateable<UmbrellaRelationshipsTable>,
): Promise<RelationshipRow> {
  return tx
    .updateTable('umbrella_relationships')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Nobody else adds an edge to the graph of sponsors until the end of the transaction. */
export async function lockGraph(tx: Tx): Promise<void> {
  await sql`select umbrella_lock()`.execute(tx);
}

/** Does the sponsor stand, over however many levels, under the person they would sponsor? */
export async function closesCircle(db: Db, sponsorId: string, referredId: string): Promise<boolean> {
  const { rows } = await sql<{ closes: boolean }>`
    select umbrella_closes_circle(${sponsorId}, ${referredId}) as closes`.execute(db);
  return rows[0]!.closes;
}

/** The relationship that takes the one place of a sponsor. */
export function sponsorOf(db: Db, referredId: string): Promise<RelationshipRow | undefined> {
  return db
    .selectFrom('umbrella_relationships')
    .selectAll()
    .where('referred_id', '=', referredId)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'ACTIVE'),
        eb.and([eb('state', '=', 'SUSPENDED'), eb('activated_at', 'is not', null)]),
      ]),
    )
    .executeTakeFirst();
}

/** Of a person; in the role named, or in both. The newest first, one row more than the limit. */
export function relationshipsOf(
  db: Db,
  filter: {
    userId: string;
    side: Side | undefined;
    state: string | undefined;
    before: string | null;
    limit: number;
  },
): Promise<RelationshipRow[]> {
  const { userId, side } = filter;
  let query = db
    .selectFrom('umbrella_relationships')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .where((eb) =>
      eb.or([
        // Who signs for the hub has no part in it.
        ...(side === 'REFERRED' ? [] : [eb('sponsor_id', '=', userId)]),
        ...(side === 'SPONSOR' ? [] : [eb('referred_id', '=', userId)]),
      ]),
    );
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export function allRelationships(
  db: Db,
  filter: { state: string | undefined; before: string | null; limit: number },
): Promise<RelationshipRow[]> {
  let query = db
    .selectFrom('umbrella_relationships')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export async function countActive(db: Db, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('umbrella_relationships')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('state', '=', 'ACTIVE')
    .where((eb) => eb.or([eb('sponsor_id', '=', userId), eb('referred_id', '=', userId)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Relationships of these members in which money may still move, in one order. */
export async function relationshipIdsOf(db: Db, referredIds: readonly string[]): Promise<string[]> {
  if (!referredIds.length) return [];
  const rows = await db
    .selectFrom('umbrella_relationships')
    .select('id')
    .where('referred_id', 'in', [...referredIds])
    .where('activated_at', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** A page of those that were ever active, in the order of their ids. */
export async function activatedIds(db: Db, after: string | null, limit: number): Promise<string[]> {
  let query = db
    .selectFrom('umbrella_relationships')
    .select('id')
    .where('activated_at', 'is not', null)
    .orderBy('id')
    .limit(limit);
  if (after) query = query.where('id', '>', after);
  return (await query.execute()).map(({ id }) => id);
}

/** Open relationships of a person, whose account may not be erased while money is due. */
export function openWith(db: Db, userId: string): Promise<RelationshipRow[]> {
  return db
    .selectFrom('umbrella_relationships')
    .selectAll()
    .where((eb) => eb.or([eb('sponsor_id', '=', userId), eb('referred_id', '=', userId)]))
    .orderBy('id')
    .execute();
}

export function periodsOf(db: Db, relationshipId: string): Promise<Selectable<UmbrellaPeriodsTable>[]> {
  return db
    .selectFrom('umbrella_periods')
    .selectAll()
    .where('relationship_id', '=', relationshipId)
    .orderBy('from_at')
    .execute();
}

export async function openPeriod(tx: Tx, relationshipId: string, from: Date): Promise<void> {
  await tx
    .insertInto('umbrella_periods')
    .values({ relationship_id: relationshipId, from_at: from })
    .execute();
}

/** Ends the time in which revenue counts; one that ends earlier already stays so. */
export async function closePeriod(tx: Tx, relationshipId: string, to: Date): Promise<void> {
  await tx
    .updateTable('umbrella_periods')
    .set({ to_at: sql`greatest(from_at, ${to})` })
    .where('relationship_id', '=', relationshipId)
    .where((eb) => eb.or([eb('to_at', 'is', null), eb('to_at', '>', to)]))
    .execute();
}

/** All rates, the earliest first. */
export function ratesOf(
  db: Db,
  relationshipIds: readonly string[],
): Promise<Selectable<UmbrellaRatesTable>[]> {
  if (!relationshipIds.length) return Promise.resolve([]);
  return db
    .selectFrom('umbrella_rates')
    .selectAll()
    .where('relationship_id', 'in', [...relationshipIds])
    .orderBy('from_at')
    .execute();
}

/** From the same moment on the later agreement counts. */
export async function putRate(tx: Tx, row: Insertable<UmbrellaRatesTable>): Promise<void> {
  await tx
    .insertInto('umbrella_rates')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['relationship_id', 'from_at'])
        .doUpdateSet({ rate_tenths: row.rate_tenths, document_id: row.document_id ?? null }),
    )
    .execute();
}

export async function insertHistory(tx: Tx, row: Insertable<UmbrellaHistoryTable>): Promise<void> {
  await tx.insertInto('umbrella_history').values(row).execute();
}

export function historyOf(db: Db, relationshipId: string, limit: number): Promise<HistoryRow[]> {
  return db
    .selectFrom('umbrella_history')
    .selectAll()
    .where('relationship_id', '=', relationshipId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
