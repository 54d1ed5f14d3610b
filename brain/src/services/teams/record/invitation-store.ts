import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { TeamInvitationsTable } from '../../../tables.gen.ts';

export type InvitationRow = Selectable<TeamInvitationsTable>;
export type PlaceRef = { readonly teamId: string } | { readonly companyId: string };

export function insertInvitation(tx: Tx, row: Insertable<TeamInvitationsTable>): Promise<InvitationRow> {
  return tx.insertInto('team_invitations').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockInvitation(tx: Tx, id: string): Promise<InvitationRow | undefined> {
  return tx.selectFrom('team_invitations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function findInvitation(db: Db, id: string): Promise<InvitationRow | undefined> {
  return db.selectFrom('team_invitations').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findByToken(db: Db, tokenHash: string): Promise<InvitationRow | undefined> {
  return db.selectFrom('team_invitations').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
}

export function updateInvitation(
  tx: Tx,
  id: string,
  change: Updateable<TeamInvitationsTable>,
): Promise<InvitationRow> {
  return tx
    .updateTable('team_invitations')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The newest first; one row more than the limit. */
export function listInvitations(
  db: Db,
  filter: {
    by: { userId: string } | { inviterId: string } | PlaceRef;
    state: string | undefined;
    now: Date;
    before: string | null;
    limit: number;
  },
): Promise<InvitationRow[]> {
  const { by, now } = filter;
  let query = db
    .selectFrom('team_invitations')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if ('userId' in by) query = query.where('user_id', '=', by.userId);
  else if ('inviterId' in by) query = query.where('invited_by', '=', by.inviterId);
  else if ('teamId' in by) query = query.where('team_id', '=', by.teamId);
  else query = query.where('company_id', '=', by.companyId);
  // Out of time counts as expired, whether or not the job has run.
  if (filter.state === 'EXPIRED')
    query = query.where((eb) =>
      eb.or([
        eb('state', '=', 'EXPIRED'),
        eb.and([eb('state', '=', 'PENDING'), eb('expires_at', '<=', now)]),
      ]),
    );
  else if (filter.state === 'PENDING')
    query = query.where('state', '=', 'PENDING').where('expires_at', '>', now);
  else if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export async function countOpen(db: Db, place: PlaceRef, now: Date): Promise<number> {
  const column = 'teamId' in place ? 'team_id' : 'company_id';
  const { count } = await db
    .selectFrom('team_invitations')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(column, '=', 'teamId' in place ? place.teamId : place.companyId)
    .where('state', '=', 'PENDING')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return count;
}

/** Open invitations that ran out, of a place or of all; locked, so that each is ended once. */
export function lockExpired(
  tx: Tx,
  of: { now: Date; limit: number; place?: PlaceRef },
): Promise<InvitationRow[]> {
  let query = tx
    .selectFrom('team_invitations')
    .selectAll()
    .where('state', '=', 'PENDING')
    .where('expires_at', '<=', of.now)
    .orderBy('id')
    .limit(of.limit)
    .forUpdate()
    .skipLocked();
  if (of.place && 'teamId' in of.place) query = query.where('team_id', '=', of.place.teamId);
  else if (of.place) query = query.where('company_id', '=', of.place.companyId);
  return query.execute();
}

export function lockOpenOf(tx: Tx, place: PlaceRef): Promise<InvitationRow[]> {
  let query = tx.selectFrom('team_invitations').selectAll().where('state', '=', 'PENDING');
  query =
    'teamId' in place
      ? query.where('team_id', '=', place.teamId)
      : query.where('company_id', '=', place.companyId);
  return query.orderBy('id').forUpdate().execute();
}

/** Open ones to an address that nobody had yet. */
export function lockWaitingFor(tx: Tx, email: string, now: Date): Promise<InvitationRow[]> {
  return tx
    .selectFrom('team_invitations')
    .selectAll()
    .where('email', '=', email)
    .where('user_id', 'is', null)
    .where('state', '=', 'PENDING')
    .where('expires_at', '>', now)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** An open invitation of a person to the same place. */
export async function openFor(db: Db, place: PlaceRef, userId: string): Promise<InvitationRow | undefined> {
  let query = db
    .selectFrom('team_invitations')
    .selectAll()
    .where('state', '=', 'PENDING')
    .where('user_id', '=', userId);
  query =
    'teamId' in place
      ? query.where('team_id', '=', place.teamId)
      : query.where('company_id', '=', place.companyId);
  return query.executeTakeFirst();
}

export async function eraseOf(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable('team_invitations')
    .set({ email: null, message: '' })
    .where('user_id', '=', userId)
    .execute();
}
