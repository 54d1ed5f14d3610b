import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type {
  UmbrellaCasesTable,
  UmbrellaLinesTable,
  UmbrellaPaymentsTable,
  UmbrellaRunsTable,
  UmbrellaSettingsTable,
} from '../../tables.gen.ts';

export type PaymentRow = Selectable<UmbrellaPaymentsTable>;
export type LineRow = Selectable<UmbrellaLinesTable>;
export type CaseRow = Selectable<UmbrellaCasesTable>;
export type RunRow = Selectable<UmbrellaRunsTable>;
export type SettingsRow = Selectable<UmbrellaSettingsTable>;

export function insertPayment(tx: Tx, row: Insertable<UmbrellaPaymentsTable>): Promise<PaymentRow> {
  return tx.insertInto('umbrella_payments').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findPayment(db: Db, id: string): Promise<PaymentRow | undefined> {
  return db.selectFrom('umbrella_payments').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The oldest first. The row of the relationship is the lock of its payments. */
export function paymentsOf(db: Db, relationshipId: string): Promise<PaymentRow[]> {
  return db
    .selectFrom('umbrella_payments')
    .selectAll()
    .where('relationship_id', '=', relationshipId)
    .orderBy('month')
    .orderBy('id')
    .execute();
}

export function updatePayment(
  tx: Tx,
  id: string,
  change: Updateable<UmbrellaPaymentsTable>,
): Promise<PaymentRow> {
  return tx
    .updateTable('umbrella_payments')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The newest first; one row more than the limit. */
export function listPayments(
  db: Db,
  filter: {
    relationshipIds?: readonly string[];
    state: string | undefined;
    month?: string | undefined;
    before: string | null;
    limit: number;
  },
): Promise<PaymentRow[]> {
  let query = db
    .selectFrom('umbrella_payments')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.relationshipIds) {
    if (!filter.relationshipIds.length) return Promise.resolve([]);
    query = query.where('relationship_id', 'in', [...filter.relationshipIds]);
  }
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.month) query = query.where('month', '=', filter.month);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export async function insertLine(tx: Tx, row: Insertable<UmbrellaLinesTable>): Promise<void> {
  await tx.insertInto('umbrella_lines').values(row).execute();
}

export function linesOf(
  db: Db,
  by: { relationshipIds: readonly string[] } | { paymentIds: readonly string[] },
): Promise<LineRow[]> {
  const ids = 'paymentIds' in by ? by.paymentIds : by.relationshipIds;
  if (!ids.length) return Promise.resolve([]);
  return db
    .selectFrom('umbrella_lines')
    .selectAll()
    .where('paymentIds' in by ? 'payment_id' : 'relationship_id', 'in', [...ids])
    .orderBy('month')
    .orderBy('id')
    .execute();
}

export async function insertCase(tx: Tx, row: Insertable<UmbrellaCasesTable>): Promise<CaseRow> {
  return tx.insertInto('umbrella_cases').values(row).returningAll().executeTakeFirstOrThrow();
}

export function updateCase(tx: Tx, id: string, change: Updateable<UmbrellaCasesTable>): Promise<CaseRow> {
  return tx
    .updateTable('umbrella_cases')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function findCase(db: Db, id: string): Promise<CaseRow | undefined> {
  return db.selectFrom('umbrella_cases').selectAll().where('id', '=', id).executeTakeFirst();
}

export function casesOf(db: Db, relationshipId: string, limit: number): Promise<CaseRow[]> {
  return db
    .selectFrom('umbrella_cases')
    .selectAll()
    .where('relationship_id', '=', relationshipId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export function openDisputes(db: Db, paymentIds: readonly string[]): Promise<CaseRow[]> {
  if (!paymentIds.length) return Promise.resolve([]);
  return db
    .selectFrom('umbrella_cases')
    .selectAll()
    .where('payment_id', 'in', [...paymentIds])
    .where('answered_at', 'is', null)
    .execute();
}

/** Open ones by their end, answered ones the newest first. */
export function listCases(
  db: Db,
  filter: { open: boolean; after: { at: Date; id: string } | null; limit: number },
): Promise<CaseRow[]> {
  const { after, open } = filter;
  let query = db
    .selectFrom('umbrella_cases')
    .selectAll()
    .where('answered_at', open ? 'is' : 'is not', null)
    .orderBy('due_at', open ? 'asc' : 'desc')
    .orderBy('id', open ? 'asc' : 'desc')
    .limit(filter.limit + 1);
  if (after)
    query = query.where(
      sql<boolean>`(due_at, id) ${sql.raw(open ? '>' : '<')} (${after.at}, ${after.id}::uuid)`,
    );
  return query.execute();
}

export async function insertRun(tx: Tx, row: Insertable<UmbrellaRunsTable>): Promise<void> {
  await tx.insertInto('umbrella_runs').values(row).execute();
}

export function listRuns(db: Db, before: string | null, limit: number): Promise<RunRow[]> {
  let query = db
    .selectFrom('umbrella_runs')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before) query = query.where('id', '<', before);
  return query.execute();
}

/** The earliest first. */
export function allSettings(db: Db): Promise<SettingsRow[]> {
  return db.selectFrom('umbrella_settings').selectAll().orderBy('from_month').execute();
}

export async function insertSettings(tx: Tx, row: Insertable<UmbrellaSettingsTable>): Promise<void> {
  await tx.insertInto('umbrella_settings').values(row).execute();
}

/** What each sponsor was paid in a time, by currency. */
export function paidToSponsors(
  db: Db,
  from: Date,
  to: Date,
): Promise<{ sponsor_id: string; currency: string; paid: bigint }[]> {
  return db
    .selectFrom('umbrella_payments as payment')
    .innerJoin('umbrella_relationships as own', 'own.id', 'payment.relationship_id')
    .select(['own.sponsor_id', 'payment.currency', sql<bigint>`sum(payment.amount_minor)::bigint`.as('paid')])
    .where('payment.state', '=', 'PAID')
    .where('payment.paid_at', '>=', from)
    .where('payment.paid_at', '<', to)
    .groupBy(['own.sponsor_id', 'payment.currency'])
    .execute();
}
