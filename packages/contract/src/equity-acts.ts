import { z } from 'zod';
import { day, email, id, text } from './wire.ts';

/** What can be written into a cap table, as people say it. Each becomes entries of Open Cap Format. */

/** A whole number of shares or units, as text: it may be larger than a double holds. */
export const shareCount = z.string().regex(/^[1-9]\d{0,17}$/, 'Use a whole number of shares above zero.');
/** An amount of money in units of the currency, at most ten decimal places. */
export const amount = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/, 'Use a number such as 1250.50.');
export const currency = z.string().regex(/^[A-Z]{3}$/, 'Use a currency code such as CAD.');
export const money = z.strictObject({ amount, currency });
/** A part of one, 0 to 1, at most ten places: 0.2 is 20 %. */
export const fraction = z
  .string()
  .regex(/^(0(\.\d{1,10})?|1(\.0{1,10})?)$/, 'Use a part of one, such as 0.2.');
/** The id of an object of the table: ours, or the one an imported file gave. */
export const objectId = z.string().min(1).max(200);

const note = text(0, 500).default('');

export const stakeholderInput = z.strictObject({
  name: text(1, 160),
  kind: z.enum(['INDIVIDUAL', 'INSTITUTION']),
  /** The member of the platform this is; such a person signs with the account. */
  userId: id.optional(),
  email: email.optional(),
  relationship: z
    .enum(['FOUNDER', 'EMPLOYEE', 'CONSULTANT', 'ADVISOR', 'INVESTOR', 'BOARD_MEMBER', 'EXECUTIVE', 'OTHER'])
    .default('OTHER'),
});

export const vestingPlan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('IMMEDIATE') }),
  z.strictObject({
    kind: z.literal('TIME'),
    months: z.int().min(1).max(240),
    cliffMonths: z.int().min(0).max(239),
    everyMonths: z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]),
  }),
  z.strictObject({
    kind: z.literal('MILESTONES'),
    milestones: z
      .array(z.strictObject({ title: text(1, 160), parts: z.int().min(1).max(10_000) }))
      .min(1)
      .max(30),
  }),
]);
export const allocation = z.enum([
  'CUMULATIVE_ROUND_DOWN',
  'CUMULATIVE_ROUNDING',
  'FRONT_LOADED',
  'BACK_LOADED',
  'FRONT_LOADED_TO_SINGLE_TRANCHE',
  'BACK_LOADED_TO_SINGLE_TRANCHE',
  'FRACTIONAL',
]);

const vesting = {
  /** Terms of the table; without them everything vests at once. */
  termsId: objectId.optional(),
  vestingStart: day.optional(),
};

/** Acts that give, take or change what somebody holds: they take effect with the signatures of everybody concerned. */
export const consentAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('ISSUE'),
    classId: objectId,
    stakeholderId: objectId,
    shares: shareCount,
    pricePerShare: money,
    /** Taken from a plan, as restricted shares. */
    planId: objectId.optional(),
    ...vesting,
    note,
  }),
  z.strictObject({
    act: z.literal('GRANT_OPTIONS'),
    planId: objectId,
    stakeholderId: objectId,
    shares: shareCount,
    exercisePrice: money,
    expires: day.optional(),
    ...vesting,
    note,
  }),
  z.strictObject({
    act: z.literal('ISSUE_WARRANT'),
    classId: objectId,
    stakeholderId: objectId,
    shares: shareCount,
    exercisePrice: money,
    purchasePrice: money,
    expires: day.optional(),
    note,
  }),
  z.strictObject({
    act: z.literal('ISSUE_SAFE'),
    stakeholderId: objectId,
    investment: money,
    valuationCap: money.optional(),
    discount: fraction.optional(),
    timing: z.enum(['PRE_MONEY', 'POST_MONEY']).default('POST_MONEY'),
    mostFavoured: z.boolean().default(false),
    note,
  }),
  z.strictObject({
    act: z.literal('ISSUE_NOTE'),
    stakeholderId: objectId,
    investment: money,
    interestRate: fraction,
    dayCount: z.enum(['ACTUAL_365', '30_360']).default('ACTUAL_365'),
    compounding: z.boolean().default(false),
    matures: day,
    valuationCap: money.optional(),
    discount: fraction.optional(),
    note,
  }),
  z.strictObject({
    act: z.literal('TRANSFER'),
    securityId: objectId,
    shares: shareCount,
    toStakeholderId: objectId,
    note,
  }),
  z.strictObject({ act: z.literal('EXERCISE'), securityId: objectId, shares: shareCount, note }),
  z.strictObject({
    act: z.literal('CONVERT'),
    /** Convertibles and shares of a class that converts. */
    securityId: objectId,
    classId: objectId,
    shares: shareCount,
    pricePerShare: money,
    note,
  }),
  z.strictObject({
    act: z.literal('REPURCHASE'),
    securityId: objectId,
    shares: shareCount,
    pricePerShare: money,
    note,
  }),
  z.strictObject({ act: z.literal('CANCEL'), securityId: objectId, shares: shareCount, note: text(3, 500) }),
  z.strictObject({ act: z.literal('RESCHEDULE'), securityId: objectId, ...vesting, note: text(3, 500) }),
]);

