import {
  addMonths,
  dayOf,
  decimalOf,
  divideRounded,
  formatDecimal,
  isoDay,
  one,
  type Decimal,
} from '@smartstart/units';
import type { equityWire } from '@smartstart/contract';
import type { VestingPlan } from './types';

/** Vesting as people agree on it, as a form holds it, and what it comes to. Pure. */

export interface PlanDraft {
  readonly kind: VestingPlan['kind'];
  readonly months: string;
  readonly cliffMonths: string;
  readonly everyMonths: '1' | '3' | '6' | '12';
  readonly milestones: readonly { readonly key: string; readonly title: string; readonly parts: string }[];
}

export const usualPlan: PlanDraft = {
  kind: 'TIME',
  months: '48',
  cliffMonths: '12',
  everyMonths: '1',
  milestones: [],
};
export const atOnce: PlanDraft = { ...usualPlan, kind: 'IMMEDIATE' };

export type PlanFault = 'MONTHS' | 'CLIFF' | 'UNEVEN' | 'NO_MILESTONES' | 'MILESTONE';

/** The plan a draft stands for, or what is wrong with it. */
export function planOf(draft: PlanDraft): VestingPlan | PlanFault {
  if (draft.kind === 'IMMEDIATE') return { kind: 'IMMEDIATE' };
  if (draft.kind === 'MILESTONES') {
    if (!draft.milestones.length) return 'NO_MILESTONES';
    const milestones = draft.milestones.map(({ title, parts }) => ({
      title: title.trim(),
      parts: count(parts),
    }));
    const broken = milestones.some(({ title, parts }) => title === '' || !(parts >= 1 && parts <= 10_000));
    return broken ? 'MILESTONE' : { kind: 'MILESTONES', milestones };
  }
  const [months, cliffMonths] = [count(draft.months), count(draft.cliffMonths)];
  const everyMonths = count(draft.everyMonths) as 1 | 3 | 6 | 12;
  if (!(months >= 1 && months <= 240)) return 'MONTHS';
  if (!(cliffMonths >= 0 && cliffMonths < months)) return 'CLIFF';
  if (months % everyMonths || cliffMonths % everyMonths) return 'UNEVEN';
  return { kind: 'TIME', months, cliffMonths, everyMonths };
}

function count(text: string): number {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

type TimePlan = Extract<VestingPlan, { kind: 'TIME' }>;

export interface Tranche {
  readonly date: string;
  readonly shares: string;
  readonly vestedInAll: string;
}

/** When a grant would vest by a plan of dates; the sum is the grant, to the share. */
export function scheduleOf(
  plan: TimePlan,
  allocation: equityWire.Allocation,
  shares: string,
  start: string,
): Tranche[] {
  const grant = decimalOf(BigInt(shares));
  const first = dayOf(start);
  const after = plan.cliffMonths || 0;
  const steps = Array.from(
    { length: (plan.months - after) / plan.everyMonths },
    (_, index) => after + (index + 1) * plan.everyMonths,
  );
  const upTo = (months: number): Decimal =>
    months === plan.months ? grant : vestedAt(allocation, grant, BigInt(months), BigInt(plan.months));
  const cliff = after > 0 ? upTo(after) : 0n;
  const parts = allocate(allocation, grant, cliff, steps.map(upTo));
  let inAll = cliff;
  return [
    ...(after > 0 ? [tranche(isoDay(addMonths(first, after)), cliff, cliff)] : []),
    ...steps.map((months, index) => {
      inAll += parts[index]!;
      return tranche(isoDay(addMonths(first, months)), parts[index]!, inAll);
    }),
  ].filter(({ shares: part }) => part !== '0');
}

function tranche(date: string, part: Decimal, inAll: Decimal): Tranche {
  return { date, shares: formatDecimal(part), vestedInAll: formatDecimal(inAll) };
}

function vestedAt(type: equityWire.Allocation, grant: Decimal, months: bigint, all: bigint): Decimal {
  if (type === 'FRACTIONAL') return divideRounded(grant * months, all, 'FLOOR');
  const rounding = type === 'CUMULATIVE_ROUNDING' ? 'NORMAL' : 'FLOOR';
  return divideRounded(grant * months, all * one, rounding) * one;
}

/** The cumulative types round what has vested in all; the loaded ones share out whole shares over the tranches. */
function allocate(
  type: equityWire.Allocation,
  grant: Decimal,
  before: Decimal,
  targets: readonly Decimal[],
): Decimal[] {
  if (type === 'CUMULATIVE_ROUNDING' || type === 'CUMULATIVE_ROUND_DOWN' || type === 'FRACTIONAL')
    return targets.map((target, index) => target - (targets[index - 1] ?? before));
  const total = (grant - before) / one;
  const tranches = BigInt(targets.length);
  const [each, over] = [total / tranches, total % tranches];
  return targets.map((_, at) => {
    const index = BigInt(at);
    if (type === 'FRONT_LOADED_TO_SINGLE_TRANCHE') return (index === 0n ? each + over : each) * one;
    if (type === 'BACK_LOADED_TO_SINGLE_TRANCHE') return (index === tranches - 1n ? each + over : each) * one;
    const more = type === 'FRONT_LOADED' ? index < over : index >= tranches - over;
    return (more ? each + 1n : each) * one;
  });
}
