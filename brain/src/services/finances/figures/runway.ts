import type { Answer, contract } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { findBooks, lockBooks, updateBooks } from '../books/books-store.ts';
import { lastMonthOver, standingFor, tell, type Ground, type Standing } from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { firstDay, monthOf, shifted } from '../rules/calendar.ts';
import { adviceFor, runwayOf, type Actual, type Runway } from '../rules/runway-rule.ts';
import { tenths } from '../rules/readiness-rule.ts';
import { monthsBetween, type MonthRow } from './figures-store.ts';

/** The months a figure of today can rest on: three for the mean, and as many that it may be behind. */
const lookedAt = 6;

export async function readRunway(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
): Promise<Answer<typeof contract.finances.runway>> {
  await standingFor(ground, db, ventureId, actor, 'see-money');
  const runway = await runwayNow(ground, db, ventureId);
  const members = (await ground.ventures.rolesIn(db, ventureId)).size;
  return {
    level: runway.level,
    months: monthsOf(runway),
    currency: (await findBooks(db, ventureId))?.currency ?? null,
    cashMinor: runway.cashMinor?.toString() ?? null,
    meanNetBurnMinor: runway.meanNetBurnMinor?.toString() ?? null,
    basis: [...runway.basis],
    members,
    advice: adviceFor(runway, members),
  };
}

export async function runwayNow(ground: Ground, db: Db, ventureId: string): Promise<Runway> {
  const lastOver = lastMonthOver(ground);
  const from = firstDay(shifted(lastOver, 1 - lookedAt));
  const rows = await monthsBetween(db, ventureId, from, firstDay(lastOver));
  return runwayOf(rows.map(actualOf), lastOver);
}

/** Tells the owners once when the runway has become critical; the books are locked. */
export async function watchRunway(
  ground: Ground,
  tx: Tx,
  { ventureId, ventureName }: Pick<Standing, 'ventureId' | 'ventureName'>,
): Promise<void> {
  const books = await lockBooks(tx, ventureId);
  const { level, basis } = await runwayNow(ground, tx, ventureId);
  if (level === books.runway_level) return;
  await updateBooks(tx, ventureId, { runway_level: level });
  if (level !== 'CRITICAL') return;
  const roles = await ground.ventures.rolesIn(tx, ventureId);
  const recipientIds = [...roles].flatMap(([userId, role]) =>
    role === 'OWNER' || role === 'CO_OWNER' ? [userId] : [],
  );
  // Who entered the figures is told, too: what they come to is news.
  await tell(
    ground,
    tx,
    {
      type: 'runway.critical',
      code: 'critical',
      ventureId,
      ventureName,
      recipientIds,
      ...(basis[0] ? { month: basis[0] } : {}),
    },
    null,
  );
}

export function monthsOf({ tenths: count }: Runway): string | null {
  return count === null ? null : tenths(count);
}

export function actualOf(row: MonthRow): Actual {
  return {
    month: monthOf(row.month),
    cashMinor: row.cash_minor,
    incomeMinor: row.income_minor,
    costsMinor: row.costs_minor,
  };
}
