import { Readable } from 'node:stream';
import { spoken, utcDay } from '@smartstart/units';
import { Download } from '../../../kernel/call.ts';
import type { Db } from '../../../kernel/db.ts';
import { writeSheet, type Column, type Part } from '../../../kernel/pdf-sheet.ts';
import type { Ground } from '../deps.ts';
import { percentOf } from '../rules/tax.ts';
import type { buyerOf } from './invoices.ts';
import * as store from './invoice-store.ts';

/** The invoice as a paper: what it names stands on it as it was when it was issued. */

const columns: readonly Column[] = [
  { title: 'What', width: 215 },
  { title: 'On', width: 100, right: true },
  { title: 'Rate', width: 80, right: true },
  { title: 'Amount', width: 120, right: true },
];
const states: Readonly<Record<string, string>> = {
  PENDING: 'to be paid',
  OVERDUE: 'overdue',
  PAID: 'paid',
  CANCELLED: 'cancelled: nothing is owed',
  REFUNDED: 'refunded',
};

export async function invoicePdf(ground: Ground, db: Db, invoice: store.InvoiceRow): Promise<Download> {
  const { config } = ground.kernel;
  const title = `Invoice ${invoice.number}`;
  const info = { title, author: config.hub.name, at: invoice.issued_at! };
  const lines = await store.linesOf(db, invoice.id);
  const chunks: Buffer[] = [];
  const sheet = writeSheet(
    info,
    partsOf(invoice, lines, config.payments.transferDetails),
  ) as unknown as Readable;
  for await (const chunk of sheet) chunks.push(Buffer.from(chunk as Uint8Array));
  const bytes = Buffer.concat(chunks);
  return new Download({
    stream: Readable.from([bytes]),
    mediaType: 'application/pdf',
    fileName: `invoice-${invoice.number}.pdf`,
    sizeBytes: bytes.byteLength,
    inline: false,
  });
}

function partsOf(
  invoice: store.InvoiceRow,
  lines: readonly store.LineRow[],
  transferDetails: string,
): Part[] {
  const seller = invoice.seller as unknown as {
    name: string;
    gstNumber: string | null;
    qstNumber: string | null;
  };
  const buyer = invoice.buyer as unknown as ReturnType<typeof buyerOf>;
  const amount = (minor: bigint) => spoken(minor, invoice.currency);
  return [
    { kind: 'heading', level: 1, text: `Invoice ${invoice.number}` },
    {
      kind: 'paragraph',
      text: [
        `From: ${seller.name}`,
        ...(seller.gstNumber ? [`GST/HST number: ${seller.gstNumber}`] : []),
        ...(seller.qstNumber ? [`QST number: ${seller.qstNumber}`] : []),
      ].join('\n'),
    },
    { kind: 'paragraph', text: addressLines(buyer).join('\n') },
    {
      kind: 'paragraph',
      text: [
        `Issued: ${utcDay(invoice.issued_at!)}`,
        `Due: ${utcDay(invoice.due_at!)}`,
        `Billed month: ${utcDay(invoice.period_start)} to ${utcDay(invoice.period_end)}`,
        ...served(invoice),
        `State: ${states[invoice.state] ?? invoice.state}${invoice.paid_at ? ` on ${utcDay(invoice.paid_at)}` : ''}`,
        ...(invoice.ended_at ? [`Ended: ${utcDay(invoice.ended_at)}. ${invoice.reason ?? ''}`] : []),
      ].join('\n'),
    },
    {
      kind: 'table',
      columns,
      rows: [
        ...lines.map((line) => [
          line.kind === 'SEAT'
            ? line.text
            : `${line.kind}${line.registration ? ` (${line.registration})` : ''}`,
          line.kind === 'SEAT' ? '' : amount(line.base_minor),
          line.rate_milli === null ? '' : `${percentOf(line.rate_milli)} %`,
          amount(line.amount_minor),
        ]),
        ['Total', '', '', amount(invoice.total_minor)],
      ],
    },
    { kind: 'paragraph', text: invoice.tax_note },
    { kind: 'paragraph', text: paymentNote(invoice, transferDetails) },
  ];
}

function addressLines(buyer: ReturnType<typeof buyerOf>): string[] {
  const place = [buyer.city, buyer.region, buyer.postalCode].filter(Boolean).join(' ');
  return [`To: ${buyer.name}`, buyer.organisation, buyer.street, place, buyer.country].filter(Boolean);
}

/** Paid late, a month begins when it is paid. */
function served({ service_start: start, service_end: end, period_start }: store.InvoiceRow): string[] {
  return start && end && utcDay(start) !== utcDay(period_start)
    ? [`The seat ran from ${utcDay(start)} to ${utcDay(end)}.`]
    : [];
}

function paymentNote(invoice: store.InvoiceRow, transferDetails: string): string {
  if (invoice.state !== 'PENDING' && invoice.state !== 'OVERDUE') return 'No part of a month is refunded.';
  return `By transfer: ${transferDetails} Reference: ${invoice.reference}. There are no late fees.`;
}
