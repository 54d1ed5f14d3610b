import type { Answer, contract } from '@smartstart/contract';
import { addDays, hubId, monthOf, shiftedMonth } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { eventsFrom } from '../../kernel/machine.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import { isBilling, namesOf, percent, sideOf, type Actor, type Ground, type Side } from './ground.ts';
import { standings, type Standing } from './journal.ts';
import { payments as paymentMachine, relationships as machine, type PaymentState } from './machines.ts';
import { lineViews } from './lines.ts';
import * as payments from './payment-store.ts';
import { whyNotPayable, withheldFor } from './payments.ts';
import * as store from './relationship-store.ts';
import type { RelationshipRow } from './relationship-store.ts';
import { noticeOf } from './relationships.ts';

/** Relationships and amounts as each reader may see them. */

export type RelationshipView = Answer<typeof contract.umbrella.propose>;
export type PaymentView = Answer<typeof contract.umbrella.payment>;
export type CaseView = Answer<typeof contract.umbrella.requestAudit>;
type Step = RelationshipView['steps'][number];

const shownHistory = 200;
/** Payable by then of the month after the one that closed it. */
const dueDay = 15;
const renewalDays = 30;
const mostRelationships = 1000;

export async function listRelationships(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: {
    side?: 'SPONSOR' | 'REFERRED' | undefined;
    state?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const { side, state, limit } = query;
  const before = readIdCursor(query.cursor);
  const rows = await store.relationshipsOf(db, { userId: actor.userId, side, state, before, limit });
  const views = await relationshipViews(ground, db, actor, rows.slice(0, limit));
  return {
    ...toPage(
      rows,
      limit,
      ({ id }) => [id],
      ({ id }) => id,
    ),
    items: views,
  };
}

export async function listAll(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const { state, limit } = query;
  const rows = await store.allRelationships(db, { state, before: readIdCursor(query.cursor), limit });
  const views = await relationshipViews(ground, db, actor, rows.slice(0, limit));
  return {
    ...toPage(
      rows,
      limit,
      ({ id }) => [id],
      ({ id }) => id,
    ),
    items: views,
  };
}

export async function readRelationship(
  ground: Ground,
  db: Db,
  actor: Actor,
  relationshipId: string,
): Promise<Answer<typeof contract.umbrella.relationship>> {
  const row = found(await store.findRelationship(db, relationshipId));
  if (sideOf(row, actor) === null) throw new Fail('NOT_FOUND');
  const [view] = await relationshipViews(ground, db, actor, [row]);
  const history = await store.historyOf(db, row.id, shownHistory);
  const cases = await payments.casesOf(db, row.id, shownHistory);
  const names = await namesOf(ground, db, [
    ...history.map(({ actor_id }) => actor_id),
    ...cases.map(({ opened_by }) => opened_by),
  ]);
  return {
    ...view!,
    history: history.map((entry) => ({
      event: entry.event,
      paymentId: entry.payment_id,
      from: entry.from_state,
      to: entry.to_state,
      actorName: entry.actor_id === null ? null : names(entry.actor_id),
      reason: entry.reason,
      at: entry.at.toISOString(),
    })),
    cases: cases.map((one) => caseView(one, names)),
  };
}

export async function relationshipViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly RelationshipRow[],
): Promise<RelationshipView[]> {
  const ids = rows.map(({ id }) => id);
  const money = await standings(db, ids);
  const rates = await store.ratesOf(db, ids);
  const now = ground.kernel.clock.now();
  const names = await namesOf(
    ground,
    db,
    rows.flatMap(({ sponsor_id, referred_id }) => [sponsor_id, referred_id]),
  );
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return rows.map((row) => {
    const side = sideOf(row, actor)!;
    const own = rates.filter((rate) => rate.relationship_id === row.id);
    const later = own.findLast((rate) => rate.from_at > now);
    const current = own.findLast((rate) => rate.from_at <= now)?.rate_tenths ?? row.rate_tenths;
    return {
      id: row.id,
      kind: row.kind as RelationshipView['kind'],
      state: row.state as RelationshipView['state'],
      side,
      sponsor: { id: row.sponsor_id === hubId ? null : row.sponsor_id, name: names(row.sponsor_id) },
      referred: { id: row.referred_id, name: names(row.referred_id) },
      ratePercent: percent(current),
      nextRate: later ? { ratePercent: percent(later.rate_tenths), from: later.from_at.toISOString() } : null,
      documentId: row.document_id,
      waiting: waitingIn(row, actor),
      pendingUntil: row.state === 'PENDING_AGREEMENT' ? row.pending_until.toISOString() : null,
      activatedAt: iso(row.activated_at),
      validUntil: iso(row.valid_until),
      endsAt: iso(row.ends_at),
      suspendedAt: iso(row.suspended_at),
      endedAt: iso(row.ended_at),
      endReason: row.end_reason,
      totals: money.get(row.id)!.map(totalsView),
      steps: stepsOf(row, actor, side, now),
      version: row.version,
      createdAt: row.created_at.toISOString(),
    };
  });
}

