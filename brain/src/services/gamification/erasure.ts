import { sql } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import { recount } from './awards.ts';
import type { Ground } from './deps.ts';
import * as endorsements from './endorsement-store.ts';
import * as goals from './goal-store.ts';
import * as ledger from './ledger-store.ts';
import * as people from './people-store.ts';
import * as portfolio from './portfolio-store.ts';
import * as skills from './skill-store.ts';

/** Nothing here has to be kept: everything of the person goes, and what others had through them is counted again. */
export async function erase(ground: Ground, tx: Tx, userId: string): Promise<void> {
  await sql`select set_config('smartstart.erasing', ${userId}, true)`.execute(tx);
  const concerned = await endorsements.eraseOf(tx, userId);
  await people.eraseAllOf(tx, userId);
  await sql`select set_config('smartstart.erasing', '', true)`.execute(tx);
  for (const other of concerned.toSorted()) await recount(ground, tx, other, ['ENDORSEMENTS']);
}

/** Everything this service keeps of a person. */
export async function exportOf(db: Db, userId: string): Promise<unknown> {
  const row = await people.find(db, userId);
  return {
    figures: row ?? null,
    events: (await ledger.allOf(db, userId)).map(({ user_id: _, ...event }) => event),
    corrections: await ledger.correctionsOf(db, userId),
    badges: await people.badgesOf(db, userId),
    skillChecks: (await skills.standingChecks(db, userId)).map(({ by_id: _, ...check }) => check),
    goals: await goals.allOf(db, userId),
    portfolio: await portfolio.itemsOf(db, userId),
  };
}
