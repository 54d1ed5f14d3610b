import type { AllocationType, VestingCondition, VestingTerms } from '../ocf/objects.ts';

/**
 * Vesting as people agree on it; `standardTerms` writes it as terms of Open Cap Format. What vests early on an exit is
 * recorded when it happens (TX_VESTING_ACCELERATION), for a schedule of dates then goes on with what is left.
 */
export type Plan =
  | {
      readonly kind: 'TIME';
      /** Months until everything has vested, at least 1. */
      readonly months: number;
      /** Months before which nothing vests; 0 for none. A multiple of `everyMonths`, below `months`. */
      readonly cliffMonths: number;
      /** 1 monthly, 3 quarterly, 12 yearly. Divides `months`. */
      readonly everyMonths: number;
    }
  | {
      readonly kind: 'MILESTONES';
      readonly milestones: readonly {
        readonly id: string;
        readonly title: string;
        /** Parts of all parts of the plan. */
        readonly parts: number;
      }[];
    };

export const conditionIds = { start: 'start', cliff: 'cliff', period: 'period' } as const;

/** Domain rules, section 7.5: 48 months, a cliff of 12, monthly. */
export const defaultPlan: Plan = { kind: 'TIME', months: 48, cliffMonths: 12, everyMonths: 1 };

/**
 * The terms for a plan. Throws RangeError when the plan does not come out even.
 * @param allocation how the shares of a tranche are rounded; CUMULATIVE_ROUND_DOWN is the rule of section 7.5:
 *   floor(grant × full months ÷ months), the remainder with the last month
 */
export function standardTerms(
  given: { readonly id: string; readonly name: string; readonly description: string },
  plan: Plan,
  allocation: AllocationType = 'CUMULATIVE_ROUND_DOWN',
): VestingTerms {
  return {
    object_type: 'VESTING_TERMS',
    ...given,
    allocation_type: allocation,
    vesting_conditions: plan.kind === 'TIME' ? timeConditions(plan) : milestoneConditions(plan),
  };
}

function timeConditions(plan: Extract<Plan, { kind: 'TIME' }>): VestingCondition[] {
  const { months, cliffMonths, everyMonths } = plan;
  if (
    !(months >= 1 && everyMonths >= 1 && cliffMonths >= 0) ||
    months % everyMonths ||
    cliffMonths % everyMonths
  )
    throw new RangeError('Months, cliff and steps of a vesting plan must come out even.');
  if (cliffMonths >= months) throw new RangeError('The cliff of a vesting plan ends before the plan does.');
  const tranches = (months - cliffMonths) / everyMonths;
  const cliff = cliffMonths > 0;
  return [
    start(cliff ? conditionIds.cliff : conditionIds.period),
    ...(cliff
      ? [
          {
            id: conditionIds.cliff,
            portion: { numerator: String(cliffMonths), denominator: String(months) },
            trigger: after(conditionIds.start, cliffMonths, 1),
            next_condition_ids: [conditionIds.period],
          },
        ]
      : []),
    {
      id: conditionIds.period,
      portion: { numerator: String(everyMonths), denominator: String(months) },
      trigger: after(cliff ? conditionIds.cliff : conditionIds.start, everyMonths, tranches),
      next_condition_ids: [],
    },
  ];
}

/** Milestones may be reached in any order, so each may follow every other one. */
function milestoneConditions({ milestones }: Extract<Plan, { kind: 'MILESTONES' }>): VestingCondition[] {
  const all = milestones.reduce((sum, { parts }) => sum + parts, 0);
  if (!milestones.length || milestones.some(({ parts }) => !(Number.isInteger(parts) && parts > 0)))
    throw new RangeError('Each milestone of a vesting plan has a whole number of parts above zero.');
  const ids = milestones.map(({ id }) => id);
  return [
    start(...ids),
    ...milestones.map(({ id, title, parts }) => ({
      id,
      description: title,
      portion: { numerator: String(parts), denominator: String(all) },
      trigger: { type: 'VESTING_EVENT' as const },
      next_condition_ids: ids.filter((other) => other !== id),
    })),
  ];
}

function start(...next: string[]): VestingCondition {
  return {
    id: conditionIds.start,
    quantity: '0',
    trigger: { type: 'VESTING_START_DATE' },
    next_condition_ids: next,
  };
}

function after(id: string, months: number, occurrences: number): VestingCondition['trigger'] {
  return {
    type: 'VESTING_SCHEDULE_RELATIVE',
    period: {
      type: 'MONTHS',
      length: months,
      occurrences,
      day_of_month: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
    },
    relative_to_condition_id: id,
  };
}
