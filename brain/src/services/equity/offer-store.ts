import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { CapOffersTable } from '../../tables.gen.ts';

export type OfferRow = Selectable<CapOffersTable>;

export function insertOffer(tx: Tx, row: Insertable<CapOffersTable>): Promise<OfferRow> {
  return tx.insertInto('cap_offers').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findOffer(db: Db, id: string): Promise<OfferRow | undefined> {
  return db.selectFrom('cap_offers').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockOffer(tx: Tx, id: string): Promise<OfferRow | undefined> {
  return tx.selectFrom('cap_offers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function lockOfferOf(tx: Tx, documentId: string): Promise<OfferRow | undefined> {
  return tx
    .selectFrom('cap_offers')
    .selectAll()
    .where('document_id', '=', documentId)
    .forUpdate()
    .executeTakeFirst();
}

export function updateOffer(tx: Tx, id: string, change: Updateable<CapOffersTable>): Promise<OfferRow> {
  return tx
    .updateTable('cap_offers')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function listOffers(
  db: Db,
  filter: {
    readonly ventureId?: string;
    readonly addresseeId?: string;
    readonly offeredBy?: string;
    readonly state: string | undefined;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<OfferRow[]> {
  let query = db
    .selectFrom('cap_offers')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.ventureId) query = query.where('venture_id', '=', filter.ventureId);
  // A draft is the owner's own.
  if (filter.addresseeId)
    query = query.where('addressee_id', '=', filter.addresseeId).where('document_id', 'is not', null);
  if (filter.offeredBy) query = query.where('offered_by', '=', filter.offeredBy);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** Offers of the venture that wait for an answer. */
export async function countPending(db: Db, ventureId: string): Promise<number> {
  const row = await db
    .selectFrom('cap_offers')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('venture_id', '=', ventureId)
    .where('state', '=', 'PENDING')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
