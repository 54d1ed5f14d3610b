import { dayOf, multiplyRatio, one, parseDecimal, type Day, type Decimal } from '@smartstart/units';
import type {
  ConvertibleIssuance,
  EquityCompensationIssuance,
  OcfTransaction,
  StockIssuance,
  WarrantIssuance,
} from '../ocf/objects.ts';
import { vestedAt, type Schedule } from '../vesting/schedule.ts';
import type { Effect } from './effects.ts';
import type { Slot } from './slots.ts';

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

export interface Split {
  readonly day: Day;
  readonly numerator: bigint;
  readonly denominator: bigint;
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
  let vested = vestedAt(schedule, day);
  for (const reduction of security.reductions ?? [])
    if (reduction.vested && reduction.day <= day) vested -= reduction.quantity;
  for (const split of splits)
    if (split.day > security.issued && split.day <= day)
      vested = multiplyRatio(vested, split.numerator, split.denominator, 'FLOOR', one);
  return vested > left ? left : vested < 0n ? 0n : vested;
}
