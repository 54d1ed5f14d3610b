import { formatDecimal, isoDay, type Day, type Decimal } from '@smartstart/units';
import type { Monetary, OcfObject, VestingTerms } from '../ocf/objects.ts';
import { installmentsOf, noFacts, scheduleOf, tranchesOf } from '../vesting/schedule.ts';
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

/** Securities that become others: conversion, repurchase, a new vesting. */

/** All of a convertible, or of shares of a class that converts, becomes shares of another class. */
export function convert(
  act: Act,
  wish: {
    readonly securityId: string;
    readonly classId: string;
    readonly shares: Decimal;
    readonly pricePerShare: Monetary;
    readonly reason: string;
  },
): OcfObject[] {
  const security = securityIn(act, wish.securityId);
  if (security.kind !== 'CONVERTIBLE' && security.kind !== 'STOCK')
    throw new Refusal('Convertibles and shares are converted; options and warrants are exercised.');
  if (security.kind === 'STOCK' && unvestedOf(act, security) > 0n)
    throw new Refusal('Shares that have not vested are not converted.');
  const shares: OcfObject = {
    object_type: 'TX_STOCK_ISSUANCE',
    ...freshIds(act),
    date: isoDay(act.day),
    stakeholder_id: security.stakeholderId,
    stock_class_id: wish.classId,
    share_price: wish.pricePerShare,
    quantity: formatDecimal(wish.shares),
    stock_legend_ids: [],
    security_law_exemptions: security.issuance.security_law_exemptions,
  };
  const common = { ...entry(act, security), resulting_security_ids: [shares.security_id] };
  if (security.issuance.object_type === 'TX_CONVERTIBLE_ISSUANCE')
    return [
      {
        object_type: 'TX_CONVERTIBLE_CONVERSION',
        ...common,
        trigger_id: security.issuance.conversion_triggers[0]!.trigger_id,
        reason_text: wish.reason,
      },
      shares,
    ];
  return [
    {
      object_type: 'TX_STOCK_CONVERSION',
      ...common,
      quantity_converted: formatDecimal(heldOf(act, security)),
    },
    shares,
  ];
}

/** The company buys vested shares back. */
export function repurchase(
  act: Act,
  wish: {
    readonly securityId: string;
    readonly quantity: Decimal;
    readonly price: Monetary;
    readonly reason: string;
  },
): OcfObject[] {
  const security = securityIn(act, wish.securityId);
  if (security.kind !== 'STOCK') throw new Refusal('Only shares are bought back.');
  if (wish.quantity > heldOf(act, security) - unvestedOf(act, security))
    throw new Refusal('Only vested shares are bought back.');
  const rest = balanceOf(act, security, wish.quantity);
  return [
    {
      object_type: 'TX_STOCK_REPURCHASE',
      ...entry(act, security),
      quantity: formatDecimal(wish.quantity),
      price: wish.price,
      consideration_text: wish.reason,
      ...(rest ? { balance_security_id: rest.security_id } : {}),
    },
    ...(rest ? [rest] : []),
  ];
}

/** What has not vested yet vests by other terms from a day on; what has vested stays so. Without terms it vests now. */
export function reschedule(
  act: Act,
  wish: {
    readonly securityId: string;
    readonly terms: VestingTerms | null;
    readonly start: Day;
    readonly reason: string;
  },
): OcfObject[] {
  const security = securityIn(act, wish.securityId);
  if (security.kind !== 'STOCK')
    throw new Refusal('Options are granted anew under other terms: cancel the grant and make another.');
  const [held, unvested] = [heldOf(act, security), unvestedOf(act, security)];
  if (unvested === 0n) throw new Refusal('Everything of this grant has vested.');
  const begins = wish.terms?.vesting_conditions.find(({ trigger }) => trigger.type === 'VESTING_START_DATE');
  const ahead = begins
    ? tranchesOf(
        scheduleOf(
          installmentsOf(wish.terms!, unvested, {
            ...noFacts,
            starts: [{ conditionId: begins.id, day: wish.start }],
          }),
          unvested,
        ),
      )
    : [{ day: act.day, quantity: unvested }];
  if (ahead.reduce((sum, { quantity }) => sum + quantity, 0n) !== unvested)
    throw new Refusal('Terms that wait for events cannot take over a grant that is under way.');
  const vested = held - unvested;
  const renewed = successorOf(act, security, held);
  const vestings = [...(vested > 0n ? [{ day: act.day, quantity: vested }] : []), ...ahead];
  return [
    {
      object_type: 'TX_STOCK_REISSUANCE',
      ...entry(act, security),
      resulting_security_ids: [renewed.security_id],
      reason_text: wish.reason,
    },
    {
      ...renewed,
      vestings: vestings.map(({ day, quantity }) => ({ date: isoDay(day), amount: formatDecimal(quantity) })),
    } as OcfObject,
  ];
}
