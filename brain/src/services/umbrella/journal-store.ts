import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { UmbrellaBalancesTable, UmbrellaEntriesTable, UmbrellaPostingsTable } from '../../tables.gen.ts';

export type EntryRow = Selectable<UmbrellaEntriesTable>;
export type PostingRow = Selectable<UmbrellaPostingsTable>;
export type BalanceRow = Selectable<UmbrellaBalancesTable>;

export async function insertEntry(
  tx: Tx,
  entry: Insertable<UmbrellaEntriesTable> & { id: string },
  postings: readonly { readonly account: string; readonly amountMinor: bigint }[],
): Promise<void> {
  await tx.insertInto('umbrella_entries').values(entry).execute();
  await tx
    .insertInto('umbrella_postings')
    .values(
      postings.map(({ account, amountMinor }, no) => ({
        entry_id: entry.id,
        no,
        relationship_id: entry.relationship_id,
        currency: entry.currency,
        account,
        amount_minor: amountMinor,
      })),
    )
    .execute();
}

export function balancesOf(db: Db, relationshipIds: readonly string[]): Promise<BalanceRow[]> {
  if (!relationshipIds.length) return Promise.resolve([]);
  return db
    .selectFrom('umbrella_balances')
    .selectAll()
    .where('relationship_id', 'in', [...relationshipIds])
    .orderBy('currency')
    .execute();
}

/** What was paid out of these relationships, by currency. */
export function paidOf(
  db: Db,
  relationshipIds: readonly string[],
): Promise<{ relationship_id: string; currency: string; paid: bigint }[]> {
  if (!relationshipIds.length) return Promise.resolve([]);
  return db
    .selectFrom('umbrella_entries as entry')
    .innerJoin('umbrella_postings as posting', 'posting.entry_id', 'entry.id')
    .select([
      'entry.relationship_id',
      'entry.currency',
      sql<bigint>`sum(posting.amount_minor)::bigint`.as('paid'),
    ])
    .where('entry.kind', '=', 'PAYMENT')
    .where('posting.account', '=', 'APPROVED')
    .where('entry.relationship_id', 'in', [...relationshipIds])
    .groupBy(['entry.relationship_id', 'entry.currency'])
    .execute();
}

/** The newest first; one row more than the limit. */
export function entriesOf(
  db: Db,
  filter: { relationshipId: string; before: string | null; limit: number },
): Promise<EntryRow[]> {
  let query = db
    .selectFrom('umbrella_entries')
    .selectAll()
    .where('relationship_id', '=', filter.relationshipId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export function postingsOf(db: Db, entryIds: readonly string[]): Promise<PostingRow[]> {
  if (!entryIds.length) return Promise.resolve([]);
  return db
    .selectFrom('umbrella_postings')
    .selectAll()
    .where('entry_id', 'in', [...entryIds])
    .orderBy('no')
    .execute();
}

/** What was withheld and paid in a time, by relationship, currency and month. */
export function movedBetween(
  db: Db,
  filter: { relationshipIds: readonly string[]; from: Date; to: Date },
): Promise<{ relationship_id: string; currency: string; kind: string; month: string; amount: bigint }[]> {
  if (!filter.relationshipIds.length) return Promise.resolve([]);
  return db
    .selectFrom('umbrella_entries as entry')
    .innerJoin('umbrella_postings as posting', 'posting.entry_id', 'entry.id')
    .leftJoin('umbrella_payments as payment', 'payment.id', 'entry.payment_id')
    .select([
      'entry.relationship_id',
      'entry.currency',
      'entry.kind',
      // A payment counts on the day it was made, which is not always the day it was written down.
      sql<string>`to_char(coalesce(payment.paid_at, entry.at) at time zone 'UTC', 'YYYY-MM')`.as('month'),
      sql<bigint>`sum(posting.amount_minor)::bigint`.as('amount'),
    ])
    .where('entry.relationship_id', 'in', [...filter.relationshipIds])
    .where((eb) =>
      eb.or([
        eb.and([eb('entry.kind', '=', 'PAYMENT'), eb('posting.account', '=', 'APPROVED')]),
        eb.and([eb('entry.kind', '=', 'WITHHOLDING'), eb('posting.account', '=', 'WITHHELD')]),
      ]),
    )
    .where(sql<Date>`coalesce(payment.paid_at, entry.at)`, '>=', filter.from)
    .where(sql<Date>`coalesce(payment.paid_at, entry.at)`, '<', filter.to)
    .groupBy(['entry.relationship_id', 'entry.currency', 'entry.kind', sql`4`])
    .execute();
}
