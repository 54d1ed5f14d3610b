import { sql } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import { columns, type OpportunityRow } from '../record/store.ts';

export type PostedRow = OpportunityRow;

/** The open opportunities of these ventures. */
export async function ofVentures(
  db: Db,
  ventureIds: readonly string[],
): Promise<Pick<PostedRow, 'id' | 'visibility'>[]> {
  if (!ventureIds.length) return [];
  return db
    .selectFrom('opportunities')
    .select(['id', 'visibility'])
    .where('venture_id', 'in', ventureIds)
    .where('kind', '=', 'OPPORTUNITY')
    .where('state', '=', 'ACTIVE')
    .execute();
}

/** Applications with an answer and the components they had: what a learned order is trained on. */
export async function countDecided(db: Db): Promise<number> {
  const row = await db
    .selectFrom('opportunity_applications')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('state', 'in', ['ACCEPTED', 'REJECTED'])
    .where('components', 'is not', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Suggestions made on a day, for the analytics of the creators. In one order, so that two do not wait for each other. */
export async function countMatches(tx: Tx, opportunityIds: readonly string[], day: string): Promise<void> {
  if (!opportunityIds.length) return;
  await tx
    .insertInto('opportunity_days')
    .values([...opportunityIds].sort().map((id) => ({ opportunity_id: id, day, matches: 1 })))
    .onConflict((conflict) =>
      conflict.columns(['opportunity_id', 'day']).doUpdateSet({ matches: sql`opportunity_days.matches + 1` }),
    )
    .execute();
}

export async function invitedAmong(
  db: Db,
  opportunityId: string,
  userIds: readonly string[],
): Promise<string[]> {
  if (!userIds.length) return [];
  const rows = await db
    .selectFrom('opportunity_invitations')
    .select('user_id')
    .where('opportunity_id', '=', opportunityId)
    .where('user_id', 'in', userIds)
    .execute();
  return rows.map((row) => row.user_id);
}

/** Applications that wait for an answer. */
export async function liveApplications(
  db: Db,
  opportunityId: string,
): Promise<{ id: string; userId: string }[]> {
  const rows = await db
    .selectFrom('opportunity_applications')
    .select(['id', 'applicant_id'])
    .where('opportunity_id', '=', opportunityId)
    .where('state', 'in', ['PENDING', 'REVIEWING'])
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, userId: row.applicant_id }));
}

/** Open to every member: what of these may be read by all. The newest first. */
export function tellable(db: Db, now: Date, limit: number): Promise<OpportunityRow[]> {
  return db
    .selectFrom('opportunities')
    .select(columns)
    .where('kind', '=', 'OPPORTUNITY')
    .where('state', '=', 'ACTIVE')
    .where('expires_at', '>', now)
    .where('visibility', 'in', ['PUBLIC', 'MEMBER_ONLY'])
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Another text whenever one of them changed, came or went. */
export async function openStamp(db: Db, now: Date): Promise<string> {
  const row = await db
    .selectFrom('opportunities')
    .select([sql<number>`count(*)::int`.as('count'), sql<Date | null>`max(changed_at)`.as('last')])
    .where('kind', '=', 'OPPORTUNITY')
    .where('state', '=', 'ACTIVE')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return `${row.count} ${row.last?.toISOString() ?? ''}`;
}
