import { dayAt, formatDecimal, isoDay, one, parseDecimal, type Decimal } from '@smartstart/units';
import { splitContributions, type DynamicModel } from '../../engines/cap-table/index.ts';
import type { ApprovedWork } from './deps.ts';
import type { LeftOut, SplitLine } from './split-store.ts';

/** Which contributions count for a month of a dynamic model, and what everybody gets for them. Pure. */

/** The initial pool is divided into so many monthly budgets (domain rules, section 7.4). */
export const budgetMonths = 48;

/** Who somebody is to a split: only contributors get units of the pool (domain rules, section 7.5). */
export type Part = 'CONTRIBUTOR' | 'OWNER' | 'NOT_ACTIVE';

export interface Given {
  readonly model: DynamicModel;
  readonly contributions: readonly ApprovedWork[];
  /** Months with a split that waits or was granted. */
  readonly splitMonths: ReadonlySet<string>;
  /** Contributions that such a split has counted. */
  readonly counted: ReadonlySet<string>;
  readonly partOf: (userId: string) => Part;
}

export interface WorkedMonth {
  readonly budget: bigint;
  readonly units: bigint;
  readonly lines: readonly SplitLine[];
  readonly leftOut: readonly LeftOut[];
  /** What is settled with this month: those of contributors, and those of owners, who get nothing for them. */
  readonly contributionIds: readonly string[];
}

/**
 * A contribution counts in the month of its approval. What that month's split has not counted, because it was not there
 * yet or its author did not take part, counts in the next split; nothing counts in two.
 */
export function workOutSplit(month: string, given: Given): WorkedMonth {
  const open = given.contributions.filter(
    (one) =>
      !given.counted.has(one.id) &&
      (one.month === month || (one.month < month && given.splitMonths.has(one.month))),
  );
  const counting = open.filter(({ userId }) => given.partOf(userId) === 'CONTRIBUTOR');
  const late = sums(counting.filter((one) => one.month < month));
  const split = splitContributions(
    given.model,
    counting.map(({ id, userId, pointsTenths }) => ({
      id,
      stakeholderId: userId,
      month,
      points: inPoints(pointsTenths),
    })),
    month,
    month,
  );
  if (split.value === null) throw new Error(`A month cannot be split: ${split.problems[0]!.message}`);
  const [{ budget, parts, unused }] = split.value.months as [(typeof split.value.months)[0]];
  return {
    budget,
    units: budget - unused,
    lines: parts.map(({ stakeholderId: userId, points, units }) => ({
      userId,
      points: formatDecimal(points),
      latePoints: formatDecimal(late.get(userId) ?? 0n),
      units: String(units),
    })),
    leftOut: [...sums(open.filter((one) => !counting.includes(one)))].map(([userId, points]) => ({
      userId,
      points: formatDecimal(points),
      why: given.partOf(userId) === 'OWNER' ? ('OWNER' as const) : ('NOT_ACTIVE' as const),
    })),
    contributionIds: open.filter(({ userId }) => given.partOf(userId) !== 'NOT_ACTIVE').map(({ id }) => id),
  };
}

/** The points of all lines together. */
export function pointsOf(lines: readonly SplitLine[]): string {
  return formatDecimal(lines.reduce((sum, { points }) => sum + parseDecimal(points), 0n));
}

/** The UTC month of a moment, YYYY-MM. */
export function monthAt(moment: Date): string {
  return isoDay(dayAt(moment)).slice(0, 7);
}

/** How many months later, from 0. */
export function monthsFrom(first: string, month: string): number {
  return monthNumber(month) - monthNumber(first);
}

export function monthAfter(first: string, months: number): string {
  const number = monthNumber(first) + months;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

function monthNumber(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return year * 12 + number - 1;
}

function sums(contributions: readonly ApprovedWork[]): Map<string, Decimal> {
  const points = new Map<string, Decimal>();
  for (const { userId, pointsTenths } of contributions)
    points.set(userId, (points.get(userId) ?? 0n) + inPoints(pointsTenths));
  return points;
}

function inPoints(tenths: number): Decimal {
  return (BigInt(tenths) * one) / 10n;
}
