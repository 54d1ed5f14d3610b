import { firstDay, minorOf, monthAt, monthOf, shiftedMonth } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { announce, lockForHub, record, type Actor, type Ground } from './ground.ts';
import { post } from './journal.ts';
import { nextState } from '../../kernel/machine.ts';
import { payments as machine, type PaymentState } from './machines.ts';
import * as store from './payment-store.ts';
import * as relationships from './relationship-store.ts';
import type { RelationshipRow } from './relationship-store.ts';
import { planSettlement, type Books, type NewLine, type Plan, type Wish } from './settlement-rules.ts';

/** The monthly run: what is recognised becomes amounts, amounts become settlements. One relationship at a time. */

const pageSize = 200;

export interface RunResult {
  readonly month: string;
  readonly relationships: number;
  readonly payments: number;
  readonly failures: number;
}

/** The month that was closed last; a month is calculated once it is over. */
export function monthToClose({ kernel }: Ground, wished?: string): string {
  const last = shiftedMonth(monthAt(kernel.clock.now()), -1);
  if (wished !== undefined && wished > last)
    throw new Fail(
      'RULE_VIOLATED',
      `${wished} is not over yet. It is calculated from the 1st of the next month on.`,
    );
  return wished ?? last;
}

/** Settles every relationship that was ever active. What fails is left as it was, and taken up by the next run. */
export async function runMonth(ground: Ground, month: string, actorId: string | null): Promise<RunResult> {
  const { database, log, clock } = ground.kernel;
  const result = { month, relationships: 0, payments: 0, failures: 0 };
  for (let after: string | null = null; ;) {
    const ids: string[] = await relationships.activatedIds(database.db, after, pageSize);
    for (const id of ids) {
      try {
        const closed = await database.transact((tx) => settle(ground, tx, id, month));
        if (closed !== null) result.relationships += 1;
        result.payments += closed ?? 0;
      } catch (err) {
        result.failures += 1;
        log.error({ err, relationshipId: id, month }, 'an umbrella relationship could not be settled');
      }
    }
    if (ids.length < pageSize) break;
    after = ids.at(-1)!;
  }
  await database.transact((tx) =>
    store.insertRun(tx, {
      id: newId(),
      started_by: actorId,
      at: clock.now(),
      ...result,
      month: firstDay(month),
    }),
  );
  return result;
}

/**
 * Writes what is still to be written. While a relationship is suspended everything waits for the outcome.
 * @param month closes it; null only corrects what was accrued
 * @returns how many payments were closed; null when nothing was done
 */
export async function settle(
  ground: Ground,
  tx: Tx,
  relationshipId: string,
  month: string | null,
): Promise<number | null> {
  const row = found(await relationships.lockRelationship(tx, relationshipId));
  if (row.state === 'SUSPENDED') return null;
  const plan = await planFor(ground, tx, row, month);
  return write(ground, tx, row, plan, month);
}

/** The same plan a run would carry out; nothing is written. */
export async function planFor(
  ground: Ground,
  db: Db,
  row: RelationshipRow,
  month: string | null,
): Promise<Plan> {
  return planSettlement(await booksOf(ground, db, row), await wishFor(db, month));
}

async function wishFor(db: Db, month: string | null): Promise<Wish> {
  const settings = await store.allSettings(db);
  const inMonth = (wished: string) => settings.findLast((row) => monthOf(row.from_month) <= wished)!;
  return {
    month,
    capMinor: (at, currency) => minorOf(BigInt(inMonth(at).cap_units), currency),
    minimumMinor: (currency) => minorOf(BigInt(inMonth(month ?? '9999-12').minimum_units), currency),
  };
}

async function booksOf(ground: Ground, db: Db, row: RelationshipRow): Promise<Books> {
  const earned = await ground.revenue.attributable(db, row.referred_id);
  const periods = await relationships.periodsOf(db, row.id);
  const rates = await relationships.ratesOf(db, [row.id]);
  const payments = await store.paymentsOf(db, row.id);
  const lines = await store.linesOf(db, { relationshipIds: [row.id] });
  return {
    earned,
    periods: periods.map(({ from_at, to_at }) => ({ from: from_at, to: to_at })),
    rates: rates.map(({ from_at, rate_tenths }) => ({ from: from_at, tenths: rate_tenths })),
    payments: payments.map(({ id, currency, state, month, amount_minor }) => ({
      id,
      currency,
      state: state as PaymentState,
      month: month === null ? null : monthOf(month),
      amountMinor: amount_minor,
    })),
    lines: lines.map((line) => ({
      paymentId: line.payment_id,
      kind: line.kind as 'ACCRUAL',
      ventureId: line.venture_id,
      currency: line.currency,
      month: monthOf(line.month),
      rateTenths: line.rate_tenths,
      baseMinor: line.base_minor,
      amountMinor: line.amount_minor,
    })),
    ended: row.state === 'TERMINATED',
  };
}

async function write(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  plan: Plan,
  month: string | null,
): Promise<number> {
  const payments = new Map((await store.paymentsOf(tx, row.id)).map((payment) => [payment.id, payment]));
  const pending = new Map(
    [...payments.values()].flatMap((payment) =>
      payment.state === 'PENDING' ? [[payment.currency, payment] as const] : [],
    ),
  );
  // What adds comes first: an account is never asked for more than it holds.
  for (const line of plan.lines.toSorted((a, b) => (a.amountMinor > b.amountMinor ? -1 : 1))) {
    const target =
      line.target === null
        ? (pending.get(line.currency) ?? (await open(ground, tx, row, line.currency)))
        : payments.get(line.target)!;
    const saved = await writeLine(ground, tx, row, target, line);
    payments.set(saved.id, saved);
    if (saved.state === 'PENDING') pending.set(line.currency, saved);
  }
  await tellOfCorrections(ground, tx, row, plan, payments, pending);
  for (const { currency } of plan.closes) await close(ground, tx, row, pending.get(currency)!, month!);
  return plan.closes.length;
}

