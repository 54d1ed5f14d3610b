import {
  dayOf,
  formatDecimal,
  multiplyRatio,
  one,
  parseDecimal,
  type Day,
  type Decimal,
} from '@smartstart/units';
import type {
  ConvertibleIssuance,
  EquityCompensationIssuance,
  OcfTransaction,
  StockIssuance,
  StockPlan,
  WarrantIssuance,
} from '../ocf/objects.ts';
import { vestedAt, type Schedule } from '../vesting/schedule.ts';
import type { Effect } from './effects.ts';
import type { Slot } from './slots.ts';
import { afterSplits, priceAfterSplits, type Split } from './splits.ts';

export type Issuance = StockIssuance | EquityCompensationIssuance | WarrantIssuance | ConvertibleIssuance;
export type SecurityKind = 'STOCK' | 'EQUITY_COMPENSATION' | 'WARRANT' | 'CONVERTIBLE';

/** A holding made by one issuance. Its numbers never change; transactions end it, in part or in whole. */
export interface Security {
  readonly id: string;
  readonly kind: SecurityKind;
  readonly issuance: Issuance;
  readonly stakeholderId: string;
  /** The class of a share, or the one an option or warrant is over; null when the file does not say. */
  readonly classId: string | null;
  readonly planId: string | null;
  /** Its line of the table: securities of one holder, kind, class and plan share it. */
  readonly slot: number;
  /** Shares; for a convertible the money invested, in its currency. */
  readonly quantity: Decimal;
  readonly issued: Day;
  /** The first day on which it is no longer held. */
  closed: Day;
  /** What ended it. */
  ending: Ending | null;
  /** The transaction it came out of, when it did not begin with its issuance. */
  madeBy: string | null;
  /** What left it without ending it, by day. */
  reductions: Reduction[] | null;
  accepted: Day | null;
  vesting: VestingRecord | null;
}

export interface Ending {
  readonly tx: OcfTransaction;
  readonly effect: Effect;
}

export interface Reduction extends Ending {
  readonly day: Day;
  readonly quantity: Decimal;
  /** Vested shares left (an exercise); else what had not vested goes first (a cancellation). */
  readonly vested: boolean;
}

/** What was recorded about the vesting of a security, and the schedule once it was worked out. */
export interface VestingRecord {
  starts: { conditionId: string; day: Day }[];
  events: { conditionId: string; day: Day }[];
  accelerations: { day: Day; quantity: Decimal }[];
  schedule: Schedule | null;
}

/** The first day nobody lives to see: a security that is still held. */
export const open: Day = Number.MAX_SAFE_INTEGER;

const kinds = {
  TX_STOCK_ISSUANCE: 'STOCK',
  TX_EQUITY_COMPENSATION_ISSUANCE: 'EQUITY_COMPENSATION',
  TX_PLAN_SECURITY_ISSUANCE: 'EQUITY_COMPENSATION',
  TX_WARRANT_ISSUANCE: 'WARRANT',
  TX_CONVERTIBLE_ISSUANCE: 'CONVERTIBLE',
} as const satisfies Record<string, SecurityKind>;

export function isIssuance(object: { readonly object_type: string }): object is Issuance {
  return object.object_type in kinds;
}

/**
 * @param classOfPlan the class the options of a plan are over
 * @param slotOf the number of a line of the table
 */
export function securityOf(
  issuance: Issuance,
  classOfPlan: (planId: string) => string | null,
  slotOf: (line: Slot) => number,
): Security {
  const planId = ('stock_plan_id' in issuance ? issuance.stock_plan_id : undefined) ?? null;
  const stated = ('stock_class_id' in issuance ? issuance.stock_class_id : undefined) ?? null;
  const kind = kinds[issuance.object_type];
  const classId = stated ?? (planId === null ? null : classOfPlan(planId));
  return {
    id: issuance.security_id,
    kind,
    issuance,
    stakeholderId: issuance.stakeholder_id,
    classId,
    planId,
    slot: slotOf({ stakeholderId: issuance.stakeholder_id, kind, classId, planId }),
    quantity: quantityOf(issuance),
    issued: dayOf(issuance.date),
    closed: open,
    ending: null,
    madeBy: null,
    reductions: null,
    accepted: null,
    vesting: null,
  };
}

