import type { Tx } from '../../../kernel/db.ts';
import { announceAccess } from '../record/events.ts';
import type { Ground } from '../ground.ts';
import { countsAsInForce } from '../record/policy.ts';
import * as store from '../record/store.ts';

/**
 * The access facts of a paper are a projection of the copies that bear them: computed anew, under a lock of the person,
 * whenever one of these copies begins or ends. So ending one copy never closes what another still opens.
 */
export async function settleFacts(
  ground: Ground,
  tx: Tx,
  userIds: readonly string[],
  code: string,
  ref: string,
): Promise<void> {
  // Always in the same order, so that two signatures of the same pair of people do not wait for each other.
  for (const userId of [...new Set(userIds)].sort()) {
    await store.lockStanding(tx, userId);
    const copies = await store.copiesOf(tx, [userId], { code, ref });
    await ground.security.clear(tx, userId, 'PAPER', { value: code, ref });
    for (const [tier, until] of endsByTier(copies))
      await ground.security.record(tx, userId, { kind: 'PAPER', value: code, ref, tier, until });
    await announceAccess(ground, tx, userId);
  }
}

/** The latest end of each tier. A copy that was revoked counts for nothing; one that expired is remembered as such. */
function endsByTier(copies: readonly store.Copy[]): Map<number, Date | null> {
  const ends = new Map<number, Date | null>();
  for (const copy of copies) {
    if (!countsAsInForce(copy.state) && copy.state !== 'EXPIRED') continue;
    const tier = copy.tier ?? 0;
    const end = copy.state === 'EXPIRED' ? copy.endedAt : copy.validUntil;
    const before = ends.get(tier);
    if (!ends.has(tier) || (before !== null && (end === null || before === undefined || end > before)))
      ends.set(tier, end);
  }
  return ends;
}
