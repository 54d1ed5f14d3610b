import type { Db } from '../../kernel/db.ts';
import type { VentureRow } from './store.ts';

/** SQL of what the analysis of ventures asks about them. Who may read it is decided there. */

/** Ventures that were activated before a moment, whatever became of them. */
export async function countActivatedBefore(db: Db, before: Date): Promise<number> {
  const { count } = await db
    .selectFrom('ventures')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('activated_at', '<', before)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Ventures that were activated before a moment, in the order of their ids, after one of them. */
export async function activatedBefore(
  db: Db,
  before: Date,
  after: string | null,
  limit: number,
): Promise<{ id: string; activatedAt: Date }[]> {
  let query = db
    .selectFrom('ventures')
    .select(['id', 'activated_at'])
    .where('activated_at', '<', before)
    .orderBy('id')
    .limit(limit);
  if (after) query = query.where('id', '>', after);
  return (await query.execute()).map(({ id, activated_at }) => ({ id, activatedAt: activated_at! }));
}

export async function ownedBy(db: Db, ownerId: string): Promise<string[]> {
  const rows = await db.selectFrom('ventures').select('id').where('owner_id', '=', ownerId).execute();
  return rows.map(({ id }) => id);
}

export async function activeIds(db: Db, after: string | null, limit: number): Promise<string[]> {
  let query = db
    .selectFrom('ventures')
    .select('id')
    .where('status', '=', 'ACTIVE')
    .orderBy('id')
    .limit(limit);
  if (after) query = query.where('id', '>', after);
  return (await query.execute()).map(({ id }) => id);
}

export function venturesInPhase(
  db: Db,
  phase: string,
  limit: number,
): Promise<Pick<VentureRow, 'id' | 'industry'>[]> {
  return db
    .selectFrom('ventures')
    .select(['id', 'industry'])
    .where('status', '=', 'ACTIVE')
    .where('phase', '=', phase)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
