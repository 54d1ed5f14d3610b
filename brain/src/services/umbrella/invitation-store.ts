import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { UmbrellaInvitationsTable } from '../../tables.gen.ts';

export type InvitationRow = Selectable<UmbrellaInvitationsTable>;

export function insertInvitation(tx: Tx, row: Insertable<UmbrellaInvitationsTable>): Promise<InvitationRow> {
  return tx.insertInto('umbrella_invitations').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockInvitation(tx: Tx, id: string): Promise<InvitationRow | undefined> {
  return tx
    .selectFrom('umbrella_invitations')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function findByToken(db: Db, tokenHash: string): Promise<InvitationRow | undefined> {
  return db
    .selectFrom('umbrella_invitations')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

export function updateInvitation(
  tx: Tx,
  id: string,
  change: Updateable<UmbrellaInvitationsTable>,
): Promise<InvitationRow> {
  return tx
    .updateTable('umbrella_invitations')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Sent by somebody, or to an address; the newest first, one row more than the limit. */
export function listInvitations(
  db: Db,
  filter: {
    by: { signerId: string } | { email: string };
    state: string | undefined;
    before: string | null;
    limit: number;
  },
): Promise<InvitationRow[]> {
  const { by } = filter;
  let query = db
    .selectFrom('umbrella_invitations')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  query = 'signerId' in by ? query.where('signer_id', '=', by.signerId) : query.where('email', '=', by.email);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export async function countOpen(db: Db, signerId: string): Promise<number> {
  const { count } = await db
    .selectFrom('umbrella_invitations')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('signer_id', '=', signerId)
    .where('state', '=', 'PENDING')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Has somebody at this address declined an invitation of this sponsor? */
export async function wasDeclined(db: Db, sponsorId: string, email: string): Promise<boolean> {
  const row = await db
    .selectFrom('umbrella_invitations')
    .select('id')
    .where('sponsor_id', '=', sponsorId)
    .where('email', '=', email)
    .where('state', '=', 'DECLINED')
    .executeTakeFirst();
  return row !== undefined;
}

/** Those that are out of time. */
export function lockExpired(tx: Tx, now: Date, limit: number): Promise<InvitationRow[]> {
  return tx
    .selectFrom('umbrella_invitations')
    .selectAll()
    .where('state', '=', 'PENDING')
    .where('expires_at', '<=', now)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}
