import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { OpportunityInvitationsTable } from '../../../tables.gen.ts';

export type InvitationRow = Selectable<OpportunityInvitationsTable>;

/** False when the person is invited already. */
export async function insert(tx: Tx, row: Insertable<OpportunityInvitationsTable>): Promise<boolean> {
  const result = await tx
    .insertInto('opportunity_invitations')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function remove(tx: Tx, opportunityId: string, userId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('opportunity_invitations')
    .where('opportunity_id', '=', opportunityId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** By the person; one row more than the limit. */
export function list(
  db: Db,
  filter: { opportunityId: string; after: string | null; limit: number },
): Promise<InvitationRow[]> {
  let query = db
    .selectFrom('opportunity_invitations')
    .selectAll()
    .where('opportunity_id', '=', filter.opportunityId)
    .orderBy('user_id')
    .limit(filter.limit + 1);
  if (filter.after) query = query.where('user_id', '>', filter.after);
  return query.execute();
}

export async function countOf(db: Db, opportunityId: string): Promise<number> {
  const { count } = await db
    .selectFrom('opportunity_invitations')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('opportunity_id', '=', opportunityId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The people invited to each. */
export async function invitedTo(
  db: Db,
  opportunityIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (!opportunityIds.length) return new Map();
  const rows = await db
    .selectFrom('opportunity_invitations')
    .select(['opportunity_id', 'user_id'])
    .where('opportunity_id', 'in', opportunityIds)
    .orderBy('user_id')
    .execute();
  const groups = Map.groupBy(rows, (row) => row.opportunity_id);
  return new Map([...groups].map(([id, list]) => [id, list.map((row) => row.user_id)]));
}

export function invitationsOf(db: Db, userId: string): Promise<InvitationRow[]> {
  return db.selectFrom('opportunity_invitations').selectAll().where('user_id', '=', userId).execute();
}

export async function forget(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('opportunity_invitations').where('user_id', '=', userId).execute();
}
