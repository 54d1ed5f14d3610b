import { sql } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';

/** SQL of appointments. Whether one counts is read from the access facts. */

const appointmentsLock = 7_102_030;

/** One appointment or dismissal at a time, so that two super administrators cannot dismiss each other at once. */
export async function lockAppointments(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${appointmentsLock})`.execute(tx);
}

export async function insertAppointment(
  tx: Tx,
  row: { id: string; user_id: string; rung: number; appointed_by: string | null; at: Date; reason: string },
): Promise<void> {
  await tx.insertInto('appointments').values(row).execute();
}

export async function endAppointment(
  tx: Tx,
  userId: string,
  rung: number,
  end: { at: Date; by: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('appointments')
    .set({ dismissed_at: end.at, dismissed_by: end.by })
    .where('user_id', '=', userId)
    .where('rung', '=', rung)
    .where('dismissed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function appointedTo(db: Db, rung: number): Promise<string[]> {
  const rows = await db
    .selectFrom('appointments')
    .select('user_id')
    .where('rung', '=', rung)
    .where('dismissed_at', 'is', null)
    .execute();
  return rows.map((row) => row.user_id);
}
