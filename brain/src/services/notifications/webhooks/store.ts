import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type {
  WebhookAttemptsTable,
  WebhookDeliveriesTable,
  WebhookEndpointsTable,
} from '../../../tables.gen.ts';

export type EndpointRow = Selectable<WebhookEndpointsTable>;
export type DeliveryRow = Selectable<WebhookDeliveriesTable>;
export type AttemptRow = Selectable<WebhookAttemptsTable>;

export function endpointsOf(db: Db, userId: string): Promise<EndpointRow[]> {
  return db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .execute();
}

/** Two requests of one person at once count each other: the limit holds. */
export async function lockPerson(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`webhook-endpoints ${userId}`}, 0))`.execute(tx);
}

export async function enabledOf(
  db: Db,
  userIds: readonly string[],
): Promise<Pick<EndpointRow, 'id' | 'user_id' | 'types'>[]> {
  if (!userIds.length) return [];
  return db
    .selectFrom('webhook_endpoints')
    .select(['id', 'user_id', 'types'])
    .where('user_id', 'in', userIds)
    .where('enabled', '=', true)
    .execute();
}

export function findEndpoint(db: Db, userId: string, id: string): Promise<EndpointRow | undefined> {
  return db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function lockEndpoint(tx: Tx, id: string): Promise<EndpointRow | undefined> {
  return tx.selectFrom('webhook_endpoints').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function insertEndpoint(tx: Tx, row: Insertable<WebhookEndpointsTable>): Promise<EndpointRow> {
  return tx.insertInto('webhook_endpoints').values(row).returningAll().executeTakeFirstOrThrow();
}

export function changeEndpoint(
  tx: Tx,
  id: string,
  change: Partial<Omit<EndpointRow, 'id' | 'user_id' | 'version' | 'created_at'>>,
): Promise<EndpointRow> {
  return tx
    .updateTable('webhook_endpoints')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function setFailing(db: Db, id: string, since: Date | null): Promise<void> {
  let query = db.updateTable('webhook_endpoints').set({ failing_since: since }).where('id', '=', id);
  query = query.where('failing_since', since ? 'is' : 'is not', null);
  await query.execute();
}

export async function removeEndpoint(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('webhook_endpoints').where('id', '=', id).execute();
}

/** One delivery for each endpoint and notification; a second time changes nothing. */
export async function insertDeliveries(
  tx: Tx,
  rows: readonly Insertable<WebhookDeliveriesTable>[],
): Promise<void> {
  if (!rows.length) return;
  await tx
    .insertInto('webhook_deliveries')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['endpoint_id', 'notification_id']).doNothing())
    .execute();
}

export interface DeliveryFilter {
  readonly state?: string;
  readonly before: string | null;
  readonly limit: number;
}

export function deliveriesOf(db: Db, endpointId: string, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  let query = db.selectFrom('webhook_deliveries').selectAll().where('endpoint_id', '=', endpointId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
}

export function findDelivery(db: Db, endpointId: string, id: string): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What went to endpoints of one notification. */
export function deliveriesOfNotification(
  db: Db,
  notificationId: string,
  userId: string,
): Promise<(DeliveryRow & { url: string })[]> {
  return db
    .selectFrom('webhook_deliveries')
    .innerJoin('webhook_endpoints', 'webhook_endpoints.id', 'webhook_deliveries.endpoint_id')
    .selectAll('webhook_deliveries')
    .select('webhook_endpoints.url')
    .where('webhook_endpoints.user_id', '=', userId)
    .where('webhook_deliveries.notification_id', '=', notificationId)
    .execute();
}

/** The last attempt of each. */
export async function lastAttempts(db: Db, ids: readonly string[]): Promise<Map<string, AttemptRow>> {
  if (!ids.length) return new Map();
  const rows = await db
    .selectFrom('webhook_attempts')
    .distinctOn('delivery_id')
    .selectAll()
    .where('delivery_id', 'in', ids)
    .orderBy('delivery_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.delivery_id, row]));
}

export function attemptsOf(db: Db, deliveryId: string, limit: number): Promise<AttemptRow[]> {
  return db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Back to the beginning of the retries, due at once. What is under way at this moment is left alone. */
export async function queueAgain(
  tx: Tx,
  endpointId: string,
  at: Date,
  which: { id: string } | { state: 'FAILED'; limit: number },
): Promise<number> {
  let query = tx
    .updateTable('webhook_deliveries')
    .set({ state: 'PENDING', attempts: 0, due_at: at, lease: null, settled_at: null })
    .where('endpoint_id', '=', endpointId)
    .where((eb) => eb.or([eb('lease', 'is', null), eb('lease', '<=', at)]));
  if ('id' in which) query = query.where('id', '=', which.id);
  else
    query = query.where('id', 'in', (eb) =>
      eb
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('endpoint_id', '=', endpointId)
        .where('state', '=', which.state)
        .orderBy('id')
        .limit(which.limit),
    );
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/**
 * Takes due deliveries to endpoints that are on, the oldest first, and of each endpoint no more than it has places: a
 * million that wait for one server keep nobody else waiting. Who takes one at the same moment finds it taken.
 */
export async function lease(
  db: Db,
  { now, until }: { now: Date; until: Date },
  { most, placesOfOne }: { most: number; placesOfOne: number },
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    with due as materialized (
      select waiting.id from webhook_endpoints as endpoint
      cross join lateral (
        select count(*) as busy from webhook_deliveries where endpoint_id = endpoint.id and lease > ${now}
      ) as held
      cross join lateral (
        select id, due_at from webhook_deliveries
        where endpoint_id = endpoint.id and state = 'PENDING' and due_at <= ${now} and (lease is null or lease <= ${now})
        order by due_at, id
        limit greatest(0, case when endpoint.failing_since is null then ${placesOfOne}::bigint else 1 end - held.busy)
      ) as waiting
      where endpoint.enabled
      order by waiting.due_at, waiting.id limit ${most}
    )
    update webhook_deliveries as delivery set lease = ${until}, attempts = attempts + 1
    from due where delivery.id = due.id and state = 'PENDING' and (lease is null or lease <= ${now})
    returning delivery.*`.execute(db);
  return rows;
}

