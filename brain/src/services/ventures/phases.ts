import type { Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import type { VentureDeps } from './deps.ts';
import * as store from './store.ts';

/** The business progress of a venture (section 7.2): kept here, while its steps are those of the work service above. */
export function createPhases({ kernel: { clock, outbox } }: VentureDeps) {
  return {
    /** What a step starts from; locked until the transaction ends. */
    async lock(tx: Tx, ventureId: string) {
      const row = found(await store.lockVenture(tx, ventureId));
      return { name: row.name, status: row.status, phase: row.phase, ownerId: row.owner_id };
    },
    /** Moves only while the venture is active. The caller has locked it, and has checked the step. */
    async set(tx: Tx, ventureId: string, phase: string, actorId: string | null): Promise<void> {
      const now = clock.now();
      const row = await store.updateVenture(tx, ventureId, { phase, updated_at: now });
      if (row.status !== 'ACTIVE')
        throw new Fail('ILLEGAL_TRANSITION', `A venture in the state ${row.status} stays in its phase.`);
      // Without a name: pages load the card again, nobody is notified of it.
      await outbox.publish(tx, {
        type: 'venture.changed',
        actorId,
        at: now.toISOString(),
        topics: [`venture:${ventureId}`],
        data: { ventureId },
      });
    },
  };
}
