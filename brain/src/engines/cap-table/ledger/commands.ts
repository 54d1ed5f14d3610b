import { formatDecimal, isoDay, multiplyRatio, one, parseDecimal, type Decimal } from '@smartstart/units';
import type { OcfObject, OcfTransaction, Ratio } from '../ocf/objects.ts';
import { countedFrom } from './movements.ts';
import { classOfPlan, outstandingAt, priceAt, type Security } from './securities.ts';
import {
  balanceOf,
  entry,
  freshIds,
  heldOf,
  Refusal,
  securityIn,
  successorOf,
  unvestedOf,
  type Act,
} from './successors.ts';

/** Vested shares change hands; what is left goes on as a balance with its own vesting. */
export function transfer(
  act: Act,
  wish: { readonly securityId: string; readonly quantity: Decimal; readonly to: string },
): OcfObject[] {
  const security = securityIn(act, wish.securityId);
  const part = { ...successorOf(act, security, wish.quantity), stakeholder_id: wish.to };
  const rest = balanceOf(act, security, wish.quantity);
  const { object_type: issued } = security.issuance;
  const common = {
    ...entry(act, security),
    resulting_security_ids: [part.security_id],
    ...(rest ? { balance_security_id: rest.security_id } : {}),
  };
  const moved =
    issued === 'TX_CONVERTIBLE_ISSUANCE'
      ? {
          object_type: 'TX_CONVERTIBLE_TRANSFER' as const,
          ...common,
          amount: { ...security.issuance.investment_amount, amount: formatDecimal(wish.quantity) },
        }
      : { object_type: transferTypes[security.kind], ...common, quantity: formatDecimal(wish.quantity) };
  return [moved as OcfTransaction, part, ...(rest ? [rest] : [])];
}

const transferTypes = {
  STOCK: 'TX_STOCK_TRANSFER',
  EQUITY_COMPENSATION: 'TX_EQUITY_COMPENSATION_TRANSFER',
  WARRANT: 'TX_WARRANT_TRANSFER',
  CONVERTIBLE: 'TX_CONVERTIBLE_TRANSFER',
} as const;

/** Options become shares of the class they are over, at their price. */
export function exercise(
  act: Act,
  wish: { readonly securityId: string; readonly quantity: Decimal },
): OcfObject[] {
  const security = securityIn(act, wish.securityId);
  const { issuance } = security;
  if (
    issuance.object_type !== 'TX_EQUITY_COMPENSATION_ISSUANCE' &&
    issuance.object_type !== 'TX_PLAN_SECURITY_ISSUANCE'
  )
    throw new Refusal('Only options are exercised.');
  const price = priceAt(security, act.day, act.ledger.splitsOf(security.classId));
  if (issuance.exercise_price === undefined || price === null || security.classId === null)
    throw new Refusal('The grant names no price, or no class of shares it is over.');
  const shares: OcfObject = {
    object_type: 'TX_STOCK_ISSUANCE',
    ...freshIds(act),
    date: isoDay(act.day),
    stakeholder_id: security.stakeholderId,
    stock_class_id: security.classId,
    ...(security.planId === null ? {} : { stock_plan_id: security.planId }),
    share_price: price,
    quantity: formatDecimal(wish.quantity),
    stock_legend_ids: [],
    security_law_exemptions: issuance.security_law_exemptions,
  };
  return [
    {
      object_type: 'TX_EQUITY_COMPENSATION_EXERCISE',
      ...entry(act, security),
      quantity: formatDecimal(wish.quantity),
      resulting_security_ids: [shares.security_id],
    },
    shares,
  ];
}

/**
 * Somebody leaves: what has not vested by the day goes, for a price or for nothing, back to the plan it came from; what
 * has vested stays with the person and is final.
 */
export function leave(
  act: Act,
  wish: {
    readonly securityId: string;
    readonly reason: string;
    /** What is paid for a share; null cancels without payment. */
    readonly price: { readonly amount: string; readonly currency: string } | null;
  },
): OcfObject[] {
  const security = securityIn(act, wish.securityId);
  const gone = unvestedOf(act, security);
  if (gone === 0n) return [];
  const rest = gone < heldOf(act, security) ? successorOf(act, security, heldOf(act, security) - gone) : null;
  const common = {
    ...entry(act, security),
    quantity: formatDecimal(gone),
    ...(rest ? { balance_security_id: rest.security_id } : {}),
  };
  const ended: OcfObject =
    security.kind === 'STOCK' && wish.price
      ? { object_type: 'TX_STOCK_REPURCHASE', ...common, price: wish.price, consideration_text: wish.reason }
      : { object_type: cancellationType(security), ...common, reason_text: wish.reason };
  return [ended, ...(rest ? [rest] : []), ...backToPool(act, security, gone, wish.reason)];
}

