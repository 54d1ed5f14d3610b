import { dayOf, groupedDecimal, isoDay, type Day, type Decimal } from '@smartstart/units';
import type { OcfTransaction } from '../ocf/objects.ts';
import type { Effect } from './effects.ts';
import type { Ledger } from './ledger.ts';
import { open, remainingAt, vestedOf, type Ending, type Security } from './securities.ts';
import { afterSplits } from './splits.ts';

/** What stands against an entry, as a sentence for a person. */
export interface Problem {
  readonly objectId: string;
  readonly code: ProblemCode;
  readonly message: string;
}

export type ProblemCode =
  | 'ALREADY_ISSUED'
  | 'ALREADY_RECORDED'
  | 'ALREADY_ENDED'
  | 'NOT_KNOWN'
  | 'BEFORE_ISSUE'
  | 'NOT_POSITIVE'
  | 'MORE_THAN_HELD'
  | 'NOT_VESTED'
  | 'BALANCE'
  | 'RESULTS'
  | 'RATIO'
  | 'OVER_ISSUED'
  | 'POOL_EXCEEDED';

/** What a transaction takes from securities against what they hold, and against what comes out of it. */
export function checkEffect(ledger: Ledger, tx: OcfTransaction, effect: Effect): Problem[] {
  const day = dayOf(tx.date);
  const say = (code: ProblemCode, message: string): Problem[] => [{ objectId: tx.id, code, message }];
  let leaving = 0n;
  for (const id of effect.securityIds) {
    const security = ledger.securities.get(id)!;
    if (day < security.issued)
      return say(
        'BEFORE_ISSUE',
        `The security ${id} was issued on ${isoDay(security.issued)}, after ${tx.date}.`,
      );
    const held = heldBefore(ledger, security, tx, day);
    const takes = effect.quantity ?? held;
    if (takes <= 0n) return say('NOT_POSITIVE', 'The number of shares is above zero.');
    if (takes > held)
      return say(
        'MORE_THAN_HELD',
        `On ${tx.date} the security ${id} holds ${groupedDecimal(held)}, not ${groupedDecimal(takes)}.`,
      );
    const vested = effect.vestedOnly ? vestedBefore(ledger, security, tx, day) : takes;
    if (takes > vested)
      return say(
        'NOT_VESTED',
        `On ${tx.date} only ${groupedDecimal(vested)} of the security ${id} have vested.`,
      );
    const balance = checkBalance(
      ledger,
      security,
      effect,
      day,
      effect.quantity === null ? null : held - takes,
    );
    if (balance) return say('BALANCE', balance);
    leaving += takes;
  }
  const results = checkResults(ledger, effect, day, leaving);
  return results ? say('RESULTS', results) : [];
}

/** That nothing left the security before it was issued, after it ended, or beyond what it held. */
export function checkSecurity(ledger: Ledger, security: Security): Problem[] {
  const { reductions, closed, issued, issuance } = security;
  const splits = ledger.splitsOf(security.classId);
  const problems: Problem[] = [];
  if (security.quantity < 0n || (security.quantity === 0n && security.kind === 'STOCK'))
    problems.push({
      objectId: issuance.id,
      code: 'NOT_POSITIVE',
      message: 'The number of shares is above zero.',
    });
  for (const { day, tx } of reductions ?? []) {
    if (day < issued)
      problems.push({
        objectId: tx.id,
        code: 'BEFORE_ISSUE',
        message: `The security ${security.id} was issued on ${isoDay(issued)}, after ${tx.date}.`,
      });
    else if (day > closed || remainingAt(security, day, splits) < 0n)
      problems.push({
        objectId: tx.id,
        code: 'MORE_THAN_HELD',
        message: `On ${tx.date} the security ${security.id} does not hold that many.`,
      });
  }
  const returns = ledger.returns.get(security.id) ?? [];
  const returned = returns.reduce((sum, one) => sum + afterSplits(one.quantity, splits, one.day, open), 0n);
  if (returned > afterSplits(security.quantity, splits, issued, open))
    problems.push({
      objectId: issuance.id,
      code: 'POOL_EXCEEDED',
      message: `More shares would go back to the plan than the security ${security.id} had.`,
    });
  return problems;
}

