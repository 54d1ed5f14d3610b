import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type {
  BillingLogTable,
  InvoiceDisputesTable,
  InvoiceLinesTable,
  InvoicesTable,
} from '../../../tables.gen.ts';

export type InvoiceRow = Selectable<InvoicesTable>;
export type LineRow = Selectable<InvoiceLinesTable>;
export type LogRow = Selectable<BillingLogTable>;
export type DisputeRow = Selectable<InvoiceDisputesTable>;

export function findInvoice(db: Db, id: string): Promise<InvoiceRow | undefined> {
  return db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockInvoice(tx: Tx, id: string): Promise<InvoiceRow | undefined> {
  return tx.selectFrom('invoices').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function draftOf(tx: Tx, userId: string): Promise<InvoiceRow | undefined> {
  return tx
    .selectFrom('invoices')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '=', 'DRAFT')
    .forUpdate()
    .executeTakeFirst();
}

export async function insertInvoice(
  tx: Tx,
  invoice: Insertable<InvoicesTable>,
  lines: readonly Omit<Insertable<InvoiceLinesTable>, 'invoice_id'>[],
): Promise<InvoiceRow> {
  const row = await tx.insertInto('invoices').values(invoice).returningAll().executeTakeFirstOrThrow();
  await tx
    .insertInto('invoice_lines')
    .values(lines.map((line) => ({ ...line, invoice_id: row.id })))
    .execute();
  return row;
}

/** A draft that was never issued is written anew; one with payments stays for their sake. */
export async function rewriteDraft(
  tx: Tx,
  id: string,
  change: Updateable<InvoicesTable>,
  lines: readonly Omit<Insertable<InvoiceLinesTable>, 'invoice_id'>[],
): Promise<InvoiceRow> {
  await tx.deleteFrom('invoice_lines').where('invoice_id', '=', id).execute();
  await tx
    .insertInto('invoice_lines')
    .values(lines.map((line) => ({ ...line, invoice_id: id })))
    .execute();
  return saveInvoice(tx, id, change);
}

export function saveInvoice(tx: Tx, id: string, change: Updateable<InvoicesTable>): Promise<InvoiceRow> {
  return tx
    .updateTable('invoices')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The next number of a series. The row is locked until the end of the transaction, so that none is left out. */
export async function nextNumber(tx: Tx, series: string): Promise<number> {
  const { last } = await tx
    .insertInto('invoice_series')
    .values({ series, last: 1 })
    .onConflict((conflict) =>
      conflict.column('series').doUpdateSet((row) => ({ last: row('invoice_series.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

export function linesOf(db: Db, invoiceId: string): Promise<LineRow[]> {
  return db
    .selectFrom('invoice_lines')
    .selectAll()
    .where('invoice_id', '=', invoiceId)
    .orderBy('position')
    .execute();
}

/** Newest first. Drafts are nobody's business yet. */
export function listInvoices(
  db: Db,
  filter: { userId?: string | undefined; state?: string | undefined; before: string | null; limit: number },
): Promise<InvoiceRow[]> {
  let query = db.selectFrom('invoices').selectAll().where('state', '<>', 'DRAFT');
  if (filter.userId) query = query.where('user_id', '=', filter.userId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
}

export async function dueInvoices(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('invoices')
    .select('id')
    .where('state', '=', 'PENDING')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function addLog(tx: Tx, row: Insertable<BillingLogTable>): Promise<void> {
  await tx.insertInto('billing_log').values(row).execute();
}

export function logOf(db: Db, entityIds: readonly string[]): Promise<LogRow[]> {
  return db.selectFrom('billing_log').selectAll().where('entity_id', 'in', entityIds).orderBy('id').execute();
}

export function logOfPerson(db: Db, userId: string): Promise<LogRow[]> {
  return db.selectFrom('billing_log').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

export async function insertDispute(
  tx: Tx,
  row: Insertable<InvoiceDisputesTable>,
): Promise<DisputeRow | undefined> {
  return tx
    .insertInto('invoice_disputes')
    .values(row)
    .onConflict((conflict) => conflict.column('invoice_id').doNothing())
    .returningAll()
    .executeTakeFirst();
}

export function disputeOf(db: Db, invoiceId: string): Promise<DisputeRow | undefined> {
  return db.selectFrom('invoice_disputes').selectAll().where('invoice_id', '=', invoiceId).executeTakeFirst();
}

export function lockDispute(tx: Tx, id: string): Promise<DisputeRow | undefined> {
  return tx.selectFrom('invoice_disputes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function saveDispute(
  tx: Tx,
  id: string,
  change: Updateable<InvoiceDisputesTable>,
): Promise<DisputeRow> {
  return tx
    .updateTable('invoice_disputes')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function listDisputes(
  db: Db,
  filter: { state?: string | undefined; after: [string, string] | null; limit: number },
): Promise<DisputeRow[]> {
  let query = db.selectFrom('invoice_disputes').selectAll();
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.after)
    query = query.where(sql<boolean>`(answer_by, id) > (${filter.after[0]}::date, ${filter.after[1]}::uuid)`);
  return query.orderBy('answer_by').orderBy('id').limit(filter.limit).execute();
}

/** Open ones whose day is near and of which nobody was reminded. */
export function urgentDisputes(tx: Tx, until: string): Promise<DisputeRow[]> {
  return tx
    .updateTable('invoice_disputes')
    .set({ reminded: true })
    .where('state', '=', 'OPEN')
    .where('reminded', '=', false)
    .where('answer_by', '<=', until)
    .returningAll()
    .execute();
}

export async function invoicesById(db: Db, ids: readonly string[]): Promise<Map<string, InvoiceRow>> {
  if (!ids.length) return new Map();
  const rows = await db.selectFrom('invoices').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export function invoicesOfPerson(db: Db, userId: string): Promise<InvoiceRow[]> {
  return db
    .selectFrom('invoices')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '<>', 'DRAFT')
    .orderBy('id')
    .execute();
}
