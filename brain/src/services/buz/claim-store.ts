import { sql, type Insertable, type Selectable } from 'kysely';
import { plainArray } from '../../kernel/arrays.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';

export type ClaimRow = Selectable<DB['buz_claims']>;
export type WaitsFor = 'PAPERS' | 'POOL' | 'PAUSE';

/** Caps of one person are decided one after the other; so are those that a whole venture shares. */
export async function lockCaps(tx: Tx, whose: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claims of ${whose}`}, 0))`.execute(tx);
}

/** False when this person has a claim for this cause already. */
export async function insertClaim(tx: Tx, row: Insertable<DB['buz_claims']>): Promise<boolean> {
  const inserted = await tx
    .insertInto('buz_claims')
    .values(row)
    .onConflict((conflict) => conflict.columns(['user_id', 'event', 'cause_id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export interface Counted {
  readonly event: string;
  readonly userId?: string | undefined;
  readonly ventureId?: string | undefined;
  /** Null counts from the beginning. */
  readonly since: Date | null;
}

/** Claims that count towards a cap; what was undone never was. */
export async function countClaims(db: Db, { event, userId, ventureId, since }: Counted): Promise<number> {
  let query = db
    .selectFrom('buz_claims')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('event', '=', event)
    .where('state', '<>', 'REVERSED');
  if (userId !== undefined) query = query.where('user_id', '=', userId);
  if (ventureId !== undefined) query = query.where('venture_id', '=', ventureId);
  if (since) query = query.where('created_at', '>=', since);
  return Number((await query.executeTakeFirstOrThrow()).count);
}

export async function sumOfEvents(
  db: Db,
  userId: string,
  events: readonly string[],
  since: Date,
): Promise<bigint> {
  const row = await db
    .selectFrom('buz_claims')
    .select((eb) => sql<bigint>`coalesce(sum(${eb.ref('amount_micro')}), 0)::bigint`.as('sum'))
    .where('user_id', '=', userId)
    .where('event', 'in', [...events])
    .where('state', '<>', 'REVERSED')
    .where('created_at', '>=', since)
    .executeTakeFirstOrThrow();
  return row.sum;
}

export function claimsOf(
  db: Db,
  userId: string,
  filter: { state?: string | undefined; before: string | null; limit: number },
): Promise<ClaimRow[]> {
  let query = db
    .selectFrom('buz_claims')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export async function sumWaiting(db: Db, userId: string): Promise<bigint> {
  const row = await db
    .selectFrom('buz_claims')
    .select((eb) => sql<bigint>`coalesce(sum(${eb.ref('amount_micro')}), 0)::bigint`.as('sum'))
    .where('user_id', '=', userId)
    .where('state', '=', 'WAITING')
    .executeTakeFirstOrThrow();
  return row.sum;
}

/** What somebody was paid for what they did, and how often for an event; allocations are no earnings. */
export async function earnedBy(
  db: Db,
  userId: string,
  event: string,
): Promise<{ micro: bigint; count: number }> {
  const row = await db
    .selectFrom('buz_claims')
    .select([
      sql<bigint>`coalesce(sum(amount_micro) filter (where state = 'PAID' and kind <> 'ALLOCATION'), 0)::bigint`.as(
        'micro',
      ),
      sql<number>`(count(*) filter (where event = ${event} and state <> 'REVERSED'))::int`.as('count'),
    ])
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return row;
}

export async function countWaiting(db: Db): Promise<number> {
  const row = await db
    .selectFrom('buz_claims')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('state', '=', 'WAITING')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export function lockClaim(tx: Tx, userId: string, claimId: string): Promise<ClaimRow | undefined> {
  return tx
    .selectFrom('buz_claims')
    .selectAll()
    .where('id', '=', claimId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
}

/** Claims that nothing known stands in the way of, oldest first; other payers take others. */
export function lockDue(tx: Tx, closedPools: readonly string[], limit: number): Promise<ClaimRow[]> {
  let query = tx
    .selectFrom('buz_claims')
    .selectAll()
    .where('state', '=', 'WAITING')
    .where(sql<boolean>`waits_for is distinct from 'PAPERS'`)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  if (closedPools.length) query = query.where('pool', 'not in', [...closedPools]);
  return query.execute();
}

/** Paid claims whose cause was undone. */
export function lockUndone(tx: Tx, limit: number): Promise<ClaimRow[]> {
  return tx
    .selectFrom('buz_claims')
    .selectAll()
    .where('state', '=', 'PAID')
    .where('undo_at', 'is not', null)
    .orderBy('undo_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export function lockByCause(
  tx: Tx,
  event: string,
  causeId: string,
  userId: string | undefined,
): Promise<ClaimRow[]> {
  let query = tx
    .selectFrom('buz_claims')
    .selectAll()
    .where('cause_id', '=', causeId)
    .where('event', '=', event)
    .orderBy('id')
    .forUpdate();
  if (userId !== undefined) query = query.where('user_id', '=', userId);
  return query.execute();
}

/** Papers ran out of ways to be missing: what waited for them is tried next. */
export async function wake(tx: Tx, userId: string, now: Date): Promise<boolean> {
  const woken = await tx
    .updateTable('buz_claims')
    .set({ waits_for: null })
    .where('user_id', '=', userId)
    .where('state', '=', 'WAITING')
    .where('waits_for', '=', 'PAPERS')
    .where('lapses_at', '>', now)
    .executeTakeFirst();
  return woken.numUpdatedRows > 0n;
}

/** Ends claims that waited for papers for too long. */
export async function lapse(tx: Tx, now: Date, limit: number): Promise<ClaimRow[]> {
  const due = tx
    .selectFrom('buz_claims')
    .select('id')
    .where('state', '=', 'WAITING')
    .where('waits_for', '=', 'PAPERS')
    .where('lapses_at', '<=', now)
    .orderBy('lapses_at')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  return tx
    .updateTable('buz_claims')
    .set({ state: 'LAPSED', waits_for: null, ended_at: now })
    .where('id', 'in', due)
    .returningAll()
    .execute();
}

/** Of somebody who is gone: what waits is never paid, and the words go. */
export async function forgetPerson(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx
    .updateTable('buz_claims')
    .set({ state: 'LAPSED', waits_for: null, ended_at: now })
    .where('user_id', '=', userId)
    .where('state', '=', 'WAITING')
    .execute();
  await tx.updateTable('buz_claims').set({ detail: '{}' }).where('user_id', '=', userId).execute();
}

export async function setWaitsFor(tx: Tx, claimIds: readonly string[], waitsFor: WaitsFor): Promise<void> {
  if (!claimIds.length) return;
  await tx
    .updateTable('buz_claims')
    .set({ waits_for: waitsFor })
    .where('id', 'in', [...claimIds])
    .execute();
}

export async function markPaid(
  tx: Tx,
  paid: readonly { readonly claimId: string; readonly transactionId: string }[],
  at: Date,
): Promise<void> {
  if (!paid.length) return;
  await sql`update buz_claims c set state = 'PAID', waits_for = null, ended_at = ${at}, transaction_id = new.transaction_id
    from unnest(${plainArray(paid.map((one) => one.claimId))}::uuid[], ${plainArray(paid.map((one) => one.transactionId))}::uuid[])
      as new (id, transaction_id)
    where c.id = new.id`.execute(tx);
}

export async function markReversed(tx: Tx, claimIds: readonly string[], at: Date): Promise<void> {
  if (!claimIds.length) return;
  await tx
    .updateTable('buz_claims')
    .set({ state: 'REVERSED', waits_for: null, undo_at: null, ended_at: at })
    .where('id', 'in', [...claimIds])
    .execute();
}

export async function markUndo(tx: Tx, claimIds: readonly string[], at: Date | null): Promise<void> {
  if (!claimIds.length) return;
  await tx
    .updateTable('buz_claims')
    .set({ undo_at: at })
    .where('id', 'in', [...claimIds])
    .execute();
}