/** The class that what comes from the plan is of, or is over; null when the plan does not say. */
export function classOfPlan(plan: StockPlan | undefined): string | null {
  return plan?.stock_class_id ?? plan?.stock_class_ids?.[0] ?? null;
}

function quantityOf(issuance: Issuance): Decimal {
  if (issuance.object_type === 'TX_CONVERTIBLE_ISSUANCE')
    return parseDecimal(issuance.investment_amount.amount);
  // A warrant may leave its number of shares to a later round.
  return issuance.quantity === undefined ? 0n : parseDecimal(issuance.quantity);
}

/**
 * What is left of the security at the end of the day. A split multiplies what is held when it happens and rounds down to
 * whole shares; one on the day of the issuance was in its number already.
 */
export function outstandingAt(security: Security, day: Day, splits: readonly Split[]): Decimal {
  if (day < security.issued || day >= security.closed) return 0n;
  return remainingAt(security, day, splits);
}

/** The same without regard to the transaction that ended the security. */
export function remainingAt(security: Security, day: Day, splits: readonly Split[]): Decimal {
  const { reductions, issued } = security;
  if (!reductions && !splits.length) return security.quantity;
  let left = security.quantity;
  let next = 0;
  for (const split of splits) {
    if (split.day <= issued) continue;
    if (split.day > day) break;
    for (; reductions && next < reductions.length && reductions[next]!.day < split.day; next += 1)
      left -= reductions[next]!.quantity;
    left = multiplyRatio(left, split.numerator, split.denominator, 'FLOOR', one);
  }
  for (; reductions && next < reductions.length && reductions[next]!.day <= day; next += 1)
    left -= reductions[next]!.quantity;
  return left;
}

/** How much of what is left has vested at the end of the day; all of it where there is no schedule. */
export function vestedOf(
  security: Security,
  schedule: Schedule | null,
  day: Day,
  splits: readonly Split[],
): Decimal {
  const left = outstandingAt(security, day, splits);
  if (!schedule || left === 0n) return left;
  let vested = afterSplits(vestedAt(schedule, day), splits, security.issued, day);
  for (const reduction of security.reductions ?? [])
    if (reduction.vested && reduction.day <= day)
      vested -= afterSplits(reduction.quantity, splits, reduction.day, day);
  return vested > left ? left : vested < 0n ? 0n : vested;
}

/** What of the security vests on which day, counted in the shares of the given one. */
export function tranchesIn(
  { issued }: Security,
  schedule: Schedule,
  now: Day,
  splits: readonly Split[],
): { day: Day; quantity: Decimal }[] {
  let before = 0n;
  return schedule.days.flatMap((day, index) => {
    const inAll = afterSplits(schedule.cumulative[index]!, splits, issued, now);
    const quantity = inAll - before;
    before = inAll;
    return quantity > 0n ? [{ day, quantity }] : [];
  });
}

/** What a share cost, or costs to exercise, counted in the shares of the day; null when the issuance names no price. */
export function priceAt(
  { issuance, issued }: Security,
  day: Day,
  splits: readonly Split[],
): { amount: string; currency: string } | null {
  if (issuance.object_type === 'TX_CONVERTIBLE_ISSUANCE') return null;
  const price = statedPrice(issuance);
  if (!price) return null;
  const amount = priceAfterSplits(parseDecimal(price.amount), splits, issued, day);
  return { amount: formatDecimal(amount), currency: price.currency };
}

function statedPrice(issuance: Exclude<Issuance, ConvertibleIssuance>) {
  if (issuance.object_type === 'TX_STOCK_ISSUANCE') return issuance.share_price;
  if (issuance.object_type === 'TX_WARRANT_ISSUANCE') return issuance.exercise_price;
  return issuance.exercise_price ?? issuance.base_price;
}

/** Everything that ended the security, in part or in whole. */
export function endingsOf({ reductions, ending }: Security): Ending[] {
  return [...(reductions ?? []), ...(ending ? [ending] : [])];
}
