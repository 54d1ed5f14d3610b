import { formatDecimal, isoDay, type Day, type Decimal } from '@smartstart/units';
import type { Ledger } from './ledger.ts';
import { outstandingAt, tranchesIn, vestedOf, type Issuance, type Security } from './securities.ts';

/** What cannot be done with a security, as a sentence for a person. */
export class Refusal extends Error {}

/** On what, when, and where the ids of new entries come from. */
export interface Act {
  readonly ledger: Ledger;
  readonly day: Day;
  readonly newId: () => string;
}

/** What of the security has not vested by the end of the day. */
export function unvestedOf({ ledger, day }: Act, security: Security): Decimal {
  const splits = ledger.splitsOf(security.classId);
  const schedule = ledger.scheduleOf(security);
  return outstandingAt(security, day, splits) - vestedOf(security, schedule, day, splits);
}

/** What is held of the security at the end of the day. */
export function heldOf({ ledger, day }: Act, security: Security): Decimal {
  return outstandingAt(security, day, ledger.splitsOf(security.classId));
}

/** The security, if it is held on the day. */
export function securityIn({ ledger, day }: Act, id: string): Security {
  const security = ledger.securities.get(id);
  if (!security) throw new Refusal('There is no such security.');
  if (day < security.issued || day >= security.closed)
    throw new Refusal(`The security ${security.issuance.custom_id} is not held on ${isoDay(day)}.`);
  return security;
}

/** What every entry upon a security begins with. */
export function entry(act: Act, security: Security) {
  return { id: act.newId(), date: isoDay(act.day), security_id: security.id };
}

/** Ids of a new issuance. */
export function freshIds(act: Act) {
  const id = act.newId();
  return { id: act.newId(), security_id: id, custom_id: id };
}

/** The issuance of what is left after a part went, with the vesting it had. */
export function balanceOf(act: Act, security: Security, gone: Decimal): Issuance | null {
  const left = heldOf(act, security) - gone;
  if (left <= 0n) return null;
  const unvested = unvestedOf(act, security);
  const rest = successorOf(act, security, left);
  if (unvested <= 0n || rest.object_type === 'TX_CONVERTIBLE_ISSUANCE') return rest;
  const { ledger, day: now } = act;
  const splits = ledger.splitsOf(security.classId);
  const all = tranchesIn(security, ledger.scheduleOf(security)!, now, splits);
  const ahead = all.filter(({ day }) => day > now);
  if (ahead.reduce((sum, one) => sum + one.quantity, 0n) !== unvested)
    throw new Refusal(
      'The rest would vest by events that are not known yet, so the holding cannot be divided now.',
    );
  const vested = left - unvested;
  return {
    ...rest,
    vestings: [...(vested > 0n ? [{ day: act.day, quantity: vested }] : []), ...ahead].map((tranche) => ({
      date: isoDay(tranche.day),
      amount: formatDecimal(tranche.quantity),
    })),
  };
}

/** The issuance of shares that came out of the security, vested for good. */
export function successorOf(act: Act, { issuance }: Security, quantity: Decimal): Issuance {
  const stated = { ...issuance, ...freshIds(act), date: isoDay(act.day) };
  delete stated.board_approval_date;
  delete stated.stockholder_approval_date;
  if (stated.object_type === 'TX_CONVERTIBLE_ISSUANCE')
    return { ...stated, investment_amount: { ...stated.investment_amount, amount: formatDecimal(quantity) } };
  delete stated.vesting_terms_id;
  delete stated.vestings;
  if (stated.object_type === 'TX_STOCK_ISSUANCE') delete stated.share_numbers_issued;
  return { ...stated, quantity: formatDecimal(quantity) };
}
