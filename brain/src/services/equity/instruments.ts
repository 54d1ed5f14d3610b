import { isoDay, type Day } from '@smartstart/units';
import type { equityWire } from '@smartstart/contract';
import type { OcfObject } from '../../engines/cap-table/index.ts';

/** Securities as agreements describe them, written as issuances of Open Cap Format. */

type Act<Name extends equityWire.ConsentAct['act']> = Extract<equityWire.ConsentAct, { act: Name }>;

export interface Issue {
  readonly day: Day;
  readonly newId: () => string;
  /** The number people know the security by. */
  readonly customId: string;
}

function common({ day, newId, customId }: Issue, stakeholderId: string, note: string) {
  return {
    id: newId(),
    security_id: newId(),
    custom_id: customId,
    date: isoDay(day),
    stakeholder_id: stakeholderId,
    security_law_exemptions: [],
    ...(note ? { comments: [note] } : {}),
  };
}

function vesting(
  securityId: string,
  act: { termsId?: string | undefined; vestingStart?: string | undefined },
  issue: Issue,
  startId: string | null,
): OcfObject[] {
  if (act.termsId === undefined || startId === null) return [];
  return [
    {
      object_type: 'TX_VESTING_START',
      id: issue.newId(),
      security_id: securityId,
      date: act.vestingStart ?? isoDay(issue.day),
      vesting_condition_id: startId,
    },
  ];
}

/** @param startId the condition with which the terms begin */
export function sharesOf(act: Act<'ISSUE'>, issue: Issue, startId: string | null): OcfObject[] {
  const issuance: OcfObject = {
    object_type: 'TX_STOCK_ISSUANCE',
    ...common(issue, act.stakeholderId, act.note),
    stock_class_id: act.classId,
    ...(act.planId === undefined ? {} : { stock_plan_id: act.planId, issuance_type: 'RSA' as const }),
    share_price: act.pricePerShare,
    quantity: act.shares,
    ...(act.termsId === undefined ? {} : { vesting_terms_id: act.termsId }),
    stock_legend_ids: [],
  };
  return [issuance, ...vesting(issuance.security_id, act, issue, startId)];
}

export function optionsOf(act: Act<'GRANT_OPTIONS'>, issue: Issue, startId: string | null): OcfObject[] {
  const issuance: OcfObject = {
    object_type: 'TX_EQUITY_COMPENSATION_ISSUANCE',
    ...common(issue, act.stakeholderId, act.note),
    stock_plan_id: act.planId,
    compensation_type: 'OPTION',
    quantity: act.shares,
    exercise_price: act.exercisePrice,
    ...(act.termsId === undefined ? {} : { vesting_terms_id: act.termsId }),
    expiration_date: act.expires ?? null,
    termination_exercise_windows: [],
  };
  return [issuance, ...vesting(issuance.security_id, act, issue, startId)];
}

export function warrantOf(act: Act<'ISSUE_WARRANT'>, issue: Issue): OcfObject[] {
  const { id, ...rest } = common(issue, act.stakeholderId, act.note);
  return [
    {
      object_type: 'TX_WARRANT_ISSUANCE',
      id,
      ...rest,
      quantity: act.shares,
      quantity_source: 'INSTRUMENT_FIXED',
      exercise_price: act.exercisePrice,
      purchase_price: act.purchasePrice,
      exercise_triggers: [
        {
          type: 'ELECTIVE_AT_WILL',
          trigger_id: `${issue.customId}-exercise`,
          conversion_right: {
            type: 'WARRANT_CONVERSION_RIGHT',
            conversion_mechanism: { type: 'FIXED_AMOUNT_CONVERSION', converts_to_quantity: act.shares },
            converts_to_stock_class_id: act.classId,
          },
        },
      ],
      ...(act.expires === undefined ? {} : { warrant_expiration_date: act.expires }),
    },
  ];
}

export function safeOf(act: Act<'ISSUE_SAFE'>, issue: Issue): OcfObject[] {
  return [
    {
      object_type: 'TX_CONVERTIBLE_ISSUANCE',
      ...common(issue, act.stakeholderId, act.note),
      investment_amount: act.investment,
      convertible_type: 'SAFE',
      conversion_triggers: [
        {
          type: 'AUTOMATIC_ON_CONDITION',
          trigger_id: `${issue.customId}-round`,
          nickname: 'Equity financing',
          trigger_condition: 'The company issues preferred shares to raise money.',
          conversion_right: {
            type: 'CONVERTIBLE_CONVERSION_RIGHT',
            conversion_mechanism: {
              type: 'SAFE_CONVERSION',
              conversion_mfn: act.mostFavoured,
              conversion_timing: act.timing,
              ...(act.discount === undefined ? {} : { conversion_discount: act.discount }),
              ...(act.valuationCap ? { conversion_valuation_cap: act.valuationCap } : {}),
            },
            converts_to_future_round: true,
          },
        },
      ],
      seniority: 1,
    },
  ];
}

export function noteOf(act: Act<'ISSUE_NOTE'>, issue: Issue): OcfObject[] {
  return [
    {
      object_type: 'TX_CONVERTIBLE_ISSUANCE',
      ...common(issue, act.stakeholderId, act.note),
      investment_amount: act.investment,
      convertible_type: 'NOTE',
      conversion_triggers: [
        {
          type: 'AUTOMATIC_ON_DATE',
          trigger_id: `${issue.customId}-maturity`,
          nickname: 'Maturity',
          trigger_date: act.matures,
          conversion_right: {
            type: 'CONVERTIBLE_CONVERSION_RIGHT',
            conversion_mechanism: {
              type: 'CONVERTIBLE_NOTE_CONVERSION',
              interest_rates: [{ rate: act.interestRate, accrual_start_date: isoDay(issue.day) }],
              day_count_convention: act.dayCount,
              interest_payout: 'DEFERRED',
              interest_accrual_period: 'DAILY',
              compounding_type: act.compounding ? 'COMPOUNDING' : 'SIMPLE',
              ...(act.discount === undefined ? {} : { conversion_discount: act.discount }),
              ...(act.valuationCap ? { conversion_valuation_cap: act.valuationCap } : {}),
            },
            converts_to_future_round: true,
          },
        },
      ],
      seniority: 1,
    },
  ];
}