export function totalsView(standing: Standing) {
  return {
    currency: standing.currency,
    earnedMinor: standing.earnedMinor.toString(),
    carriedMinor: standing.accruedMinor.toString(),
    heldMinor: standing.heldMinor.toString(),
    approvedMinor: standing.approvedMinor.toString(),
    paidMinor: standing.paidMinor.toString(),
    withheldMinor: standing.withheldMinor.toString(),
  };
}

function waitingIn(row: RelationshipRow, actor: Actor): RelationshipView['waiting'] {
  const agreement = row.state === 'PENDING_AGREEMENT' ? row.document_id : null;
  const notice = noticeOf(row, actor.userId);
  const rate = percent(row.rate_tenths);
  return [
    ...(agreement ? [{ what: 'AGREEMENT' as const, documentId: agreement, ratePercent: rate }] : []),
    ...(row.renewal_id ? [{ what: 'RENEWAL' as const, documentId: row.renewal_id, ratePercent: rate }] : []),
    ...(row.amendment_id
      ? [
          {
            what: 'AMENDMENT' as const,
            documentId: row.amendment_id,
            ratePercent: percent(row.amendment_tenths!),
          },
        ]
      : []),
    ...(notice ? [{ what: 'NOTICE' as const, documentId: notice, ratePercent: null }] : []),
  ];
}

/** What the reader can do now; the operations check it again. */
function stepsOf(row: RelationshipRow, actor: Actor, side: Side, now: Date): Step[] {
  const events = new Set(eventsFrom(machine, row.state));
  const party = row.referred_id === actor.userId || row.signer_id === actor.userId;
  const active = row.state === 'ACTIVE' && !row.ends_at;
  const soon = active && row.valid_until !== null && row.valid_until <= addDays(now, renewalDays);
  const steps: Step[] = [];
  if (party) {
    if (waitingIn(row, actor).length) steps.push('sign');
    if (events.has('lapse') && row.signer_id === actor.userId) steps.push('withdraw');
    if (active) steps.push('notice');
    if (active && !row.amendment_id) steps.push('amend');
    if ((events.has('renew') || soon) && !row.renewal_id) steps.push('renew');
    if (events.has('terminate')) steps.push('terminate');
    if (row.activated_at) steps.push('request-audit');
  } else if (side === 'HUB' && isBilling(actor)) {
    if (events.has('suspend')) steps.push('suspend');
    if (events.has('reinstate')) steps.push('reinstate');
    if (row.state === 'SUSPENDED') steps.push('terminate');
  }
  return steps;
}

