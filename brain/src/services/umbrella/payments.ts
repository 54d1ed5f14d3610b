import { addDays, hubId, monthOf } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { violatedUnique } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { nextState } from '../../kernel/machine.ts';
import { announce, lockAsParty, lockForHub, record, type Actor, type Ground } from './ground.ts';
import { post, standings, type Step } from './journal.ts';
import { payments as machine, type PaymentEvent } from './machines.ts';
import * as store from './payment-store.ts';
import type { RelationshipRow } from './relationship-store.ts';
import { covered } from './settlement-rules.ts';
import { recalculate } from './settlement.ts';

/** What people do with an amount: the hub approves and pays, a party disputes, the hub answers. */

export const disputeDays = 60;
export const auditDays = 30;

interface Move {
  readonly event: PaymentEvent;
  readonly actor: Actor;
  readonly reason?: string;
  /** What it means in the journal. */
  readonly steps: readonly Step[];
  readonly change?: Parameters<typeof store.updatePayment>[2];
  readonly after?: Readonly<Record<string, unknown>>;
}

export async function approve(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  paymentId: string,
  requireVersion: (version: number) => void,
): Promise<store.PaymentRow> {
  const { row, payment } = await forHub(tx, actor, paymentId, requireVersion);
  requireDecided(row);
  const change = { approved_at: ground.kernel.clock.now(), approved_by: actor.userId };
  const saved = await move(ground, tx, row, payment, {
    event: 'approve',
    actor,
    steps: ['APPROVAL'],
    change,
  });
  await announce(ground, tx, row, 'approved', { actor, paymentId });
  return saved;
}

/** Somebody paid the sponsor, or could not. */
export async function settlePayout(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  paymentId: string,
  said:
    | { outcome: 'PAID'; reference: string; paidOn?: string | undefined }
    | { outcome: 'FAILED'; reason: string },
  requireVersion: (version: number) => void,
): Promise<store.PaymentRow> {
  const { row, payment } = await forHub(tx, actor, paymentId, requireVersion);
  if (said.outcome === 'FAILED')
    return move(ground, tx, row, payment, {
      event: 'fail',
      actor,
      reason: said.reason,
      steps: [],
      change: { failure: said.reason, settled_by: actor.userId },
    });
  nextState(machine, payment.state, 'pay');
  const blocked = await whyNotPayable(ground, tx, row, payment);
  if (blocked) throw new Fail('RULE_VIOLATED', blocked);
  const now = ground.kernel.clock.now();
  const paidAt = said.paidOn ? new Date(said.paidOn) : now;
  if (paidAt > now) throw new Fail('RULE_VIOLATED', 'The day of the payment lies ahead.');
  if (said.paidOn && said.paidOn < payment.approved_at!.toISOString().slice(0, 10))
    throw new Fail('RULE_VIOLATED', 'The payment was made before it was approved.');
  const { reference } = said;
  const saved = await move(ground, tx, row, payment, {
    event: 'pay',
    actor,
    steps: ['PAYMENT'],
    change: { paid_at: paidAt, reference, failure: null, settled_by: actor.userId },
    after: { reference, amountMinor: payment.amount_minor.toString() },
  });
  await announce(ground, tx, row, 'paid', { actor, paymentId });
  return saved;
}

export async function retry(ground: Ground, tx: Tx, actor: Actor, paymentId: string) {
  const { row, payment } = await forHub(tx, actor, paymentId);
  return move(ground, tx, row, payment, { event: 'retry', actor, steps: [] });
}

/** A party thinks the amount wrong: nothing is withheld for it or paid until the hub has answered. */
export async function dispute(ground: Ground, tx: Tx, actor: Actor, paymentId: string, reason: string) {
  const seen = found(await store.findPayment(tx, paymentId));
  const row = await lockAsParty(tx, actor, seen.relationship_id);
  const payment = found(await store.findPayment(tx, paymentId));
  const steps: Step[] = payment.state === 'APPROVED' ? ['REOPENING'] : [];
  const saved = await move(ground, tx, row, payment, { event: 'dispute', actor, reason, steps });
  const now = ground.kernel.clock.now();
  await store.insertCase(tx, {
    id: newId(),
    relationship_id: row.id,
    payment_id: paymentId,
    kind: 'DISPUTE',
    reason,
    opened_by: actor.userId,
    opened_at: now,
    due_at: addDays(now, disputeDays),
  });
  await announce(ground, tx, row, 'disputed', { actor, paymentId, reason });
  return saved;
}

/** Calculates the amount again from what is recognised now, or upholds it; either way with reasons. */
export async function decide(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  paymentId: string,
  { decision, reason }: { decision: 'RECALCULATE' | 'UPHOLD'; reason: string },
): Promise<store.PaymentRow> {
  const { row, payment } = await forHub(tx, actor, paymentId);
  nextState(machine, payment.state, decision === 'UPHOLD' ? 'uphold' : 'recalculate');
  requireDecided(row);
  const now = ground.kernel.clock.now();
  const [open] = await store.openDisputes(tx, [paymentId]);
  await store.updateCase(tx, found(open).id, {
    outcome: decision === 'UPHOLD' ? 'UPHELD' : 'RECALCULATED',
    answer: reason,
    answered_by: actor.userId,
    answered_at: now,
  });
  if (decision === 'RECALCULATE') await recalculate(ground, tx, actor, row);
  const current = found(await store.findPayment(tx, paymentId));
  const saved = await move(
    ground,
    tx,
    row,
    current,
    decision === 'UPHOLD'
      ? {
          event: 'uphold',
          actor,
          reason,
          steps: ['APPROVAL'],
          change: { approved_at: now, approved_by: actor.userId },
        }
      : { event: 'recalculate', actor, reason, steps: [], change: { approved_at: null, approved_by: null } },
  );
  await announce(ground, tx, row, 'decided', { actor, paymentId, reason });
  return saved;
}

