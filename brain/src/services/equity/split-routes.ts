import type { contract } from '@smartstart/contract';
import { formatDecimal } from '@smartstart/units';
import { shareOf } from '../../engines/cap-table/index.ts';
import type { Handlers } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { actorOf, type Ground } from './books.ts';
import type { Equity } from './index.ts';
import { shown } from './routes.ts';
import { splitTerms } from './split-pool.ts';
import { budgetMonths, monthsFrom, pointsOf } from './split-rules.ts';
import * as splits from './splits.ts';

export function splitRoutes({
  ground,
}: Pick<Equity, 'ground'>): Handlers<typeof contract.contributionSplits> {
  const { db } = ground.kernel.database;
  return {
    months: async ({ params, query }, call) => {
      const { items, nextCursor, model } = await splits.months(
        ground,
        db,
        actorOf(call),
        params.ventureId,
        query,
      );
      return { items: await Promise.all(items.map((row) => monthView(ground, db, row))), nextCursor, model };
    },
    preview: async ({ params }, call) =>
      previewView(
        ground,
        db,
        await splits.preview(ground, db, actorOf(call), params.ventureId, params.month),
      ),
    propose: ({ params, body }, call) =>
      call.transact(async (tx) =>
        shown(
          ground,
          tx,
          await splits.propose(ground, tx, actorOf(call), params.ventureId, params.month, body),
        ),
      ),
  };
}

async function monthView(ground: Ground, db: Db, { month, state, work, proposal }: splits.MonthRow) {
  const settled = state === 'WAITING' || state === 'GRANTED';
  return {
    month,
    state,
    points: pointsOf(work.lines),
    people: work.lines.length,
    budget: String(work.budget),
    units: settled ? String(work.units) : null,
    proposal: proposal ? await shown(ground, db, proposal) : null,
  };
}

async function previewView(
  ground: Ground,
  db: Db,
  { desk, row, obstacles }: Awaited<ReturnType<typeof splits.preview>>,
) {
  const { work, proposal, month, state } = row;
  const { model } = desk;
  const people = await ground.people.byIds(db, [
    ...new Set([...work.lines, ...work.leftOut].map(({ userId }) => userId)),
  ]);
  const nameOf = (userId: string) => people.get(userId)?.name ?? '';
  const number = model ? monthsFrom(model.startMonth, month) + 1 : 0;
  return {
    month,
    state,
    model: desk.table.row.model as 'FIXED',
    budget: String(work.budget),
    units: String(work.units),
    unallocated: String(work.budget - work.units),
    points: pointsOf(work.lines),
    lines: work.lines.map((line) => ({
      ...line,
      name: nameOf(line.userId),
      part: formatDecimal(shareOf(BigInt(line.units), work.budget)),
    })),
    leftOut: work.leftOut.map((one) => ({ ...one, name: nameOf(one.userId) })),
    pool: {
      initial: String(model?.initialPool ?? 0n),
      available: String(model?.remainingPool ?? 0n),
      months: budgetMonths,
      number: number > 0 ? number : null,
    },
    vesting: splitTerms,
    obstacles,
    proposal: proposal ? await shown(ground, db, proposal) : null,
  };
}