export async function endpointsByIds(db: Db, ids: readonly string[]): Promise<Map<string, EndpointRow>> {
  if (!ids.length) return new Map();
  const rows = await db.selectFrom('webhook_endpoints').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export interface Outcome {
  readonly state: 'PENDING' | 'SENT' | 'FAILED';
  readonly dueAt?: Date;
  readonly settledAt?: Date;
}

/** Writes the outcome unless the lease has gone to somebody else, or the delivery was queued again meanwhile. */
export async function mark(db: Db, row: DeliveryRow, { state, dueAt, settledAt }: Outcome): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({
      state,
      lease: null,
      ...(dueAt ? { due_at: dueAt } : {}),
      ...(settledAt ? { settled_at: settledAt } : {}),
    })
    .where('id', '=', row.id)
    .where('state', '=', 'PENDING')
    .where('lease', '=', row.lease)
    .execute();
}

export async function insertAttempt(db: Db, row: AttemptRow): Promise<void> {
  await db
    .insertInto('webhook_attempts')
    .columns(['id', 'delivery_id', 'at', 'took_ms', 'status', 'answer', 'error'])
    // A delivery whose endpoint was deleted meanwhile has no log any more.
    .expression((eb) =>
      eb
        .selectFrom('webhook_deliveries')
        .select([
          sql<string>`${row.id}::uuid`.as('id'),
          'webhook_deliveries.id as delivery_id',
          sql<Date>`${row.at}::timestamptz`.as('at'),
          sql<number>`${row.took_ms}::integer`.as('took_ms'),
          sql<number | null>`${row.status}::integer`.as('status'),
          sql<string>`${row.answer}::text`.as('answer'),
          sql<string | null>`${row.error}::text`.as('error'),
        ])
        .where('webhook_deliveries.id', '=', row.delivery_id),
    )
    .execute();
}

export async function forgetDeliveries(db: Db, before: Date, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('webhook_deliveries')
    .where('id', 'in', (eb) =>
      eb.selectFrom('webhook_deliveries').select('id').where('created_at', '<', before).limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