export async function listPayments(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: {
    relationshipId?: string | undefined;
    side?: 'SPONSOR' | 'REFERRED' | undefined;
    state?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const own = await store.relationshipsOf(db, {
    userId: actor.userId,
    side: query.side,
    state: undefined,
    before: null,
    limit: mostRelationships,
  });
  const relationshipIds = own
    .map(({ id }) => id)
    .filter((id) => query.relationshipId === undefined || id === query.relationshipId);
  const rows = await payments.listPayments(db, {
    relationshipIds,
    state: query.state,
    before: readIdCursor(query.cursor),
    limit: query.limit,
  });
  return pageOfPayments(ground, db, actor, rows, query.limit);
}

/** For the hub, of everybody. */
export async function listAllPayments(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: {
    state?: string | undefined;
    month?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const rows = await payments.listPayments(db, {
    state: query.state,
    month: query.month && `${query.month}-01`,
    before: readIdCursor(query.cursor),
    limit: query.limit,
  });
  return pageOfPayments(ground, db, actor, rows, query.limit);
}

async function pageOfPayments(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly payments.PaymentRow[],
  limit: number,
) {
  const items = await paymentViews(ground, db, actor, rows.slice(0, limit));
  return {
    ...toPage(
      rows,
      limit,
      ({ id }) => [id],
      ({ id }) => id,
    ),
    items,
  };
}

export async function readPayment(
  ground: Ground,
  db: Db,
  actor: Actor,
  paymentId: string,
): Promise<PaymentView> {
  const row = found(await payments.findPayment(db, paymentId));
  return shownPayment(ground, db, actor, row);
}

export async function shownPayment(
  ground: Ground,
  db: Db,
  actor: Actor,
  row: payments.PaymentRow,
): Promise<PaymentView> {
  const [view] = await paymentViews(ground, db, actor, [row]);
  return found(view);
}

/** Payments of relationships the reader has no part in are left out. */
async function paymentViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly payments.PaymentRow[],
): Promise<PaymentView[]> {
  const owners = new Map<string, RelationshipRow>();
  for (const id of new Set(rows.map((row) => row.relationship_id)))
    owners.set(id, found(await store.findRelationship(db, id)));
  const ids = rows.map(({ id }) => id);
  const lines = await payments.linesOf(db, { paymentIds: ids });
  const disputes = await payments.openDisputes(db, ids);
  const names = await namesOf(ground, db, [
    ...[...owners.values()].flatMap(({ sponsor_id, referred_id }) => [sponsor_id, referred_id]),
    ...disputes.map(({ opened_by }) => opened_by),
  ]);
  const views: PaymentView[] = [];
  for (const row of rows) {
    const owner = owners.get(row.relationship_id)!;
    const side = sideOf(owner, actor);
    if (side === null) continue;
    const own = lines.filter((line) => line.payment_id === row.id);
    const dispute = disputes.find((one) => one.payment_id === row.id);
    views.push({
      ...(await stateOf(ground, db, actor, owner, row)),
      side,
      sponsorName: names(owner.sponsor_id),
      referredName: names(owner.referred_id),
      lines: await lineViews(ground, db, own, side),
      dispute: dispute ? caseView(dispute, names) : null,
    });
  }
  return views;
}

async function stateOf(
  ground: Ground,
  db: Db,
  actor: Actor,
  owner: RelationshipRow,
  row: payments.PaymentRow,
) {
  const state = row.state as PaymentState;
  const waits = state === 'APPROVED' || state === 'FAILED';
  const withheld = waits
    ? ((await withheldFor(db, row.relationship_id, row.currency)).get(row.id) ?? 0n)
    : state === 'PAID'
      ? row.amount_minor
      : 0n;
  const dueOn = row.month ? `${shiftedMonth(monthOf(row.month), 1)}-${dueDay}` : null;
  const today = ground.kernel.clock.now().toISOString().slice(0, 10);
  const events = new Set(eventsFrom(paymentMachine, state));
  const isParty = owner.referred_id === actor.userId || owner.signer_id === actor.userId;
  const decides = isBilling(actor) && !isParty && owner.sponsor_id !== actor.userId;
  const blocked = state === 'APPROVED' ? await whyNotPayable(ground, db, owner, row) : null;
  const steps: PaymentView['steps'] = [];
  if (isParty && events.has('dispute')) steps.push('dispute');
  if (decides && events.has('approve') && owner.state !== 'SUSPENDED') steps.push('approve');
  if (decides && events.has('pay')) steps.push('pay');
  if (decides && events.has('retry')) steps.push('retry');
  if (decides && events.has('uphold') && owner.state !== 'SUSPENDED') steps.push('decide');
  return {
    id: row.id,
    relationshipId: row.relationship_id,
    currency: row.currency,
    state,
    month: row.month && monthOf(row.month),
    amountMinor: row.amount_minor.toString(),
    withheldMinor: withheld.toString(),
    dueOn,
    late: state !== 'PAID' && dueOn !== null && today > dueOn,
    calculatedAt: row.calculated_at?.toISOString() ?? null,
    approvedAt: row.approved_at?.toISOString() ?? null,
    paidAt: row.paid_at?.toISOString() ?? null,
    reference: row.reference,
    failure: row.failure,
    steps,
    blocked,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}

export function caseView(row: payments.CaseRow, names: (userId: string) => string): CaseView {
  return {
    id: row.id,
    kind: row.kind as CaseView['kind'],
    relationshipId: row.relationship_id,
    paymentId: row.payment_id,
    outcome: row.outcome as CaseView['outcome'],
    reason: row.reason,
    answer: row.answer,
    openedByName: names(row.opened_by),
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}
