import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { spoken, writeAmount } from '@smartstart/units';
import { Download } from '../../kernel/call.ts';
import { writeSheet, type Column, type Part } from '../../kernel/pdf-sheet.ts';
import { plainCell } from '../../kernel/plain-cell.ts';
import type { Ground } from './ground.ts';
import type { Statement } from './statements.ts';

/** The yearly statement to keep: for people as a PDF, for spreadsheets as CSV. */

const columns: readonly Column[] = [
  { title: 'Month', width: 60 },
  { title: 'Who', width: 165 },
  { title: 'Base', width: 95, right: true },
  { title: 'Earned', width: 95, right: true },
  { title: 'Moved', width: 95, right: true },
];

export async function statementPdf({ kernel }: Ground, statement: Statement): Promise<Download> {
  const { year, side } = statement;
  const info = {
    title: `Umbrella statement ${year}`,
    author: kernel.config.hub.name,
    at: kernel.clock.now(),
  };
  const chunks: Buffer[] = [];
  const sheet = writeSheet(info, partsOf(statement, info.author)) as unknown as Readable;
  for await (const chunk of sheet) chunks.push(Buffer.from(chunk as Uint8Array));
  return download(Buffer.concat(chunks), 'application/pdf', `umbrella-${side.toLowerCase()}-${year}.pdf`);
}

export function statementCsv({ year, side, currencies }: Statement): Download {
  const moved = side === 'SPONSOR' ? 'paid' : 'withheld';
  const records = currencies.flatMap(({ currency, lines }) =>
    lines.map((line) => ({
      month: line.month,
      [side === 'SPONSOR' ? 'member' : 'sponsor']: plainCell(line.otherName),
      currency,
      base: writeAmount(BigInt(line.baseMinor), currency),
      earned: writeAmount(BigInt(line.amountMinor), currency),
      [moved]: writeAmount(BigInt(line.paidMinor), currency),
      relationship: line.relationshipId,
    })),
  );
  const names = [
    'month',
    side === 'SPONSOR' ? 'member' : 'sponsor',
    'currency',
    'base',
    'earned',
    moved,
    'relationship',
  ];
  // With a byte order mark, by which spreadsheets know the encoding.
  const text = stringify(records, { header: true, columns: names, bom: true, record_delimiter: 'windows' });
  return download(Buffer.from(text), 'text/csv; charset=utf-8', `umbrella-${side.toLowerCase()}-${year}.csv`);
}

function partsOf({ year, side, name, madeAt, currencies }: Statement, hub: string): Part[] {
  const sponsor = side === 'SPONSOR';
  const moved = sponsor ? 'paid to you' : 'withheld from your payout lines';
  return [
    { kind: 'heading', level: 1, text: `Umbrella statement ${year}` },
    {
      kind: 'paragraph',
      text: `${sponsor ? 'Sponsor' : 'Referred member'}: ${name}\nMade: ${madeAt.slice(0, 16).replace('T', ' ')} UTC, by ${hub}`,
    },
    ...(currencies.length
      ? []
      : [{ kind: 'paragraph' as const, text: 'Nothing was earned or moved in this year.' }]),
    ...currencies.flatMap((one): Part[] => {
      const amount = (minor: string) => spoken(BigInt(minor), one.currency);
      return [
        { kind: 'heading', level: 2, text: one.currency },
        {
          kind: 'table',
          columns: columns.map((column) => (column.title === 'Moved' ? { ...column, title: moved } : column)),
          rows: [
            ...one.lines.map((line) => [
              line.month,
              line.otherName,
              amount(line.baseMinor),
              amount(line.amountMinor),
              amount(line.paidMinor),
            ]),
            ['Total', '', '', amount(one.earnedMinor), amount(one.paidMinor)],
          ],
        },
        ...(one.reportable
          ? [
              {
                kind: 'paragraph' as const,
                text: `Payments above ${amount(one.thresholdMinor!)} a year are flagged for reporting.`,
              },
            ]
          : []),
      ];
    }),
    {
      kind: 'paragraph',
      text: 'Earned is what recognised revenue of the month came to, with the corrections of that month; payments of a month settle earlier ones. Each side pays its own tax.',
    },
  ];
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
