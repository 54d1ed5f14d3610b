import { type Decimal, largestRemainder } from '@smartstart/units';
import { found, type Outcome, type Problem, problem, refused } from './outcome.ts';

/** The DYNAMIC model of the equity framework: a monthly budget out of the pool, split over contribution points. */
export interface DynamicModel {
  /** The pool when the model began, in whole units (10⁻⁶ percent, or shares). */
  readonly initialPool: bigint;
  /** What is left of it before the first of the months; with HYBRID other grants may have used some. */
  readonly remainingPool: bigint;
  /** The budget of a month is this part of the initial pool: one in so many. Without it 48. */
  readonly budgetMonths?: number;
  /** The first month of the model, YYYY-MM. */
  readonly startMonth: string;
}

/** An approved contribution. */
export interface ApprovedContribution {
  readonly id: string;
  readonly stakeholderId: string;
  /** Month of the approval, YYYY-MM. */
  readonly month: string;
  /** Story points × quality ÷ 5, as a Decimal. */
  readonly points: Decimal;
}

export interface ContributionSplit {
  readonly months: readonly MonthSplit[];
  /** What would be granted to each once they and the owner consent; nothing takes effect here. */
  readonly grants: readonly ProposedGrant[];
  readonly remainingPool: bigint;
}

export interface MonthSplit {
  readonly month: string;
  readonly budget: bigint;
  readonly parts: readonly {
    readonly stakeholderId: string;
    readonly points: Decimal;
    readonly units: bigint;
  }[];
  /** The budget of a month without points; it stays in the pool. */
  readonly unused: bigint;
}

export interface ProposedGrant {
  readonly stakeholderId: string;
  readonly units: bigint;
  readonly points: Decimal;
  readonly months: readonly { readonly month: string; readonly units: bigint }[];
  readonly contributionIds: readonly string[];
}

const mostMonths = 600;

/**
 * Splits the budget of each month, from `fromMonth` to `toMonth`, over the points approved in it, by largest remainder
 * with ties to the lower stakeholder id (domain rules, section 7.4).
 *
 * Month k of the model has the budget ⌊pool × k ÷ 48⌋ − ⌊pool × (k − 1) ÷ 48⌋, so that 48 months are exactly the pool.
 * It is never more than what is left, and there is none after month 48. What a month does not use stays in the pool
 * and is not carried over.
 */
export function splitContributions(
  model: DynamicModel,
  contributions: readonly ApprovedContribution[],
  fromMonth: string,
  toMonth: string,
): Outcome<ContributionSplit> {
  const problems = splitProblems(model, contributions, fromMonth, toMonth);
  if (problems.length > 0) return refused(...problems);
  let remaining = model.remainingPool;
  const months: MonthSplit[] = [];
  for (let number = monthNumber(fromMonth); number <= monthNumber(toMonth); number += 1) {
    const month = monthText(number);
    const due = budgetOf(model, number - monthNumber(model.startMonth) + 1);
    const budget = due < remaining ? due : remaining;
    const parts = partsOf(
      contributions.filter((each) => each.month === month),
      budget,
    );
    const used = parts.reduce((sum, { units }) => sum + units, 0n);
    remaining -= used;
    months.push({ month, budget, parts, unused: budget - used });
  }
  return found({ months, grants: grantsOf(months, contributions), remainingPool: remaining });
}

function budgetOf({ initialPool, budgetMonths = 48 }: DynamicModel, month: number): bigint {
  if (month < 1 || month > budgetMonths) return 0n;
  const upTo = (count: number) => (initialPool * BigInt(count)) / BigInt(budgetMonths);
  return upTo(month) - upTo(month - 1);
}

function partsOf(contributions: readonly ApprovedContribution[], budget: bigint): MonthSplit['parts'] {
  const points = new Map<string, Decimal>();
  for (const each of contributions)
    points.set(each.stakeholderId, (points.get(each.stakeholderId) ?? 0n) + each.points);
  const weights = [...points]
    .map(([id, weight]) => ({ id, weight }))
    .filter(({ weight }) => weight > 0n)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (weights.length === 0) return [];
  const units = largestRemainder(budget, weights);
  return weights.map(({ id, weight }) => ({ stakeholderId: id, points: weight, units: units.get(id)! }));
}

function grantsOf(
  months: readonly MonthSplit[],
  contributions: readonly ApprovedContribution[],
): ProposedGrant[] {
  const holders = new Set(months.flatMap(({ parts }) => parts.map(({ stakeholderId }) => stakeholderId)));
  const covered = new Set(months.map(({ month }) => month));
  return [...holders]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((stakeholderId) => {
      const parts = months.flatMap(({ month, parts }) =>
        parts.filter((part) => part.stakeholderId === stakeholderId).map((part) => ({ month, ...part })),
      );
      return {
        stakeholderId,
        units: parts.reduce((sum, { units }) => sum + units, 0n),
        points: parts.reduce((sum, { points }) => sum + points, 0n),
        months: parts.filter(({ units }) => units > 0n).map(({ month, units }) => ({ month, units })),
        contributionIds: contributions
          .filter(
            (each) => each.stakeholderId === stakeholderId && covered.has(each.month) && each.points > 0n,
          )
          .map(({ id }) => id)
          .toSorted((a, b) => (a < b ? -1 : 1)),
      };
    })
    .filter(({ units }) => units > 0n);
}

function splitProblems(
  { initialPool, remainingPool, budgetMonths = 48, startMonth }: DynamicModel,
  contributions: readonly ApprovedContribution[],
  fromMonth: string,
  toMonth: string,
): Problem[] {
  const months = { startMonth, fromMonth, toMonth };
  const wrong = Object.entries(months).filter(([, month]) => !isMonth(month));
  if (wrong.length > 0)
    return wrong.map(([place]) => problem('MONTH', place, 'A month is written as YYYY-MM, such as 2026-03.'));
  const ids = contributions.map(({ id }) => id);
  const problems: Problem[] = [];
  if (initialPool < 0n || remainingPool < 0n || remainingPool > initialPool)
    problems.push(
      problem('POOL', 'remainingPool', 'What is left of the pool must be between 0 and the initial pool.'),
    );
  if (!Number.isInteger(budgetMonths) || budgetMonths < 1 || budgetMonths > mostMonths)
    problems.push(problem('BUDGET', 'budgetMonths', `The budget must be for 1 to ${mostMonths} months.`));
  if (monthNumber(fromMonth) < monthNumber(startMonth) || monthNumber(toMonth) < monthNumber(fromMonth))
    problems.push(
      problem('ORDER', 'fromMonth', 'The months must be in order, the model’s first month in front.'),
    );
  if (monthNumber(toMonth) - monthNumber(startMonth) >= mostMonths)
    problems.push(problem('TOO_LARGE', 'toMonth', `At most ${mostMonths} months.`));
  if (new Set(ids).size !== ids.length)
    problems.push(problem('DUPLICATE', 'contributions', 'A contribution is listed twice.'));
  for (const [index, { month, points }] of contributions.entries())
    if (points < 0n || !isMonth(month))
      problems.push(
        problem(
          'CONTRIBUTION',
          `contributions/${index}`,
          'A contribution needs a month and points that are not negative.',
        ),
      );
  return problems;
}

function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** Months since the year 0. */
function monthNumber(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return year * 12 + number - 1;
}

function monthText(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}
