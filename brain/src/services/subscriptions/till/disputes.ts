import { addDays, utcDay } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import { logEntity } from '../books/invoices.ts';
import * as store from '../books/invoice-store.ts';
import { refuseOwn, tell, type Actor, type Ground } from '../deps.ts';
import { addBusinessDays } from '../rules/business-days.ts';
import { disputes as machine } from '../rules/machines.ts';
import { disputeBusinessDays, disputeDays } from '../rules/plans.ts';

/** Somebody says that an invoice is wrong, and a billing administrator answers. */

const remindBusinessDays = 3;

/** Until when an invoice can be disputed; null when it is a draft. */
export function disputableUntil(invoice: store.InvoiceRow): Date | null {
  return invoice.issued_at && addDays(invoice.issued_at, disputeDays);
}

export async function openDispute(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invoiceId: string,
  reason: string,
): Promise<store.DisputeRow> {
  const now = ground.kernel.clock.now();
  const invoice = await store.lockInvoice(tx, invoiceId);
  if (!invoice || invoice.user_id !== actor.userId || invoice.state === 'DRAFT') throw new Fail('NOT_FOUND');
  if (disputableUntil(invoice)! < now)
    throw new Fail(
      'RULE_VIOLATED',
      `An invoice can be disputed within ${disputeDays} days after it was issued. Those are over; write to the hub.`,
    );
  if (invoice.state === 'CANCELLED' || invoice.state === 'REFUNDED')
    throw new Fail('RULE_VIOLATED', `This invoice is ${invoice.state.toLowerCase()}: nothing is owed on it.`);
  const row = await store.insertDispute(tx, {
    id: newId(),
    invoice_id: invoice.id,
    user_id: invoice.user_id,
    state: machine.start,
    reason,
    answer_by: addBusinessDays(now, disputeBusinessDays),
    opened_at: now,
  });
  if (!row)
    throw new Fail('ALREADY_EXISTS', 'You disputed this invoice before. The answer stands with the invoice.');
  await logDispute(ground, tx, row, 'open', null, actor, reason);
  await tellBilling(ground, tx, row, 'opened', invoice.number);
  return row;
}

export async function answerDispute(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  disputeId: string,
  given: { outcome: 'UPHELD' | 'REJECTED'; answer: string },
): Promise<store.DisputeRow> {
  const before = found(await store.lockDispute(tx, disputeId));
  refuseOwn(actor, before.user_id);
  const event = given.outcome === 'UPHELD' ? 'uphold' : 'reject';
  const to = nextState(machine, before.state, event);
  const row = await store.saveDispute(tx, before.id, {
    state: to,
    answer: given.answer,
    answered_by: actor.userId,
    answered_at: ground.kernel.clock.now(),
  });
  await logDispute(ground, tx, row, event, before.state, actor, given.answer);
  const data = { invoiceId: row.invoice_id, outcome: to };
  await tell(ground, tx, 'invoice.dispute-answered', row.user_id, data, actor.userId);
  return row;
}

/** The hub is told once when the day of the answer comes near. */
export async function remindOfDisputes(ground: Ground, tx: Tx): Promise<void> {
  const until = addBusinessDays(ground.kernel.clock.now(), remindBusinessDays);
  for (const row of await store.urgentDisputes(tx, until)) {
    const invoice = found(await store.findInvoice(tx, row.invoice_id));
    await tellBilling(ground, tx, row, 'due', invoice.number);
  }
}

async function tellBilling(
  ground: Ground,
  tx: Tx,
  row: store.DisputeRow,
  code: 'opened' | 'due',
  number: string | null,
): Promise<void> {
  const { outbox, clock } = ground.kernel;
  await outbox.publish(tx, {
    type: 'invoice.dispute',
    actorId: code === 'opened' ? row.user_id : null,
    at: clock.now().toISOString(),
    topics: [`user:${row.user_id}`],
    data: {
      code,
      disputeId: row.id,
      invoiceId: row.invoice_id,
      number,
      answerBy: utcDay(new Date(row.answer_by)),
      recipientIds: await ground.security.appointed(tx, [9, 12]),
    },
  });
}

async function logDispute(
  ground: Ground,
  tx: Tx,
  row: store.DisputeRow,
  event: string,
  from: string | null,
  actor: Actor,
  reason: string,
): Promise<void> {
  await logEntity(ground, tx, {
    entity: 'dispute',
    id: row.id,
    userId: row.user_id,
    event,
    from,
    to: row.state,
    actor,
    reason,
    after: { invoiceId: row.invoice_id },
  });
}
