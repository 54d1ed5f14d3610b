import { simulate, type Plan, type SimulationOrder, type SimulationResult } from './simulation.ts';

/** A simulation with what would move it: the same courses with one thing changed. */

export interface StudyOrder extends SimulationOrder {
  /** What is tried besides, each against the plan. */
  readonly trials: readonly Trial[];
}

export interface Trial {
  readonly key: string;
  readonly text: string;
  readonly plan: Plan;
  /** Costs times this, income times that, from the first month on. */
  readonly costFactor?: number;
  readonly incomeFactor?: number;
}

export interface Study {
  readonly result: SimulationResult;
  /** Change of the chance that the cash lasts twelve months, by trial. */
  readonly effects: readonly { readonly key: string; readonly text: string; readonly effect: number }[];
}

/** Enough to tell a change of two percent; the draws are the same, so that most of the chance cancels out. */
const trialPaths = 4_000;
const trialMonths = 12;

export function study(order: StudyOrder): Study {
  const result = simulate(order);
  const { books, plan, seed, trials } = order;
  if (!trials.length) return { result, effects: [] };
  const short = (changed: Plan): Plan => ({ ...changed, horizonMonths: trialMonths });
  const lasting = (changed: Plan, own = books) =>
    lastsUntil(simulate({ books: own, plan: short(changed), paths: trialPaths, seed }), trialMonths);
  const base = lasting(plan);
  return {
    result,
    effects: trials.map(({ key, text, plan: changed, costFactor, incomeFactor }) => {
      const { costs, income } = books;
      const own = {
        ...books,
        costs: costs && costFactor ? { ...costs, level: costs.level + Math.log(costFactor) } : costs,
        income:
          income.recurring && incomeFactor
            ? {
                ...income,
                recurring: { ...income.recurring, level: income.recurring.level + Math.log(incomeFactor) },
              }
            : income,
      };
      return { key, text, effect: lasting(changed, own) - base };
    }),
  };
}

/** The share of courses in which the cash is above zero at the end of every month until this one. */
export function lastsUntil({ endsIn, paths }: SimulationResult, months: number): number {
  let ended = 0;
  for (let month = 0; month < Math.min(months, endsIn.length); month++) ended += endsIn[month]!;
  return 1 - ended / paths;
}
