import type { Db } from '../../kernel/db.ts';

export interface VentureParts {
  readonly ventures: number;
  /** As owner, co-owner or lead. */
  readonly leading: number;
  /** As adviser. */
  readonly mentoring: number;
  readonly owned: readonly string[];
}

/** What many people are part of at once; who takes part nowhere is left out. */
export async function partsOfMany(db: Db, userIds: readonly string[]): Promise<Map<string, VentureParts>> {
  if (!userIds.length) return new Map();
  const rows = await db
    .selectFrom('venture_members')
    .innerJoin('ventures', 'ventures.id', 'venture_members.venture_id')
    .select(['venture_members.user_id', 'venture_members.venture_id', 'venture_members.role'])
    .where('venture_members.user_id', 'in', [...userIds])
    .where('venture_members.state', '=', 'ACTIVE')
    .where('ventures.status', '<>', 'CLOSED')
    .orderBy('venture_members.venture_id')
    .execute();
  const count = (parts: typeof rows, ...roles: string[]) =>
    parts.filter(({ role }) => roles.includes(role)).length;
  return new Map(
    [...Map.groupBy(rows, (row) => row.user_id)].map(([userId, parts]) => [
      userId,
      {
        ventures: parts.length,
        leading: count(parts, 'OWNER', 'CO_OWNER', 'LEAD'),
        mentoring: count(parts, 'ADVISER'),
        owned: parts.flatMap((part) => (part.role === 'OWNER' ? [part.venture_id] : [])),
      },
    ]),
  );
}
