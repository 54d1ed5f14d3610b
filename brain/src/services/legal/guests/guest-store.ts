import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { GuestLinksTable, GuestSessionsTable } from '../../../tables.gen.ts';

export type LinkRow = Selectable<GuestLinksTable>;
export type SessionRow = Selectable<GuestSessionsTable>;

export async function insertLink(tx: Tx, row: Insertable<GuestLinksTable>): Promise<void> {
  await tx.insertInto('guest_links').values(row).execute();
}

/** Links of a place that were not used stop working. */
export async function revokeLinks(tx: Tx, documentId: string, position: number, at: Date): Promise<void> {
  await tx
    .updateTable('guest_links')
    .set({ revoked_at: at })
    .where('document_id', '=', documentId)
    .where('position', '=', position)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

export function lockLink(tx: Tx, linkHash: string): Promise<LinkRow | undefined> {
  return tx
    .selectFrom('guest_links')
    .selectAll()
    .where('link_hash', '=', linkHash)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateLink(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<LinkRow, 'code_hash' | 'code_expires_at' | 'code_tries' | 'codes_sent' | 'used_at' | 'revoked_at'>
  >,
): Promise<void> {
  await tx.updateTable('guest_links').set(change).where('id', '=', id).execute();
}

export async function insertSession(tx: Tx, row: Insertable<GuestSessionsTable>): Promise<void> {
  await tx.insertInto('guest_sessions').values(row).execute();
}

export interface OpenSession {
  readonly id: string;
  readonly expiresAt: Date;
  readonly confirmedAt: Date;
  readonly documentId: string;
  readonly position: number;
}

export function liveSession(db: Db, secretHash: string, now: Date): Promise<OpenSession | undefined> {
  return db
    .selectFrom('guest_sessions as session')
    .innerJoin('guest_links as link', 'link.id', 'session.link_id')
    .select([
      'session.id',
      'session.expires_at as expiresAt',
      'session.confirmed_at as confirmedAt',
      'link.document_id as documentId',
      'link.position',
    ])
    .where('session.secret_hash', '=', secretHash)
    .where('session.expires_at', '>', now)
    .where('session.ended_at', 'is', null)
    .executeTakeFirst();
}

/** The place was handed on or taken away: whoever held it reads no further. */
export async function endSessionsOf(tx: Tx, documentId: string, position: number, at: Date): Promise<void> {
  await tx
    .updateTable('guest_sessions')
    .set({ ended_at: at })
    .where('ended_at', 'is', null)
    .where(
      'link_id',
      'in',
      tx
        .selectFrom('guest_links')
        .select('id')
        .where('document_id', '=', documentId)
        .where('position', '=', position),
    )
    .execute();
}
