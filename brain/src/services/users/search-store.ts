import { sql, type Selectable } from 'kysely';
import type { Db } from '../../kernel/db.ts';
import type { UsersTable } from '../../tables.gen.ts';

export interface SearchQuery {
  readonly q?: string | undefined;
  readonly skill?: string | undefined;
  /** Sort key of the last row of the page before. */
  readonly after: { readonly rank: number; readonly name: string; readonly id: string } | null;
  readonly limit: number;
}

export type FoundRow = Selectable<UsersTable> & { rank: number; sort_name: string };

/**
 * People a member may find: active, verified, not private; by skill only when they show their skills. Names that begin
 * with the words come first, then names with a word that does, then the rest, each by name.
 */
export function searchPeople(db: Db, { q, skill, after, limit }: SearchQuery): Promise<FoundRow[]> {
  const words = q ? escapeLike(q) : null;
  const rank =
    words === null
      ? sql<number>`0`
      : sql<number>`case when name ilike ${`${words}%`} then 0 when name ilike ${`% ${words}%`} then 1 else 2 end`;
  let query = db
    .selectFrom('users')
    .selectAll()
    .select([rank.as('rank'), sql<string>`lower(name)`.as('sort_name')])
    .where('status', '=', 'ACTIVE')
    .where('visibility', '<>', 'PRIVATE');
  if (words !== null) {
    const pattern = `%${words}%`;
    query = query.where((eb) =>
      eb.or([eb('name', 'ilike', pattern), eb('headline', 'ilike', pattern), hasSkill(pattern)]),
    );
  }
  if (skill) query = query.where(hasSkill(escapeLike(skill)));
  if (after)
    query = query.where(
      sql<boolean>`(${rank}, lower(name), id) > (${after.rank}::int, ${after.name}::text, ${after.id}::uuid)`,
    );
  return query
    .orderBy('rank')
    .orderBy('sort_name')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
}

function hasSkill(pattern: string) {
  return sql<boolean>`(show_skills and exists (select from user_skills skill where skill.user_id = users.id and skill.name ilike ${pattern}))`;
}

/** So that a percent sign or an underscore means itself. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
