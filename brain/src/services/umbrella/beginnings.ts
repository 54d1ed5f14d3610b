import { addMonths, dayOf, firstDay, isoDay, monthAt } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { nextState } from '../../kernel/machine.ts';
import { announce, record, tenthsOf, type Actor, type Ground } from './ground.ts';
import { relationships as machine, type RelationshipEvent } from './machines.ts';
import * as store from './relationship-store.ts';
import type { RelationshipRow } from './relationship-store.ts';

/** How relationships begin and end, whoever or whatever makes them. */

/** Why these two cannot be sponsor and member, as a sentence. */
export async function conflictOf(db: Db, sponsorId: string, referredId: string): Promise<string | null> {
  if (await store.sponsorOf(db, referredId))
    return 'This member has an active sponsor already. A member has one at most.';
  return (await store.closesCircle(db, sponsorId, referredId))
    ? 'This member stands above the sponsor already. Nobody sponsors in a circle.'
    : null;
}

/**
 * Both signed: the relationship is active, unless the place of the sponsor was taken meanwhile or a circle would close.
 * Then it lapses, and the agreement ends with it. The lock of the graph lets one after the other look and begin.
 */
export async function begin(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  given: {
    event: 'activate' | 'renew' | 'reinstate';
    actor: Actor | null;
    reason?: string;
    validUntil: Date | null;
    documentId?: string;
  },
): Promise<RelationshipRow> {
  const now = ground.kernel.clock.now();
  const to = nextState(machine, row.state, given.event);
  await store.lockGraph(tx);
  const conflict = (await conflictOf(tx, row.sponsor_id, row.referred_id)) ?? (await guests(ground, tx, row));
  if (conflict) return refuse(ground, tx, row, conflict, given.documentId ?? row.document_id!);
  const documentId = given.documentId ?? row.document_id!;
  const { values } = (await ground.papers.filledIn(tx, documentId))!;
  const rate_tenths = row.activated_at ? row.rate_tenths : tenthsOf(values['ratePercent']!);
  const saved = await store.updateRelationship(tx, row.id, {
    state: to,
    document_id: documentId,
    renewal_id: null,
    rate_tenths,
    activated_at: row.activated_at ?? now,
    valid_until: given.validUntil,
    suspended_at: null,
  });
  await store.openPeriod(tx, row.id, now);
  if (!row.activated_at)
    await store.putRate(tx, { relationship_id: row.id, from_at: now, rate_tenths, document_id: documentId });
  await record(ground, tx, saved, {
    event: given.event,
    actor: given.actor,
    from: row.state,
    to,
    reason: given.reason ?? null,
    after: { documentId, rateTenths: rate_tenths },
  });
  await announce(ground, tx, saved, 'activated', { actor: given.actor });
  return saved;
}

/** A renewal that cannot begin leaves the relationship expired; a first agreement lapses. */
async function refuse(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  reason: string,
  documentId: string,
): Promise<RelationshipRow> {
  if (row.state === 'EXPIRED') {
    const saved = await store.updateRelationship(tx, row.id, { renewal_id: null });
    await ground.papers.dissolveAgreement(tx, { documentId, reason });
    await record(ground, tx, saved, { event: 'refuse-renewal', actor: null, reason });
    return saved;
  }
  const event = row.state === 'SUSPENDED' ? 'terminate' : 'lapse';
  return finish(ground, tx, row, { event, actor: null, reason, at: ground.kernel.clock.now() });
}

/** Both sides hold rung 1 on the day it begins. */
async function guests(ground: Ground, db: Db, row: RelationshipRow): Promise<string | null> {
  for (const userId of new Set([row.signer_id, row.referred_id]))
    if (!(await ground.security.held(db, userId)).has(1))
      return 'One side was no member with all platform papers in force when the agreement was signed.';
  return null;
}

/** The end is final. What was earned until then stays payable; the agreement ends with the relationship. */
export async function finish(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  {
    event,
    actor,
    reason,
    at,
  }: {
    event: RelationshipEvent & ('lapse' | 'end-notice' | 'terminate');
    actor: Actor | null;
    reason: string;
    at: Date;
  },
): Promise<RelationshipRow> {
  const to = nextState(machine, row.state, event);
  const saved = await store.updateRelationship(tx, row.id, {
    state: to,
    ended_at: at,
    end_reason: reason,
    renewal_id: null,
    amendment_id: null,
    amendment_tenths: null,
    sponsor_notice_id: null,
    member_notice_id: null,
  });
  if (row.activated_at) await store.closePeriod(tx, row.id, at);
  for (const documentId of [row.document_id, row.renewal_id])
    if (documentId) await ground.papers.dissolveAgreement(tx, { documentId, reason });
  await record(ground, tx, saved, { event, actor, from: row.state, to, reason });
  await announce(ground, tx, saved, 'ended', { actor, reason });
  return saved;
}

/** The first moment of the next month, in which a changed rate begins to count. */
export function nextMonthOf(now: Date): Date {
  return new Date(isoDay(addMonths(dayOf(firstDay(monthAt(now))), 1)));
}
