import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { VentureInvitationsTable, VentureMembersTable, VenturesTable } from '../../tables.gen.ts';

export type VentureRow = Selectable<VenturesTable>;
export type MemberRow = Selectable<VentureMembersTable>;
export type InvitationRow = Selectable<VentureInvitationsTable>;

export async function insertVenture(tx: Tx, row: Insertable<VenturesTable>): Promise<VentureRow> {
  return tx.insertInto('ventures').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findVenture(db: Db, id: string): Promise<VentureRow | undefined> {
  return db.selectFrom('ventures').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findVentures(db: Db, ids: readonly string[]): Promise<VentureRow[]> {
  if (!ids.length) return Promise.resolve([]);
  return db.selectFrom('ventures').selectAll().where('id', 'in', ids).execute();
}

export function findBySlug(db: Db, slug: string): Promise<VentureRow | undefined> {
  return db.selectFrom('ventures').selectAll().where('slug', '=', slug).executeTakeFirst();
}

export function lockVenture(tx: Tx, id: string): Promise<VentureRow | undefined> {
  return tx.selectFrom('ventures').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function slugsLike(db: Db, base: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('ventures')
    .select('slug')
    .where((eb) => eb.or([eb('slug', '=', base), eb('slug', 'like', `${base}-%`)]))
    .execute();
  return new Set(rows.map((row) => row.slug));
}

/** Writes the change and counts the version up. */
export async function updateVenture(
  tx: Tx,
  id: string,
  change: Updateable<VenturesTable>,
): Promise<VentureRow> {
  return tx
    .updateTable('ventures')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteVenture(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('ventures').where('id', '=', id).execute();
}

export interface ListFilter {
  readonly viewerId: string | null;
  readonly mine?: boolean;
  readonly q?: string | undefined;
  readonly industry?: string | undefined;
  readonly before: string | null;
  readonly limit: number;
}

/** Ventures the viewer may see, newest first; visibility is applied before searching. One row more than the limit. */
export function listVentures(db: Db, filter: ListFilter): Promise<VentureRow[]> {
  let query = db
    .selectFrom('ventures')
    .selectAll('ventures')
    .orderBy('ventures.id', 'desc')
    .limit(filter.limit + 1);
  const { viewerId } = filter;
  if (viewerId && filter.mine) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('venture_members')
          .select('user_id')
          .whereRef('venture_id', '=', 'ventures.id')
          .where('user_id', '=', viewerId),
      ),
    );
  } else {
    query = query
      .where('status', 'in', ['ACTIVE', 'PAUSED'])
      .where('visibility', 'in', viewerId ? ['PUBLIC', 'INVITE_ONLY'] : ['PUBLIC']);
  }
  if (filter.before) query = query.where('ventures.id', '<', filter.before);
  if (filter.industry) query = query.where('industry', '=', filter.industry);
  if (filter.q) {
    const pattern = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) =>
      eb.or([
        eb('name', 'ilike', pattern),
        eb('purpose', 'ilike', pattern),
        sql<boolean>`array_to_string(tags, ' ') ilike ${pattern}`,
      ]),
    );
  }
  return query.execute();
}

/** Active ventures whose card every member sees and that name skills they look for, the newest first. */
export function seekingVentures(db: Db, limit: number): Promise<VentureRow[]> {
  return db
    .selectFrom('ventures')
    .selectAll()
    .where('status', '=', 'ACTIVE')
    .where('visibility', 'in', ['PUBLIC', 'INVITE_ONLY'])
    .where(sql<boolean>`jsonb_array_length(skills_wanted) > 0`)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Everything that left the draft, newest first; one row more than the limit. */
export function submittedVentures(
  db: Db,
  filter: { q?: string | undefined; status?: string | undefined; before: string | null; limit: number },
): Promise<VentureRow[]> {
  let query = db
    .selectFrom('ventures')
    .selectAll()
    .where('status', '<>', 'DRAFT')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.status) query = query.where('status', '=', filter.status);
  if (filter.before) query = query.where('id', '<', filter.before);
  if (filter.q) query = query.where('name', 'ilike', `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`);
  return query.execute();
}

export async function insertMember(tx: Tx, row: Insertable<VentureMembersTable>): Promise<void> {
  await tx.insertInto('venture_members').values(row).execute();
}