export function alreadyEnded(objectId: string, { id, closed }: Security, { tx }: Ending): Problem {
  const message = `The security ${id} ended on ${isoDay(closed)} already, by ${tx.id}.`;
  return problem(objectId, 'ALREADY_ENDED', message);
}

/** What the security held on the day, the transaction itself left aside. */
function heldBefore(ledger: Ledger, security: Security, tx: OcfTransaction, day: Day): Decimal {
  const own = security.reductions?.find((one) => one.tx.id === tx.id)?.quantity ?? 0n;
  return remainingAt(security, day, ledger.splitsOf(security.classId)) + own;
}

function vestedBefore(ledger: Ledger, security: Security, tx: OcfTransaction, day: Day): Decimal {
  const splits = ledger.splitsOf(security.classId);
  const schedule = ledger.scheduleOf(security);
  const held = heldBefore(ledger, security, tx, day);
  if (!schedule) return held;
  const others = {
    ...security,
    closed: open,
    reductions: (security.reductions ?? []).filter((one) => one.tx.id !== tx.id),
  };
  const vested = vestedOf(others, schedule, day, splits);
  return vested > held ? held : vested;
}

/** @param left what the balance has to hold; null when the format does not say how much left */
function checkBalance(
  ledger: Ledger,
  security: Security,
  effect: Effect,
  day: Day,
  left: Decimal | null,
): string | null {
  if (effect.balance === null) return null;
  const balance = ledger.securities.get(effect.balance)!;
  if (
    balance.issued !== day ||
    balance.kind !== security.kind ||
    balance.stakeholderId !== security.stakeholderId
  )
    return `The balance ${effect.balance} is issued on the same day to the same holder.`;
  if (balance.classId !== security.classId) return `The balance ${effect.balance} is of another class.`;
  return left === null || balance.quantity === left
    ? null
    : `The balance ${effect.balance} holds ${groupedDecimal(balance.quantity)}; ${groupedDecimal(left)} are left.`;
}

function checkResults(ledger: Ledger, effect: Effect, day: Day, leaving: Decimal): string | null {
  const made = effect.results.map((id) => ledger.securities.get(id)!);
  const late = made.find((security) => security.issued !== day);
  if (late) return `The security ${late.id} that comes out of it is issued on the same day.`;
  if (effect.conserves === 'FREE') return null;
  const first = ledger.securities.get(effect.securityIds[0]!)!;
  const sum = made.reduce((all, { quantity }) => all + quantity, 0n);
  const changesKind = first.kind === 'EQUITY_COMPENSATION' && made.every(({ kind }) => kind === 'STOCK');
  if (made.some((one) => !changesKind && (one.kind !== first.kind || one.classId !== first.classId)))
    return 'What comes out of it is of the same kind and class.';
  const fits = effect.conserves === 'EQUAL' ? sum === leaving : sum <= leaving;
  return fits ? null : `${groupedDecimal(leaving)} leave, and ${groupedDecimal(sum)} come out of it.`;
}

/** What an issuance names that is not there, as a sentence; null when everything is. */
export function missingFor(
  ledger: Ledger,
  { issuance, stakeholderId, classId, planId }: Security,
): string | null {
  if (!ledger.stakeholders.has(stakeholderId)) return `There is no stakeholder ${stakeholderId}.`;
  if (classId !== null && !ledger.classes.has(classId)) return `There is no stock class ${classId}.`;
  if (planId !== null && !ledger.plans.has(planId)) return `There is no stock plan ${planId}.`;
  const termsId = 'vesting_terms_id' in issuance ? issuance.vesting_terms_id : undefined;
  return termsId !== undefined && !ledger.terms.has(termsId)
    ? `There are no vesting terms ${termsId}.`
    : null;
}

export function problem(objectId: string, code: ProblemCode, message: string): Problem {
  return { objectId, code, message };
}

/** Something an entry names is not there. */
export function unknown(objectId: string, kind: string, id: string): Problem[] {
  return [problem(objectId, 'NOT_KNOWN', `There is no ${kind} ${id}.`)];
}