/** Either side may have the whole calculation looked at, once at a time. */
export async function requestAudit(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  relationshipId: string,
  reason: string,
): Promise<store.CaseRow> {
  const row = await lockAsParty(tx, actor, relationshipId);
  const now = ground.kernel.clock.now();
  const saved = await once(() =>
    store.insertCase(tx, {
      id: newId(),
      relationship_id: row.id,
      kind: 'AUDIT',
      reason,
      opened_by: actor.userId,
      opened_at: now,
      due_at: addDays(now, auditDays),
    }),
  );
  await record(ground, tx, row, { event: 'request-audit', actor, reason });
  return saved;
}

export async function answerAudit(ground: Ground, tx: Tx, actor: Actor, caseId: string, answer: string) {
  const seen = found(await store.findCase(tx, caseId));
  const row = await lockForHub(tx, actor, seen.relationship_id);
  const own = found(await store.findCase(tx, caseId));
  if (own.kind !== 'AUDIT')
    throw new Fail(
      'RULE_VIOLATED',
      'A dispute is answered by calculating the amount again, or upholding it.',
    );
  if (own.answered_at) throw new Fail('ILLEGAL_TRANSITION', 'This request was answered already.');
  const saved = await store.updateCase(tx, caseId, {
    outcome: 'ANSWERED',
    answer,
    answered_by: actor.userId,
    answered_at: ground.kernel.clock.now(),
  });
  await record(ground, tx, row, { event: 'answer-audit', actor, reason: answer });
  await announce(ground, tx, row, 'decided', { actor, reason: answer });
  return saved;
}

/** Why an approved amount cannot be paid now, as a sentence; null when it can. */
export async function whyNotPayable(
  ground: Ground,
  db: Db,
  row: RelationshipRow,
  payment: store.PaymentRow,
): Promise<string | null> {
  if (row.state === 'SUSPENDED') return suspended;
  if (row.sponsor_id !== hubId) {
    const sponsor = (await ground.people.byIds(db, [row.sponsor_id])).get(row.sponsor_id);
    if (!sponsor?.identityVerified) return 'The identity of the sponsor has to be verified before a payout.';
  }
  const withheld = (await withheldFor(db, row.id, payment.currency)).get(payment.id) ?? 0n;
  return withheld < payment.amount_minor
    ? 'The amount is not withheld from the member’s payout lines yet. What is not withheld by the 15th is carried to the next month.'
    : null;
}

/** What is in the hands of the hub for each amount of a relationship that waits to be paid, the oldest first. */
export async function withheldFor(
  db: Db,
  relationshipId: string,
  currency: string,
): Promise<Map<string, bigint>> {
  const own = (await standings(db, [relationshipId])).get(relationshipId)!;
  const withheld = own.find((one) => one.currency === currency)?.withheldMinor ?? 0n;
  const waiting = (await store.paymentsOf(db, relationshipId)).filter(
    (one) => one.currency === currency && (one.state === 'APPROVED' || one.state === 'FAILED'),
  );
  return covered(
    withheld,
    waiting.map(({ id, amount_minor }) => ({ id, amountMinor: amount_minor })),
  );
}

const suspended = 'The relationship is suspended. Its amounts wait until that is decided.';

function requireDecided({ state }: RelationshipRow): void {
  if (state === 'SUSPENDED') throw new Fail('ILLEGAL_TRANSITION', suspended);
}

async function forHub(
  tx: Tx,
  actor: Actor,
  paymentId: string,
  requireVersion: (version: number) => void = () => {},
): Promise<{ row: RelationshipRow; payment: store.PaymentRow }> {
  const seen = found(await store.findPayment(tx, paymentId));
  const row = await lockForHub(tx, actor, seen.relationship_id);
  const payment = found(await store.findPayment(tx, paymentId));
  requireVersion(payment.version);
  return { row, payment };
}

async function move(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  payment: store.PaymentRow,
  { event, actor, reason, steps, change, after }: Move,
): Promise<store.PaymentRow> {
  const to = nextState(machine, payment.state, event);
  for (const step of steps)
    await post(tx, {
      relationshipId: row.id,
      currency: payment.currency,
      step,
      amountMinor: payment.amount_minor,
      paymentId: payment.id,
      actorId: actor.userId,
      at: ground.kernel.clock.now(),
    });
  const saved = await store.updatePayment(tx, payment.id, { ...change, state: to });
  await record(ground, tx, row, {
    event,
    actor,
    from: payment.state,
    to,
    reason: reason ?? null,
    paymentId: payment.id,
    after: { currency: payment.currency, month: payment.month && monthOf(payment.month), ...after },
  });
  return saved;
}

async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedUnique(error) === 'umbrella_cases_audit')
      throw new Fail(
        'ALREADY_EXISTS',
        'You asked for an audit of this relationship already. It is answered first.',
      );
    throw error;
  }
}
