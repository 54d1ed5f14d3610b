import type { Db } from '../../../kernel/db.ts';

/** In how many living teams many people are, and in how many of them they lead; who is in none is left out. */
export async function teamsOfMany(
  db: Db,
  userIds: readonly string[],
): Promise<Map<string, { readonly teams: number; readonly leading: number }>> {
  if (!userIds.length) return new Map();
  const rows = await db
    .selectFrom('team_members')
    .innerJoin('teams', 'teams.id', 'team_members.team_id')
    .select(['team_members.user_id', 'team_members.role'])
    .where('team_members.user_id', 'in', [...userIds])
    .where('teams.state', '<>', 'DISBANDED')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.user_id)].map(([userId, parts]) => [
      userId,
      { teams: parts.length, leading: parts.filter(({ role }) => role === 'LEAD').length },
    ]),
  );
}
