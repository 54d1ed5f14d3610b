import type { Db } from '../../kernel/db.ts';
import { streakOf, type Streak } from './rules/streaks.ts';
import * as store from './streak-store.ts';

/** Nobody has lived anywhere until something of theirs was counted. */
const nowhere = [{ from: new Date(0), timeZone: 'UTC' }];

export async function streakFor(db: Db, userId: string, now: Date): Promise<Streak> {
  const stays = await store.staysOf(db, userId);
  return streakOf(await store.finishedDaysOf(db, userId), stays.length ? stays : nowhere, now);
}

export async function longestStreakOf(db: Db, userId: string, now: Date): Promise<number> {
  return (await streakFor(db, userId, now)).longest;
}
