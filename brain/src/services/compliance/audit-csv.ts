import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { plainCell } from '../../kernel/plain-cell.ts';
import type { AuditReport } from './audit-entries.ts';

const columns = ['record', 'at', 'id', 'what', 'state', 'detail'] as const;
type Row = Record<(typeof columns)[number], string>;

/** A line for each thing that happened, and at the end what the checks found. With a byte order mark, for spreadsheets. */
export function writeAuditCsv(report: AuditReport): Readable {
  const writer = stringify({ header: true, columns: [...columns], bom: true, record_delimiter: 'windows' });
  return Readable.from(rowsOf(report)).pipe(writer);
}

function* rowsOf({ from, to, at, hubName, entries, evidence, chain }: AuditReport): Generator<Row> {
  const made = at.toISOString();
  yield {
    record: 'report',
    at: made,
    id: '',
    what: plainCell(hubName),
    state: '',
    detail: `${from.toISOString()} to ${to.toISOString()}`,
  };
  for (const entry of entries)
    yield {
      record: entry.section,
      at: entry.at.toISOString(),
      id: entry.id,
      what: plainCell(entry.what),
      state: entry.state,
      detail: plainCell(entry.detail),
    };
  yield {
    record: 'evidence',
    at: made,
    id: '',
    what: 'Evidence of signatures',
    state: evidence.failed ? 'FAILED' : 'VALID',
    detail: `${evidence.checked} of ${evidence.documents} documents checked, ${evidence.failed} failed`,
  };
  yield {
    record: 'audit-chain',
    at: made,
    id: '',
    what: 'Audit chain',
    state: chain.valid ? 'VALID' : 'BROKEN',
    detail: chain.firstBroken
      ? `position ${chain.firstBroken.seq}: ${chain.firstBroken.reason}`
      : `${chain.entries} entries, ${chain.heads} signed heads`,
  };
}
