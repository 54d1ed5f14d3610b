import { z } from 'zod';
import * as issuances from './issuances.ts';
import { md5 } from './primitives.ts';
import * as records from './records.ts';
import * as transactions from './transactions.ts';

/**
 * Every object of Open Cap Format 1.2.1-alpha+main as it travels in a file: the names are those of the format, and
 * numbers stay texts exactly as written. The older names TX_PLAN_SECURITY_… come as the types of their successors.
 */

const recordSchemas = [
  records.issuer,
  records.stakeholder,
  records.stockClass,
  records.stockLegendTemplate,
  records.stockPlan,
  records.valuation,
  records.vestingTerms,
  records.financing,
] as const;

export const ocfTransaction = z.discriminatedUnion('object_type', [
  records.stakeholderRelationshipChange,
  records.stakeholderStatusChange,
  issuances.stockIssuance,
  issuances.convertibleIssuance,
  issuances.warrantIssuance,
  issuances.equityCompensationIssuance,
  transactions.stockAcceptance,
  transactions.warrantAcceptance,
  transactions.convertibleAcceptance,
  transactions.equityCompensationAcceptance,
  transactions.stockCancellation,
  transactions.warrantCancellation,
  transactions.convertibleCancellation,
  transactions.equityCompensationCancellation,
  transactions.stockRetraction,
  transactions.warrantRetraction,
  transactions.convertibleRetraction,
  transactions.equityCompensationRetraction,
  transactions.stockTransfer,
  transactions.warrantTransfer,
  transactions.convertibleTransfer,
  transactions.equityCompensationTransfer,
  transactions.stockConversion,
  transactions.convertibleConversion,
  transactions.warrantExercise,
  transactions.equityCompensationExercise,
  transactions.equityCompensationRelease,
  transactions.equityCompensationRepricing,
  transactions.stockReissuance,
  transactions.stockConsolidation,
  transactions.stockRepurchase,
  transactions.stockPlanReturnToPool,
  transactions.vestingStart,
  transactions.vestingEvent,
  transactions.vestingAcceleration,
  transactions.issuerAuthorizedSharesAdjustment,
  transactions.stockClassAuthorizedSharesAdjustment,
  transactions.stockClassConversionRatioAdjustment,
  transactions.stockClassSplit,
  transactions.stockPlanPoolAdjustment,
]);
export type OcfTransaction = z.infer<typeof ocfTransaction>;

const typesOf = (schema: { shape: { object_type: { values: Set<string> } } }): string[] => [
  ...schema.shape.object_type.values,
];

export type ObjectType =
  | z.infer<(typeof recordSchemas)[number]>['object_type']
  | 'DOCUMENT'
  | TransactionType;
export type TransactionType = OcfTransaction['object_type'];

/** Every `object_type` of the format, the older names included. */
export const objectTypes = [
  ...recordSchemas.flatMap(typesOf),
  'DOCUMENT',
  ...ocfTransaction.options.flatMap(typesOf),
] as ObjectType[];

export const document = z
  .strictObject({
    object_type: z.literal('DOCUMENT'),
    ...issuances.ofObject,
    path: z.string().exactOptional(),
    uri: z.string().exactOptional(),
    md5,
    related_objects: z
      .array(z.strictObject({ object_type: z.enum(objectTypes), object_id: z.string() }))
      .exactOptional(),
  })
  .refine(
    ({ path, uri }) => (path === undefined) !== (uri === undefined),
    'needs “path” or “uri”, and not both',
  );
export type Document = z.infer<typeof document>;

export const ocfObject = z.discriminatedUnion('object_type', [
  ...recordSchemas,
  document,
  ...ocfTransaction.options,
]);
export type OcfObject = z.infer<typeof ocfObject>;

/** The object of one type: `OcfObjectOf<'TX_STOCK_TRANSFER'>`. */
export type OcfObjectOf<Type extends ObjectType> = Extract<OcfObject, { object_type: Type }>;

/** Whatever brings a security into being. */
export type Issuance =
  | issuances.StockIssuance
  | issuances.ConvertibleIssuance
  | issuances.WarrantIssuance
  | issuances.EquityCompensationIssuance;

const transactionTypes = new Set<string>(ocfTransaction.options.flatMap(typesOf));
const issuanceTypes = new Set<string>(objectTypes.filter((type) => type.endsWith('_ISSUANCE')));

/** Whether the object is part of the log: a transaction, or a change in a stakeholder. */
export function isTransaction(object: OcfObject): object is OcfTransaction {
  return transactionTypes.has(object.object_type);
}

export function isIssuance(object: OcfObject): object is Issuance {
  return issuanceTypes.has(object.object_type);
}

export type * from './issuances.ts';
export type * from './mechanisms.ts';
export type { Monetary, Ratio, TerminationWindow, Vesting } from './primitives.ts';
export type * from './records.ts';
export type * from './transactions.ts';
export type * from './vesting-terms.ts';
