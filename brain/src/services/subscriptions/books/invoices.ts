import { randomBytes } from 'node:crypto';
import { addDays, utcDay } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import { tell, type Actor, type Ground } from '../deps.ts';
import { invoices as machine } from '../rules/machines.ts';
import type { Period } from '../rules/periods.ts';
import { dueDays } from '../rules/plans.ts';
import { taxesOf, type Registrations } from '../rules/tax.ts';
import * as store from './invoice-store.ts';
import { addressOf, priceAt, type AddressRow, type PriceRow } from './price-store.ts';

/** Writing invoices: what a month costs somebody, numbers without a gap, and their steps. */

export type InvoiceLine = Omit<store.LineRow, 'invoice_id'>;

export interface Bill {
  readonly price: PriceRow;
  readonly lines: readonly InvoiceLine[];
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  readonly taxNote: string;
}

export function registrations({ kernel }: Pick<Ground, 'kernel'>): Registrations {
  const { gstNumber, qstNumber } = kernel.config.hub;
  return { gstNumber, qstNumber };
}

/** What a month that begins then costs at this address. */
export async function billFor(
  ground: Ground,
  db: Db,
  address: Pick<AddressRow, 'country' | 'region'>,
  start: Date,
): Promise<Bill> {
  const price = await priceAt(db, start);
  const { lines, note } = taxesOf(price.price_minor, address, utcDay(start), registrations(ground));
  const taxMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const seat: InvoiceLine = {
    position: 1,
    kind: 'SEAT',
    text: 'Founder seat, one month',
    rate_milli: null,
    base_minor: price.price_minor,
    amount_minor: price.price_minor,
    registration: null,
  };
  return {
    price,
    lines: [
      seat,
      ...lines.map((line, index) => ({
        position: index + 2,
        kind: line.kind,
        text: line.kind,
        rate_milli: line.rateMilli,
        base_minor: line.baseMinor,
        amount_minor: line.amountMinor,
        registration: line.registration,
      })),
    ],
    netMinor: price.price_minor,
    taxMinor,
    totalMinor: price.price_minor + taxMinor,
    taxNote: note,
  };
}

export async function requireAddress(db: Db, userId: string): Promise<AddressRow> {
  const address = await addressOf(db, userId);
  if (!address)
    throw new Fail(
      'RULE_VIOLATED',
      'Enter your billing address first: the tax on the invoice follows from it.',
    );
  return address;
}

/** The draft of a month: the one that is there is written anew, so that somebody has one at most. */
export async function draft(
  ground: Ground,
  tx: Tx,
  userId: string,
  period: Period,
): Promise<store.InvoiceRow> {
  const now = ground.kernel.clock.now();
  const address = await requireAddress(tx, userId);
  const bill = await billFor(ground, tx, address, period.start);
  const { name, ...numbers } = { name: ground.kernel.config.hub.name, ...registrations(ground) };
  const written = {
    price_version: bill.price.version,
    currency: bill.price.currency,
    net_minor: bill.netMinor,
    tax_minor: bill.taxMinor,
    total_minor: bill.totalMinor,
    tax_note: bill.taxNote,
    buyer: JSON.stringify(buyerOf(address)),
    seller: JSON.stringify({ name, ...numbers }),
    period_start: period.start,
    period_end: period.end,
  };
  const before = await store.draftOf(tx, userId);
  if (before) return store.rewriteDraft(tx, before.id, written, bill.lines);
  const row = await store.insertInvoice(
    tx,
    {
      id: newId(),
      user_id: userId,
      state: machine.start,
      reference: newReference(),
      created_at: now,
      ...written,
    },
    bill.lines,
  );
  await log(ground, tx, row, { event: 'drafted', from: null, to: row.state, actor: { userId: null } });
  return row;
}

/** Gives the draft its number. From here on nothing on it changes. */
export async function issue(
  ground: Ground,
  tx: Tx,
  invoice: store.InvoiceRow,
  way: 'card' | 'transfer',
): Promise<store.InvoiceRow> {
  const now = ground.kernel.clock.now();
  const to = nextState(machine, invoice.state, 'issue');
  const lines = await store.linesOf(tx, invoice.id);
  const sum = lines.reduce((total, { amount_minor }) => total + amount_minor, 0n);
  if (sum !== invoice.total_minor || !lines.length)
    throw new Error(`The lines of the invoice ${invoice.id} do not make its total.`);
  const series = String(now.getUTCFullYear());
  const seq = await store.nextNumber(tx, series);
  const row = await store.saveInvoice(tx, invoice.id, {
    state: to,
    series,
    seq,
    number: `${series}-${String(seq).padStart(6, '0')}`,
    issued_at: now,
    due_at: addDays(now, dueDays[way]),
  });
  await log(ground, tx, row, { event: 'issue', from: invoice.state, to, actor: { userId: null } });
  const { number, due_at: dueAt } = row;
  await tell(ground, tx, 'invoice.issued', row.user_id, {
    invoiceId: row.id,
    number,
    way,
    dueAt: dueAt?.toISOString(),
  });
  return row;
}

/** One step of an invoice, with its history, audit entry and event. */
export async function stepInvoice(
  ground: Ground,
  tx: Tx,
  invoice: store.InvoiceRow,
  event: 'pay' | 'due-date-passes' | 'cancel' | 'refund',
  actor: Actor,
  reason: string | null = null,
): Promise<store.InvoiceRow> {
  const now = ground.kernel.clock.now();
  const to = nextState(machine, invoice.state, event);
  const row = await store.saveInvoice(tx, invoice.id, {
    state: to,
    ...(event === 'pay' ? { paid_at: now } : {}),
    ...(event === 'cancel' || event === 'refund' ? { ended_at: now, reason } : {}),
  });
  await log(ground, tx, row, { event, from: invoice.state, to, actor, reason });
  return row;
}

export async function log(
  ground: Ground,
  tx: Tx,
  invoice: Pick<store.InvoiceRow, 'id' | 'user_id'>,
  step: { event: string; from: string | null; to: string; actor: Actor; reason?: string | null },
): Promise<void> {
  await logEntity(ground, tx, { entity: 'invoice', id: invoice.id, userId: invoice.user_id, ...step });
}

export async function logEntity(
  { kernel, security }: Ground,
  tx: Tx,
  step: {
    entity: 'invoice' | 'payment' | 'refund' | 'dispute';
    id: string;
    userId: string;
    event: string;
    from: string | null;
    to: string;
    actor: Actor;
    reason?: string | null;
    after?: Record<string, unknown>;
  },
): Promise<void> {
  const { entity, id, userId, event, from, to, actor, reason = null } = step;
  await store.addLog(tx, {
    id: newId(),
    user_id: userId,
    entity,
    entity_id: id,
    event,
    from_state: from,
    to_state: to,
    actor_id: actor.userId,
    reason,
    at: kernel.clock.now(),
  });
  await security.audit(tx, {
    actorId: actor.userId,
    action: `${entity}.${event}`,
    entity,
    entityId: id,
    ...(from ? { before: { state: from } } : {}),
    after: { state: to, userId, ...step.after },
    ...(reason ? { reason } : {}),
    ...(actor.call ? { call: actor.call } : {}),
  });
}

export function buyerOf(address: AddressRow) {
  const { name, organisation, street, city, region, postal_code: postalCode, country } = address;
  return { name, organisation, street, city, region, postalCode, country };
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Short enough to be typed into a bank's form, without letters that look alike; 40 bits. */
function newReference(): string {
  const text = [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('');
  return `SS-${text.slice(0, 4)}-${text.slice(4)}`;
}
