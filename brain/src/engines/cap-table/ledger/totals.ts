import { dayOf, groupedDecimal, isoDay, parseDecimal, type Day, type Decimal } from '@smartstart/units';
import type { OcfObject, StockClass } from '../ocf/objects.ts';
import type { Problem } from './checks.ts';
import type { Ledger } from './ledger.ts';
import { classChangesOf, planChangesOf, type Change } from './movements.ts';
import type { Security } from './securities.ts';
import { Settings, Timeline } from './timeline.ts';

/** By how much the issued shares of a class, or the granted ones of a plan, change on a day. */
export interface TotalChange extends Change {
  readonly of: 'CLASS' | 'PLAN';
  readonly id: string;
}

/** Before any day: what a class or plan begins with. */
export const beginning: Day = Number.MIN_SAFE_INTEGER;

/** The shares issued of each class against those authorised, and granted from each plan against those reserved. */
export class Totals {
  readonly #ledger: Ledger;
  readonly #limits = { CLASS: new Map<string, Settings>(), PLAN: new Map<string, Settings>() };
  /** Counted when first asked for, and kept up from then on. */
  readonly #taken = { CLASS: new Map<string, Timeline>(), PLAN: new Map<string, Timeline>() };

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  limitAt(of: 'CLASS' | 'PLAN', id: string, day: Day): Decimal | null {
    return this.#limits[of].get(id)?.at(day) ?? null;
  }

  /** The days after the given one on which a limit is stated anew. */
  limitDaysAfter(of: 'CLASS' | 'PLAN', id: string, day: Day): Day[] {
    return this.#limits[of].get(id)?.daysFrom(day + 1) ?? [];
  }

  takenAt(of: 'CLASS' | 'PLAN', id: string, day: Day): Decimal {
    return this.#timeline(of, id).at(day);
  }

  /** @returns how to take it back */
  setLimit(of: 'CLASS' | 'PLAN', id: string, day: Day, value: Decimal | null): () => void {
    const settings = this.#limits[of].get(id) ?? new Settings();
    this.#limits[of].set(id, settings);
    settings.set(day, value);
    return () => settings.unset(day, value);
  }

  changesOf(security: Security): TotalChange[] {
    const { classes, plans, returns } = this.#ledger;
    const { classId, planId } = security;
    const splits = this.#ledger.splitsOf(classId);
    const plan = planId === null ? undefined : plans.get(planId);
    const ofClass = classId !== null && classes.has(classId) ? classChangesOf(security, splits) : [];
    const ofPlan = plan ? planChangesOf(security, plan, splits, returns.get(security.id) ?? []) : [];
    return [
      ...ofClass.map((change) => ({ ...change, of: 'CLASS' as const, id: classId! })),
      ...ofPlan.map((change) => ({ ...change, of: 'PLAN' as const, id: planId! })),
    ];
  }

  /** @returns how to take it back */
  apply(gone: readonly TotalChange[], come: readonly TotalChange[]): () => void {
    const add = (changes: readonly TotalChange[], sign: bigint) => {
      for (const { of, id, day, by } of changes) this.#taken[of].get(id)?.add(day, sign * by);
    };
    add(gone, -1n);
    add(come, 1n);
    return () => {
      add(come, -1n);
      add(gone, 1n);
    };
  }

  /** That nothing is taken beyond its limit on any day from the changes on; of each class and plan the first such day. */
  check(changes: readonly TotalChange[], objects: readonly OcfObject[]): Problem[] {
    const since = new Map<string, Pick<TotalChange, 'of' | 'id' | 'day'>>();
    const limits = objects.flatMap((object) => limitChangeOf(object) ?? []);
    for (const { of, id, day } of [...changes, ...limits]) {
      const before = since.get(`${of} ${id}`);
      if (!before || day < before.day) since.set(`${of} ${id}`, { of, id, day });
    }
    const latest = objects.findLast((object) => 'date' in object) ?? objects[0]!;
    return [...since.values()].flatMap((from) => this.#checkFrom(latest.id, from));
  }

  #checkFrom(objectId: string, { of, id, day: from }: Pick<TotalChange, 'of' | 'id' | 'day'>): Problem[] {
    const limits = this.#limits[of].get(id);
    if (!limits) return [];
    const timeline = this.#timeline(of, id);
    for (const day of [...timeline.daysFrom(from), ...limits.daysFrom(from)].toSorted((a, b) => a - b)) {
      const [limit, taken] = [limits.at(day), timeline.at(day)];
      if (limit === null || taken <= limit) continue;
      const [are, may, date] = [groupedDecimal(taken), groupedDecimal(limit), isoDay(day)];
      if (of === 'CLASS') {
        const name = this.#ledger.classes.get(id)?.name ?? id;
        const message = `On ${date} ${are} shares of ${name} would be issued; ${may} are authorised.`;
        return [{ objectId, code: 'OVER_ISSUED', message }];
      }
      const name = this.#ledger.plans.get(id)?.plan_name ?? id;
      const message = `On ${date} ${are} shares of ${name} would be granted; ${may} are reserved.`;
      return [{ objectId, code: 'POOL_EXCEEDED', message }];
    }
    return [];
  }

  #timeline(of: 'CLASS' | 'PLAN', id: string): Timeline {
    const known = this.#taken[of].get(id);
    if (known) return known;
    const changes = new Map<Day, Decimal>();
    for (const security of this.#ledger.securities.values()) {
      if ((of === 'CLASS' ? security.classId : security.planId) !== id) continue;
      for (const change of this.changesOf(security))
        if (change.of === of) changes.set(change.day, (changes.get(change.day) ?? 0n) + change.by);
    }
    const timeline = Timeline.of(changes);
    this.#taken[of].set(id, timeline);
    return timeline;
  }
}

function limitChangeOf(object: OcfObject): Pick<TotalChange, 'of' | 'id' | 'day'> | null {
  if (object.object_type === 'TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT')
    return { of: 'CLASS', id: object.stock_class_id, day: dayOf(object.date) };
  if (object.object_type === 'TX_STOCK_PLAN_POOL_ADJUSTMENT')
    return { of: 'PLAN', id: object.stock_plan_id, day: dayOf(object.date) };
  return null;
}

/** The shares a class begins with leave to issue; null without a limit. */
export function authorisedBy({ initial_shares_authorized: stated }: StockClass): Decimal | null {
  return stated === 'UNLIMITED' || stated === 'NOT APPLICABLE' ? null : parseDecimal(stated);
}
