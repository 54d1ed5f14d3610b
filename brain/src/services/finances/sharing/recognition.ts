import type { Answer, contract } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { lockBooks, record, tell, type Ground } from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { netOf, reportViews } from '../revenue/reports.ts';
import * as store from '../revenue/revenue-store.ts';
import { monthOf } from '../rules/calendar.ts';
import { nextState } from '../../../kernel/machine.ts';
import { reports as machine } from '../rules/machines.ts';
import { distributionOfEntry, lockDistribution } from './distribution-store.ts';
import { takeBack } from './distributions.ts';

/** What billing administrators decide on reported revenue. */

type HubView = Answer<typeof contract.finances.recognise>;

export async function listForHub(
  ground: Ground,
  db: Db,
  query: { state: string; cursor?: string | undefined; limit: number },
) {
  const { state, limit } = query;
  const rows = await store.reportsIn(db, { state, after: readIdCursor(query.cursor), limit });
  const views = await hubViews(ground, db, rows.slice(0, limit));
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

export async function decideReport(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  reportId: string,
  { event, reason }: { event: 'recognise' | 'reject'; reason: string },
): Promise<HubView> {
  const seen = found(await store.findReport(tx, reportId));
  await lockBooks(ground, tx, seen.venture_id);
  const row = found(await store.lockReport(tx, reportId));
  const venture = found(await ground.ventures.teamOf(tx, row.venture_id));
  await requireOutsider(ground, tx, actor, row);
  const to = nextState(machine, row.state, event);
  const now = ground.kernel.clock.now();
  if (event === 'recognise' && row.corrects_id) await reverse(ground, tx, row, row.corrects_id, venture);
  const saved = await store.updateReport(tx, row.id, {
    state: to,
    reason,
    decided_by: actor.userId,
    decided_at: now,
  });
  if (event === 'recognise')
    await store.insertEntry(tx, {
      id: newId(),
      venture_id: row.venture_id,
      report_id: row.id,
      kind: 'RECOGNISED',
      month: row.month,
      gross_minor: row.gross_minor,
      taxes_minor: row.taxes_minor,
      net_minor: netOf(row),
      at: now,
    });
  await record(ground, tx, {
    ventureId: row.venture_id,
    entity: 'revenue',
    id: row.id,
    event,
    actor,
    from: row.state,
    to,
    reason,
  });
  await tell(
    ground,
    tx,
    {
      type: 'revenue.report',
      code: to.toLowerCase(),
      ventureId: row.venture_id,
      ventureName: venture.name,
      subjectId: row.id,
      recipientIds: [venture.ownerId],
      month: monthOf(row.month),
      reason,
    },
    actor.userId,
  );
  const [view] = await hubViews(ground, tx, [saved]);
  return view!;
}

/**
 * Takes back what the corrected report had brought. A distribution that is not approved yet is worked out again; of one
 * that is, nothing is asked back: the difference is set off against what is shared next.
 */
async function reverse(
  ground: Ground,
  tx: Tx,
  correction: store.ReportRow,
  correctedId: string,
  venture: { name: string; ownerId: string },
): Promise<void> {
  const old = found(await store.lockReport(tx, correctedId));
  if (old.state !== 'RECOGNISED' || old.corrected_by_id)
    throw new Fail('ILLEGAL_TRANSITION', 'The report this one corrects does not count any longer.');
  const entry = found(await store.entryOf(tx, old.id, 'RECOGNISED'));
  const within = await distributionOfEntry(tx, entry.id);
  const distribution = within ? await lockDistribution(tx, within.id) : undefined;
  if (distribution?.state === 'CALCULATED')
    await takeBack(
      ground,
      tx,
      distribution,
      { ventureName: venture.name, ownerId: venture.ownerId },
      null,
      `The revenue of ${monthOf(old.month)} was corrected.`,
    );
  await store.updateReport(tx, old.id, { corrected_by_id: correction.id });
  await store.insertEntry(tx, {
    id: newId(),
    venture_id: old.venture_id,
    report_id: old.id,
    kind: 'REVERSAL',
    month: old.month,
    gross_minor: -entry.gross_minor,
    taxes_minor: -entry.taxes_minor,
    net_minor: -entry.net_minor,
    at: ground.kernel.clock.now(),
  });
  await record(ground, tx, {
    ventureId: old.venture_id,
    entity: 'revenue',
    id: old.id,
    event: 'corrected',
    actor: null,
    after: { correctedById: correction.id, reversedMinor: entry.net_minor },
  });
}

/** Nobody decides on the revenue of a venture they take part in. */
async function requireOutsider(
  { ventures }: Ground,
  tx: Tx,
  actor: Actor,
  row: store.ReportRow,
): Promise<void> {
  const roles = await ventures.rolesIn(tx, row.venture_id);
  if (roles.has(actor.userId) || row.reported_by === actor.userId)
    throw new Fail(
      'FORBIDDEN',
      'You take part in this venture. Another administrator decides on its revenue.',
    );
}

async function hubViews(ground: Ground, db: Db, rows: readonly store.ReportRow[]): Promise<HubView[]> {
  const views = await reportViews(ground, db, rows);
  const names = new Map<string, string>();
  for (const { venture_id: ventureId } of rows)
    if (!names.has(ventureId))
      names.set(ventureId, (await ground.ventures.teamOf(db, ventureId))?.name ?? '');
  return views.map((view) => ({ ...view, ventureName: names.get(view.ventureId)! }));
}