export function findMember(db: Db, ventureId: string, userId: string): Promise<MemberRow | undefined> {
  return db
    .selectFrom('venture_members')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

export function membersOf(db: Db, ventureId: string): Promise<MemberRow[]> {
  return db
    .selectFrom('venture_members')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .orderBy('joined_at')
    .orderBy('user_id')
    .execute();
}

export function membershipsOf(db: Db, userId: string): Promise<MemberRow[]> {
  return db.selectFrom('venture_members').selectAll().where('user_id', '=', userId).execute();
}

export async function countMembers(db: Db, ventureIds: readonly string[]): Promise<Map<string, number>> {
  if (!ventureIds.length) return new Map();
  const rows = await db
    .selectFrom('venture_members')
    .select(['venture_id', (eb) => eb.fn.countAll<bigint>().as('count')])
    .where('venture_id', 'in', [...ventureIds])
    .where('state', '<>', 'JOINING')
    .groupBy('venture_id')
    .execute();
  return new Map(rows.map((row) => [row.venture_id, Number(row.count)]));
}

export async function countActiveBesides(db: Db, ventureId: string, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('venture_members')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('venture_id', '=', ventureId)
    .where('state', '=', 'ACTIVE')
    .where('user_id', '<>', userId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function rolesOf(
  db: Db,
  userId: string,
  ventureIds: readonly string[],
): Promise<Map<string, MemberRow>> {
  if (!ventureIds.length) return new Map();
  const rows = await db
    .selectFrom('venture_members')
    .selectAll()
    .where('user_id', '=', userId)
    .where('venture_id', 'in', [...ventureIds])
    .execute();
  return new Map(rows.map((row) => [row.venture_id, row]));
}

export async function updateMember(
  tx: Tx,
  ventureId: string,
  userId: string,
  change: { role?: string; state?: string },
): Promise<MemberRow> {
  return tx
    .updateTable('venture_members')
    .set(change)
    .where('venture_id', '=', ventureId)
    .where('user_id', '=', userId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteMember(tx: Tx, ventureId: string, userId: string): Promise<void> {
  await tx
    .deleteFrom('venture_members')
    .where('venture_id', '=', ventureId)
    .where('user_id', '=', userId)
    .execute();
}

export async function insertInvitation(
  tx: Tx,
  row: Insertable<VentureInvitationsTable>,
): Promise<InvitationRow> {
  return tx.insertInto('venture_invitations').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findInvitation(db: Db, id: string): Promise<InvitationRow | undefined> {
  return db.selectFrom('venture_invitations').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findInvitationByToken(db: Db, tokenHash: string): Promise<InvitationRow | undefined> {
  return db
    .selectFrom('venture_invitations')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

export function lockInvitation(tx: Tx, id: string): Promise<InvitationRow | undefined> {
  return tx.selectFrom('venture_invitations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateInvitation(
  tx: Tx,
  id: string,
  change: Updateable<VentureInvitationsTable>,
): Promise<InvitationRow> {
  return tx
    .updateTable('venture_invitations')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function invitationsOf(
  db: Db,
  where: { ventureId?: string; email?: string; before: string | null; limit: number },
): Promise<InvitationRow[]> {
  let query = db
    .selectFrom('venture_invitations')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(where.limit + 1);
  if (where.ventureId) query = query.where('venture_id', '=', where.ventureId);
  if (where.email) query = query.where('email', '=', where.email);
  if (where.before) query = query.where('id', '<', where.before);
  return query.execute();
}

/** Closes what is past its end, in one venture or a batch of all, and tells which ones. */
export function expireInvitations(
  tx: Tx,
  now: Date,
  { ventureId, limit }: { ventureId?: string; limit: number },
): Promise<InvitationRow[]> {
  let due = tx
    .selectFrom('venture_invitations')
    .select('id')
    .where('state', '=', 'PENDING')
    .where('expires_at', '<=', now)
    .orderBy('id')
    .limit(limit)
    .forUpdate();
  if (ventureId) due = due.where('venture_id', '=', ventureId);
  return tx
    .updateTable('venture_invitations')
    .set({ state: 'EXPIRED' })
    .where('id', 'in', due)
    .returningAll()
    .execute();
}

export async function openInvitation(
  db: Db,
  ventureId: string,
  email: string,
  now: Date,
): Promise<string | null> {
  const row = await db
    .selectFrom('venture_invitations')
    .select('id')
    .where('venture_id', '=', ventureId)
    .where('email', '=', email)
    .where('state', '=', 'PENDING')
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function isInvited(db: Db, ventureId: string, email: string, now: Date): Promise<boolean> {
  return (await openInvitation(db, ventureId, email, now)) !== null;
}

export async function venturesOwnedIn(
  db: Db,
  ownerId: string,
  statuses: readonly string[],
): Promise<VentureRow[]> {
  return db
    .selectFrom('ventures')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('status', 'in', [...statuses])
    .execute();
}

export async function venturesIn(
  db: Db,
  status: string,
  after: string | null,
  limit: number,
): Promise<VentureRow[]> {
  let query = db.selectFrom('ventures').selectAll().where('status', '=', status).orderBy('id').limit(limit);
  if (after) query = query.where('id', '>', after);
  return query.execute();
}

export async function addHistory(
  tx: Tx,
  row: {
    id: string;
    venture_id: string;
    from_status: string | null;
    to_status: string;
    event: string;
    actor_id: string | null;
    reason: string | null;
    at: Date;
  },
): Promise<void> {
  await tx.insertInto('venture_history').values(row).execute();
}

export function historyOf(db: Db, ventureId: string, before: string | null, limit: number) {
  let query = db
    .selectFrom('venture_history')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before) query = query.where('id', '<', before);
  return query.execute();
}
