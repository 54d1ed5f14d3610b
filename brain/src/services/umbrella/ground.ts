import { hubId } from '@smartstart/units';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Actor, Ground } from './deps.ts';
import * as store from './relationship-store.ts';
import type { RelationshipRow } from './relationship-store.ts';

/** What every operation of the umbrella stands on: who somebody is to a relationship, and how a step is written down. */

export type { Actor, Ground };
export type Side = 'SPONSOR' | 'REFERRED' | 'HUB';

export function actorOf(call: Call): Actor {
  const { userId, held } = callerOf(call);
  return { userId, held, call: { ip: call.ip, agent: call.agent, requestId: call.requestId } };
}

export function isBilling({ held }: Pick<Actor, 'held'>): boolean {
  return held.has(9) || held.has(12);
}

/** Null for strangers. Who signs for the hub reads as the hub while they hold an administrative rung. */
export function sideOf(row: RelationshipRow, actor: Pick<Actor, 'userId' | 'held'>): Side | null {
  if (row.referred_id === actor.userId) return 'REFERRED';
  if (row.sponsor_id === actor.userId) return 'SPONSOR';
  if (isBilling(actor) || (row.sponsor_id === hubId && row.signer_id === actor.userId && isAppointed(actor)))
    return 'HUB';
  return null;
}

export function isAppointed({ held }: Pick<Actor, 'held'>): boolean {
  return held.has(9) || held.has(10) || held.has(11) || held.has(12);
}

/** The relationship for one who has a part in it; NOT_FOUND for everybody else. */
export async function lockFor(
  tx: Tx,
  actor: Actor,
  relationshipId: string,
): Promise<{ row: RelationshipRow; side: Side }> {
  const row = found(await store.lockRelationship(tx, relationshipId));
  const side = sideOf(row, actor);
  if (side === null) throw new Fail('NOT_FOUND');
  return { row, side };
}

/** Lets the two sides act, and whoever signs for the hub. */
export async function lockAsParty(tx: Tx, actor: Actor, relationshipId: string): Promise<RelationshipRow> {
  const { row } = await lockFor(tx, actor, relationshipId);
  if (row.referred_id !== actor.userId && row.signer_id !== actor.userId) throw new Fail('NOT_FOUND');
  return row;
}

/** Nobody decides on a relationship they take part in. */
export async function lockForHub(tx: Tx, actor: Actor, relationshipId: string): Promise<RelationshipRow> {
  const row = found(await store.lockRelationship(tx, relationshipId));
  if ([row.sponsor_id, row.signer_id, row.referred_id].includes(actor.userId))
    throw new Fail('FORBIDDEN', 'You take part in this relationship. Another administrator decides on it.');
  return row;
}

export interface Happening {
  readonly event: string;
  readonly actor: Actor | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reason?: string | null;
  readonly paymentId?: string;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** History, audit entry and live message, in the transaction of the change. */
export async function record(
  { kernel, security }: Ground,
  tx: Tx,
  row: RelationshipRow,
  { event, actor, from = null, to = null, reason = null, paymentId, after }: Happening,
): Promise<void> {
  const at = kernel.clock.now();
  const actorId = actor?.userId ?? null;
  await store.insertHistory(tx, {
    relationship_id: row.id,
    id: newId(),
    payment_id: paymentId ?? null,
    event,
    from_state: from,
    to_state: to,
    actor_id: actorId,
    reason,
    at,
  });
  await security.audit(tx, {
    actorId,
    action: `umbrella.${event}`,
    entity: paymentId ? 'umbrella-payment' : 'umbrella-relationship',
    entityId: paymentId ?? row.id,
    before: from === null ? {} : { state: from },
    after: { relationshipId: row.id, ...(to === null ? {} : { state: to }), ...after },
    ...(reason ? { reason } : {}),
    ...(actor ? { call: actor.call } : {}),
  });
  await kernel.outbox.publish(tx, {
    type: 'umbrella.changed',
    actorId,
    at: at.toISOString(),
    topics: topicsOf(row),
    data: { relationshipId: row.id, paymentId: paymentId ?? null, event, to },
  });
}

/** What other modules react to; ids and names, and no amounts. */
export async function announce(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  event:
    | 'activated'
    | 'ended'
    | 'calculated'
    | 'approved'
    | 'paid'
    | 'disputed'
    | 'reversed'
    | 'suspended'
    | 'decided',
  { actor, ...data }: { actor: Actor | null; paymentId?: string; reason?: string | null },
): Promise<void> {
  const names = await namesOf(ground, tx, [row.sponsor_id, row.referred_id]);
  await ground.kernel.outbox.publish(tx, {
    type: `umbrella.${event}`,
    actorId: actor?.userId ?? null,
    at: ground.kernel.clock.now().toISOString(),
    topics: topicsOf(row),
    data: {
      ...data,
      relationshipId: row.id,
      sponsorId: row.sponsor_id,
      signerId: row.signer_id,
      referredId: row.referred_id,
      sponsorName: names(row.sponsor_id),
      referredName: names(row.referred_id),
    },
  });
}

function topicsOf({ sponsor_id, signer_id, referred_id }: RelationshipRow): string[] {
  return [...new Set([sponsor_id, signer_id, referred_id])]
    .filter((id) => id !== hubId)
    .map((id) => `user:${id}`);
}

/** Names for a view: all of a page with one question. */
export async function namesOf(
  { people, kernel }: Ground,
  db: Db,
  ids: readonly (string | null)[],
): Promise<(userId: string) => string> {
  const known = [...new Set(ids.filter((id) => id !== null && id !== hubId))] as string[];
  const names = known.length ? await people.byIds(db, known) : new Map<string, { name: string }>();
  return (userId) =>
    userId === hubId ? kernel.config.hub.name : (names.get(userId)?.name ?? 'a former member');
}

export function percent(tenths: number): string {
  return (tenths / 10).toFixed(1);
}

export function tenthsOf(ratePercent: string): number {
  return Math.round(Number(ratePercent) * 10);
}
