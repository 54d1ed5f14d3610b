import { spoken } from '@smartstart/units';
import { z } from 'zod';
import { instant, on, type Writer } from './writer.ts';

const id = z.string();
const aSeat = z.object({
  userId: id,
  event: z.string().optional(),
  from: z.string().optional(),
  until: z.string().optional(),
});
const anInvoice = z.object({ userId: id, invoiceId: id, number: z.string().nullish() });
const page = '/subscription';
const invoicePage = (invoiceId: string) => `${page}/invoices/${invoiceId}`;
const named = ({ number }: { number?: string | null | undefined }) =>
  number ? `Invoice ${number}` : 'Your invoice';
const kept = 'Your ventures, signed papers and files stay yours.';

/** What is told of the paid seat. */
const seatWriters: Record<string, Writer> = {
  'subscription.started': on(aSeat, ({ userId, event, until }) => [
    event === 'start-trial'
      ? {
          userId,
          type: 'subscription.started',
          title: 'Your trial of the Founder seat has begun',
          link: page,
          text: `You can create ventures now. The trial ends${until ? ` at ${instant(until)}` : ' by itself'}; without a stored card nothing is charged.`,
        }
      : {
          userId,
          type: 'subscription.started',
          title: 'Your Founder seat has begun',
          link: page,
          text: `Everything that belongs to the seat is open.${until ? ` The month that is paid ends at ${instant(until)}.` : ''} You can cancel at any time.`,
        },
  ]),
  'subscription.cancelled': on(aSeat, ({ userId, from, event, until }) => [
    {
      userId,
      type: 'subscription.cancelled',
      ...(until
        ? {
            title: 'Your Founder seat is cancelled',
            text: `It stays open until ${instant(until)}. Until then you can undo it. Nothing more is charged.`,
          }
        : {
            title: endings[event === 'cancel' ? 'left' : (from ?? '')] ?? ended,
            text: `What belongs to the seat is closed from now on. ${kept}`,
          }),
      link: page,
    },
  ]),
  'subscription.suspended': on(aSeat, ({ userId, until }) => [
    {
      userId,
      type: 'subscription.changed',
      title: 'Your Founder seat is suspended',
      link: page,
      text: `The days of grace are over and the month is not paid. Pay the invoice and the seat opens at once${until ? `; at ${instant(until)} it ends` : ''}. ${kept}`,
    },
  ]),
  'subscription.postponed': on(
    z.object({ userId: id, until: z.string(), days: z.number() }),
    ({ userId, until, days }) => [
      {
        userId,
        type: 'subscription.changed',
        title: `The hub gives you ${days === 1 ? 'a day' : `${days} days`}`,
        link: page,
        text: `What runs now runs until ${instant(until)}.`,
      },
    ],
  ),
  'seat-price.announced': on(
    z.object({
      userId: id,
      version: z.number(),
      priceMinor: z.string(),
      currency: z.string(),
      from: z.string(),
    }),
    ({ userId, version, priceMinor, currency, from }) => [
      {
        userId,
        type: 'subscription.changed',
        key: `seat-price:${version}`,
        title: `The Founder seat will cost ${spoken(BigInt(priceMinor), currency)} a month`,
        link: page,
        text: `The price, without tax, holds for months that begin from ${from.slice(0, 10)} on. You can cancel before that.`,
      },
    ],
  ),
  'trial.ends': on(
    z.object({ userId: id, endsAt: z.string().optional(), charged: z.boolean().optional() }),
    ({ userId, endsAt, charged }) => [
      {
        userId,
        type: 'trial.ends',
        title: 'Your trial ends soon',
        link: page,
        text: `Your trial of the Founder seat ends ${endsAt ? `at ${instant(endsAt)}` : 'soon'}. ${
          charged
            ? 'Then the first month is charged to your stored card. Cancel before that if you do not want it.'
            : 'Nothing is charged; what you have made stays yours.'
        }`,
      },
    ],
  ),
};

const ended = 'Your Founder seat has ended';
const endings: Record<string, string> = {
  left: 'Your trial is cancelled',
  TRIALING: 'Your trial is over',
};

