import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { XpOccurrencesTable, XpPostingsTable } from '../../tables.gen.ts';
import type { Correction, Recorded } from './rules/xp-rules.ts';
import type { Priority, XpEvent } from './rules/xp-table.ts';

/** SQL of what happened and what was posted for it. */

export type OccurrenceRow = Selectable<XpOccurrencesTable>;
export type PostingRow = Selectable<XpPostingsTable>;

export async function insertOccurrence(tx: Tx, row: Insertable<XpOccurrencesTable>): Promise<void> {
  await tx.insertInto('xp_occurrences').values(row).execute();
}

export async function insertPostings(tx: Tx, rows: readonly Insertable<XpPostingsTable>[]): Promise<void> {
  const rowsPerInsert = 2_000;
  for (let start = 0; start < rows.length; start += rowsPerInsert)
    await tx
      .insertInto('xp_postings')
      .values(rows.slice(start, start + rowsPerInsert))
      .execute();
}

export async function setWorth(tx: Tx, id: string, xp: number): Promise<void> {
  await tx.updateTable('xp_occurrences').set({ xp }).where('id', '=', id).execute();
}

export async function setReversed(tx: Tx, id: string, reversal: string, at: Date): Promise<void> {
  await tx
    .updateTable('xp_occurrences')
    .set({ xp: 0, reversal, reversed_at: at })
    .where('id', '=', id)
    .execute();
}

export interface Window {
  readonly userId: string;
  readonly event: XpEvent;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly within: string | null;
}

/** What stands within a window, the same cause wherever it is, and nothing that was reversed. */
export function related(
  db: Db,
  { userId, event, from, until, within }: Window,
  { causeId, earnedOnly }: { causeId: string; earnedOnly: boolean },
): Promise<OccurrenceRow[]> {
  return db
    .selectFrom('xp_occurrences')
    .selectAll()
    .where('user_id', '=', userId)
    .where('event', '=', event)
    .where('reversal', 'is', null)
    .where((eb) => {
      const inside = [
        ...(from ? [eb('at', '>=', from)] : []),
        ...(until ? [eb('at', '<=', until)] : []),
        ...(within === null ? [] : [eb('within_id', '=', within)]),
        ...(earnedOnly ? [eb('xp', '>', 0)] : []),
      ];
      return eb.or([eb('cause_id', '=', causeId), eb.and(inside)]);
    })
    .execute();
}

