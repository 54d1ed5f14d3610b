import { z } from 'zod';
import { conversionTrigger } from './mechanisms.ts';
import {
  date,
  monetary,
  numeric,
  securityExemption,
  shareNumberRange,
  terminationWindow,
  texts,
  vesting,
} from './primitives.ts';

/** The transactions that bring a security into being. */

/** What every object has. */
export const ofObject = { id: z.string(), comments: texts.exactOptional() };
/** What every transaction upon one security has. */
export const ofSecurity = { ...ofObject, date, security_id: z.string() };

const ofIssuance = {
  ...ofSecurity,
  custom_id: z.string(),
  stakeholder_id: z.string(),
  board_approval_date: date.exactOptional(),
  stockholder_approval_date: date.exactOptional(),
  consideration_text: z.string().exactOptional(),
  security_law_exemptions: z.array(securityExemption),
};
const vests = {
  vesting_terms_id: z.string().exactOptional(),
  vestings: z.array(vesting).min(1, 'cannot be empty').exactOptional(),
};

export const stockIssuance = z.strictObject({
  object_type: z.literal('TX_STOCK_ISSUANCE'),
  ...ofIssuance,
  stock_class_id: z.string(),
  stock_plan_id: z.string().exactOptional(),
  share_numbers_issued: z.array(shareNumberRange).exactOptional(),
  share_price: monetary,
  quantity: numeric,
  ...vests,
  cost_basis: monetary.exactOptional(),
  stock_legend_ids: texts,
  issuance_type: z.enum(['RSA', 'FOUNDERS_STOCK']).exactOptional(),
});
export type StockIssuance = z.infer<typeof stockIssuance>;

export const convertibleIssuance = z.strictObject({
  object_type: z.literal('TX_CONVERTIBLE_ISSUANCE'),
  ...ofIssuance,
  investment_amount: monetary,
  convertible_type: z.enum(['NOTE', 'SAFE', 'CONVERTIBLE_SECURITY']),
  conversion_triggers: z.array(conversionTrigger).min(1, 'cannot be empty'),
  pro_rata: numeric.exactOptional(),
  seniority: z.int(),
});
export type ConvertibleIssuance = z.infer<typeof convertibleIssuance>;

export const warrantIssuance = z.strictObject({
  object_type: z.literal('TX_WARRANT_ISSUANCE'),
  ...ofIssuance,
  quantity: numeric.exactOptional(),
  exercise_price: monetary.exactOptional(),
  purchase_price: monetary,
  exercise_triggers: z.array(conversionTrigger),
  warrant_expiration_date: date.exactOptional(),
  ...vests,
  quantity_source: z
    .enum([
      'HUMAN_ESTIMATED',
      'MACHINE_ESTIMATED',
      'UNSPECIFIED',
      'INSTRUMENT_FIXED',
      'INSTRUMENT_MAX',
      'INSTRUMENT_MIN',
    ])
    .exactOptional(),
});
export type WarrantIssuance = z.infer<typeof warrantIssuance>;

const priceOf = {
  OPTION: 'exercise_price',
  OPTION_NSO: 'exercise_price',
  OPTION_ISO: 'exercise_price',
  RSU: null,
  CSAR: 'base_price',
  SSAR: 'base_price',
} as const;

export const equityCompensationIssuance = z
  .strictObject({
    object_type: z.literal(['TX_EQUITY_COMPENSATION_ISSUANCE', 'TX_PLAN_SECURITY_ISSUANCE']),
    ...ofIssuance,
    stock_plan_id: z.string().exactOptional(),
    stock_class_id: z.string().exactOptional(),
    compensation_type: z.enum(['OPTION_NSO', 'OPTION_ISO', 'OPTION', 'RSU', 'CSAR', 'SSAR']),
    /** Deprecated by OCF: `compensation_type` says it. */
    option_grant_type: z.enum(['NSO', 'ISO', 'INTL']).exactOptional(),
    quantity: numeric,
    exercise_price: monetary.exactOptional(),
    base_price: monetary.exactOptional(),
    early_exercisable: z.boolean().exactOptional(),
    ...vests,
    expiration_date: date.nullable(),
    termination_exercise_windows: z.array(terminationWindow),
  })
  .refine((issuance) => {
    const price = priceOf[issuance.compensation_type];
    return price === null || issuance[price] !== undefined;
  }, 'needs “exercise_price” for an option, and “base_price” for a stock appreciation right');
export type EquityCompensationIssuance = z.infer<typeof equityCompensationIssuance>;
