import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type {
  PaymentMethodsTable,
  PaymentSessionsTable,
  PaymentsTable,
  RefundsTable,
} from '../../../tables.gen.ts';

export type PaymentRow = Selectable<PaymentsTable>;
export type MethodRow = Selectable<PaymentMethodsTable>;
export type VisitRow = Selectable<PaymentSessionsTable>;
export type RefundRow = Selectable<RefundsTable>;

export function insertPayment(tx: Tx, row: Insertable<PaymentsTable>): Promise<PaymentRow> {
  return tx.insertInto('payments').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findPayment(db: Db, id: string): Promise<PaymentRow | undefined> {
  return db.selectFrom('payments').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockPayment(tx: Tx, id: string): Promise<PaymentRow | undefined> {
  return tx.selectFrom('payments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function findByCharge(db: Db, provider: string, chargeRef: string): Promise<PaymentRow | undefined> {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('provider', '=', provider)
    .where('charge_ref', '=', chargeRef)
    .executeTakeFirst();
}

export function savePayment(tx: Tx, id: string, change: Updateable<PaymentsTable>): Promise<PaymentRow> {
  return tx.updateTable('payments').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

export function paymentsOf(db: Db, invoiceId: string): Promise<PaymentRow[]> {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('invoice_id', '=', invoiceId)
    .orderBy('attempt')
    .execute();
}

export function openPaymentOf(db: Db, invoiceId: string): Promise<PaymentRow | undefined> {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('invoice_id', '=', invoiceId)
    .where('state', 'in', ['PENDING', 'PROCESSING'])
    .executeTakeFirst();
}

export async function attemptsOf(db: Db, invoiceId: string): Promise<number> {
  const { last } = await db
    .selectFrom('payments')
    .select(sql<number>`coalesce(max(attempt), 0)::int`.as('last'))
    .where('invoice_id', '=', invoiceId)
    .executeTakeFirstOrThrow();
  return last;
}

/** Stored methods to charge that the provider was not asked for yet. */
export async function unsentPayments(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('payments')
    .select('id')
    .where('state', '=', 'PENDING')
    .where('way', '=', 'STORED')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Sent a while ago, and nothing was heard of what became of them. */
export async function silentPayments(db: Db, before: Date, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('payments')
    .select('id')
    .where('state', '=', 'PROCESSING')
    .where('way', '<>', 'TRANSFER')
    .where('sent_at', '<=', before)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Transfers that were promised before then, and did not come. */
export async function lapsedTransfers(db: Db, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('payments')
    .select('id')
    .where('state', '=', 'PROCESSING')
    .where('way', '=', 'TRANSFER')
    .where('sent_at', '<=', before)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export function listPayments(
  db: Db,
  filter: { state?: string | undefined; way?: string | undefined; before: string | null; limit: number },
): Promise<PaymentRow[]> {
  let query = db.selectFrom('payments').selectAll();
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.way) query = query.where('way', '=', filter.way);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
}

export async function customerOf(db: Db, provider: string, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('payment_customers')
    .select('customer_ref')
    .where('provider', '=', provider)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.customer_ref ?? null;
}

export async function keepCustomer(
  tx: Tx,
  row: { provider: string; user_id: string; customer_ref: string; created_at: Date },
): Promise<void> {
  await tx
    .insertInto('payment_customers')
    .values(row)
    .onConflict((conflict) => conflict.columns(['provider', 'user_id']).doNothing())
    .execute();
}

export function methodsOf(db: Db, userId: string): Promise<MethodRow[]> {
  return db
    .selectFrom('payment_methods')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '=', 'ACTIVE')
    .orderBy('id', 'desc')
    .execute();
}

export function defaultMethod(db: Db, userId: string): Promise<MethodRow | undefined> {
  return db
    .selectFrom('payment_methods')
    .selectAll()
    .where('user_id', '=', userId)
    .where('is_default', '=', true)
    .executeTakeFirst();
}

export function findMethod(db: Db, id: string): Promise<MethodRow | undefined> {
  return db.selectFrom('payment_methods').selectAll().where('id', '=', id).executeTakeFirst();
}

export function methodByRef(db: Db, provider: string, ref: string): Promise<MethodRow | undefined> {
  return db
    .selectFrom('payment_methods')
    .selectAll()
    .where('provider', '=', provider)
    .where('method_ref', '=', ref)
    .executeTakeFirst();
}

export async function insertMethod(
  tx: Tx,
  row: Insertable<PaymentMethodsTable>,
): Promise<MethodRow | undefined> {
  return tx
    .insertInto('payment_methods')
    .values(row)
    .onConflict((conflict) => conflict.columns(['provider', 'method_ref']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

export function saveMethod(tx: Tx, id: string, change: Updateable<PaymentMethodsTable>): Promise<MethodRow> {
  return tx
    .updateTable('payment_methods')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function clearDefault(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable('payment_methods')
    .set({ is_default: false })
    .where('user_id', '=', userId)
    .where('is_default', '=', true)
    .execute();
}

/** The visit of a request; asked again with the same key, it is the same. */
export async function openVisit(tx: Tx, row: Insertable<PaymentSessionsTable>): Promise<VisitRow> {
  await tx
    .insertInto('payment_sessions')
    .values(row)
    .onConflict((conflict) => conflict.columns(['user_id', 'request_key']).doNothing())
    .execute();
  return tx
    .selectFrom('payment_sessions')
    .selectAll()
    .where('user_id', '=', row.user_id)
    .where('request_key', '=', row.request_key)
    .executeTakeFirstOrThrow();
}

export function visitByKey(db: Db, userId: string, requestKey: string): Promise<VisitRow | undefined> {
  return db
    .selectFrom('payment_sessions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('request_key', '=', requestKey)
    .executeTakeFirst();
}

export function findVisit(db: Db, id: string): Promise<VisitRow | undefined> {
  return db.selectFrom('payment_sessions').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockVisit(tx: Tx, id: string): Promise<VisitRow | undefined> {
  return tx.selectFrom('payment_sessions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function visitOfPayment(db: Db, paymentId: string): Promise<VisitRow | undefined> {
  return db
    .selectFrom('payment_sessions')
    .selectAll()
    .where('payment_id', '=', paymentId)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

export function saveVisit(tx: Tx, id: string, change: Updateable<PaymentSessionsTable>): Promise<VisitRow> {
  return tx
    .updateTable('payment_sessions')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Pages that were left open beyond their time. */
export async function endOldVisits(tx: Tx, now: Date): Promise<void> {
  await tx
    .updateTable('payment_sessions')
    .set({ state: 'EXPIRED', ended_at: now })
    .where('state', '=', 'OPEN')
    .where('expires_at', '<=', now)
    .execute();
}

export function insertRefund(tx: Tx, row: Insertable<RefundsTable>): Promise<RefundRow> {
  return tx.insertInto('refunds').values(row).returningAll().executeTakeFirstOrThrow();
}

export function refundsOf(db: Db, invoiceId: string): Promise<RefundRow[]> {
  return db.selectFrom('refunds').selectAll().where('invoice_id', '=', invoiceId).orderBy('id').execute();
}

export function lockRefund(tx: Tx, id: string): Promise<RefundRow | undefined> {
  return tx.selectFrom('refunds').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function openRefundOf(db: Db, paymentId: string): Promise<RefundRow | undefined> {
  return db
    .selectFrom('refunds')
    .selectAll()
    .where('payment_id', '=', paymentId)
    .where('state', '<>', 'FAILED')
    .executeTakeFirst();
}

/** The refund that a message of the provider speaks of: by its reference, or the one that is under way. */
export async function refundSpokenOf(
  db: Db,
  paymentId: string,
  ref: string | null,
): Promise<RefundRow | undefined> {
  const named =
    ref &&
    (await db
      .selectFrom('refunds')
      .selectAll()
      .where('payment_id', '=', paymentId)
      .where('refund_ref', '=', ref)
      .executeTakeFirst());
  return named || openRefundOf(db, paymentId);
}

export async function openRefunds(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('refunds')
    .select('id')
    .where('state', '=', 'PROCESSING')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export function saveRefund(tx: Tx, id: string, change: Updateable<RefundsTable>): Promise<RefundRow> {
  return tx.updateTable('refunds').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}
