import { utcDay } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import type { Ground } from '../deps.ts';
import {
  applications,
  opportunities,
  undecided,
  type ApplicationEvent,
  type OpportunityEvent,
} from '../rules/machines.ts';
import * as applicationStore from './application-store.ts';
import * as store from './store.ts';
import { managing } from './viewer.ts';

/** Every step of both machines: state, history, audit entry and event, in the transaction of the act. */

type Row = store.OpportunityRow;
type ApplicationRow = applicationStore.ApplicationRow;

interface Step {
  readonly actorId: string | null;
  readonly reason?: string | null;
}

const eventNames: Record<OpportunityEvent | 'change', string> = {
  publish: 'opportunity.published',
  change: 'opportunity.changed',
  pause: 'opportunity.paused',
  resume: 'opportunity.resumed',
  fill: 'opportunity.filled',
  expire: 'opportunity.expired',
  cancel: 'opportunity.cancelled',
};
const applicationEventNames: Record<ApplicationEvent | 'receive', string> = {
  receive: 'application.received',
  open: 'application.opened',
  accept: 'application.accepted',
  reject: 'application.rejected',
  withdraw: 'application.withdrawn',
  end: 'application.expired',
};
/** What an application can have cost. */
const applicationCharges = ['apply', 'apply-priced-bid'] as const;

/** Takes a step of the opportunity. The row is locked. */
export async function move(
  ground: Ground,
  tx: Tx,
  row: Row,
  event: OpportunityEvent,
  { actorId, reason = null }: Step,
  change: Parameters<typeof store.update>[2] = {},
): Promise<Row> {
  const state = nextState(opportunities, row.state, event);
  const now = ground.kernel.clock.now();
  const saved = await store.update(tx, row.id, { ...change, state, changed_at: now });
  await note(ground, tx, { opportunityId: row.id, event, from: row.state, to: state, actorId, reason });
  await ground.security.audit(tx, {
    actorId,
    action: eventNames[event],
    entity: row.kind === 'SERVICE' ? 'service offer' : 'opportunity',
    entityId: row.id,
    before: { state: row.state },
    after: { state },
    ...(reason ? { reason } : {}),
  });
  await announce(ground, tx, saved, event, actorId, reason);
  return saved;
}

/** Ends it, and what waits for an answer with it. Refunds lock the ledger, so a cancellation comes last. */
export async function end(
  ground: Ground,
  tx: Tx,
  row: Row,
  event: 'fill' | 'expire' | 'cancel',
  step: Step,
): Promise<Row> {
  const waiting = await applicationStore.lockIn(tx, row.id, undecided);
  const ended_at = ground.kernel.clock.now();
  const saved = await move(ground, tx, row, event, step, { ended_at, reason: step.reason || null });
  for (const application of waiting)
    await moveApplication(ground, tx, saved, application, 'end', { actorId: step.actorId });
  if (event !== 'cancel') return saved;
  const why = 'The opportunity was cancelled before it was decided.';
  for (const action of applicationCharges) {
    const causeIds = waiting.filter(({ charged }) => charged === action).map(({ id }) => id);
    await ground.charges.refundAll(tx, { action, causeIds, why });
  }
  return saved;
}

/** Takes a step of an application. Both rows are locked. */
export async function moveApplication(
  ground: Ground,
  tx: Tx,
  row: Row,
  application: ApplicationRow,
  event: ApplicationEvent,
  { actorId, reason = null }: Step,
  change: Parameters<typeof applicationStore.update>[2] = {},
): Promise<ApplicationRow> {
  const state = nextState(applications, application.state, event);
  const now = ground.kernel.clock.now();
  const saved = await applicationStore.update(tx, application.id, {
    ...change,
    state,
    ...(event === 'open'
      ? { opened_at: now }
      : { decided_at: now, decided_by: actorId, reason: reason || null }),
  });
  await note(ground, tx, {
    opportunityId: row.id,
    applicationId: application.id,
    event,
    from: application.state,
    to: state,
    actorId,
    reason,
  });
  await ground.security.audit(tx, {
    actorId,
    action: applicationEventNames[event],
    entity: 'application',
    entityId: application.id,
    before: { state: application.state },
    after: { state, opportunityId: row.id },
  });
  await announceApplication(ground, tx, row, saved, event, actorId);
  return saved;
}

interface Note {
  readonly opportunityId: string;
  readonly applicationId?: string;
  readonly event: string;
  readonly from: string | null;
  readonly to: string;
  readonly actorId: string | null;
  readonly reason?: string | null;
}

export function note(ground: Ground, tx: Tx, one: Note): Promise<void> {
  return store.addHistory(tx, {
    opportunity_id: one.opportunityId,
    id: newId(),
    application_id: one.applicationId ?? null,
    event: one.event,
    from_state: one.from,
    to_state: one.to,
    actor_id: one.actorId,
    reason: one.reason || null,
    at: ground.kernel.clock.now(),
  });
}

/** Those who post and decide: the creator, or everybody who manages the venture. */
export async function creatorSide(
  { ventures }: Pick<Ground, 'ventures'>,
  db: Db,
  row: Pick<Row, 'creator_id' | 'venture_id'>,
): Promise<string[]> {
  if (row.venture_id === null) return [row.creator_id];
  const roles = await ventures.rolesIn(db, row.venture_id);
  return [...roles].flatMap(([userId, role]) => (managing.includes(role) ? [userId] : []));
}

/** Its people hear of it live; everybody else finds it, or no longer, in the lists. */
export async function announce(
  ground: Ground,
  tx: Tx,
  row: Row,
  event: OpportunityEvent | 'change',
  actorId: string | null,
  reason: string | null = null,
): Promise<void> {
  const recipientIds = await creatorSide(ground, tx, row);
  await ground.kernel.outbox.publish(tx, {
    type: eventNames[event],
    actorId,
    at: ground.kernel.clock.now().toISOString(),
    topics: recipientIds.map((userId) => `user:${userId}`),
    data: { opportunityId: row.id, kind: row.kind, title: row.title, state: row.state, reason, recipientIds },
  });
}

export async function announceApplication(
  ground: Ground,
  tx: Tx,
  row: Row,
  application: ApplicationRow,
  event: ApplicationEvent | 'receive',
  actorId: string | null,
): Promise<void> {
  const recipientIds = await creatorSide(ground, tx, row);
  const { applicant_id: applicantId } = application;
  const applicant = (await ground.people.byIds(tx, [applicantId])).get(applicantId);
  await ground.kernel.outbox.publish(tx, {
    type: applicationEventNames[event],
    actorId,
    at: ground.kernel.clock.now().toISOString(),
    topics: [...new Set([applicantId, ...recipientIds])].map((userId) => `user:${userId}`),
    data: {
      applicationId: application.id,
      opportunityId: row.id,
      applicantId,
      applicantName: applicant?.name ?? 'a former member',
      kind: row.kind,
      title: row.title,
      state: application.state,
      reason: application.reason,
      collaboration: application.collaboration,
      recipientIds,
    },
  });
}

export function today(ground: Ground): string {
  return utcDay(ground.kernel.clock.now());
}
