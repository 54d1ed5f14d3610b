import type { contributionSplitsWire } from '@smartstart/contract';
import type { Day } from '@smartstart/units';
import type { DynamicModel } from '../../engines/cap-table/index.ts';
import { violatedUnique, type Db, type Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { readCursor, toPage } from '../../kernel/paging.ts';
import {
  holderClassesOf,
  lockTable,
  requireOpen,
  standingFor,
  tableOf,
  today,
  tryOut,
  write,
  type Ground,
  type Standing,
} from './books.ts';
import { comparison, send, type FixedGrants } from './consents.ts';
import type { Actor, ApprovedWork } from './deps.ts';
import { openStatuses } from './policy.ts';
import { splitSentences } from './sentences.ts';
import { entriesOfSplit, modelOf, splitTerms } from './split-pool.ts';
import {
  budgetMonths,
  monthAfter,
  monthAt,
  monthsFrom,
  workOutSplit,
  type Part,
  type WorkedMonth,
} from './split-rules.ts';
import * as splits from './split-store.ts';
import * as store from './store.ts';
import type { OpenTable } from './tables.ts';
import { ownStakeholderOf } from './views.ts';

/** Dynamic splits (domain rules, section 7.4): a month's budget of the pool becomes fixed grants by consent. */

/** People one document can ask; the text of the consent names each of them. */
const peopleAtOnce = 40;

type Obstacle = contributionSplitsWire.SplitObstacle;
type State = contributionSplitsWire.SplitState;

/** Everything the months of a table are worked out from. */
interface Desk {
  readonly table: OpenTable;
  readonly venture: Standing;
  /** Null in a table without a pool. */
  readonly model: DynamicModel | null;
  readonly now: string;
  readonly live: ReadonlyMap<string, splits.SplitRow>;
  readonly latest: ReadonlyMap<string, store.ProposalRow>;
  readonly counted: ReadonlySet<string>;
  readonly contributions: readonly ApprovedWork[];
  readonly partOf: (userId: string) => Part;
}

/** A month as it stands: as it was proposed, or as it would be now. */
export interface MonthRow {
  readonly month: string;
  readonly state: State;
  readonly work: Omit<WorkedMonth, 'contributionIds'>;
  readonly proposal: store.ProposalRow | null;
}

/** The months of the model until now, the newest first; none with the model FIXED. */
export async function months(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { cursor?: string | undefined; limit: number },
) {
  const venture = await standingFor(ground, db, ventureId, actor, 'see-points');
  const desk = await openDesk(ground, db, venture, await tableOf(ground, db, ventureId));
  const { model, now, table } = desk;
  const before = readCursor(query.cursor, 1)?.[0];
  const count = model && isDynamic(table) ? monthsFrom(model.startMonth, now) + 1 : 0;
  const all = Array.from({ length: count }, (_, index) => monthAfter(now, -index));
  const rows = all.filter((month) => before === undefined || month < String(before));
  const { items, nextCursor } = toPage(
    rows.slice(0, query.limit + 1),
    query.limit,
    (month) => [month],
    (month) => rowOf(desk, month),
  );
  return { items, nextCursor, model: table.row.model as 'FIXED' };
}

/** What everybody would get for a month, or got, and what stands against proposing it. */
export async function preview(ground: Ground, db: Db, actor: Actor, ventureId: string, month: string) {
  const venture = await standingFor(ground, db, ventureId, actor, 'see-points');
  const desk = await openDesk(ground, db, venture, await tableOf(ground, db, ventureId));
  const row = rowOf(desk, month);
  return { desk, row, obstacles: obstaclesOf(desk, row) };
}

/** The owner's confirmation: one document, with a fixed grant to everybody in the split. */
export async function propose(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  month: string,
  wish: { grants: readonly { userId: string; units: string }[]; deadlineDays: number; message: string },
): Promise<store.ProposalRow> {
  const venture = await standingFor(ground, tx, ventureId, actor, 'act');
  requireOpen(venture);
  // Whoever confirms the same month at the same time waits here, and then finds it proposed.
  const table = await lockTable(ground, tx, ventureId);
  const desk = await openDesk(ground, tx, venture, table);
  const row = rowOf(desk, month);
  const [obstacle] = obstaclesOf(desk, row);
  if (obstacle) throw refusal(obstacle, month);
  const work = workNow(desk, month);
  const grants = grantsOf(work.lines);
  requireSame(grants, wish.grants);
  const nameOf = await namesFor(ground, tx, grants);
  const { summary, change } = splitSentences(month, work, splitTerms, nameOf);
  const proposal = await send(ground, tx, actor, ventureId, {
    act: { act: 'CONTRIBUTION_SPLIT', month, grants },
    summary,
    ventureName: venture.name,
    change,
    holdings: holdingsWith(table, { month, grants }, today(ground), nameOf),
    people: grants.map(({ userId }) => ({ userId })).filter(({ userId }) => userId !== actor.userId),
    deadlineDays: wish.deadlineDays,
    message: wish.message,
  });
  const { budget, units, lines, leftOut, contributionIds } = work;
  const split = { proposal_id: proposal.id, venture_id: ventureId, month, budget, units };
  await splits
    .insertSplit(tx, { ...split, parts: { lines, leftOut } }, contributionIds)
    .catch((error: unknown) => {
      if (violatedUnique(error)) throw refusal('ALREADY_PROPOSED', month);
      throw error;
    });
  return proposal;
}

/** Holdings before and after the grants; refused when they cannot be entered as things are. */
function holdingsWith(
  table: OpenTable,
  grants: FixedGrants,
  day: Day,
  nameOf: (userId: string) => string,
): string[] {
  const { objects, holders } = entriesOfSplit(table, grants, { day, nameOf });
  const { before, after } = tryOut(table, objects, day);
  const names = new Map(holders.map(({ stakeholderId, userId }) => [stakeholderId, nameOf(userId)]));
  return comparison(table.ledger, before, after, names);
}

async function namesFor(
  ground: Ground,
  db: Db,
  grants: FixedGrants['grants'],
): Promise<(userId: string) => string> {
  const people = await ground.people.byIds(
    db,
    grants.map(({ userId }) => userId),
  );
  return (userId) => people.get(userId)?.name ?? 'A former member';
}

/** Everybody signed: the grants are entered, if everybody still takes part and the units are still there. */
export async function enterSplit(
  ground: Ground,
  tx: Tx,
  proposal: store.ProposalRow,
  act: FixedGrants,
): Promise<void> {
  const table = await lockTable(ground, tx, proposal.venture_id);
  const roles = await ground.ventures.rolesIn(tx, proposal.venture_id);
  const nameOf = await namesFor(ground, tx, act.grants);
  const gone = act.grants.find(({ userId }) => !roles.has(userId));
  if (gone)
    throw new Fail(
      'RULE_VIOLATED',
      `${nameOf(gone.userId)} does not take part in the venture any longer. Propose the month again.`,
    );
  const { objects, holders } = entriesOfSplit(table, act, { day: today(ground), nameOf });
  tryOut(table, objects, today(ground));
  await store.insertHolders(
    tx,
    holders.map(({ userId, stakeholderId }) => ({
      venture_id: proposal.venture_id,
      stakeholder_id: stakeholderId,
      holder_class: 'CONTRIBUTOR',
      user_id: userId,
      email: null,
    })),
  );
  await write(
    ground,
    tx,
    table,
    objects.map((object) => ({ object })),
    { actorId: proposal.proposed_by, documentId: proposal.document_id, summary: proposal.summary },
  );
}

async function openDesk(ground: Ground, db: Db, venture: Standing, table: OpenTable): Promise<Desk> {
  const ventureId = table.row.venture_id;
  const now = monthAt(ground.kernel.clock.now());
  const live = await splits.liveSplits(db, ventureId);
  const latest = await splits.proposalsByMonth(db, ventureId);
  const waiting = live.filter(({ month }) => latest.get(month)?.state === 'WAITING');
  const model = modelOf(
    table,
    today(ground),
    waiting.reduce((sum, { units }) => sum + units, 0n),
  );
  const roles = await ground.ventures.rolesIn(db, ventureId);
  const classOf = holderClassesOf(table);
  return {
    table,
    venture,
    model,
    now,
    live: new Map(live.map((split) => [split.month, split])),
    latest,
    counted: await splits.countedIn(db, ventureId),
    contributions:
      model && isDynamic(table)
        ? await ground.work.approvedContributions(db, ventureId, model.startMonth, now)
        : [],
    partOf: (userId) => {
      const role = roles.get(userId);
      if (!role) return 'NOT_ACTIVE';
      const own = ownStakeholderOf(table, userId);
      const owns = role === 'OWNER' || role === 'CO_OWNER' || (own !== null && classOf(own) === 'OWNER');
      return owns ? 'OWNER' : 'CONTRIBUTOR';
    },
  };
}

function rowOf(desk: Desk, month: string): MonthRow {
  const split = desk.live.get(month);
  const proposal = desk.latest.get(month) ?? null;
  if (split) {
    const state = proposal?.state === 'WAITING' ? 'WAITING' : 'GRANTED';
    const { budget, units } = split;
    return { month, state, proposal, work: { budget, units, ...split.parts } };
  }
  const work = workNow(desk, month);
  const state = month >= desk.now ? 'RUNNING' : work.lines.length ? 'OPEN' : 'NO_POINTS';
  return { month, state, work, proposal };
}

function workNow(
  { table, model, now, contributions, live, counted, partOf }: Desk,
  month: string,
): WorkedMonth {
  const none = { budget: 0n, units: 0n, lines: [], leftOut: [], contributionIds: [] };
  if (!model || !isDynamic(table) || month < model.startMonth || month > now) return none;
  return workOutSplit(month, { model, contributions, splitMonths: new Set(live.keys()), counted, partOf });
}

function obstaclesOf({ table, venture, model, now }: Desk, { month, state, work }: MonthRow): Obstacle[] {
  if (state === 'WAITING') return ['ALREADY_PROPOSED'];
  if (state === 'GRANTED') return ['ALREADY_GRANTED'];
  if (!isDynamic(table)) return ['MODEL_FIXED'];
  if (!model || model.initialPool === 0n) return ['POOL_EXHAUSTED'];
  if (month < model.startMonth) return ['BEFORE_FRAMEWORK'];
  const number = monthsFrom(model.startMonth, month) + 1;
  const people = grantsOf(work.lines).length;
  const standing: [boolean, Obstacle][] = [
    [!openStatuses.has(venture.status), 'VENTURE_NOT_OPEN'],
    [month >= now, 'MONTH_NOT_OVER'],
    [number > budgetMonths, 'BUDGETS_OVER'],
    [number <= budgetMonths && work.budget === 0n, 'POOL_EXHAUSTED'],
    [!work.lines.length, 'NO_POINTS'],
    [people > peopleAtOnce, 'TOO_MANY_PEOPLE'],
  ];
  return standing.flatMap(([stands, obstacle]) => (stands ? [obstacle] : []));
}

function refusal(obstacle: Obstacle, month: string): Fail {
  switch (obstacle) {
    case 'ALREADY_PROPOSED':
      return new Fail('ALREADY_EXISTS', `${month} is proposed already and waits for signatures.`);
    case 'ALREADY_GRANTED':
      return new Fail('ALREADY_EXISTS', `${month} was split already.`);
    case 'VENTURE_NOT_OPEN':
      return new Fail('ILLEGAL_TRANSITION', 'The venture is neither active nor paused.');
    case 'MONTH_NOT_OVER':
      return new Fail('ILLEGAL_TRANSITION', `${month} is not over. Its points may still change.`);
    default:
      return new Fail('RULE_VIOLATED', sentences[obstacle]);
  }
}

const sentences = {
  MODEL_FIXED: 'The framework has the model FIXED: shares for contributions are stated in offers.',
  BEFORE_FRAMEWORK: 'The month lies before the equity framework took effect.',
  BUDGETS_OVER: `All ${budgetMonths} monthly budgets of the pool are used up or past.`,
  POOL_EXHAUSTED: 'There are no units left in the contributor pool.',
  NO_POINTS: 'No approved contribution counts for this month.',
  TOO_MANY_PEOPLE: `One document asks at most ${peopleAtOnce} people.`,
} as const;

/** Those whose part is less than one unit have points that count, and no grant. */
function grantsOf(lines: readonly splits.SplitLine[]): { userId: string; units: string }[] {
  return lines.flatMap(({ userId, units }) => (units === '0' ? [] : [{ userId, units }]));
}

function requireSame(
  grants: readonly { userId: string; units: string }[],
  shown: readonly { userId: string; units: string }[],
): void {
  const units = new Map(shown.map((one) => [one.userId, one.units]));
  const same =
    grants.length === shown.length && grants.every((grant) => units.get(grant.userId) === grant.units);
  if (!same)
    throw new Fail(
      'CONFLICT',
      'The split has changed since it was shown. Look at it again, then propose it.',
    );
}

function isDynamic({ row }: OpenTable): boolean {
  return row.model === 'DYNAMIC' || row.model === 'HYBRID';
}
