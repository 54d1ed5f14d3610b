import { Readable } from 'node:stream';
import { writeBuz } from '@smartstart/units';
import { stringify } from 'csv-stringify';
import { plainCell } from '../../kernel/plain-cell.ts';
import type { Statement } from './statement.ts';

const columns = [
  'record',
  'at',
  'transaction',
  'seq',
  'no',
  'account',
  'kind',
  'description',
  'counterparty',
  'memo',
  'reverses',
  'amount',
  'balance',
] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

/**
 * One line a posting, between lines with the opening and the closing balances, and at the end the head of the ledger they
 * rest on. With a byte order mark, by which spreadsheets know the encoding.
 */
export function writeCsv(statement: Statement): Readable {
  const writer = stringify({ header: true, columns: [...columns], bom: true, record_delimiter: 'windows' });
  return Readable.from(rowsOf(statement)).pipe(writer);
}

function* rowsOf({ accounts, postings, head, from, to }: Statement): Generator<Row> {
  for (const { account, opening } of accounts)
    yield { record: 'opening', at: from.toISOString(), account, balance: writeBuz(opening) };
  for (const row of postings)
    yield {
      record: 'posting',
      at: row.at.toISOString(),
      transaction: row.id,
      seq: String(row.seq),
      no: String(row.no),
      account: row.account,
      kind: row.kind,
      description: plainCell(row.text),
      counterparty: plainCell(row.counterparty?.name ?? ''),
      memo: plainCell(row.memo ?? ''),
      reverses: row.reverses ?? '',
      amount: writeBuz(row.amount_micro),
      balance: writeBuz(row.balance_micro),
    };
  for (const { account, closing } of accounts)
    yield { record: 'closing', at: to.toISOString(), account, balance: writeBuz(closing) };
  if (head)
    yield {
      record: 'head',
      at: head.at.toISOString(),
      seq: String(head.seq),
      description: `hash ${head.hash} key ${head.key_id} signature ${head.signature}`,
    };
}