/** Takes shares off the table, those that have not vested first. */
export function cancel(
  act: Act,
  wish: { readonly securityId: string; readonly quantity: Decimal; readonly reason: string },
): OcfObject[] {
  const security = securityIn(act, wish.securityId);
  const left = heldOf(act, security) - wish.quantity;
  const unvested = unvestedOf(act, security);
  if (unvested > 0n && wish.quantity !== unvested && left > 0n)
    throw new Refusal('Cancel what has not vested, or all of it: a part would leave the vesting unclear.');
  const rest = left > 0n ? successorOf(act, security, left) : null;
  return [
    {
      object_type: cancellationType(security),
      ...entry(act, security),
      quantity: formatDecimal(wish.quantity),
      ...(rest ? { balance_security_id: rest.security_id } : {}),
      reason_text: wish.reason,
    },
    ...(rest ? [rest] : []),
    ...backToPool(act, security, wish.quantity, wish.reason),
  ];
}

/** An issuance that was a mistake, or that the holder did not accept. */
export function retract(
  act: Act,
  wish: { readonly securityId: string; readonly reason: string },
): OcfObject[] {
  const security = securityIn(act, wish.securityId);
  const types = {
    STOCK: 'TX_STOCK_RETRACTION',
    EQUITY_COMPENSATION: 'TX_EQUITY_COMPENSATION_RETRACTION',
    WARRANT: 'TX_WARRANT_RETRACTION',
    CONVERTIBLE: 'TX_CONVERTIBLE_RETRACTION',
  } as const;
  return [{ object_type: types[security.kind], ...entry(act, security), reason_text: wish.reason }];
}

/**
 * Every share of the class becomes `numerator ÷ denominator` shares; what is authorised and reserved changes with it.
 * Holdings that do not come out even are rounded down, so a split that would lose a share is refused. So is one before
 * entries that count the shares as they were: days have no hours, and a split comes first on its day.
 */
export function split(act: Act, wish: { readonly classId: string; readonly ratio: Ratio }): OcfObject[] {
  const { ledger, day } = act;
  const [numerator, denominator] = [parseDecimal(wish.ratio.numerator), parseDecimal(wish.ratio.denominator)];
  if (numerator <= 0n || denominator <= 0n)
    throw new Refusal('Both sides of the ratio of a split are above zero.');
  const counted = countedFrom(ledger, wish.classId, day);
  if (counted !== null)
    throw new Refusal(
      `Entries of ${isoDay(counted)} count the shares of this class as they were. Date the split later than the last of them.`,
    );
  const uneven = [...ledger.securities.values()].find(
    (security) =>
      security.classId === wish.classId &&
      (outstandingAt(security, day, ledger.splitsOf(wish.classId)) * numerator) % (denominator * one) !== 0n,
  );
  if (uneven)
    throw new Refusal(
      `The holding ${uneven.issuance.custom_id} does not come out even. Cancel the odd shares first.`,
    );
  const scaled = (value: Decimal) =>
    formatDecimal(multiplyRatio(value, numerator, denominator, 'CEILING', one));
  const authorised = ledger.authorisedAt(wish.classId, day);
  const date = isoDay(day);
  return [
    {
      object_type: 'TX_STOCK_CLASS_SPLIT',
      id: act.newId(),
      date,
      stock_class_id: wish.classId,
      split_ratio: wish.ratio,
    },
    ...(authorised === null
      ? []
      : [
          {
            object_type: 'TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT' as const,
            id: act.newId(),
            date,
            stock_class_id: wish.classId,
            new_shares_authorized: scaled(authorised),
          },
        ]),
    ...[...ledger.plans.values()].flatMap((plan) =>
      classOfPlan(plan) === wish.classId
        ? [
            {
              object_type: 'TX_STOCK_PLAN_POOL_ADJUSTMENT' as const,
              id: act.newId(),
              date,
              stock_plan_id: plan.id,
              shares_reserved: scaled(ledger.reservedAt(plan.id, day)),
            },
          ]
        : [],
    ),
  ];
}

/** Part of what has not vested vests now, because of an exit or a decision. */
export function accelerate(
  act: Act,
  wish: { readonly securityId: string; readonly percent: number; readonly reason: string },
): OcfObject[] {
  const security = securityIn(act, wish.securityId);
  const quantity = multiplyRatio(unvestedOf(act, security), BigInt(wish.percent), 100n, 'FLOOR', one);
  if (quantity === 0n) throw new Refusal('Everything of this grant has vested.');
  return [
    {
      object_type: 'TX_VESTING_ACCELERATION',
      ...entry(act, security),
      quantity: formatDecimal(quantity),
      reason_text: wish.reason,
    },
  ];
}

function cancellationType(security: Security) {
  if (security.kind === 'CONVERTIBLE') throw new Refusal('A convertible is converted, repaid or retracted.');
  const types = {
    STOCK: 'TX_STOCK_CANCELLATION',
    EQUITY_COMPENSATION: 'TX_EQUITY_COMPENSATION_CANCELLATION',
    WARRANT: 'TX_WARRANT_CANCELLATION',
  } as const;
  return types[security.kind];
}

function backToPool(act: Act, security: Security, quantity: Decimal, reason: string): OcfObject[] {
  const { planId } = security;
  if (planId === null) return [];
  return [
    {
      object_type: 'TX_STOCK_PLAN_RETURN_TO_POOL',
      ...entry(act, security),
      stock_plan_id: planId,
      quantity: formatDecimal(quantity),
      reason_text: reason,
    },
  ];
}
