import { sql, type Insertable, type RawBuilder, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { TeamMembersTable, TeamsTable } from '../../../tables.gen.ts';
import type { Viewer } from './company-store.ts';

export type TeamRow = Selectable<TeamsTable>;
export type MemberRow = Selectable<TeamMembersTable>;

/**
 * Section 18. Its own people always see a team, and so do those it invites, its mediator, and who owns or manages the place
 * it stands in. A team that is not CONFIDENTIAL is seen by the people of that place and of the team it is nested in; a
 * PUBLIC one by everybody unless the place is closed itself: a team is never more open than what it stands in.
 */
function visible({ userId, hub, now, ventureIds, ownedVentureIds }: Viewer): RawBuilder<boolean> {
  const inVentures = (ids: readonly string[]) => sql`team.venture_id = any(${[...ids]}::uuid[])`;
  return sql<boolean>`(${hub} or team.mediator_id = ${userId}
    or exists (select from team_members part where part.team_id = team.id and part.user_id = ${userId})
    or exists (select from team_invitations invitation where invitation.team_id = team.id
      and invitation.user_id = ${userId} and invitation.state = 'PENDING' and invitation.expires_at > ${now})
    or ${inVentures(ownedVentureIds)}
    or exists (select from company_people part where part.company_id = team.company_id and part.user_id = ${userId}
      and part.role in ('OWNER', 'MANAGER'))
    or (team.visibility <> 'CONFIDENTIAL' and (${inVentures(ventureIds)}
      or exists (select from company_people part where part.company_id = team.company_id and part.user_id = ${userId})
      or exists (select from team_members part where part.team_id = team.parent_id and part.user_id = ${userId})))
    or (team.visibility = 'PUBLIC' and team.venture_id is null and (team.company_id is null
      or exists (select from companies company where company.id = team.company_id and (company.visibility = 'PUBLIC'
        or (company.visibility = 'PRIVATE' and exists (select from teams other
          join team_members part on part.team_id = other.id
          where other.company_id = company.id and part.user_id = ${userId})))))))`;
}

export function insertTeam(tx: Tx, row: Insertable<TeamsTable>): Promise<TeamRow> {
  return tx.insertInto('teams').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findVisible(db: Db, viewer: Viewer, id: string): Promise<TeamRow | undefined> {
  return db
    .selectFrom('teams as team')
    .selectAll()
    .where('id', '=', id)
    .where(visible(viewer))
    .executeTakeFirst();
}

/** What those of the given ones are called that the viewer may see. */
export async function namesAmong(
  db: Db,
  viewer: Viewer,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (!known.length) return new Map();
  const rows = await db
    .selectFrom('teams as team')
    .select(['id', 'name'])
    .where('id', 'in', known)
    .where(visible(viewer))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export function findTeam(db: Db, id: string): Promise<TeamRow | undefined> {
  return db.selectFrom('teams').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockTeam(tx: Tx, id: string): Promise<TeamRow | undefined> {
  return tx.selectFrom('teams').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function updateTeam(tx: Tx, id: string, change: Updateable<TeamsTable>): Promise<TeamRow> {
  return tx
    .updateTable('teams')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function markSuggested(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('teams').set({ review_suggested_at: at }).where('id', '=', id).execute();
}

/** The newest first; one row more than the limit. */
export function listTeams(
  db: Db,
  viewer: Viewer,
  filter: {
    mine: boolean;
    companyId?: string | undefined;
    ventureId?: string | undefined;
    search: string;
    before: string | null;
    limit: number;
  },
): Promise<TeamRow[]> {
  let query = db
    .selectFrom('teams as team')
    .selectAll()
    .where(visible(viewer))
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.mine)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('team_members as part')
          .select('part.user_id')
          .whereRef('part.team_id', '=', 'team.id')
          .where('part.user_id', '=', viewer.userId),
      ),
    );
  else if (!filter.companyId && !filter.ventureId) query = query.where('state', '<>', 'DISBANDED');
  if (filter.companyId) query = query.where('company_id', '=', filter.companyId);
  if (filter.ventureId) query = query.where('venture_id', '=', filter.ventureId);
  if (filter.search) {
    const like = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`(team.name ilike ${like} or team.purpose ilike ${like})`);
  }
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** Teams directly inside this one that the viewer may see. */
export function listNested(db: Db, viewer: Viewer, parentId: string): Promise<TeamRow[]> {
  return db
    .selectFrom('teams as team')
    .selectAll()
    .where('parent_id', '=', parentId)
    .where(visible(viewer))
    .orderBy('id')
    .execute();
}

export async function nestedIds(db: Db, parentId: string): Promise<string[]> {
  const rows = await db.selectFrom('teams').select('id').where('parent_id', '=', parentId).execute();
  return rows.map(({ id }) => id);
}

export async function insertMember(tx: Tx, row: Insertable<TeamMembersTable>): Promise<boolean> {
  const done = await tx
    .insertInto('team_members')
    .values(row)
    .onConflict((conflict) => conflict.columns(['team_id', 'user_id']).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export function findMember(db: Db, teamId: string, userId: string): Promise<MemberRow | undefined> {
  return db
    .selectFrom('team_members')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

export async function setMemberRole(tx: Tx, teamId: string, userId: string, role: string): Promise<void> {
  await tx
    .updateTable('team_members')
    .set({ role })
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .execute();
}

export async function deleteMember(tx: Tx, teamId: string, userId: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('team_members')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}

/** In the order in which they joined. */
export function membersOf(db: Db, teamId: string): Promise<MemberRow[]> {
  return db
    .selectFrom('team_members')
    .selectAll()
    .where('team_id', '=', teamId)
    .orderBy('joined_at')
    .orderBy('user_id')
    .execute();
}

/** How many there are, who leads, and which role somebody has, of many teams at once. */
export async function summariesOf(
  db: Db,
  teamIds: readonly string[],
  userId: string,
): Promise<Map<string, { members: number; leadId: string | null; role: string | null }>> {
  if (!teamIds.length) return new Map();
  const rows = await db
    .selectFrom('team_members')
    .select((eb) => [
      'team_id',
      eb.fn.countAll<bigint>().as('members'),
      sql<string | null>`max(user_id::text) filter (where role = 'LEAD')`.as('lead_id'),
      sql<string | null>`max(role) filter (where user_id = ${userId})`.as('role'),
    ])
    .where('team_id', 'in', [...teamIds])
    .groupBy('team_id')
    .execute();
  return new Map(
    rows.map((row) => [row.team_id, { members: Number(row.members), leadId: row.lead_id, role: row.role }]),
  );
}

/** Teams somebody belongs to, with their role; those that ended are among them. */
export function teamsOf(db: Db, userId: string): Promise<(TeamRow & { role: string; joined_at: Date })[]> {
  return db
    .selectFrom('teams as team')
    .innerJoin('team_members as part', 'part.team_id', 'team.id')
    .selectAll('team')
    .select(['part.role', 'part.joined_at'])
    .where('part.user_id', '=', userId)
    .orderBy('team.id')
    .execute();
}

/** Teams of a venture, or all that live in a company, locked in one order. */
export function lockTeamsIn(tx: Tx, ventureId: string): Promise<TeamRow[]> {
  return tx
    .selectFrom('teams')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('state', '<>', 'DISBANDED')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Active for so long, and not told of a review since: a batch in the order of ids. */
export function teamsToWatch(
  db: Db,
  of: { activeSince: Date; suggestedBefore: Date; after: string | null; limit: number },
): Promise<TeamRow[]> {
  let query = db
    .selectFrom('teams')
    .selectAll()
    .where('state', '=', 'ACTIVE')
    .where('state_since', '<=', of.activeSince)
    .where((eb) =>
      eb.or([eb('review_suggested_at', 'is', null), eb('review_suggested_at', '<=', of.suggestedBefore)]),
    )
    .orderBy('id')
    .limit(of.limit);
  if (of.after) query = query.where('id', '>', of.after);
  return query.execute();
}
