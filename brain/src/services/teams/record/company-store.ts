import { sql, type Insertable, type RawBuilder, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { CompaniesTable, CompanyPeopleTable, CompanyStakesTable } from '../../../tables.gen.ts';

export type CompanyRow = Selectable<CompaniesTable>;
export type CompanyPersonRow = Selectable<CompanyPeopleTable>;
export type StakeRow = Selectable<CompanyStakesTable>;

/** Who looks, for the question which companies and teams are there for them. */
export interface Viewer {
  readonly userId: string;
  readonly hub: boolean;
  readonly now: Date;
  /** Ventures they take part in, and those they own. */
  readonly ventureIds: readonly string[];
  readonly ownedVentureIds: readonly string[];
}

/**
 * Section 18: PUBLIC for everybody, PRIVATE and CONFIDENTIAL for those who belong to the company or to a team of it, for
 * those it invites, and for the owner it asks something of.
 */
function visible({ userId, hub, now }: Viewer): RawBuilder<boolean> {
  return sql<boolean>`(${hub} or company.visibility = 'PUBLIC'
    or exists (select from company_people part where part.company_id = company.id and part.user_id = ${userId})
    or exists (select from teams team join team_members part on part.team_id = team.id
      where team.company_id = company.id and part.user_id = ${userId})
    or exists (select from team_invitations invitation where invitation.company_id = company.id
      and invitation.user_id = ${userId} and invitation.state = 'PENDING' and invitation.expires_at > ${now})
    or exists (select from approvals approval where approval.state = 'PENDING' and approval.approver_id = ${userId}
      and company.id in (approval.company_id, approval.other_company_id)))`;
}

export function insertCompany(tx: Tx, row: Insertable<CompaniesTable>): Promise<CompanyRow> {
  return tx.insertInto('companies').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findVisible(db: Db, viewer: Viewer, id: string): Promise<CompanyRow | undefined> {
  return db
    .selectFrom('companies as company')
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
    .selectFrom('companies as company')
    .select(['id', 'name'])
    .where('id', 'in', known)
    .where(visible(viewer))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export function lockCompany(tx: Tx, id: string): Promise<CompanyRow | undefined> {
  return tx.selectFrom('companies').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function findCompany(db: Db, id: string): Promise<CompanyRow | undefined> {
  return db.selectFrom('companies').selectAll().where('id', '=', id).executeTakeFirst();
}

export function updateCompany(tx: Tx, id: string, change: Updateable<CompaniesTable>): Promise<CompanyRow> {
  return tx
    .updateTable('companies')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The newest first; one row more than the limit. */
export function listCompanies(
  db: Db,
  viewer: Viewer,
  filter: { mine: boolean; search: string; before: string | null; limit: number },
): Promise<CompanyRow[]> {
  let query = db
    .selectFrom('companies as company')
    .selectAll()
    .where(visible(viewer))
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.mine)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('company_people as part')
          .select('part.user_id')
          .whereRef('part.company_id', '=', 'company.id')
          .where('part.user_id', '=', viewer.userId),
      ),
    );
  else query = query.where('state', 'not in', ['DISSOLVED', 'MERGED']);
  if (filter.search) {
    const like = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(
      sql<boolean>`(company.name ilike ${like} or company.industry ilike ${like} or ${filter.search.toLowerCase()} = any(company.tags))`,
    );
  }
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** How many people and how many teams that live these companies have. */
export async function countsOf(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { people: number; teams: number }>> {
  if (!ids.length) return new Map();
  const { rows } = await sql<{ id: string; people: number; teams: number }>`
    select company.id,
      (select count(*)::int from company_people part where part.company_id = company.id) as people,
      (select count(*)::int from teams team where team.company_id = company.id and team.state <> 'DISBANDED') as teams
    from companies company where company.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

export async function insertPerson(tx: Tx, row: Insertable<CompanyPeopleTable>): Promise<boolean> {
  const done = await tx
    .insertInto('company_people')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export function findPerson(db: Db, companyId: string, userId: string): Promise<CompanyPersonRow | undefined> {
  return db
    .selectFrom('company_people')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

export async function setPersonRole(tx: Tx, companyId: string, userId: string, role: string): Promise<void> {
  await tx
    .updateTable('company_people')
    .set({ role })
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .execute();
}

export async function deletePerson(tx: Tx, companyId: string, userId: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('company_people')
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}

/** In the order of their ids; one row more than the limit. */
export function listPeople(
  db: Db,
  companyId: string,
  page: { after: string | null; limit: number },
): Promise<CompanyPersonRow[]> {
  let query = db
    .selectFrom('company_people')
    .selectAll()
    .where('company_id', '=', companyId)
    .orderBy('user_id')
    .limit(page.limit + 1);
  if (page.after) query = query.where('user_id', '>', page.after);
  return query.execute();
}

export async function ownerOf(db: Db, companyId: string): Promise<string | null> {
  const row = await db
    .selectFrom('company_people')
    .select('user_id')
    .where('company_id', '=', companyId)
    .where('role', '=', 'OWNER')
    .executeTakeFirst();
  return row?.user_id ?? null;
}

export async function rolesOf(
  db: Db,
  companyIds: readonly string[],
  userId: string,
): Promise<Map<string, string>> {
  if (!companyIds.length) return new Map();
  const rows = await db
    .selectFrom('company_people')
    .select(['company_id', 'role'])
    .where('company_id', 'in', [...companyIds])
    .where('user_id', '=', userId)
    .execute();
  return new Map(rows.map(({ company_id, role }) => [company_id, role]));
}

export function companiesOf(db: Db, userId: string): Promise<(CompanyRow & { role: string })[]> {
  return db
    .selectFrom('companies as company')
    .innerJoin('company_people as part', 'part.company_id', 'company.id')
    .selectAll('company')
    .select('part.role')
    .where('part.user_id', '=', userId)
    .orderBy('company.id')
    .execute();
}

export async function countCreated(db: Db, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('companies')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('created_by', '=', userId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function upsertStake(tx: Tx, row: Insertable<CompanyStakesTable>): Promise<void> {
  const { millionths, set_by, set_at } = row;
  await tx
    .insertInto('company_stakes')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['parent_id', 'child_id']).doUpdateSet({ millionths, set_by, set_at }),
    )
    .execute();
}

export async function deleteStake(tx: Tx, parentId: string, childId: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('company_stakes')
    .where('parent_id', '=', parentId)
    .where('child_id', '=', childId)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}

/** What a company holds and who holds it, the largest part first. */
export function stakesOf(db: Db, companyId: string): Promise<StakeRow[]> {
  return db
    .selectFrom('company_stakes')
    .selectAll()
    .where((eb) => eb.or([eb('child_id', '=', companyId), eb('parent_id', '=', companyId)]))
    .orderBy('millionths', 'desc')
    .orderBy('parent_id')
    .execute();
}

export async function deleteStakesOf(tx: Tx, companyId: string): Promise<void> {
  await tx
    .deleteFrom('company_stakes')
    .where((eb) => eb.or([eb('child_id', '=', companyId), eb('parent_id', '=', companyId)]))
    .execute();
}

export async function countLivingTeams(db: Db, companyId: string): Promise<number> {
  return (await countsOf(db, [companyId])).get(companyId)?.teams ?? 0;
}
