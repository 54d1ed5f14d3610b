import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { ApprovalsTable } from '../../../tables.gen.ts';

export type ApprovalRow = Selectable<ApprovalsTable>;

export function insertApproval(tx: Tx, row: Insertable<ApprovalsTable>): Promise<ApprovalRow> {
  return tx.insertInto('approvals').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findApproval(db: Db, id: string): Promise<ApprovalRow | undefined> {
  return db.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockApproval(tx: Tx, id: string): Promise<ApprovalRow | undefined> {
  return tx.selectFrom('approvals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function updateApproval(tx: Tx, id: string, change: Updateable<ApprovalsTable>): Promise<ApprovalRow> {
  return tx
    .updateTable('approvals')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The newest first; one row more than the limit. */
export function listApprovals(
  db: Db,
  filter: {
    side: 'REQUESTER' | 'APPROVER';
    userId: string;
    state: string | undefined;
    before: string | null;
    limit: number;
  },
): Promise<ApprovalRow[]> {
  let query = db
    .selectFrom('approvals')
    .selectAll()
    .where(filter.side === 'REQUESTER' ? 'requester_id' : 'approver_id', '=', filter.userId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** What is asked of a team or a company and not decided yet. */
export function lockPendingOf(
  tx: Tx,
  place: { readonly teamId: string } | { readonly companyId: string },
): Promise<ApprovalRow[]> {
  let query = tx.selectFrom('approvals').selectAll().where('state', '=', 'PENDING');
  if ('teamId' in place) query = query.where('team_id', '=', place.teamId);
  else
    query = query.where((eb) =>
      eb.or([eb('company_id', '=', place.companyId), eb('other_company_id', '=', place.companyId)]),
    );
  return query.orderBy('id').forUpdate().execute();
}

export function pendingJoin(db: Db, teamId: string, userId: string): Promise<ApprovalRow | undefined> {
  return db
    .selectFrom('approvals')
    .selectAll()
    .where('kind', '=', 'JOIN_TEAM')
    .where('state', '=', 'PENDING')
    .where('team_id', '=', teamId)
    .where('requester_id', '=', userId)
    .executeTakeFirst();
}

/** Everything somebody asked for or decided, for their export. */
export function approvalsOf(db: Db, userId: string): Promise<ApprovalRow[]> {
  return db
    .selectFrom('approvals')
    .selectAll()
    .where((eb) => eb.or([eb('requester_id', '=', userId), eb('approver_id', '=', userId)]))
    .orderBy('id')
    .execute();
}
