import type { Day, Decimal } from '@smartstart/units';
import type { StockPlan } from '../ocf/objects.ts';
import type { Ledger } from './ledger.ts';
import { classOfPlan, open, remainingAt, type Security } from './securities.ts';
import { afterSplits, type Split } from './splits.ts';

/** By how much a total changes on a day. */
export interface Change {
  readonly day: Day;
  readonly by: Decimal;
}

/** What the security adds to the issued shares of its class, and takes from them. */
export function classChangesOf(security: Security, splits: readonly Split[]): Change[] {
  return security.kind === 'STOCK' ? sharesChangesOf(security, splits) : [];
}

/** How the number of shares, or of rights to shares, of the security changes. */
export function sharesChangesOf(security: Security, splits: readonly Split[]): Change[] {
  const { issued, closed } = security;
  const days = [
    ...(security.reductions ?? []).map(({ day }) => day),
    ...splits.flatMap(({ day }) => (day > issued ? [day] : [])),
  ].filter((day) => day < closed);
  const changes: Change[] = [{ day: issued, by: security.quantity }];
  let before = security.quantity;
  for (const day of days.toSorted((a, b) => a - b)) {
    const left = remainingAt(security, day, splits);
    if (left !== before) changes.push({ day, by: left - before });
    before = left;
  }
  if (closed !== open) changes.push({ day: closed, by: -before });
  return changes;
}

/** Shares given back to a plan, by TX_STOCK_PLAN_RETURN_TO_POOL. */
export interface PoolReturn {
  readonly day: Day;
  readonly quantity: Decimal;
}

/**
 * What the security takes from its plan, and gives back. A grant is taken once: what comes out of it by transfer or
 * exercise was taken with it. What is cancelled comes back when that is recorded, or by itself when the plan says so.
 */
export function planChangesOf(
  security: Security,
  plan: StockPlan,
  splits: readonly Split[],
  returns: readonly PoolReturn[],
): Change[] {
  const items: Change[] = security.madeBy === null ? [{ day: security.issued, by: security.quantity }] : [];
  items.push(...returns.map(({ day, quantity }) => ({ day, by: -quantity })));
  const byItself = plan.default_cancellation_behavior === 'RETURN_TO_POOL' && !returns.length;
  for (const { tx, day, quantity } of endingsOf(security, splits)) {
    if (tx.endsWith('_RETRACTION') || (byItself && tx.endsWith('_CANCELLATION')))
      items.push({ day, by: -quantity });
  }
  return items.flatMap((item) => withSplits(item, splits));
}

function endingsOf(security: Security, splits: readonly Split[]) {
  const { reductions, ending, closed } = security;
  return [
    ...(reductions ?? []).map(({ tx, day, quantity }) => ({ tx: tx.object_type, day, quantity })),
    ...(ending
      ? [
          {
            tx: ending.tx.object_type,
            day: closed,
            quantity: ending.effect.quantity ?? remainingAt(security, closed, splits),
          },
        ]
      : []),
  ];
}

function withSplits(item: Change, splits: readonly Split[]): Change[] {
  const changes = [item];
  let size = item.by < 0n ? -item.by : item.by;
  for (const split of splits) {
    const after = afterSplits(size, [split], item.day, split.day);
    if (after !== size) changes.push({ day: split.day, by: item.by < 0n ? size - after : after - size });
    size = after;
  }
  return changes;
}

/** The first day from the given one on of which an entry counts shares of the class; null when there is none. */
export function countedFrom(ledger: Ledger, classId: string, day: Day): Day | null {
  const plans = [...ledger.plans.values()].filter((plan) => classOfPlan(plan) === classId);
  const securities = [...ledger.securities.values()].filter((security) => security.classId === classId);
  const days = [
    ...ledger.splitsOf(classId).map((split) => split.day),
    ...securities.flatMap(countingDaysOf),
    ...ledger.limitDaysAfter('CLASS', classId, day),
    ...plans.flatMap(({ id }) => ledger.limitDaysAfter('PLAN', id, day)),
  ];
  return days.reduce<Day | null>(
    (first, one) => (one >= day && (first === null || one < first) ? one : first),
    null,
  );
}

function countingDaysOf({ issued, closed, reductions, vesting }: Security): Day[] {
  return [
    issued,
    ...(closed === open ? [] : [closed]),
    ...(reductions ?? []).map((one) => one.day),
    ...(vesting?.accelerations ?? []).map((one) => one.day),
  ];
}
