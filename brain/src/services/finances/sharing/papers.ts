import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { Download } from '../../../kernel/call.ts';
import type { Db } from '../../../kernel/db.ts';
import { writeSheet, type Column, type Part } from '../../../kernel/pdf-sheet.ts';
import { plainCell } from '../../../kernel/plain-cell.ts';
import type { Ground } from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { spoken, writeAmount } from '../rules/amounts.ts';
import { percentOf } from '../rules/split.ts';
import { readDistribution, readStatement } from './reading.ts';

/** What people take along of a distribution: their own statement to keep, and all lines for the bookkeeping. */

type Statement = Awaited<ReturnType<typeof readStatement>>;

const sumColumns: readonly Column[] = [
  { title: 'Step', width: 210 },
  { title: 'How', width: 195 },
  { title: 'Amount', width: 110, right: true },
];
const lineStates: Readonly<Record<Statement['line']['state'], string>> = {
  PENDING: 'not paid yet',
  PROCESSING: 'under way',
  COMPLETED: 'paid',
  FAILED: 'failed, and is tried again',
};

/** The caller’s own part of a distribution, and how it was worked out. */
export async function statementPdf(
  ground: Ground,
  db: Db,
  actor: Actor,
  distributionId: string,
): Promise<Download> {
  const statement = await readStatement(ground, db, actor, distributionId);
  const { config, clock } = ground.kernel;
  const { firstMonth, lastMonth } = statement;
  const title = `Revenue statement ${firstMonth} to ${lastMonth}`;
  const info = { title, author: config.hub.name, at: clock.now() };
  const chunks: Buffer[] = [];
  const sheet = writeSheet(info, partsOf(statement, info)) as unknown as Readable;
  for await (const chunk of sheet) chunks.push(Buffer.from(chunk as Uint8Array));
  const bytes = Buffer.concat(chunks);
  return download(bytes, 'application/pdf', `revenue-statement-${firstMonth}-${lastMonth}.pdf`);
}

/** For those who see every line. */
export async function linesCsv(
  ground: Ground,
  db: Db,
  actor: Actor,
  distributionId: string,
): Promise<Download> {
  const { currency, firstMonth, lastMonth, lines } = await readDistribution(
    ground,
    db,
    actor,
    distributionId,
  );
  const records = lines.map((line) => ({
    name: plainCell(line.name),
    member: line.userId ?? '',
    share_percent: percentOf(line.part),
    amount: writeAmount(BigInt(line.amountMinor), currency!),
    withheld_for_sponsor: writeAmount(BigInt(line.withheldMinor), currency!),
    paid_out: writeAmount(BigInt(line.payoutMinor), currency!),
    currency,
    state: line.state,
    reference: plainCell(line.reference ?? ''),
    paid_at: line.paidAt ?? '',
    failure: plainCell(line.failure ?? ''),
  }));
  const columns = [
    'name',
    'member',
    'share_percent',
    'amount',
    'withheld_for_sponsor',
    'paid_out',
    'currency',
    'state',
    'reference',
    'paid_at',
    'failure',
  ];
  // With a byte order mark, by which spreadsheets know the encoding.
  const text = stringify(records, { header: true, columns, bom: true, record_delimiter: 'windows' });
  const period = firstMonth ? `${firstMonth}-${lastMonth}` : 'draft';
  return download(Buffer.from(text), 'text/csv; charset=utf-8', `distribution-${period}.csv`);
}

function partsOf(
  statement: Statement,
  { title, author, at }: { title: string; author: string; at: Date },
): Part[] {
  const { line, ventureName, currency, netMinor, platformMinor, distributedMinor } = statement;
  const amount = (minor: string) => spoken(BigInt(minor), currency);
  return [
    { kind: 'heading', level: 1, text: title },
    {
      kind: 'paragraph',
      text: `Recipient: ${line.name} (${line.userId})\nVenture: ${ventureName}\nMade: ${instant(at)}, by ${author}`,
    },
    { kind: 'heading', level: 2, text: 'How the amount was worked out' },
    {
      kind: 'table',
      columns: sumColumns,
      rows: [
        ['Net revenue', 'gross less taxes and third-party costs', amount(netMinor)],
        ['Kept by the platform', '5 % of net, rounded half up', amount(platformMinor)],
        ['Shared', 'net less what the platform keeps', amount(distributedMinor)],
        ['Your part', `${percentOf(line.part)} % by largest remainder`, amount(line.amountMinor)],
        ...deduction(line, amount),
      ],
    },
    { kind: 'heading', level: 2, text: 'Payment' },
    { kind: 'paragraph', text: paymentOf(statement) },
    { kind: 'paragraph', text: `Distribution ${statement.distributionId}` },
  ];
}

/** What the umbrella agreement of the recipient takes off their line, and leaves of it. */
function deduction(line: Statement['line'], amount: (minor: string) => string): string[][] {
  if (line.withheldMinor === '0') return [];
  return [
    ['Withheld for your sponsor', 'by your Umbrella Agreement', `−${amount(line.withheldMinor)}`],
    ['Paid out to you', 'your part less what is withheld', amount(line.payoutMinor)],
  ];
}

function paymentOf({ line, objectionsUntil, mayObject }: Statement): string {
  return [
    `State: ${lineStates[line.state]}`,
    ...(line.paidAt ? [`Paid: ${instant(new Date(line.paidAt))}`] : []),
    ...(line.reference ? [`Reference: ${line.reference}`] : []),
    ...(mayObject ? [`Objections are heard until ${instant(new Date(objectionsUntil))}.`] : []),
  ].join('\n');
}

function instant(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function download(bytes: Uint8Array, mediaType: string, fileName: string): Download {
  return new Download({
    stream: Readable.from([bytes]),
    mediaType,
    fileName,
    sizeBytes: bytes.byteLength,
    inline: false,
  });
}
