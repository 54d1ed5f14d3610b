import type { subscriptionsWire } from '@smartstart/contract';
import { nextState, type Machine } from '../../../kernel/machine.ts';

/** The state machines of the seat (domain rules, sections 20.7 and 20.8) as tables. A step that is not listed does not exist. */

export type SeatState = (typeof subscriptionsWire.subscriptionState)['options'][number];
export type InvoiceState = (typeof subscriptionsWire.invoiceState)['options'][number];
export type PaymentState = (typeof subscriptionsWire.paymentState)['options'][number];
export type DisputeState = (typeof subscriptionsWire.disputeState)['options'][number];
export type RefundState = (typeof subscriptionsWire.refundState)['options'][number];

export type SeatEvent =
  | 'start-trial'
  | 'subscribe'
  | 'payment-succeeds'
  | 'payment-fails'
  | 'trial-over'
  | 'renewal-due'
  | 'grace-over'
  | 'suspension-over'
  | 'cancel'
  | 'undo'
  | 'period-over';

/** Where somebody can subscribe, and where a first payment that fails leads back to. */
export const origins = ['INACTIVE', 'TRIALING', 'TRIAL_EXPIRED', 'CANCELLED'] as const;
export type Origin = (typeof origins)[number];

export const seats: Machine<SeatState, SeatEvent> = {
  name: 'subscription',
  start: 'INACTIVE',
  transitions: [
    {
      event: 'start-trial',
      from: ['INACTIVE'],
      to: 'TRIALING',
      by: 'self',
      guard: 'PTSA, SOBA; no earlier trial',
    },
    {
      event: 'subscribe',
      from: origins,
      to: 'SUBSCRIBING',
      by: 'self; the platform at the end of a trial when a method is stored',
      guard: 'PTSA, SOBA, payment method',
    },
    { event: 'payment-succeeds', from: ['SUBSCRIBING'], to: 'ACTIVE', by: 'provider' },
    // Back to the state it came from, which the row remembers.
    ...origins.map((to) => ({
      event: 'payment-fails' as const,
      from: ['SUBSCRIBING' as const],
      to,
      by: 'provider',
      guard: `it came from ${to}`,
    })),
    {
      event: 'trial-over',
      from: ['TRIALING'],
      to: 'TRIAL_EXPIRED',
      by: 'system',
      guard: '14 days; no payment that succeeded',
    },
    { event: 'cancel', from: ['TRIALING'], to: 'INACTIVE', by: 'self' },
    {
      event: 'renewal-due',
      from: ['ACTIVE'],
      to: 'PAYMENT_PENDING',
      by: 'system',
      guard: 'the paid month is over',
    },
    { event: 'cancel', from: ['ACTIVE'], to: 'CANCELLING', by: 'self' },
    {
      event: 'payment-succeeds',
      from: ['PAYMENT_PENDING', 'GRACE', 'SUSPENDED'],
      to: 'ACTIVE',
      by: 'provider',
    },
    { event: 'payment-fails', from: ['PAYMENT_PENDING'], to: 'GRACE', by: 'provider' },
    { event: 'grace-over', from: ['GRACE'], to: 'SUSPENDED', by: 'system', guard: '5 days' },
    { event: 'suspension-over', from: ['SUSPENDED'], to: 'CANCELLED', by: 'system', guard: '30 days' },
    { event: 'undo', from: ['CANCELLING'], to: 'ACTIVE', by: 'self' },
    {
      event: 'period-over',
      from: ['CANCELLING'],
      to: 'CANCELLED',
      by: 'system',
      guard: 'the paid month is over',
    },
  ],
};

/** Where the event leads; a first payment that fails leads back to where the person came from. */
export function nextSeat(state: SeatState, event: SeatEvent, cameFrom: Origin | null): SeatState {
  const to = nextState(seats, state, event);
  return state === 'SUBSCRIBING' && event === 'payment-fails' && cameFrom ? cameFrom : to;
}

/** A seat that is paid by the month; section 13.1 counts these. */
export const paidStates = ['ACTIVE', 'PAYMENT_PENDING', 'GRACE', 'CANCELLING'] as const;
const open = new Set<SeatState>(['TRIALING', ...paidStates]);

/** The subscription condition of rung 2 (section 10). */
export function hasSeat(state: SeatState, cameFrom: Origin | null): boolean {
  return open.has(state) || (state === 'SUBSCRIBING' && cameFrom === 'TRIALING');
}

/** What the ladder is told: SUBSCRIBING keeps the seat when it was entered from a trial. */
export function seatFact(state: SeatState, cameFrom: Origin | null): string {
  return state === 'SUBSCRIBING' && cameFrom === 'TRIALING' ? 'SUBSCRIBING_FROM_TRIAL' : state;
}

export const invoices: Machine<InvoiceState, 'issue' | 'pay' | 'due-date-passes' | 'cancel' | 'refund'> = {
  name: 'invoice',
  start: 'DRAFT',
  transitions: [
    { event: 'issue', from: ['DRAFT'], to: 'PENDING', by: 'system', guard: 'lines and tax complete' },
    { event: 'pay', from: ['PENDING', 'OVERDUE'], to: 'PAID', by: 'provider' },
    { event: 'due-date-passes', from: ['PENDING'], to: 'OVERDUE', by: 'system' },
    {
      event: 'cancel',
      from: ['PENDING', 'OVERDUE'],
      to: 'CANCELLED',
      by: '9 or 12; the platform, when the seat it was for did not begin',
    },
    { event: 'refund', from: ['PAID'], to: 'REFUNDED', by: '9 or 12', guard: 'within 30 days' },
  ],
};

export const payments: Machine<PaymentState, 'send' | 'confirm' | 'refuse' | 'cancel' | 'refund'> = {
  name: 'payment',
  start: 'PENDING',
  transitions: [
    { event: 'send', from: ['PENDING'], to: 'PROCESSING', by: 'system' },
    { event: 'cancel', from: ['PENDING'], to: 'CANCELLED', by: 'system' },
    {
      event: 'confirm',
      from: ['PROCESSING'],
      to: 'COMPLETED',
      by: 'provider, by signed webhook or when asked; 9 or 12 for a transfer',
    },
    { event: 'refuse', from: ['PROCESSING'], to: 'FAILED', by: 'provider; 9 or 12 for a transfer' },
    { event: 'refund', from: ['COMPLETED'], to: 'REFUNDED', by: '9 or 12' },
  ],
};

export const disputes: Machine<DisputeState, 'uphold' | 'reject'> = {
  name: 'dispute',
  start: 'OPEN',
  transitions: [
    { event: 'uphold', from: ['OPEN'], to: 'UPHELD', by: '9 or 12' },
    { event: 'reject', from: ['OPEN'], to: 'REJECTED', by: '9 or 12' },
  ],
};

/** The amount of an invoice on its way back. */
export const refunds: Machine<RefundState, 'complete' | 'fail'> = {
  name: 'refund',
  start: 'PROCESSING',
  transitions: [
    { event: 'complete', from: ['PROCESSING'], to: 'COMPLETED', by: 'provider; at once for a transfer' },
    { event: 'fail', from: ['PROCESSING'], to: 'FAILED', by: 'provider' },
  ],
};