/** Of two who look at the state of one cause, the second looks when the first has written. */
export async function lockCause(tx: Tx, causeId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${causeId}, 9))`.execute(tx);
}

/** Who stands to have earned by a cause, whoever it is. */
export async function standingBy(
  db: Db,
  event: XpEvent,
  causeId: string,
  userId: string | null,
): Promise<string[]> {
  let query = db
    .selectFrom('xp_occurrences')
    .select('user_id')
    .where('event', '=', event)
    .where('cause_id', '=', causeId)
    .where('reversal', 'is', null)
    .orderBy('user_id');
  if (userId) query = query.where('user_id', '=', userId);
  return (await query.execute()).map((row) => row.user_id);
}

export function findStanding(
  db: Db,
  userId: string,
  event: XpEvent,
  causeId: string,
): Promise<OccurrenceRow | undefined> {
  return db
    .selectFrom('xp_occurrences')
    .selectAll()
    .where('user_id', '=', userId)
    .where('event', '=', event)
    .where('cause_id', '=', causeId)
    .where('reversal', 'is', null)
    .executeTakeFirst();
}

export async function wasReversed(db: Db, userId: string, event: XpEvent, causeId: string): Promise<boolean> {
  const row = await db
    .selectFrom('xp_occurrences')
    .select('id')
    .where('user_id', '=', userId)
    .where('event', '=', event)
    .where('cause_id', '=', causeId)
    .where('reversal', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export function allOf(db: Db, userId: string): Promise<OccurrenceRow[]> {
  return db.selectFrom('xp_occurrences').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

export async function correctionsOf(db: Db, userId: string): Promise<Correction[]> {
  const rows = await db
    .selectFrom('xp_postings')
    .select(['id', 'xp', 'reason'])
    .where('user_id', '=', userId)
    .where('kind', '=', 'CORRECTION')
    .orderBy('id')
    .execute();
  return rows.map(({ id, xp, reason }) => ({ id, xp, reason: reason ?? '' }));
}

/** Sums of the postings: of the person, and of each occurrence. */
export async function sumsOf(db: Db, userId: string): Promise<ReadonlyMap<string | null, number>> {
  const rows = await db
    .selectFrom('xp_postings')
    .select(['occurrence_id', sql<number>`sum(xp)::int`.as('xp')])
    .where('user_id', '=', userId)
    .groupBy('occurrence_id')
    .execute();
  return new Map(rows.map((row) => [row.occurrence_id, row.xp]));
}

export async function countStanding(
  db: Db,
  userId: string,
  events: readonly XpEvent[],
  since: Date | null,
): Promise<{ event: string; count: number }[]> {
  let query = db
    .selectFrom('xp_occurrences')
    .select(['event', sql<number>`count(*)::int`.as('count')])
    .where('user_id', '=', userId)
    .where('event', 'in', [...events])
    .where('reversal', 'is', null)
    .groupBy('event');
  if (since) query = query.where('at', '>=', since);
  return query.execute();
}

export function contributionsByKind(
  db: Db,
  userId: string,
  early: Date,
): Promise<{ kind: string | null; count: number; early: number }[]> {
  return db
    .selectFrom('xp_occurrences')
    .select([
      'kind_of_work as kind',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`(count(*) filter (where at <= ${early}))::int`.as('early'),
    ])
    .where('user_id', '=', userId)
    .where('event', '=', 'CONTRIBUTION_APPROVED')
    .where('reversal', 'is', null)
    .groupBy('kind_of_work')
    .execute();
}

/** Verdicts upon contributions; those that decide are compared with what became of the contribution. */
export async function reviewsBy(
  db: Db,
  userId: string,
): Promise<{ reviews: number; decisive: number; agreeing: number }> {
  return db
    .selectFrom('xp_reviews as review')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('xp_reviews')
          .select(['contribution_id', 'verdict'])
          .distinctOn('contribution_id')
          .where('verdict', 'in', ['APPROVE', 'REJECT'])
          .where('contribution_id', 'in', (inner) =>
            inner.selectFrom('xp_reviews').select('contribution_id').where('reviewer_id', '=', userId),
          )
          .orderBy('contribution_id')
          .orderBy('at', 'desc')
          .as('final'),
      (join) => join.onRef('final.contribution_id', '=', 'review.contribution_id'),
    )
    .select([
      sql<number>`count(*)::int`.as('reviews'),
      sql<number>`(count(*) filter (where review.verdict <> 'ASK_CHANGES' and final.verdict is not null))::int`.as(
        'decisive',
      ),
      sql<number>`(count(*) filter (where review.verdict = final.verdict))::int`.as('agreeing'),
    ])
    .where('review.reviewer_id', '=', userId)
    .executeTakeFirstOrThrow();
}

export async function insertReview(
  tx: Tx,
  row: { contribution_id: string; reviewer_id: string; id: string; verdict: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('xp_reviews')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** As the rules see it. */
export function recordedOf(row: OccurrenceRow): Recorded {
  return {
    id: row.id,
    event: row.event as XpEvent,
    causeId: row.cause_id,
    at: row.at,
    timeZone: row.time_zone,
    ...(row.priority ? { priority: row.priority as Priority } : {}),
    ...(row.within_id ? { within: row.within_id } : {}),
    xp: row.xp,
    reversal: row.reversal,
  };
}

/** The same for many people at once. */
export async function allOfMany(
  db: Db,
  userIds: readonly string[],
): Promise<{ occurrences: Map<string, OccurrenceRow[]>; corrections: Map<string, Correction[]> }> {
  if (!userIds.length) return { occurrences: new Map(), corrections: new Map() };
  const rows = await db
    .selectFrom('xp_occurrences')
    .selectAll()
    .where('user_id', 'in', [...userIds])
    .execute();
  const corrected = await db
    .selectFrom('xp_postings')
    .select(['user_id', 'id', 'xp', 'reason'])
    .where('user_id', 'in', [...userIds])
    .where('kind', '=', 'CORRECTION')
    .execute();
  const corrections = Map.groupBy(
    corrected.map(({ user_id, id, xp, reason }) => ({ userId: user_id, id, xp, reason: reason ?? '' })),
    ({ userId }) => userId,
  );
  return { occurrences: Map.groupBy(rows, (row) => row.user_id), corrections };
}

export interface EntryRow {
  readonly id: string;
  readonly event: string | null;
  readonly at: Date;
  readonly xp: number;
  readonly posted: number;
  readonly priority: string | null;
  readonly subject: string | null;
  readonly link: string | null;
  readonly reversal: string | null;
  readonly changed_at: Date | null;
  readonly reason: string | null;
}

/** What happened and what was corrected, as one list, newest first. `posted` leaves out reversals. */
export async function history(
  db: Db,
  userId: string,
  {
    event,
    after,
    limit,
  }: { event: XpEvent | undefined; after: { at: Date; id: string } | null; limit: number },
): Promise<EntryRow[]> {
  const place = after ? sql`and (at, id) < (${after.at}, ${after.id}::uuid)` : sql``;
  const only = event ? sql`and event = ${event}` : sql``;
  const corrections = event
    ? sql``
    : sql`union all (
        select id, null, at, xp, xp, null, null, null, null, null, reason from xp_postings
        where user_id = ${userId} and kind = 'CORRECTION' ${place} order by at desc, id desc limit ${limit + 1})`;
  const { rows } = await sql<EntryRow>`
    select * from (
      (select o.id, o.event, o.at, o.xp,
          coalesce((select sum(p.xp) from xp_postings p where p.occurrence_id = o.id and p.kind <> 'REVERSAL'), 0)::int as posted,
          o.priority, o.subject, o.link, o.reversal, o.reversed_at as changed_at, null::text as reason
        from xp_occurrences o where o.user_id = ${userId} ${place} ${only}
        order by o.at desc, o.id desc limit ${limit + 1})
      ${corrections}
    ) entry order by at desc, id desc limit ${limit + 1}`.execute(db);
  return rows;
}

export function listCorrections(
  db: Db,
  { userId, before, limit }: { userId: string | undefined; before: string | null; limit: number },
): Promise<PostingRow[]> {
  let query = db
    .selectFrom('xp_postings')
    .selectAll()
    .where('kind', '=', 'CORRECTION')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (userId) query = query.where('user_id', '=', userId);
  if (before) query = query.where('id', '<', before);
  return query.execute();
}
