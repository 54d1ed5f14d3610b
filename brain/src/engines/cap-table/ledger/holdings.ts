import type { Day, Decimal } from '@smartstart/units';
import type { Ledger } from './ledger.ts';
import { outstandingAt, vestedOf, type Security, type SecurityKind } from './securities.ts';

/** Shares of one kind that somebody holds. */
export interface Line {
  readonly kind: SecurityKind;
  /** The class of the shares, or the one they are over; for what belongs to none, null. */
  readonly classId: string | null;
  readonly planId: string | null;
  readonly quantity: Decimal;
  readonly vested: Decimal;
}

export interface Holder {
  readonly stakeholderId: string;
  readonly lines: readonly Line[];
  /** Shares, and rights to shares, of all lines; money that may become shares does not count. */
  readonly quantity: Decimal;
  readonly vested: Decimal;
}

/** Who owned what at the end of a day. */
export interface Holdings {
  readonly day: Day;
  readonly holders: readonly Holder[];
  /** Shares of each plan that nobody has been granted. */
  readonly pools: readonly { readonly planId: string; readonly available: Decimal }[];
  /** Money invested in convertibles that have not been converted. */
  readonly convertibles: readonly { readonly security: Security; readonly amount: Decimal }[];
  /** Issued shares. */
  readonly issued: Decimal;
  /** Issued shares, rights to shares, and what is left in the plans. */
  readonly fullyDiluted: Decimal;
}

/** The table of a day: one pass over the securities. Holders stand in the order of their largest first, then by id. */
export function holdingsAt(ledger: Ledger, day: Day): Holdings {
  const held = Array.from({ length: ledger.slots.all.length }, () => 0n);
  const earned = Array.from({ length: ledger.slots.all.length }, () => 0n);
  const convertibles: { security: Security; amount: Decimal }[] = [];
  let issued = 0n;
  let rights = 0n;
  for (const security of ledger.securities.values()) {
    if (day < security.issued || day >= security.closed) continue;
    const splits = ledger.splitsOf(security.classId);
    const quantity = outstandingAt(security, day, splits);
    if (quantity === 0n) continue;
    if (security.kind === 'CONVERTIBLE') {
      convertibles.push({ security, amount: quantity });
      continue;
    }
    if (security.kind === 'STOCK') issued += quantity;
    else rights += quantity;
    const { slot } = security;
    held[slot] = held[slot]! + quantity;
    const schedule = ledger.scheduleOf(security);
    earned[slot] = earned[slot]! + (schedule ? vestedOf(security, schedule, day, splits) : quantity);
  }
  const pools = [...ledger.plans.keys()].map((planId) => ({
    planId,
    available: ledger.availableAt(planId, day),
  }));
  const left = pools.reduce((sum, { available }) => sum + available, 0n);
  return {
    day,
    holders: holdersOf(ledger, held, earned),
    pools,
    convertibles,
    issued,
    fullyDiluted: issued + rights + left,
  };
}

function holdersOf(ledger: Ledger, held: readonly Decimal[], earned: readonly Decimal[]): Holder[] {
  const lines = new Map<string, Line[]>();
  for (const [slot, { stakeholderId, kind, classId, planId }] of ledger.slots.all.entries()) {
    const quantity = held[slot]!;
    if (quantity === 0n) continue;
    const line = { kind, classId, planId, quantity, vested: earned[slot]! };
    const own = lines.get(stakeholderId);
    if (own) own.push(line);
    else lines.set(stakeholderId, [line]);
  }
  return [...lines].map(([stakeholderId, own]) => holderOf(stakeholderId, own)).toSorted(byHolding);
}

function holderOf(stakeholderId: string, own: readonly Line[]): Holder {
  const lines = own.length > 1 ? own.toSorted(byKind) : own;
  return {
    stakeholderId,
    lines,
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0n),
    vested: lines.reduce((sum, { vested }) => sum + vested, 0n),
  };
}

function byKind(a: Line, b: Line): number {
  const key = ({ kind, classId, planId }: Line) => `${kind} ${classId} ${planId}`;
  return key(a) < key(b) ? -1 : 1;
}

function byHolding(a: Holder, b: Holder): number {
  if (a.quantity !== b.quantity) return a.quantity > b.quantity ? -1 : 1;
  return a.stakeholderId < b.stakeholderId ? -1 : 1;
}

/** A part of a whole in units of 10⁻¹⁰, rounded down; nothing of nothing is nothing. */
export function shareOf(part: Decimal, whole: Decimal): Decimal {
  return whole === 0n ? 0n : (part * 10_000_000_000n) / whole;
}
