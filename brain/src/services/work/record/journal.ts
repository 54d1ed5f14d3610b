import type { workWire } from '@smartstart/contract';
import type { Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { PublishedEvent } from '../../../kernel/outbox.ts';
import type { Ground } from '../ground.ts';
import * as store from './journal-store.ts';

export type Entity = (typeof workWire.workEntity)['options'][number];

export interface Entry {
  readonly ventureId: string;
  readonly entity: Entity;
  readonly id: string;
  /** What it is called now. */
  readonly subject: string;
  readonly event: string;
  readonly actorId: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reason?: string | null;
  /** Pages are told of it, and nothing is written down. */
  readonly passing?: true;
}

/** Writes what happened, in the transaction of the change: the history, the audit entry of a step, and the live message. */
export async function record({ kernel, security }: Ground, tx: Tx, entry: Entry): Promise<void> {
  const { ventureId, entity, id, event, actorId, from = null, to = null } = entry;
  const reason = entry.reason || null;
  const at = kernel.clock.now();
  if (!entry.passing)
    await store.insertLog(tx, {
      venture_id: ventureId,
      id: newId(),
      entity,
      entity_id: id,
      subject: entry.subject,
      event,
      from_state: from,
      to_state: to,
      actor_id: actorId,
      reason,
      at,
    });
  const kind = entity.toLowerCase().replace('_', '-');
  if (to !== null)
    await security.audit(tx, {
      actorId,
      action: `${kind}.${event}`,
      entity: kind,
      entityId: id,
      ...(from === null ? {} : { before: { state: from } }),
      after: { state: to, ventureId },
      ...(reason ? { reason } : {}),
    });
  // Investors follow the topic of the venture, too: ids and codes only.
  await kernel.outbox.publish(tx, {
    type: `work.${kind}`,
    actorId,
    at: at.toISOString(),
    topics: [`venture:${ventureId}`],
    data: { ventureId, id, event, to },
  });
}

/** What people are told of; `services/notifications` has the words. */
export interface News {
  readonly type:
    | 'sprint.changed'
    | 'milestone.changed'
    | 'task.changed'
    | 'contribution.changed'
    | 'meeting'
    | 'checkin.reminder'
    | 'risk.critical'
    | 'launch.decision-due';
  readonly code: string;
  readonly ventureId: string;
  readonly ventureName: string;
  readonly subject: string;
  readonly actorId: string | null;
  readonly recipientIds: readonly (string | null)[];
  /** Told once under this key, however often it is said. */
  readonly key?: string;
  readonly at?: string;
}

/** On no topic: titles are for those they are told to. */
export async function tell({ kernel }: Ground, tx: Tx, { actorId, ...news }: News): Promise<void> {
  const recipientIds = [...new Set(news.recipientIds)].filter(
    (userId) => userId !== null && userId !== actorId,
  );
  if (!recipientIds.length) return;
  await kernel.outbox.publish(tx, {
    type: 'work.news',
    actorId,
    at: kernel.clock.now().toISOString(),
    topics: [],
    data: { ...news, recipientIds },
  });
}

/** Somebody joined the venture. */
export async function logMember({ kernel }: Ground, tx: Tx, event: PublishedEvent): Promise<void> {
  const { ventureId, userId, memberName } = event.data;
  if (typeof ventureId !== 'string' || typeof userId !== 'string')
    throw new Error('member.joined names nobody.');
  await store.insertLog(tx, {
    venture_id: ventureId,
    id: newId(),
    entity: 'MEMBER',
    entity_id: userId,
    subject: typeof memberName === 'string' ? memberName : '',
    event: 'join',
    actor_id: userId,
    at: kernel.clock.now(),
  });
}