/** Acts of the owner that the papers of the venture, or of the grant, allow already. */
export const ownerAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('ADD_STAKEHOLDER'), stakeholder: stakeholderInput }),
  z.strictObject({
    act: z.literal('ADD_CLASS'),
    name: text(1, 80),
    kind: z.enum(['COMMON', 'PREFERRED']),
    authorised: z.union([shareCount, z.literal('UNLIMITED')]),
    votesPerShare: z.int().min(0).max(1_000_000).default(1),
    /** Higher is paid first. */
    seniority: z.int().min(0).max(100).default(1),
    pricePerShare: money.optional(),
    liquidationMultiple: amount.optional(),
    participationCapMultiple: amount.optional(),
    convertsInto: z.strictObject({ classId: objectId, numerator: amount, denominator: amount }).optional(),
  }),
  z.strictObject({ act: z.literal('ADD_PLAN'), name: text(1, 80), classId: objectId, reserved: shareCount }),
  z.strictObject({
    act: z.literal('ADD_TERMS'),
    name: text(1, 80),
    plan: vestingPlan,
    allocation: allocation.default('CUMULATIVE_ROUND_DOWN'),
  }),
  z.strictObject({ act: z.literal('AUTHORISE'), classId: objectId, shares: shareCount }),
  z.strictObject({ act: z.literal('RESERVE'), planId: objectId, shares: shareCount }),
  z.strictObject({
    act: z.literal('SPLIT'),
    classId: objectId,
    numerator: shareCount,
    denominator: shareCount,
  }),
  z.strictObject({
    act: z.literal('VALUATION'),
    classId: objectId,
    pricePerShare: money,
    provider: text(0, 160).default(''),
  }),
  z.strictObject({
    act: z.literal('ROUND'),
    name: text(1, 120),
    securityIds: z.array(objectId).min(1).max(500),
  }),
  z.strictObject({ act: z.literal('MILESTONE'), securityId: objectId, conditionId: objectId }),
  z.strictObject({
    act: z.literal('ACCELERATE'),
    securityId: objectId,
    percent: z.int().min(1).max(100),
    note: text(3, 500),
  }),
  /** What has not vested goes back to where it came from, as the grant says. */
  z.strictObject({ act: z.literal('LEAVE'), stakeholderId: objectId, note: text(3, 500) }),
  /** An issuance that was written by mistake. */
  z.strictObject({ act: z.literal('RETRACT'), securityId: objectId, note: text(3, 500) }),
]);

export type ConsentAct = z.output<typeof consentAct>;
export type OwnerAct = z.output<typeof ownerAct>;
export type EquityAct = ConsentAct | OwnerAct;
export type VestingPlan = z.output<typeof vestingPlan>;
export type Allocation = z.output<typeof allocation>;
export type StakeholderInput = z.output<typeof stakeholderInput>;
