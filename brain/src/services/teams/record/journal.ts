import type { teamsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Db, Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { namesOf, type Ground } from '../ground.ts';
import { insertHistory, listHistory } from './history-store.ts';

type Entry = z.infer<typeof teamsWire.historyEntry>;

/** The team or the company in whose history something stands. */
export type Place = { readonly kind: 'team' | 'company'; readonly id: string };

export interface Step {
  readonly entity: Entry['entity'];
  readonly entityId: string;
  readonly event: string;
  /** What or whom it is about, in words. */
  readonly subject: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly actorId: string | null;
  readonly reason?: string | null | undefined;
}

/** History, audit entry and live message, in the transaction of the change. */
export async function record(ground: Ground, tx: Tx, place: Place, step: Step): Promise<void> {
  const { entity, entityId, event, subject, from = null, to = null, actorId } = step;
  const reason = step.reason || null;
  const at = ground.kernel.clock.now();
  await insertHistory(tx, {
    place_id: place.id,
    id: newId(),
    entity,
    entity_id: entityId,
    event,
    from_state: from,
    to_state: to,
    actor_id: actorId,
    subject,
    reason,
    at,
  });
  await ground.security.audit(tx, {
    actorId,
    action: `${place.kind}.${entity === place.kind.toUpperCase() ? '' : `${entity.toLowerCase()}-`}${event}`,
    entity: place.kind,
    entityId: place.id,
    ...(from === null ? {} : { before: { state: from } }),
    after: { ...(to === null ? {} : { state: to }), ...(entityId === place.id ? {} : { of: entityId }) },
    ...(reason ? { reason } : {}),
  });
  await publish(
    ground,
    tx,
    `${place.kind}.changed`,
    actorId,
    { [`${place.kind}Id`]: place.id, entity, event },
    [`${place.kind}:${place.id}`],
  );
}

/** What other modules, live pages and notifications learn of. */
export function publish(
  { kernel }: Ground,
  tx: Tx,
  type: string,
  actorId: string | null,
  data: Readonly<Record<string, unknown>>,
  topics: readonly string[] = [],
  control?: { readonly lostAccess: { readonly userId: string; readonly topic: string } },
): Promise<void> {
  return kernel.outbox.publish(tx, {
    type,
    actorId,
    at: kernel.clock.now().toISOString(),
    topics,
    data,
    ...(control ? { control } : {}),
  });
}

export async function historyPage(
  ground: Ground,
  db: Db,
  placeId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const rows = await listHistory(db, placeId, { before: readIdCursor(cursor), limit });
  const name = await namesOf(
    ground,
    db,
    rows.map(({ actor_id }) => actor_id),
  );
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    (row): Entry => ({
      id: row.id,
      at: row.at.toISOString(),
      entity: row.entity as Entry['entity'],
      event: row.event,
      subject: row.subject,
      from: row.from_state,
      to: row.to_state,
      actor: row.actor_id ? name(row.actor_id) : null,
      reason: row.reason,
    }),
  );
}
