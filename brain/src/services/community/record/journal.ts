import type { Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Ground } from '../ground.ts';
import { insertLog } from './journal-store.ts';

export interface Step {
  readonly entity:
    | 'idea'
    | 'poll'
    | 'kudos'
    | 'connection'
    | 'endorsement'
    | 'support-request'
    | 'moderation-case'
    | 'channel'
    | 'message'
    | 'meeting';
  readonly id: string;
  readonly event: string;
  readonly from?: string | null;
  readonly to: string;
  readonly actorId: string | null;
  readonly reason?: string | null;
}

/** A step of a machine: its history and its audit entry, in the transaction of the change. */
export async function record({ kernel, security }: Ground, tx: Tx, step: Step): Promise<void> {
  const { entity, id, event, from = null, to, actorId } = step;
  const reason = step.reason || null;
  await insertLog(tx, {
    id: newId(),
    entity,
    entity_id: id,
    event,
    from_state: from,
    to_state: to,
    actor_id: actorId,
    reason,
    at: kernel.clock.now(),
  });
  await security.audit(tx, {
    actorId,
    action: `${entity}.${event}`,
    entity,
    entityId: id,
    ...(from === null ? {} : { before: { state: from } }),
    after: { state: to },
    ...(reason ? { reason } : {}),
  });
}

/** What other modules, live pages and notifications learn of. Texts travel to those only whom they are for. */
export function publish(
  { kernel }: Ground,
  tx: Tx,
  type: string,
  actorId: string | null,
  data: Readonly<Record<string, unknown>>,
  topics: readonly string[] = [],
): Promise<void> {
  return kernel.outbox.publish(tx, { type, actorId, at: kernel.clock.now().toISOString(), topics, data });
}
