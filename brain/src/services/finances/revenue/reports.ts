import type { Answer, contract } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { findBooks } from '../books/books-store.ts';
import { booksIn, namesOf, record, standingFor, writerIn, type Ground } from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { largestMinor } from '../rules/amounts.ts';
import { firstDay, monthAt, monthOf } from '../rules/calendar.ts';
import { reports as machine, type ReportState } from '../rules/machines.ts';
import * as store from './revenue-store.ts';

/** Revenue as the owner reports it, month by month with evidence. It counts once the hub has recognised it. */

interface ReportInput {
  readonly month: string;
  readonly currency: string;
  readonly grossMinor: string;
  readonly taxesMinor: string;
  readonly thirdPartyMinor: string;
  readonly note: string;
  readonly evidenceFileIds: readonly string[];
  readonly correctsId?: string | undefined;
}
type ReportView = Answer<typeof contract.finances.reportRevenue>;

export async function listReports(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  await standingFor(ground, db, ventureId, actor, 'see-money');
  const { state, limit } = query;
  const rows = await store.listReports(db, { ventureId, state, before: readIdCursor(query.cursor), limit });
  const views = await reportViews(ground, db, rows.slice(0, limit));
  return {
    ...toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row.id,
    ),
    items: views,
  };
}

export async function reportRevenue(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: ReportInput,
): Promise<ReportView> {
  await writerIn(ground, tx, ventureId, actor, 'share-revenue');
  await booksIn(ground, tx, ventureId, input.currency);
  const now = ground.kernel.clock.now();
  if (input.month > monthAt(now))
    throw new Fail('RULE_VIOLATED', `${input.month} lies ahead. Revenue is reported once it came in.`);
  const amounts = amountsOf(input);
  await requireEvidence(ground, tx, actor.userId, input.evidenceFileIds);
  await requirePlace(tx, ventureId, input);
  const row = await store.insertReport(tx, {
    id: newId(),
    venture_id: ventureId,
    month: firstDay(input.month),
    state: machine.start,
    ...amounts,
    note: input.note,
    evidence_file_ids: [...new Set(input.evidenceFileIds)],
    corrects_id: input.correctsId ?? null,
    reported_by: actor.userId,
    reported_at: now,
  });
  await record(ground, tx, {
    ventureId,
    entity: 'revenue',
    id: row.id,
    event: 'reported',
    actor,
    to: row.state,
    after: { month: input.month, ...amounts, correctsId: row.corrects_id },
  });
  const [view] = await reportViews(ground, tx, [row]);
  return view!;
}

/** A month has one report that waits and one that counts; another one for it says that it corrects that. */
async function requirePlace(tx: Tx, ventureId: string, input: ReportInput): Promise<void> {
  const open = await store.openReports(tx, ventureId, firstDay(input.month));
  if (open.some(({ state }) => state === 'REPORTED'))
    throw new Fail('ALREADY_EXISTS', `A report of ${input.month} waits for the hub already.`);
  const counts = open.find(({ state }) => state === 'RECOGNISED');
  if (counts && input.correctsId === undefined)
    throw new Fail(
      'ALREADY_EXISTS',
      `The revenue of ${input.month} is recognised already. Say that the new report corrects it.`,
    );
  if (input.correctsId !== undefined && counts?.id !== input.correctsId)
    throw new Fail('RULE_VIOLATED', `What is corrected is not the recognised report of ${input.month}.`);
}

async function requireEvidence(
  { ownsFiles }: Ground,
  tx: Tx,
  userId: string,
  fileIds: readonly string[],
): Promise<void> {
  if (!(await ownsFiles(tx, userId, [...new Set(fileIds)])))
    throw new Fail('RULE_VIOLATED', 'Evidence is made of files of your own that are ready to be read.');
}

function amountsOf(
  input: ReportInput,
): Pick<store.ReportRow, 'gross_minor' | 'taxes_minor' | 'third_party_minor'> {
  const [gross_minor, taxes_minor, third_party_minor] = [
    BigInt(input.grossMinor),
    BigInt(input.taxesMinor),
    BigInt(input.thirdPartyMinor),
  ];
  if (gross_minor > largestMinor) throw new Fail('RULE_VIOLATED', 'The amount is larger than can be kept.');
  if (taxes_minor + third_party_minor > gross_minor)
    throw new Fail('RULE_VIOLATED', 'Taxes and third-party costs together are not above the gross revenue.');
  return { gross_minor, taxes_minor, third_party_minor };
}

export function netOf(
  row: Pick<store.ReportRow, 'gross_minor' | 'taxes_minor' | 'third_party_minor'>,
): bigint {
  return row.gross_minor - row.taxes_minor - row.third_party_minor;
}

export async function reportViews(
  ground: Ground,
  db: Db,
  rows: readonly store.ReportRow[],
): Promise<ReportView[]> {
  const names = await namesOf(
    ground,
    db,
    rows.map((row) => row.reported_by),
  );
  const currencies = new Map<string, string>();
  for (const ventureId of new Set(rows.map((row) => row.venture_id)))
    currencies.set(ventureId, (await findBooks(db, ventureId))?.currency ?? '');
  return rows.map((row) => ({
    id: row.id,
    ventureId: row.venture_id,
    month: monthOf(row.month),
    state: row.state as ReportState,
    currency: currencies.get(row.venture_id)!,
    grossMinor: row.gross_minor.toString(),
    taxesMinor: row.taxes_minor.toString(),
    thirdPartyMinor: row.third_party_minor.toString(),
    netMinor: netOf(row).toString(),
    note: row.note,
    evidenceFileIds: row.evidence_file_ids,
    correctsId: row.corrects_id,
    correctedById: row.corrected_by_id,
    reason: row.reason,
    reportedByName: names(row.reported_by) ?? '',
    reportedAt: row.reported_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
  }));
}
