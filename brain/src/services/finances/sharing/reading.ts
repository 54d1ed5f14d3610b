import type { Answer, contract } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { findBooks, logOf } from '../books/books-store.ts';
import { namesOf, standingFor, type Ground } from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { monthOf } from '../rules/calendar.ts';
import { eventsFrom } from '../../../kernel/machine.ts';
import { distributions as machine, type DistributionState, type LineState } from '../rules/machines.ts';
import { isBilling, type Right } from '../rules/policy.ts';
import { accessTo, requireOverview } from './access.ts';
import * as store from './distribution-store.ts';

/** Distributions as each reader may see them. */

type DistributionView = Answer<typeof contract.finances.openDistribution>;
type StatementView = Answer<typeof contract.finances.myStatement>;
type LineView = DistributionView['lines'][number];
type Step = DistributionView['steps'][number];

const shownHistory = 100;

export async function listDistributions(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const { rights } = await standingFor(ground, db, ventureId, actor, 'see-own');
  const { state, limit } = query;
  const recipientId = rights.has('see-money') ? null : actor.userId;
  const before = readIdCursor(query.cursor);
  const rows = await store.listDistributions(db, { ventureId, state, recipientId, before, limit });
  const views = await distributionViews(ground, db, actor, rows.slice(0, limit), rights);
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

/** Of all ventures in a state, for billing administrators; without the lines of people. */
export async function listPayable(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: { state: string; cursor?: string | undefined; limit: number },
) {
  const { state, limit } = query;
  const rows = await store.distributionsIn(db, { state, after: readIdCursor(query.cursor), limit });
  const views = await distributionViews(ground, db, actor, rows.slice(0, limit), new Set());
  const items = [];
  for (const view of views)
    items.push({ ...view, ventureName: (await ground.ventures.teamOf(db, view.ventureId))?.name ?? '' });
  return {
    ...toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row.id,
    ),
    items,
  };
}

export async function readDistribution(
  ground: Ground,
  db: Db,
  actor: Actor,
  distributionId: string,
): Promise<Answer<typeof contract.finances.distribution>> {
  const access = await accessTo(ground, db, actor, distributionId);
  requireOverview(access);
  const { row, rights, ventureName } = access;
  const [view] = await distributionViews(ground, db, actor, [row], rights);
  const objections = await store.objectionsOf(db, row.id, shownHistory);
  const history = await logOf(db, row.id, shownHistory);
  const names = await namesOf(ground, db, [
    ...objections.map((objection) => objection.user_id),
    ...history.map((entry) => entry.actor_id),
  ]);
  const entries = await store.entriesIn(db, row.id);
  return {
    ...view!,
    ventureName,
    reports: entries.map((entry) => ({
      reportId: entry.report_id,
      month: monthOf(entry.month),
      kind: entry.kind as 'RECOGNISED' | 'REVERSAL',
      netMinor: entry.net_minor.toString(),
    })),
    objections: objections.map(({ user_id, reason, at }) => ({
      name: names(user_id),
      reason,
      at: at.toISOString(),
    })),
    history: history.map((entry) => ({
      event: entry.event,
      from: entry.from_state,
      to: entry.to_state,
      actorName: names(entry.actor_id),
      reason: entry.reason,
      at: entry.at.toISOString(),
    })),
  };
}

/** A recipient keeps it whether or not they still belong to the venture. */
export async function readStatement(
  ground: Ground,
  db: Db,
  actor: Actor,
  distributionId: string,
): Promise<StatementView> {
  return statementOf(ground, db, actor, found(await store.findDistribution(db, distributionId)));
}

/** A share that was earned stays with its owner, also when the venture is out of sight. */
export async function listStatements(
  ground: Ground,
  db: Db,
  actor: Actor,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const before = readIdCursor(cursor);
  const rows = await store.distributionsFor(db, { userId: actor.userId, before, limit });
  const items: StatementView[] = [];
  for (const row of rows.slice(0, limit)) items.push(await statementOf(ground, db, actor, row));
  return {
    ...toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row.id,
    ),
    items,
  };
}

