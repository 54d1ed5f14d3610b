import { formatDecimal, isoDay, type Day, type Decimal } from '@smartstart/units';
import type { OcfObject } from '../ocf/objects.ts';
import { conditionIds, defaultPlan, standardTerms } from '../vesting/standard-terms.ts';

/** A small company for tests: one class, one plan, terms of four years. */

export const ids = { common: 'common', plan: 'plan', terms: 'terms' } as const;

export function company(given: {
  authorised: Decimal;
  reserved: Decimal;
  holders: readonly string[];
}): OcfObject[] {
  return [
    {
      object_type: 'STOCK_CLASS',
      id: ids.common,
      name: 'Common',
      class_type: 'COMMON',
      default_id_prefix: 'CS-',
      initial_shares_authorized: formatDecimal(given.authorised),
      votes_per_share: '1',
      seniority: '1',
    },
    {
      object_type: 'STOCK_PLAN',
      id: ids.plan,
      plan_name: 'Pool',
      initial_shares_reserved: formatDecimal(given.reserved),
      stock_class_ids: [ids.common],
    },
    standardTerms(
      { id: ids.terms, name: 'Four years', description: 'Four years, cliff of one.' },
      defaultPlan,
    ),
    ...given.holders.map((id): OcfObject => ({
      object_type: 'STAKEHOLDER',
      id,
      name: { legal_name: id },
      stakeholder_type: 'INDIVIDUAL',
    })),
  ];
}

export interface Grant {
  readonly id: string;
  readonly to: string;
  readonly quantity: Decimal;
  readonly day: Day;
  readonly vests?: boolean;
  readonly fromPlan?: boolean;
}

/** Shares, with their vesting where they vest. */
export function shares(grant: Grant): OcfObject[] {
  const issuance: OcfObject = {
    object_type: 'TX_STOCK_ISSUANCE',
    ...common(grant),
    stock_class_id: ids.common,
    share_price: { amount: '0.01', currency: 'CAD' },
    stock_legend_ids: [],
  };
  return [issuance, ...start(grant)];
}

export function options(grant: Grant): OcfObject[] {
  const issuance: OcfObject = {
    object_type: 'TX_EQUITY_COMPENSATION_ISSUANCE',
    ...common({ ...grant, fromPlan: true }),
    compensation_type: 'OPTION',
    exercise_price: { amount: '0.10', currency: 'CAD' },
    expiration_date: null,
    termination_exercise_windows: [],
  };
  return [issuance, ...start(grant)];
}

function common(grant: Grant) {
  return {
    id: `tx-${grant.id}`,
    security_id: grant.id,
    custom_id: grant.id,
    date: isoDay(grant.day),
    stakeholder_id: grant.to,
    quantity: formatDecimal(grant.quantity),
    security_law_exemptions: [],
    ...(grant.fromPlan ? { stock_plan_id: ids.plan } : {}),
    ...(grant.vests ? { vesting_terms_id: ids.terms } : {}),
  };
}

function start(grant: Grant): OcfObject[] {
  if (!grant.vests) return [];
  return [
    {
      object_type: 'TX_VESTING_START',
      id: `start-${grant.id}`,
      security_id: grant.id,
      date: isoDay(grant.day),
      vesting_condition_id: conditionIds.start,
    },
  ];
}