/** What is told of invoices and of paying them. */
const billWriters: Record<string, Writer> = {
  'invoice.issued': on(
    z.object({ userId: id, invoiceId: id, number: z.string(), way: z.string(), dueAt: z.string() }),
    ({ userId, invoiceId, number, way, dueAt }) =>
      // A card is charged at once, and that is told.
      way === 'transfer'
        ? [
            {
              userId,
              type: 'invoice.changed',
              title: `Invoice ${number} waits for your transfer`,
              link: invoicePage(invoiceId),
              text: `Where the money goes and what to write on it stands with the invoice. It is due on ${dueAt.slice(0, 10)}.`,
            },
          ]
        : [],
  ),
  'invoice.paid': on(
    anInvoice.extend({ from: z.string(), until: z.string() }),
    ({ userId, invoiceId, number, from, until }) => [
      {
        userId,
        type: 'payment.succeeded',
        title: 'Your payment went through',
        link: invoicePage(invoiceId),
        text: `${named({ number })} is paid, for the seat from ${from.slice(0, 10)} to ${until.slice(0, 10)}. You can save it as a PDF.`,
      },
    ],
  ),
  'invoice.paid-late': on(
    anInvoice.extend({ recipientIds: z.array(id).default([]) }),
    ({ userId, invoiceId, number, recipientIds }) => [
      {
        userId,
        type: 'payment.succeeded',
        title: 'Your payment came after the seat had ended',
        link: invoicePage(invoiceId),
        text: `${named({ number })} is paid, and it opened no month. The hub knows, and can give the money back within 30 days.`,
      },
      ...recipientIds
        .filter((one) => one !== userId)
        .map((one) => ({
          userId: one,
          type: 'invoice.changed' as const,
          key: `invoice:${invoiceId}:paid-late`,
          title: `${named({ number })} was paid after the seat had ended`,
          link: `/admin/billing/invoices/${invoiceId}`,
          text: 'It opened no month. Refund it within 30 days, unless the person wants it otherwise.',
        })),
    ],
  ),
  'payment.failed': on(
    z.object({ userId: id, reason: z.string(), seat: z.string().nullish(), until: z.string().optional() }),
    ({ userId, reason, seat, until }) => [
      {
        userId,
        type: 'payment.failed',
        title: 'Your payment did not go through',
        link: page,
        text: `${reason} ${afterwards(seat, until)}`,
      },
    ],
  ),
  'payment.grace': on(
    z.object({ userId: id, reason: z.string(), until: z.string() }),
    ({ userId, reason, until }) => [
      {
        userId,
        type: 'subscription.grace',
        title: 'Your seat was not paid: it closes in 5 days',
        link: page,
        text: `${reason} The charge is tried again; pay by ${instant(until)} to keep the seat open.`,
      },
    ],
  ),
  'payment.needs-person': on(z.object({ userId: id, paymentId: id }), ({ userId, paymentId }) => [
    {
      userId,
      type: 'payment.failed',
      key: `payment:${paymentId}:confirm`,
      title: 'Your bank asks you to confirm the payment',
      link: page,
      text: 'Confirm it within the hour, else it is given up and nothing is charged.',
    },
  ]),
  'invoice.overdue': on(anInvoice, ({ userId, invoiceId, number }) => [
    {
      userId,
      type: 'invoice.changed',
      title: `${named({ number })} is overdue`,
      link: invoicePage(invoiceId),
      text: 'It was to be paid by now. There are no late fees.',
    },
  ]),
  'invoice.cancelled': on(anInvoice, ({ userId, invoiceId, number }) => [
    {
      userId,
      type: 'invoice.changed',
      title: `${named({ number })} was cancelled`,
      link: invoicePage(invoiceId),
      text: 'Nothing is owed on it. The reason stands with the invoice.',
    },
  ]),
  'invoice.refunded': on(anInvoice, ({ userId, invoiceId, number }) => [
    {
      userId,
      type: 'invoice.changed',
      title: `${named({ number })} was refunded`,
      link: invoicePage(invoiceId),
      text: 'The whole amount goes back to where it came from. Your bank may need some days.',
    },
  ]),
  'invoice.dispute-answered': on(
    anInvoice.extend({ outcome: z.string() }),
    ({ userId, invoiceId, outcome }) => [
      {
        userId,
        type: 'invoice.changed',
        title: 'Your dispute of an invoice was answered',
        link: invoicePage(invoiceId),
        text: `The hub ${outcome === 'UPHELD' ? 'agrees with you' : 'does not agree'}. The answer stands with the invoice.`,
      },
    ],
  ),
};

/** What the hub's billing administrators are told, so that nothing that needs them waits unseen. */
const billingWriters: Record<string, Writer> = {
  'invoice.dispute': on(
    z.object({
      code: z.enum(['opened', 'due']),
      disputeId: id,
      number: z.string().nullable(),
      answerBy: z.string(),
      recipientIds: z.array(id),
    }),
    ({ code, disputeId, number, answerBy, recipientIds }) =>
      recipientIds.map((userId) => ({
        userId,
        type: 'invoice.changed',
        key: `dispute:${disputeId}:${code}`,
        title:
          code === 'opened'
            ? `${named({ number })} is disputed`
            : `A dispute is to be answered by ${answerBy}`,
        link: '/admin/billing?part=disputes',
        text: `Answer it by ${answerBy}. Refunding or cancelling the invoice is a step of its own.`,
      })),
  ),
  'refund.failed': on(
    z.object({ invoiceId: id, reason: z.string(), recipientIds: z.array(id) }),
    ({ invoiceId, reason, recipientIds }) =>
      recipientIds.map((userId) => ({
        userId,
        type: 'invoice.changed',
        title: 'A refund was not carried out',
        link: `/admin/billing/invoices/${invoiceId}`,
        text: `${reason} The invoice is still paid; order the refund again, or give the money back by other means.`,
      })),
  ),
  'payment-hook.attention': on(
    z.object({ hookId: id, note: z.string(), recipientIds: z.array(id) }),
    ({ hookId, note, recipientIds }) =>
      recipientIds.map((userId) => ({
        userId,
        type: 'invoice.changed',
        key: `payment-hook:${hookId}`,
        title: 'A payment provider says something that cannot be booked',
        link: '/admin/billing?part=messages',
        text: note,
      })),
  ),
};

export const subscriptionWriters: Record<string, Writer> = {
  ...seatWriters,
  ...billWriters,
  ...billingWriters,
};

function afterwards(seat: string | null | undefined, until: string | undefined): string {
  switch (seat) {
    case 'TRIALING':
      return 'Your trial goes on. Nothing was charged.';
    case 'GRACE':
      return `Your seat stays open${until ? ` until ${instant(until)}` : ''}. Pay the invoice with another method to keep it.`;
    case 'SUSPENDED':
      return 'Your seat stays closed until the invoice is paid.';
    case 'ACTIVE':
    case 'CANCELLING':
      return 'Your seat is not touched by it.';
    default:
      return 'Your seat did not begin, and nothing was charged. Try again with another method.';
  }
}
