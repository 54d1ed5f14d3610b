import type { opportunitiesWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { readCursor, readIdCursor, requireId, toPage } from '../../../kernel/paging.ts';
import type { Actor, Ground } from '../deps.ts';
import * as applicationStore from '../record/application-store.ts';
import { today } from '../record/changes.ts';
import * as days from '../record/day-store.ts';
import {
  count,
  search,
  type After,
  type FoundRow,
  type OpportunityFilter,
  type Sort,
} from '../record/search-store.ts';
import { see, seeDecided, type Seen } from '../record/standing.ts';
import * as store from '../record/store.ts';
import { opportunityViews, publicViews } from '../record/views.ts';
import { decides, gateFor, isOpen, viewerOf } from '../record/viewer.ts';
import { visitor, type Viewer } from '../record/visibility-store.ts';
import { fused } from '../rules/fusion.ts';
import { eventsFrom } from '../../../kernel/machine.ts';
import { opportunities, unfinished } from '../rules/machines.ts';

/** Finding and reading opportunities and service offers. */

type Action = (typeof opportunitiesWire.opportunityAction)['options'][number];

export interface Query extends Omit<OpportunityFilter, 'kind' | 'remote'> {
  readonly remote?: 'true' | 'false' | undefined;
  readonly sort: Sort;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function list(
  ground: Ground,
  db: Db,
  actor: Actor,
  kind: OpportunityFilter['kind'],
  query: Query,
) {
  const viewer = await viewerOf(ground, db, actor);
  const { rows, nextCursor, total } = await page(ground, db, viewer, kind, query);
  return { items: await opportunityViews(ground, db, viewer, rows), nextCursor, total };
}

export async function listForAll(ground: Ground, db: Db, query: Query) {
  const { rows, nextCursor, total } = await page(ground, db, visitor, 'OPPORTUNITY', query);
  return { items: await publicViews(ground, db, rows), nextCursor, total };
}

async function page(
  ground: Ground,
  db: Db,
  viewer: Viewer,
  kind: OpportunityFilter['kind'],
  { sort: wished, cursor, limit, remote, ...filter }: Query,
) {
  const now = ground.kernel.clock.now();
  const sort = wished === 'relevance' && !filter.q ? 'newest' : wished;
  const where = { ...filter, kind, remote: remote === undefined ? undefined : remote === 'true' };
  if (sort === 'relevance' && kind === 'OPPORTUNITY' && viewer.userId !== null)
    return byRelevance(ground, db, viewer, { ...where, q: filter.q! }, afterOf(cursor, sort), limit);
  const found = await search(db, viewer, now, where, { sort, after: afterOf(cursor, sort), limit });
  const { items: rows, nextCursor } = toPage(
    found,
    limit,
    (row) => [sort, keyOf(row, sort), row.id],
    (row) => row,
  );
  return { rows, nextCursor, total: await count(db, viewer, now, where) };
}

/** By words, and by what they are about: so many of each are looked at. */
const foundByWords = 200;
const foundRelated = 50;

/** Both rankings as one, through the same predicate of visibility and the same filters. */
async function byRelevance(
  ground: Ground,
  db: Db,
  viewer: Viewer,
  { q, ...where }: OpportunityFilter & { q: string },
  after: After | null,
  limit: number,
) {
  const now = ground.kernel.clock.now();
  const whole = { sort: 'relevance', after: null, limit: foundByWords } as const;
  const worded = await search(db, viewer, now, { ...where, q }, whole);
  const ids = await ground.related(q, foundRelated);
  const offered = ids.length
    ? await search(db, viewer, now, { ...where, ids }, { ...whole, sort: 'newest' })
    : [];
  const rows = new Map([...worded, ...offered].map((row) => [row.id, row]));
  const keys = fused([worded.map(({ id }) => id), ids.filter((id) => rows.has(id))]);
  const ordered = [...rows.values()]
    .map((row) => ({ ...row, rank: keys.get(row.id)! }))
    .toSorted((a, b) => b.rank - a.rank || (a.id < b.id ? 1 : -1))
    .filter(({ rank, id }) => !after || rank < after.key || (rank === after.key && id < after.id));
  const page = toPage(
    ordered,
    limit,
    (row) => ['relevance', row.rank, row.id],
    (row) => row,
  );
  const byWords =
    worded.length > foundByWords ? await count(db, viewer, now, { ...where, q }) : worded.length;
  return { rows: page.items, nextCursor: page.nextCursor, total: Math.max(byWords, rows.size) };
}

function keyOf(row: FoundRow, sort: Sort): number {
  if (sort === 'relevance') return row.rank;
  return (sort === 'closing' ? row.expires_at! : row.published_at!).getTime();
}

const largestInstant = 8.64e15;

function afterOf(cursor: string | undefined, sort: Sort): After | null {
  const key = readCursor(cursor, 3);
  if (!key) return null;
  const [of, at, id] = key;
  const bound = sort === 'relevance' ? 2 ** 31 - 1 : largestInstant;
  if (of === sort && typeof at === 'number' && Number.isInteger(at) && Math.abs(at) <= bound)
    return { key: at, id: requireId(id) };
  throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
}

/** Open to everybody without an account. */
export async function readForAll(ground: Ground, db: Db, opportunityId: string) {
  const row = found(await store.findVisible(db, opportunityId, visitor, ground.kernel.clock.now()));
  if (row.kind !== 'OPPORTUNITY') throw new Fail('NOT_FOUND');
  return (await publicViews(ground, db, [row]))[0]!;
}

/** Reading counts as a view, once a person and day; those who posted it do not count. */
export async function read(ground: Ground, tx: Tx, actor: Actor, opportunityId: string) {
  const seen = await see(ground, tx, actor, opportunityId);
  if (!decides(seen.viewer, seen.row) && seen.row.state === 'ACTIVE')
    await days.addView(tx, opportunityId, today(ground), actor.userId);
  return inFull(ground, tx, actor, seen);
}

export async function inFull(ground: Ground, db: Db, actor: Actor, { row, viewer }: Seen) {
  const [view] = await opportunityViews(ground, db, viewer, [row]);
  const gate = await gateFor(ground, db, viewer, row);
  const mine = decides(viewer, row);
  return {
    ...view!,
    gate: {
      open: gate.open,
      missingPapers: [...gate.missingPapers],
      missingConditions: [...gate.missingConditions],
    },
    openDays: row.open_days,
    reason: mine ? row.reason : null,
    version: row.version,
    actions: actionsFor(ground, actor, viewer, row, view!.myApplication?.state ?? null),
    createdAt: row.created_at.toISOString(),
  };
}

const live = new Set(['PENDING', 'REVIEWING', 'ACCEPTED']);

/** What pages offer; every act checks for itself. */
function actionsFor(
  ground: Ground,
  { held }: Actor,
  viewer: Viewer,
  row: store.OpportunityRow,
  applied: string | null,
): Action[] {
  const running = row.state === 'ACTIVE' && row.expires_at! > ground.kernel.clock.now();
  const actions: Action[] = [];
  if (decides(viewer, row) && held.has(2)) {
    const steps = eventsFrom(opportunities, row.state);
    if (unfinished.some((state) => state === row.state)) actions.push('EDIT');
    for (const step of ['publish', 'pause', 'resume', 'cancel'] as const)
      if (steps.includes(step)) actions.push(step.toUpperCase() as Action);
    if (running && row.kind === 'OPPORTUNITY') actions.push('INVITE');
    if (row.state === 'ACTIVE' || row.state === 'PAUSED') actions.push('DECIDE');
  } else if (!decides(viewer, row) && running) {
    const open = isOpen(viewer, row);
    if (!open) actions.push('REQUEST_DETAILS');
    if (open && !live.has(applied ?? '')) actions.push('APPLY');
  }
  if (held.has(12) && ['ACTIVE', 'PAUSED'].includes(row.state)) actions.push('MODERATE');
  return actions;
}

/** From now on the person can sign the papers of the venture that the details ask for. */
export async function requestDetails(ground: Ground, tx: Tx, actor: Actor, opportunityId: string) {
  const { row, viewer } = await see(ground, tx, actor, opportunityId);
  const gate = await gateFor(ground, tx, viewer, row);
  const needs = gate.missingPapers.filter(({ ventureId }) => ventureId !== undefined);
  if (needs.length) await ground.papers.ask(tx, actor.userId, needs);
  return {
    open: gate.open,
    missingPapers: [...gate.missingPapers],
    missingConditions: [...gate.missingConditions],
  };
}

export async function listMine(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: {
    kind?: string | undefined;
    state?: string | undefined;
    ventureId?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const viewer = await viewerOf(ground, db, actor);
  const { kind, state, ventureId, limit } = query;
  const rows = await store.listDecided(db, viewer, {
    kind,
    state,
    ventureId,
    before: readIdCursor(query.cursor),
    limit,
  });
  const { items, nextCursor } = toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
  const waiting = await applicationStore.countWaiting(
    db,
    items.map(({ id }) => id),
  );
  const views = await opportunityViews(ground, db, viewer, items);
  return { items: views.map((view) => ({ ...view, waiting: waiting.get(view.id) ?? 0 })), nextCursor };
}

export async function analytics(ground: Ground, db: Db, actor: Actor, opportunityId: string) {
  const { row } = await seeDecided(ground, db, actor, opportunityId);
  const rows = await days.daysOf(db, opportunityId);
  const { accepted, rejected } = await days.outcomesOf(db, opportunityId);
  const sum = (figure: 'views' | 'applications' | 'matches' | 'acceptances') =>
    rows.reduce((all, one) => all + one[figure], 0);
  const hours = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 3_600_000;
  return {
    days: rows.map(({ day, views, applications, matches, acceptances }) => ({
      day,
      views,
      applications,
      matches,
      acceptances,
    })),
    totals: {
      views: sum('views'),
      applications: sum('applications'),
      matches: sum('matches'),
      acceptances: sum('acceptances'),
    },
    acceptanceRate: accepted + rejected ? accepted / (accepted + rejected) : null,
    hoursToFill: row.state === 'FILLED' ? hours(row.published_at!, row.ended_at!) : null,
  };
}
