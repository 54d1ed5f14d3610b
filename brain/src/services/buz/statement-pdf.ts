import type { Readable } from 'node:stream';
import { utcDay, writeBuz } from '@smartstart/units';
import { isReadable } from '../../kernel/pdf-letters.ts';
import { writeSheet, type Column, type Part } from '../../kernel/pdf-sheet.ts';
import type { Party } from './parties.ts';
import type { Statement } from './statement.ts';

const accountNames: Readonly<Record<string, string>> = {
  AVAILABLE: 'Available',
  HELD: 'Held',
  STAKED: 'Staked',
};
const balanceColumns: readonly Column[] = [
  { title: 'Account', width: 115 },
  { title: 'Opening balance', width: 100, right: true },
  { title: 'In', width: 100, right: true },
  { title: 'Out', width: 100, right: true },
  { title: 'Closing balance', width: 100, right: true },
];
const postingColumns: readonly Column[] = [
  { title: 'Time (UTC)', width: 82 },
  { title: 'No.', width: 40 },
  { title: 'Account', width: 46 },
  { title: 'What for', width: 187 },
  { title: 'Amount', width: 79, right: true },
  { title: 'Balance', width: 81, right: true },
];

export function writePdf(statement: Statement): Readable {
  const { hubName, from, to, at } = statement;
  const title = `BUZ statement ${utcDay(from)} to ${utcDay(to)}`;
  return writeSheet({ title, author: hubName, at }, partsOf(statement, title)) as unknown as Readable;
}

function partsOf(statement: Statement, title: string): Part[] {
  const { userId, name, hubName, from, to, at, accounts, postings } = statement;
  return [
    { kind: 'heading', level: 1, text: title },
    {
      kind: 'paragraph',
      text: `Member: ${name} (${userId})\nPeriod: ${instant(from)} to ${instant(to)}\nMade: ${instant(at)}, by ${hubName}\nAmounts in BUZ. Of a posting, the balance is that of its account right after it.`,
    },
    { kind: 'heading', level: 2, text: 'Balances' },
    {
      kind: 'table',
      columns: balanceColumns,
      rows: accounts.map(({ account, opening, incoming, outgoing, closing }) => [
        accountNames[account]!,
        ...[opening, incoming, -outgoing, closing].map(amount),
      ]),
    },
    { kind: 'heading', level: 2, text: postings.length ? 'Postings' : 'Nothing moved in this period.' },
    ...(postings.length
      ? [{ kind: 'table', columns: postingColumns, rows: postings.map(rowOf) } as const]
      : []),
    { kind: 'heading', level: 2, text: 'What this rests on' },
    { kind: 'paragraph', text: restsOn(statement) },
  ];
}

function rowOf(posting: Statement['postings'][number]): string[] {
  const { at, seq, account, text, counterparty, memo, amount_micro, balance_micro } = posting;
  return [
    at.toISOString().slice(0, 19).replace('T', ' '),
    String(seq),
    accountNames[account]!,
    [text, ...(counterparty ? [`With ${shown(counterparty)}`] : []), ...(memo ? [`“${memo}”`] : [])].join(
      '\n',
    ),
    amount(amount_micro),
    amount(balance_micro),
  ];
}

/** Where a name cannot be written in the letters of this document, the end of the member's number tells people apart. */
function shown({ name, userId }: Party): string {
  return isReadable(name) || !userId ? name : `${name} (member …${userId.slice(-12)})`;
}

function restsOn({ head }: Statement): string {
  if (!head) return 'The ledger had not begun in this period.';
  return `Position ${head.seq} of the ledger, of ${instant(head.at)}. Each transaction is chained to the one before it by its hash; the head is signed with the key of this installation.\nHash: ${head.hash}\nKey: ${head.key_id}\nSignature (Ed25519): ${head.signature}`;
}

function amount(micro: bigint): string {
  const [whole = '', fraction = ''] = writeBuz(micro).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
