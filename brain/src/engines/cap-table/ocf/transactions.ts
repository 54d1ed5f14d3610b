import { z } from 'zod';
import { ofObject, ofSecurity } from './issuances.ts';
import { capitalizationDefinition, ratioMechanism } from './mechanisms.ts';
import { date, monetary, numeric, ratio, texts, uniqueTexts } from './primitives.ts';

/** The transactions upon securities, classes, plans and people. */

const atLeastOne = uniqueTexts.refine((ids) => ids.length > 0, 'cannot be empty');

/** The current name of a transaction of equity compensation, and the one OCF keeps for older files. */
type Aliased<Act extends string> = [`TX_EQUITY_COMPENSATION_${Act}`, `TX_PLAN_SECURITY_${Act}`];
const compensation = <Act extends string>(act: Act): Aliased<Act> => [
  `TX_EQUITY_COMPENSATION_${act}`,
  `TX_PLAN_SECURITY_${act}`,
];

export const stockAcceptance = z.strictObject({
  object_type: z.literal('TX_STOCK_ACCEPTANCE'),
  ...ofSecurity,
});
export const warrantAcceptance = z.strictObject({
  object_type: z.literal('TX_WARRANT_ACCEPTANCE'),
  ...ofSecurity,
});
export const convertibleAcceptance = z.strictObject({
  object_type: z.literal('TX_CONVERTIBLE_ACCEPTANCE'),
  ...ofSecurity,
});
export const equityCompensationAcceptance = z.strictObject({
  object_type: z.literal(compensation('ACCEPTANCE')),
  ...ofSecurity,
});
export type StockAcceptance = z.infer<typeof stockAcceptance>;
export type WarrantAcceptance = z.infer<typeof warrantAcceptance>;
export type ConvertibleAcceptance = z.infer<typeof convertibleAcceptance>;
export type EquityCompensationAcceptance = z.infer<typeof equityCompensationAcceptance>;

const ofCancellation = {
  ...ofSecurity,
  balance_security_id: z.string().exactOptional(),
  reason_text: z.string(),
};
export const stockCancellation = z.strictObject({
  object_type: z.literal('TX_STOCK_CANCELLATION'),
  ...ofCancellation,
  quantity: numeric,
});
export const warrantCancellation = z.strictObject({
  object_type: z.literal('TX_WARRANT_CANCELLATION'),
  ...ofCancellation,
  quantity: numeric,
});
export const convertibleCancellation = z.strictObject({
  object_type: z.literal('TX_CONVERTIBLE_CANCELLATION'),
  ...ofCancellation,
  amount: monetary,
});
export const equityCompensationCancellation = z.strictObject({
  object_type: z.literal(compensation('CANCELLATION')),
  ...ofCancellation,
  quantity: numeric,
});
export type StockCancellation = z.infer<typeof stockCancellation>;
export type WarrantCancellation = z.infer<typeof warrantCancellation>;
export type ConvertibleCancellation = z.infer<typeof convertibleCancellation>;
export type EquityCompensationCancellation = z.infer<typeof equityCompensationCancellation>;

const ofRetraction = { ...ofSecurity, reason_text: z.string() };
export const stockRetraction = z.strictObject({
  object_type: z.literal('TX_STOCK_RETRACTION'),
  ...ofRetraction,
});
export const warrantRetraction = z.strictObject({
  object_type: z.literal('TX_WARRANT_RETRACTION'),
  ...ofRetraction,
});
export const convertibleRetraction = z.strictObject({
  object_type: z.literal('TX_CONVERTIBLE_RETRACTION'),
  ...ofRetraction,
});
export const equityCompensationRetraction = z.strictObject({
  object_type: z.literal(compensation('RETRACTION')),
  ...ofRetraction,
});
export type StockRetraction = z.infer<typeof stockRetraction>;
export type WarrantRetraction = z.infer<typeof warrantRetraction>;
export type ConvertibleRetraction = z.infer<typeof convertibleRetraction>;
export type EquityCompensationRetraction = z.infer<typeof equityCompensationRetraction>;

const ofTransfer = {
  ...ofSecurity,
  consideration_text: z.string().exactOptional(),
  balance_security_id: z.string().exactOptional(),
  resulting_security_ids: atLeastOne,
};
export const stockTransfer = z.strictObject({
  object_type: z.literal('TX_STOCK_TRANSFER'),
  ...ofTransfer,
  quantity: numeric,
});
export const warrantTransfer = z.strictObject({
  object_type: z.literal('TX_WARRANT_TRANSFER'),
  ...ofTransfer,
  quantity: numeric,
});
export const convertibleTransfer = z.strictObject({
  object_type: z.literal('TX_CONVERTIBLE_TRANSFER'),
  ...ofTransfer,
  amount: monetary,
});
export const equityCompensationTransfer = z.strictObject({
  object_type: z.literal(compensation('TRANSFER')),
  ...ofTransfer,
  quantity: numeric,
});
export type StockTransfer = z.infer<typeof stockTransfer>;
export type WarrantTransfer = z.infer<typeof warrantTransfer>;
export type ConvertibleTransfer = z.infer<typeof convertibleTransfer>;
export type EquityCompensationTransfer = z.infer<typeof equityCompensationTransfer>;

export const stockConversion = z.strictObject({
  object_type: z.literal('TX_STOCK_CONVERSION'),
  ...ofSecurity,
  quantity_converted: numeric,
  balance_security_id: z.string().exactOptional(),
  resulting_security_ids: texts,
});
export const convertibleConversion = z.strictObject({
  object_type: z.literal('TX_CONVERTIBLE_CONVERSION'),
  ...ofSecurity,
  reason_text: z.string(),
  quantity_converted: numeric.exactOptional(),
  balance_security_id: z.string().exactOptional(),
  trigger_id: z.string(),
  capitalization_definition: capitalizationDefinition.exactOptional(),
  resulting_security_ids: texts,
});
export type StockConversion = z.infer<typeof stockConversion>;
export type ConvertibleConversion = z.infer<typeof convertibleConversion>;

