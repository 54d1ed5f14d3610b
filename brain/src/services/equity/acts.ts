import type { equityWire } from '@smartstart/contract';
import { dayOf, decimalOf, isoDay } from '@smartstart/units';
import {
  commands,
  conversions,
  standardTerms,
  type Act,
  type Ledger,
  type OcfObject,
  type StockClass,
} from '../../engines/cap-table/index.ts';
import { noteOf, optionsOf, safeOf, sharesOf, warrantOf, type Issue } from './instruments.ts';

/** Acts as people say them, written as entries of the log. Throws `Refusal` for what cannot be done. */
export function entriesOf(act: equityWire.EquityAct, on: Act): OcfObject[] {
  switch (act.act) {
    case 'ISSUE':
      return sharesOf(act, issueOn(on, 'CS'), startOf(on.ledger, act.termsId));
    case 'GRANT_OPTIONS':
      return optionsOf(act, issueOn(on, 'OP'), startOf(on.ledger, act.termsId));
    case 'ISSUE_WARRANT':
      return warrantOf(act, issueOn(on, 'W'));
    case 'ISSUE_SAFE':
      return safeOf(act, issueOn(on, 'SAFE'));
    case 'ISSUE_NOTE':
      return noteOf(act, issueOn(on, 'CN'));
    case 'TRANSFER':
      return commands.transfer(on, {
        securityId: act.securityId,
        quantity: sharesIn(act.shares),
        to: act.toStakeholderId,
      });
    case 'EXERCISE':
      return commands.exercise(on, { securityId: act.securityId, quantity: sharesIn(act.shares) });
    case 'CONVERT':
      return conversions.convert(on, {
        securityId: act.securityId,
        classId: act.classId,
        shares: sharesIn(act.shares),
        pricePerShare: act.pricePerShare,
        reason: act.note || 'Conversion',
      });
    case 'REPURCHASE':
      return conversions.repurchase(on, {
        securityId: act.securityId,
        quantity: sharesIn(act.shares),
        price: act.pricePerShare,
        reason: act.note || 'Repurchase',
      });
    case 'CANCEL':
      return commands.cancel(on, {
        securityId: act.securityId,
        quantity: sharesIn(act.shares),
        reason: act.note,
      });
    case 'RESCHEDULE':
      return conversions.reschedule(on, {
        securityId: act.securityId,
        terms: act.termsId === undefined ? null : (on.ledger.terms.get(act.termsId) ?? null),
        start: act.vestingStart === undefined ? on.day : dayOf(act.vestingStart),
        reason: act.note,
      });
    default:
      return ownersEntries(act, on);
  }
}

function ownersEntries(act: equityWire.OwnerAct, on: Act): OcfObject[] {
  const { ledger, day, newId } = on;
  const date = isoDay(day);
  switch (act.act) {
    case 'ADD_STAKEHOLDER':
      return [stakeholderOf(act.stakeholder, newId())];
    case 'ADD_CLASS':
      return [classOf(act, newId())];
    case 'ADD_PLAN':
      return [
        {
          object_type: 'STOCK_PLAN',
          id: newId(),
          plan_name: act.name,
          initial_shares_reserved: act.reserved,
          default_cancellation_behavior: 'RETURN_TO_POOL',
          stock_class_ids: [act.classId],
        },
      ];
    case 'ADD_TERMS':
      return [termsOf(act, newId())];
    case 'AUTHORISE':
      return [
        {
          object_type: 'TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT',
          id: newId(),
          date,
          stock_class_id: act.classId,
          new_shares_authorized: act.shares,
        },
      ];
    case 'RESERVE':
      return [
        {
          object_type: 'TX_STOCK_PLAN_POOL_ADJUSTMENT',
          id: newId(),
          date,
          stock_plan_id: act.planId,
          shares_reserved: act.shares,
        },
      ];
    case 'SPLIT':
      return commands.split(on, {
        classId: act.classId,
        ratio: { numerator: act.numerator, denominator: act.denominator },
      });
    case 'VALUATION':
      return [
        {
          object_type: 'VALUATION',
          id: newId(),
          ...(act.provider ? { provider: act.provider } : {}),
          price_per_share: act.pricePerShare,
          effective_date: date,
          stock_class_id: act.classId,
          valuation_type: '409A',
        },
      ];
    case 'ROUND':
      return [
        {
          object_type: 'FINANCING',
          id: newId(),
          name: act.name,
          date,
          issuance_ids: act.securityIds.map((id) => ledger.securities.get(id)?.issuance.id ?? id),
        },
      ];
    case 'MILESTONE':
      return [
        {
          object_type: 'TX_VESTING_EVENT',
          id: newId(),
          security_id: act.securityId,
          date,
          vesting_condition_id: act.conditionId,
        },
      ];
    case 'ACCELERATE':
      return commands.accelerate(on, {
        securityId: act.securityId,
        percent: act.percent,
        reason: act.note,
      });
    case 'LEAVE':
      return leave(act.stakeholderId, act.note, on);
    case 'RETRACT':
      return commands.retract(on, { securityId: act.securityId, reason: act.note });
  }
}

