import type { Call } from '../../kernel/call.ts';
import { callerOf } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { recount } from './awards.ts';
import type { Ground } from './deps.ts';
import * as people from './people-store.ts';

/** Who is on the boards: nobody who opted out, nobody whose account or privacy flags say no. */

/** Follows what accounts and privacy flags say now. */
export async function showAgain(ground: Ground, tx: Tx, userId: string): Promise<void> {
  const row = await people.lock(tx, userId);
  if (!row) return;
  const shown = (await ground.people.showingStanding(tx, [userId])).has(userId);
  if (shown !== row.shown) await people.update(tx, userId, { shown, updated_at: ground.kernel.clock.now() });
}

export async function setOptOut(
  ground: Ground,
  tx: Tx,
  call: Call,
  optedOut: boolean,
): Promise<{ optedOut: boolean }> {
  const { userId } = callerOf(call);
  if (!(await people.find(tx, userId))) await recount(ground, tx, userId, []);
  const row = await people.lock(tx, userId);
  if (!row || row.opted_out === optedOut) return { optedOut };
  await people.update(tx, userId, { opted_out: optedOut, updated_at: ground.kernel.clock.now() });
  await ground.security.audit(tx, {
    actorId: userId,
    action: optedOut ? 'leaderboards.left' : 'leaderboards.joined',
    entity: 'user',
    entityId: userId,
    call,
  });
  return { optedOut };
}
