import { sql } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import { challengeParts, type ChallengePart, type Stay } from './rules/streaks.ts';

/** @returns false when this was counted already */
export async function insertAct(
  tx: Tx,
  row: { user_id: string; part: ChallengePart; cause_id: string; at: Date; time_zone: string; day: string },
): Promise<boolean> {
  const result = await tx
    .insertInto('xp_acts')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function deleteAct(
  tx: Tx,
  userId: string,
  part: ChallengePart,
  causeId: string,
): Promise<boolean> {
  const result = await tx
    .deleteFrom('xp_acts')
    .where('user_id', '=', userId)
    .where('part', '=', part)
    .where('cause_id', '=', causeId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function finishedDaysOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('xp_acts')
    .select('day')
    .where('user_id', '=', userId)
    .groupBy('day')
    .having(sql`count(distinct part)`, '=', challengeParts.length)
    .orderBy('day')
    .execute();
  return rows.map((row) => row.day);
}

/** What of the challenge of one day is done. */
export async function partsOn(db: Db, userId: string, day: string): Promise<ReadonlySet<ChallengePart>> {
  const rows = await db
    .selectFrom('xp_acts')
    .select('part')
    .distinct()
    .where('user_id', '=', userId)
    .where('day', '=', day)
    .execute();
  return new Set(rows.map((row) => row.part as ChallengePart));
}

export async function partsSince(
  db: Db,
  userId: string,
  from: string,
): Promise<{ day: string; part: ChallengePart }[]> {
  const rows = await db
    .selectFrom('xp_acts')
    .select(['day', 'part'])
    .distinct()
    .where('user_id', '=', userId)
    .where('day', '>=', from)
    .execute();
  return rows.map(({ day, part }) => ({ day, part: part as ChallengePart }));
}

export async function staysOf(db: Db, userId: string): Promise<Stay[]> {
  const rows = await db
    .selectFrom('xp_stays')
    .select(['since', 'time_zone'])
    .where('user_id', '=', userId)
    .orderBy('since')
    .execute();
  return rows.map(({ since, time_zone }) => ({ from: since, timeZone: time_zone }));
}

export async function insertStay(tx: Tx, userId: string, since: Date, timeZone: string): Promise<void> {
  await tx
    .insertInto('xp_stays')
    .values({ user_id: userId, since, time_zone: timeZone })
    .onConflict((conflict) => conflict.columns(['user_id', 'since']).doUpdateSet({ time_zone: timeZone }))
    .execute();
}
