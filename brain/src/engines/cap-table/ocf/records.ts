import { z } from 'zod';
import { ofObject } from './issuances.ts';
import { stockClassConversionRight } from './mechanisms.ts';
import {
  address,
  authorizedShares,
  contactInfo,
  contactInfoWithoutName,
  countryCode,
  countrySubdivisionCode,
  date,
  email,
  monetary,
  name,
  numeric,
  phone,
  taxId,
} from './primitives.ts';
import { allocationTypes, vestingCondition } from './vesting-terms.ts';

/** What is not a transaction: issuer, stakeholders, classes, plans, terms, papers; and the changes in a stakeholder. */

const approvals = {
  board_approval_date: date.exactOptional(),
  stockholder_approval_date: date.exactOptional(),
};

export const issuer = z
  .strictObject({
    object_type: z.literal('ISSUER'),
    ...ofObject,
    legal_name: z.string(),
    dba: z.string().exactOptional(),
    formation_date: date,
    country_of_formation: countryCode,
    country_subdivision_of_formation: countrySubdivisionCode.exactOptional(),
    country_subdivision_name_of_formation: z.string().exactOptional(),
    tax_ids: z.array(taxId).exactOptional(),
    email: email.exactOptional(),
    phone: phone.exactOptional(),
    address: address.exactOptional(),
    initial_shares_authorized: authorizedShares.exactOptional(),
  })
  .refine(
    ({ country_subdivision_of_formation: code, country_subdivision_name_of_formation: named }) =>
      code === undefined || named === undefined,
    'cannot have both “country_subdivision_of_formation” and “country_subdivision_name_of_formation”',
  );
export type Issuer = z.infer<typeof issuer>;

export const relationshipTypes = [
  'ADVISOR',
  'BOARD_MEMBER',
  'CONSULTANT',
  'EMPLOYEE',
  'EX_ADVISOR',
  'EX_CONSULTANT',
  'EX_EMPLOYEE',
  'EXECUTIVE',
  'FOUNDER',
  'INVESTOR',
  'NON_US_EMPLOYEE',
  'OFFICER',
  'OTHER',
] as const;
const relationship = z.enum(relationshipTypes);

export const stakeholderStatuses = [
  'ACTIVE',
  'LEAVE_OF_ABSENCE',
  'TERMINATION_VOLUNTARY_OTHER',
  'TERMINATION_VOLUNTARY_GOOD_CAUSE',
  'TERMINATION_VOLUNTARY_RETIREMENT',
  'TERMINATION_INVOLUNTARY_OTHER',
  'TERMINATION_INVOLUNTARY_DEATH',
  'TERMINATION_INVOLUNTARY_DISABILITY',
  'TERMINATION_INVOLUNTARY_WITH_CAUSE',
] as const;
const status = z.enum(stakeholderStatuses);

export const stakeholder = z.strictObject({
  object_type: z.literal('STAKEHOLDER'),
  ...ofObject,
  name,
  stakeholder_type: z.enum(['INDIVIDUAL', 'INSTITUTION']),
  issuer_assigned_id: z.string().exactOptional(),
  /** Deprecated by OCF: `current_relationships` holds them all. */
  current_relationship: relationship.exactOptional(),
  current_relationships: z.array(relationship).exactOptional(),
  current_status: status.exactOptional(),
  primary_contact: contactInfo.exactOptional(),
  contact_info: contactInfoWithoutName.exactOptional(),
  addresses: z.array(address).exactOptional(),
  tax_ids: z.array(taxId).exactOptional(),
});
export type Stakeholder = z.infer<typeof stakeholder>;

export const stakeholderRelationshipChange = z
  .strictObject({
    object_type: z.literal('CE_STAKEHOLDER_RELATIONSHIP'),
    ...ofObject,
    date,
    stakeholder_id: z.string(),
    relationship_started: relationship.exactOptional(),
    relationship_ended: relationship.exactOptional(),
  })
  .refine(
    ({ relationship_started, relationship_ended }) =>
      relationship_started !== undefined || relationship_ended !== undefined,
    'needs “relationship_started” or “relationship_ended”',
  );
export const stakeholderStatusChange = z.strictObject({
  object_type: z.literal('CE_STAKEHOLDER_STATUS'),
  ...ofObject,
  date,
  stakeholder_id: z.string(),
  new_status: status,
});
export type StakeholderRelationshipChange = z.infer<typeof stakeholderRelationshipChange>;
export type StakeholderStatusChange = z.infer<typeof stakeholderStatusChange>;

export const stockClass = z.strictObject({
  object_type: z.literal('STOCK_CLASS'),
  ...ofObject,
  name: z.string(),
  class_type: z.enum(['COMMON', 'PREFERRED']),
  default_id_prefix: z.string(),
  initial_shares_authorized: authorizedShares,
  ...approvals,
  votes_per_share: numeric,
  par_value: monetary.exactOptional(),
  price_per_share: monetary.exactOptional(),
  seniority: numeric,
  conversion_rights: z.array(stockClassConversionRight).exactOptional(),
  liquidation_preference_multiple: numeric.exactOptional(),
  participation_cap_multiple: numeric.exactOptional(),
});
export type StockClass = z.infer<typeof stockClass>;

export const stockLegendTemplate = z.strictObject({
  object_type: z.literal('STOCK_LEGEND_TEMPLATE'),
  ...ofObject,
  name: z.string(),
  text: z.string(),
});
export type StockLegendTemplate = z.infer<typeof stockLegendTemplate>;

export const stockPlan = z
  .strictObject({
    object_type: z.literal('STOCK_PLAN'),
    ...ofObject,
    plan_name: z.string(),
    ...approvals,
    initial_shares_reserved: numeric,
    default_cancellation_behavior: z
      .enum(['RETIRE', 'RETURN_TO_POOL', 'HOLD_AS_CAPITAL_STOCK', 'DEFINED_PER_PLAN_SECURITY'])
      .exactOptional(),
    /** Deprecated by OCF: `stock_class_ids` holds them all. */
    stock_class_id: z.string().exactOptional(),
    stock_class_ids: z.array(z.string()).min(1, 'cannot be empty').exactOptional(),
  })
  .refine(
    ({ stock_class_id, stock_class_ids }) =>
      (stock_class_id === undefined) !== (stock_class_ids === undefined),
    'needs “stock_class_ids” (or the older “stock_class_id”, and not both)',
  );
export type StockPlan = z.infer<typeof stockPlan>;

export const valuation = z.strictObject({
  object_type: z.literal('VALUATION'),
  ...ofObject,
  provider: z.string().exactOptional(),
  ...approvals,
  price_per_share: monetary,
  effective_date: date,
  stock_class_id: z.string(),
  valuation_type: z.enum(['409A']),
});
export type Valuation = z.infer<typeof valuation>;

export const vestingTerms = z.strictObject({
  object_type: z.literal('VESTING_TERMS'),
  ...ofObject,
  name: z.string(),
  description: z.string(),
  allocation_type: z.enum(allocationTypes),
  vesting_conditions: z.array(vestingCondition).min(1, 'cannot be empty'),
});
export type VestingTerms = z.infer<typeof vestingTerms>;

/** A round: the issuances made in it, named by the ids of the transactions. */
export const financing = z.strictObject({
  object_type: z.literal('FINANCING'),
  ...ofObject,
  name: z.string(),
  issuance_ids: z.array(z.string()).min(1, 'cannot be empty'),
  date,
});
export type Financing = z.infer<typeof financing>;
