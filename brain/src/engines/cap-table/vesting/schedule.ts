import { addMonths, dayOf, partsOf, parseDecimal, type Day, type Decimal } from '@smartstart/units';
import type { VestingCondition, VestingTerms } from '../ocf/objects.ts';
import { allocate } from './allocation.ts';
import { minus, plus, ratio, times, type Ratio } from './ratio.ts';

/** Shares that vest on a day. */
export interface Installment {
  readonly day: Day;
  readonly quantity: Decimal;
  /** The condition of the terms they vest by; null for an acceleration and for dates written into the grant. */
  readonly conditionId: string | null;
}

/** What has happened to a security, each with the condition it is about. */
export interface VestingFacts {
  readonly starts: readonly { readonly conditionId: string; readonly day: Day }[];
  readonly events: readonly { readonly conditionId: string; readonly day: Day }[];
  readonly accelerations: readonly { readonly day: Day; readonly quantity: Decimal }[];
}

export const noFacts: VestingFacts = { starts: [], events: [], accelerations: [] };

/** When what has vested in all: `cumulative[i]` from `days[i]` on. Days ascend, amounts never fall or pass the grant. */
export interface Schedule {
  readonly days: readonly Day[];
  readonly cumulative: readonly Decimal[];
}

/**
 * The installments that terms give a grant, as far as the facts say: dates that follow from them are included, events that
 * have not happened are not.
 *
 * Terms are a graph (OCF VestingTerms): whatever condition triggers first among those that may follow is taken, and of
 * several on one day the one listed first. A condition that triggers repeatedly is left when one of its followers
 * triggers in between; its occurrence of that same day still counts.
 */
export function installmentsOf(terms: VestingTerms, grant: Decimal, facts: VestingFacts): Installment[] {
  const walk = new Walk(terms, grant, facts);
  return walk.installments();
}

/**
 * The schedule of a grant: its installments and accelerations together. An acceleration adds to what the schedule gives
 * and so shortens its end.
 */
export function scheduleOf(
  installments: readonly Installment[],
  grant: Decimal,
  accelerations: VestingFacts['accelerations'] = [],
): Schedule {
  const all = [...installments, ...accelerations].toSorted((a, b) => a.day - b.day);
  const days: Day[] = [];
  const cumulative: Decimal[] = [];
  let vested = 0n;
  for (const { day, quantity } of all) {
    if (quantity <= 0n) continue;
    vested = vested + quantity > grant ? grant : vested + quantity;
    if (days.at(-1) === day) cumulative[cumulative.length - 1] = vested;
    else if (vested !== cumulative.at(-1)) {
      days.push(day);
      cumulative.push(vested);
    }
  }
  return { days, cumulative };
}

/** Shares vested at the end of the day. */
export function vestedAt({ days, cumulative }: Schedule, day: Day): Decimal {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low ? cumulative[low - 1]! : 0n;
}

/** What vests on which day, of the schedule as a whole. */
export function tranchesOf({ days, cumulative }: Schedule): { day: Day; quantity: Decimal }[] {
  return days.map((day, index) => ({ day, quantity: cumulative[index]! - (cumulative[index - 1] ?? 0n) }));
}

interface Occurrence {
  readonly condition: VestingCondition;
  readonly days: readonly Day[];
}

class Walk {
  readonly #conditions: ReadonlyMap<string, VestingCondition>;
  /** The last day on which a condition triggered. */
  readonly #triggered = new Map<string, Day>();
  readonly #grant: Decimal;
  readonly #terms: VestingTerms;
  readonly #facts: VestingFacts;
  #startDay: Day | null = null;

  constructor(terms: VestingTerms, grant: Decimal, facts: VestingFacts) {
    this.#terms = terms;
    this.#grant = grant;
    this.#facts = facts;
    this.#conditions = new Map(terms.vesting_conditions.map((condition) => [condition.id, condition]));
  }

