import { z } from 'zod';
import { date, numeric, uniqueTexts } from './primitives.ts';

/** Vesting terms: conditions that point to the conditions after them. */

const length = z.int().min(0, 'cannot be negative');
const occurrences = z.int().min(1, 'has to be at least 1');
const cliff_installment = z.int().min(0, 'cannot be negative').exactOptional();

const days = Array.from({ length: 28 }, (_, index) => String(index + 1).padStart(2, '0'));

/** On which day of the month a monthly vesting falls. */
export const vestingDayOfMonth = z.enum([
  ...days,
  '29_OR_LAST_DAY_OF_MONTH',
  '30_OR_LAST_DAY_OF_MONTH',
  '31_OR_LAST_DAY_OF_MONTH',
  'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH',
]);

/** Every `length` days or months, `occurrences` times; the first `cliff_installment` of them come together. */
export const vestingPeriod = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('DAYS'), length, occurrences, cliff_installment }),
  z.strictObject({
    type: z.literal('MONTHS'),
    length,
    occurrences,
    day_of_month: vestingDayOfMonth,
    cliff_installment,
  }),
]);
export type VestingPeriod = z.infer<typeof vestingPeriod>;

export const vestingTrigger = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('VESTING_START_DATE') }),
  z.strictObject({ type: z.literal('VESTING_SCHEDULE_ABSOLUTE'), date }),
  z.strictObject({
    type: z.literal('VESTING_SCHEDULE_RELATIVE'),
    period: vestingPeriod,
    relative_to_condition_id: z.string(),
  }),
  z.strictObject({ type: z.literal('VESTING_EVENT') }),
]);
export type VestingTrigger = z.infer<typeof vestingTrigger>;

/** A share of what vests: of all of it, or with `remainder` of what no condition before has vested. */
export const vestingPortion = z.strictObject({
  numerator: numeric,
  denominator: numeric,
  remainder: z.boolean().exactOptional(),
});
export type VestingPortion = z.infer<typeof vestingPortion>;

export const vestingCondition = z
  .strictObject({
    id: z.string().min(1, 'cannot be empty'),
    description: z.string().exactOptional(),
    portion: vestingPortion.exactOptional(),
    quantity: numeric.exactOptional(),
    trigger: vestingTrigger,
    next_condition_ids: uniqueTexts,
  })
  .refine(
    ({ portion, quantity }) => (portion === undefined) !== (quantity === undefined),
    'needs “portion” or “quantity”, and not both',
  );
export type VestingCondition = z.infer<typeof vestingCondition>;

export const allocationTypes = [
  'CUMULATIVE_ROUNDING',
  'CUMULATIVE_ROUND_DOWN',
  'FRONT_LOADED',
  'BACK_LOADED',
  'FRONT_LOADED_TO_SINGLE_TRANCHE',
  'BACK_LOADED_TO_SINGLE_TRANCHE',
  'FRACTIONAL',
] as const;
export type AllocationType = (typeof allocationTypes)[number];