/** What has not vested of everything the person holds goes back to where it came from. */
function leave(stakeholderId: string, reason: string, on: Act): OcfObject[] {
  return [...on.ledger.securities.values()]
    .filter(
      (security) =>
        security.stakeholderId === stakeholderId &&
        security.kind !== 'CONVERTIBLE' &&
        on.day >= security.issued &&
        on.day < security.closed,
    )
    .flatMap(({ id }) => commands.leave(on, { securityId: id, reason, price: null }));
}

export function stakeholderOf(
  given: { name: string; kind: 'INDIVIDUAL' | 'INSTITUTION'; relationship: string },
  id: string,
): OcfObject {
  return {
    object_type: 'STAKEHOLDER',
    id,
    name: { legal_name: given.name },
    stakeholder_type: given.kind,
    current_relationships: [given.relationship as 'FOUNDER'],
  };
}

function classOf(act: Extract<equityWire.OwnerAct, { act: 'ADD_CLASS' }>, id: string): StockClass {
  return {
    object_type: 'STOCK_CLASS',
    id,
    name: act.name,
    class_type: act.kind,
    default_id_prefix: act.kind === 'COMMON' ? 'CS-' : 'PS-',
    initial_shares_authorized: act.authorised,
    votes_per_share: String(act.votesPerShare),
    seniority: String(act.seniority),
    ...(act.pricePerShare ? { price_per_share: act.pricePerShare } : {}),
    ...(act.liquidationMultiple ? { liquidation_preference_multiple: act.liquidationMultiple } : {}),
    ...(act.participationCapMultiple ? { participation_cap_multiple: act.participationCapMultiple } : {}),
    ...(act.convertsInto
      ? {
          conversion_rights: [
            {
              type: 'STOCK_CLASS_CONVERSION_RIGHT' as const,
              conversion_mechanism: {
                type: 'RATIO_CONVERSION' as const,
                conversion_price: act.pricePerShare ?? { amount: '0', currency: 'CAD' },
                ratio: {
                  numerator: act.convertsInto.numerator,
                  denominator: act.convertsInto.denominator,
                },
                rounding_type: 'FLOOR' as const,
              },
              converts_to_stock_class_id: act.convertsInto.classId,
            },
          ],
        }
      : {}),
  };
}

export function termsOf(
  {
    name,
    plan,
    allocation,
  }: { name: string; plan: equityWire.VestingPlan; allocation: equityWire.Allocation },
  id: string,
) {
  const named = { id, name, description: name };
  if (plan.kind === 'IMMEDIATE') throw new Error('What vests at once needs no terms.');
  if (plan.kind === 'TIME') return standardTerms(named, plan, allocation);
  const milestones = plan.milestones.map(({ title, parts }, index) => ({
    id: `milestone-${index + 1}`,
    title,
    parts,
  }));
  return standardTerms(named, { kind: 'MILESTONES', milestones }, allocation);
}

export function sharesIn(count: string) {
  return decimalOf(BigInt(count));
}

/** The condition with which the terms begin; null where there are none. */
export function startOf(ledger: Ledger, termsId: string | undefined): string | null {
  if (termsId === undefined) return null;
  const conditions = ledger.terms.get(termsId)?.vesting_conditions ?? [];
  return conditions.find(({ trigger }) => trigger.type === 'VESTING_START_DATE')?.id ?? null;
}

function issueOn({ ledger, day, newId }: Act, prefix: string): Issue {
  return { day, newId, customId: `${prefix}-${nextNumber(ledger, prefix)}` };
}

/** Securities are numbered by kind in the order in which they are issued. */
export function nextNumber(ledger: Ledger, prefix: string): number {
  let number = 1;
  for (const { issuance } of ledger.securities.values()) {
    const [, own] = issuance.custom_id.split(`${prefix}-`);
    if (issuance.custom_id.startsWith(`${prefix}-`) && Number(own) >= number) number = Number(own) + 1;
  }
  return number;
}