function open(ground: Ground, tx: Tx, row: RelationshipRow, currency: string): Promise<store.PaymentRow> {
  return store.insertPayment(tx, {
    id: newId(),
    relationship_id: row.id,
    currency,
    state: machine.start,
    created_at: ground.kernel.clock.now(),
  });
}

async function writeLine(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  target: store.PaymentRow,
  line: NewLine,
): Promise<store.PaymentRow> {
  const at = ground.kernel.clock.now();
  const id = newId();
  await store.insertLine(tx, {
    id,
    payment_id: target.id,
    relationship_id: row.id,
    currency: line.currency,
    kind: line.kind,
    venture_id: line.ventureId,
    month: firstDay(line.month),
    rate_tenths: line.rateTenths,
    base_minor: line.baseMinor,
    amount_minor: line.amountMinor,
    reports: JSON.stringify(
      line.reports.map(({ reportId, month, netMinor, platformMinor, part, baseMinor }) => ({
        reportId,
        month,
        netMinor: netMinor.toString(),
        platformMinor: platformMinor.toString(),
        part,
        baseMinor: baseMinor.toString(),
      })),
    ),
    at,
  });
  const posting = {
    relationshipId: row.id,
    currency: line.currency,
    paymentId: target.id,
    actorId: null,
    at,
  };
  const held = target.state === 'CALCULATED' || target.state === 'DISPUTED';
  if (line.amountMinor > 0n) {
    const amountMinor = line.amountMinor;
    await post(tx, { ...posting, step: 'ACCRUAL', amountMinor, lineId: id });
    if (held) await post(tx, { ...posting, step: 'HOLD', amountMinor });
  } else {
    const amountMinor = -line.amountMinor;
    const approved = target.state === 'APPROVED' || target.state === 'FAILED';
    if (approved) await post(tx, { ...posting, step: 'REOPENING', amountMinor });
    if (approved || held) await post(tx, { ...posting, step: 'RELEASE', amountMinor });
    await post(tx, { ...posting, step: 'REVERSAL', amountMinor, lineId: id });
  }
  return store.updatePayment(tx, target.id, { amount_minor: target.amount_minor + line.amountMinor });
}

async function close(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  payment: store.PaymentRow,
  month: string,
): Promise<void> {
  const now = ground.kernel.clock.now();
  const to = nextState(machine, payment.state, 'calculate');
  await post(tx, {
    relationshipId: row.id,
    currency: payment.currency,
    step: 'HOLD',
    amountMinor: payment.amount_minor,
    paymentId: payment.id,
    actorId: null,
    at: now,
  });
  await store.updatePayment(tx, payment.id, { state: to, month: firstDay(month), calculated_at: now });
  await record(ground, tx, row, {
    event: 'calculate',
    actor: null,
    from: payment.state,
    to,
    paymentId: payment.id,
    after: { month, currency: payment.currency, amountMinor: payment.amount_minor.toString() },
  });
  await announce(ground, tx, row, 'calculated', { actor: null, paymentId: payment.id });
}

/** A correction is told of once for each amount it touches, and stands in the history. */
async function tellOfCorrections(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  { lines }: Plan,
  payments: ReadonlyMap<string, store.PaymentRow>,
  pending: ReadonlyMap<string, store.PaymentRow>,
): Promise<void> {
  const touched = new Map<string, bigint>();
  for (const line of lines) {
    if (line.kind !== 'CORRECTION') continue;
    const { id } = line.target === null ? pending.get(line.currency)! : payments.get(line.target)!;
    touched.set(id, (touched.get(id) ?? 0n) + line.amountMinor);
  }
  for (const [paymentId, amountMinor] of touched) {
    const reason = 'Recognised revenue was corrected.';
    await record(ground, tx, row, {
      event: 'correct',
      actor: null,
      reason,
      paymentId,
      after: { amountMinor: amountMinor.toString() },
    });
    if (amountMinor < 0n) await announce(ground, tx, row, 'reversed', { actor: null, paymentId, reason });
  }
}

/** Revenue of a venture was recognised anew: whoever’s amounts rest on it are put right. */
export async function correctVenture(ground: Ground, tx: Tx, ventureId: string): Promise<void> {
  const sharers = await ground.revenue.sharers(tx, ventureId);
  for (const id of await relationships.relationshipIdsOf(tx, sharers)) await settle(ground, tx, id, null);
}

/** For the answer to a dispute: the relationship is locked by the caller. */
export async function recalculate(ground: Ground, tx: Tx, actor: Actor, row: RelationshipRow): Promise<void> {
  await lockForHub(tx, actor, row.id);
  await write(ground, tx, row, await planFor(ground, tx, row, null), null);
}

export function defineRun(ground: Ground): void {
  ground.kernel.jobs.define({
    name: 'umbrella-month',
    // On the 1st at 03:20; again on the 2nd and 3rd for what could not be settled then. A second run adds nothing.
    cron: '20 3 1,2,3 * *',
    run: async () => ({ ...(await runMonth(ground, monthToClose(ground), null)) }),
  });
}