export const warrantExercise = z.strictObject({
  object_type: z.literal('TX_WARRANT_EXERCISE'),
  ...ofSecurity,
  trigger_id: z.string(),
  consideration_text: z.string().exactOptional(),
  resulting_security_ids: texts,
});
export const equityCompensationExercise = z.strictObject({
  object_type: z.literal(compensation('EXERCISE')),
  ...ofSecurity,
  quantity: numeric,
  consideration_text: z.string().exactOptional(),
  resulting_security_ids: texts,
});
/** Restricted stock units become stock. */
export const equityCompensationRelease = z.strictObject({
  object_type: z.literal(compensation('RELEASE')),
  ...ofSecurity,
  settlement_date: date,
  release_price: monetary,
  quantity: numeric,
  consideration_text: z.string().exactOptional(),
  resulting_security_ids: texts,
});
export const equityCompensationRepricing = z.strictObject({
  object_type: z.literal('TX_EQUITY_COMPENSATION_REPRICING'),
  ...ofSecurity,
  new_exercise_price: monetary,
});
export type WarrantExercise = z.infer<typeof warrantExercise>;
export type EquityCompensationExercise = z.infer<typeof equityCompensationExercise>;
export type EquityCompensationRelease = z.infer<typeof equityCompensationRelease>;
export type EquityCompensationRepricing = z.infer<typeof equityCompensationRepricing>;

export const stockReissuance = z.strictObject({
  object_type: z.literal('TX_STOCK_REISSUANCE'),
  ...ofSecurity,
  resulting_security_ids: texts,
  split_transaction_id: z.string().exactOptional(),
  reason_text: z.string().exactOptional(),
});
export const stockConsolidation = z.strictObject({
  object_type: z.literal('TX_STOCK_CONSOLIDATION'),
  ...ofObject,
  date,
  security_ids: atLeastOne,
  resulting_security_id: z.string(),
  reason_text: z.string().exactOptional(),
});
export const stockRepurchase = z.strictObject({
  object_type: z.literal('TX_STOCK_REPURCHASE'),
  ...ofSecurity,
  price: monetary,
  quantity: numeric,
  consideration_text: z.string().exactOptional(),
  balance_security_id: z.string().exactOptional(),
});
export const stockPlanReturnToPool = z.strictObject({
  object_type: z.literal('TX_STOCK_PLAN_RETURN_TO_POOL'),
  ...ofSecurity,
  stock_plan_id: z.string(),
  quantity: numeric,
  reason_text: z.string(),
});
export type StockReissuance = z.infer<typeof stockReissuance>;
export type StockConsolidation = z.infer<typeof stockConsolidation>;
export type StockRepurchase = z.infer<typeof stockRepurchase>;
export type StockPlanReturnToPool = z.infer<typeof stockPlanReturnToPool>;

export const vestingStart = z.strictObject({
  object_type: z.literal('TX_VESTING_START'),
  ...ofSecurity,
  vesting_condition_id: z.string(),
});
export const vestingEvent = z.strictObject({
  object_type: z.literal('TX_VESTING_EVENT'),
  ...ofSecurity,
  vesting_condition_id: z.string(),
});
export const vestingAcceleration = z.strictObject({
  object_type: z.literal('TX_VESTING_ACCELERATION'),
  ...ofSecurity,
  quantity: numeric,
  reason_text: z.string(),
});
export type VestingStart = z.infer<typeof vestingStart>;
export type VestingEvent = z.infer<typeof vestingEvent>;
export type VestingAcceleration = z.infer<typeof vestingAcceleration>;

const approvals = {
  board_approval_date: date.exactOptional(),
  stockholder_approval_date: date.exactOptional(),
};

export const issuerAuthorizedSharesAdjustment = z.strictObject({
  object_type: z.literal('TX_ISSUER_AUTHORIZED_SHARES_ADJUSTMENT'),
  ...ofObject,
  date,
  issuer_id: z.string(),
  new_shares_authorized: numeric,
  ...approvals,
});
export const stockClassAuthorizedSharesAdjustment = z.strictObject({
  object_type: z.literal('TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT'),
  ...ofObject,
  date,
  stock_class_id: z.string(),
  new_shares_authorized: numeric,
  ...approvals,
});
export const stockClassConversionRatioAdjustment = z.strictObject({
  object_type: z.literal('TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT'),
  ...ofObject,
  date,
  stock_class_id: z.string(),
  new_ratio_conversion_mechanism: ratioMechanism,
});
export const stockClassSplit = z.strictObject({
  object_type: z.literal('TX_STOCK_CLASS_SPLIT'),
  ...ofObject,
  date,
  stock_class_id: z.string(),
  split_ratio: ratio,
});
export const stockPlanPoolAdjustment = z.strictObject({
  object_type: z.literal('TX_STOCK_PLAN_POOL_ADJUSTMENT'),
  ...ofObject,
  date,
  stock_plan_id: z.string(),
  shares_reserved: numeric,
  ...approvals,
});
export type IssuerAuthorizedSharesAdjustment = z.infer<typeof issuerAuthorizedSharesAdjustment>;
export type StockClassAuthorizedSharesAdjustment = z.infer<typeof stockClassAuthorizedSharesAdjustment>;
export type StockClassConversionRatioAdjustment = z.infer<typeof stockClassConversionRatioAdjustment>;
export type StockClassSplit = z.infer<typeof stockClassSplit>;
export type StockPlanPoolAdjustment = z.infer<typeof stockPlanPoolAdjustment>;