async function statementOf(
  ground: Ground,
  db: Db,
  actor: Actor,
  row: store.DistributionRow,
): Promise<StatementView> {
  const line = found(await store.lineOfPerson(db, row.id, actor.userId));
  const [venture, books, names] = [
    await ground.ventures.teamOf(db, row.venture_id),
    await findBooks(db, row.venture_id),
    await namesOf(ground, db, [actor.userId]),
  ];
  return {
    distributionId: row.id,
    ventureId: row.venture_id,
    ventureName: venture?.name ?? '',
    state: row.state as DistributionState,
    currency: books!.currency!,
    firstMonth: monthOf(row.first_month!),
    lastMonth: monthOf(row.last_month!),
    netMinor: row.net_minor!.toString(),
    platformMinor: row.platform_minor!.toString(),
    distributedMinor: row.distributed_minor!.toString(),
    line: lineView(line, names),
    objectionsUntil: row.objections_until!.toISOString(),
    mayObject: mayObject(ground, row),
  };
}

export async function shownDistribution(
  ground: Ground,
  db: Db,
  actor: Actor,
  row: store.DistributionRow,
): Promise<DistributionView> {
  const { rights } = await accessTo(ground, db, actor, row.id);
  const [view] = await distributionViews(ground, db, actor, [row], rights);
  return view!;
}

async function distributionViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly store.DistributionRow[],
  rights: ReadonlySet<Right>,
): Promise<DistributionView[]> {
  const lines = await store.linesOf(
    db,
    rows.map(({ id }) => id),
  );
  const seesAll = rights.has('see-money') || isBilling(actor.held);
  const shown = lines.filter((line) => seesAll || line.user_id === actor.userId);
  const names = await namesOf(
    ground,
    db,
    shown.map((line) => line.user_id),
  );
  const currencies = new Map<string, string | null>();
  for (const ventureId of new Set(rows.map((row) => row.venture_id)))
    currencies.set(ventureId, (await findBooks(db, ventureId))?.currency ?? null);
  return rows.map((row) => ({
    id: row.id,
    ventureId: row.venture_id,
    state: row.state as DistributionState,
    currency: currencies.get(row.venture_id) ?? null,
    firstMonth: row.first_month ? monthOf(row.first_month) : null,
    lastMonth: row.last_month ? monthOf(row.last_month) : null,
    netMinor: row.net_minor?.toString() ?? null,
    platformMinor: row.platform_minor?.toString() ?? null,
    distributedMinor: row.distributed_minor?.toString() ?? null,
    calculatedAt: row.calculated_at?.toISOString() ?? null,
    objectionsUntil: row.objections_until?.toISOString() ?? null,
    approvedAt: row.approved_at?.toISOString() ?? null,
    completedAt: row.completed_at?.toISOString() ?? null,
    lines: shown.filter((line) => line.distribution_id === row.id).map((line) => lineView(line, names)),
    steps: stepsOf(ground, row, {
      owner: rights.has('share-revenue'),
      payer: rights.has('share-revenue') || isBilling(actor.held),
      recipient: lines.some((line) => line.distribution_id === row.id && line.user_id === actor.userId),
    }),
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }));
}

/** What the reader can do now; the operations check it again. */
function stepsOf(
  ground: Ground,
  row: store.DistributionRow,
  may: { owner: boolean; payer: boolean; recipient: boolean },
): Step[] {
  const events = new Set(eventsFrom(machine, row.state));
  const steps: Step[] = [];
  if (events.has('calculate') && may.owner) steps.push('calculate');
  if (may.recipient && mayObject(ground, row)) steps.push('object');
  if (events.has('approve') && may.owner && !mayObject(ground, row)) steps.push('approve');
  if ((events.has('pay') || events.has('retry')) && may.payer) steps.push('pay');
  if (row.state === 'DISTRIBUTING' && may.payer && ground.payouts.manual) steps.push('settle');
  return steps;
}

function mayObject({ kernel }: Ground, row: store.DistributionRow): boolean {
  return row.state === 'CALCULATED' && kernel.clock.now() < row.objections_until!;
}

function lineView(line: store.LineRow, names: (userId: string | null) => string | null): LineView {
  return {
    id: line.id,
    userId: line.user_id,
    name: names(line.user_id) ?? 'Retained by the venture',
    part: line.part,
    amountMinor: line.amount_minor.toString(),
    withheldMinor: line.withheld_minor.toString(),
    payoutMinor: (line.amount_minor - line.withheld_minor).toString(),
    state: line.state as LineState,
    attempts: line.attempts,
    reference: line.reference,
    failure: line.failure,
    paidAt: line.paid_at?.toISOString() ?? null,
  };
}