  installments(): Installment[] {
    const result: Installment[] = [];
    let exact: Ratio = ratio(0n, 1n);
    let vested = 0n;
    for (const { condition, days } of this.#path()) {
      const cliff = cliffOf(condition);
      const step = this.#stepOf(condition);
      const targets = days.map(() => ({ cumulative: (exact = plus(exact, step(exact))) }));
      const amounts = allocate(this.#terms.allocation_type, this.#grant, vested, targets);
      let held = 0n;
      for (const [index, day] of days.entries()) {
        vested += amounts[index]!;
        held += amounts[index]!;
        // Installments before the cliff vest with it.
        if (index + 1 < cliff) continue;
        if (held > 0n) result.push({ day, quantity: held, conditionId: condition.id });
        held = 0n;
      }
    }
    return result;
  }

  /** The conditions in the order in which they trigger, each with its days; a condition triggers in one way only. */
  #path(): Occurrence[] {
    const path: Occurrence[] = [];
    let next = this.#first(this.#roots(), Number.NEGATIVE_INFINITY);
    while (next) {
      this.#triggered.set(next.condition.id, next.days.at(-1)!);
      const followers = next.condition.next_condition_ids.flatMap((id) => this.#conditions.get(id) ?? []);
      const leaving = this.#first(followers, next.days[0]!);
      const days = leaving ? next.days.filter((day) => day <= leaving.days[0]!) : next.days;
      this.#triggered.set(next.condition.id, days.at(-1)!);
      path.push({ condition: next.condition, days });
      next = leaving;
    }
    return path;
  }

  /** Of the conditions that have triggered, or will on a known day, the first one. */
  #first(candidates: readonly VestingCondition[], notBefore: Day): Occurrence | null {
    let best: Occurrence | null = null;
    for (const condition of candidates) {
      if (this.#triggered.has(condition.id)) continue;
      const days = this.#daysOf(condition, notBefore);
      if (days.length && (!best || days[0]! < best.days[0]!)) best = { condition, days };
    }
    return best;
  }

  #daysOf(condition: VestingCondition, notBefore: Day): readonly Day[] {
    const { trigger } = condition;
    if (trigger.type === 'VESTING_SCHEDULE_RELATIVE') {
      const base = this.#triggered.get(trigger.relative_to_condition_id);
      if (base === undefined) return [];
      // A date that has passed when the turn of the condition comes counts on that day.
      return this.#occurrences(trigger.period, base).map((day) => Math.max(day, notBefore));
    }
    if (trigger.type === 'VESTING_SCHEDULE_ABSOLUTE') return [Math.max(dayOf(trigger.date), notBefore)];
    const facts = trigger.type === 'VESTING_START_DATE' ? this.#facts.starts : this.#facts.events;
    const days = facts.flatMap((fact) =>
      fact.conditionId === condition.id && fact.day >= notBefore ? [fact.day] : [],
    );
    if (!days.length) return [];
    const day = Math.min(...days);
    if (trigger.type === 'VESTING_START_DATE') this.#startDay ??= day;
    return [day];
  }

  #occurrences(period: Period, base: Day): Day[] {
    return Array.from({ length: period.occurrences }, (_, index) => {
      const count = period.length * (index + 1);
      return period.type === 'DAYS' ? base + count : addMonths(base, count, this.#dayOfMonth(period, base));
    });
  }

  #dayOfMonth(period: Extract<Period, { type: 'MONTHS' }>, base: Day): number {
    const rule = period.day_of_month;
    return rule === 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH'
      ? partsOf(this.#startDay ?? base).dayOfMonth
      : Number(rule.slice(0, 2));
  }

  /** Conditions that follow no other one. */
  #roots(): VestingCondition[] {
    const followers = new Set(this.#terms.vesting_conditions.flatMap((one) => one.next_condition_ids));
    return this.#terms.vesting_conditions.filter(({ id }) => !followers.has(id));
  }

  /** What vests, exactly, when the condition triggers one more time after so much has vested. */
  #stepOf({ portion, quantity }: VestingCondition): (vested: Ratio) => Ratio {
    if (!portion) {
      const fixed = ratio(parseDecimal(quantity ?? '0'), 1n);
      return () => fixed;
    }
    const part = ratio(parseDecimal(portion.numerator), parseDecimal(portion.denominator));
    const whole = ratio(this.#grant, 1n);
    if (portion.remainder) return (vested) => times(minus(whole, vested), part);
    const step = times(whole, part);
    return () => step;
  }
}

type Period = Extract<VestingCondition['trigger'], { type: 'VESTING_SCHEDULE_RELATIVE' }>['period'];

function cliffOf({ trigger }: VestingCondition): number {
  return trigger.type === 'VESTING_SCHEDULE_RELATIVE' ? (trigger.period.cliff_installment ?? 0) : 0;
}
