import { parseDecimal, type Decimal } from '@smartstart/units';
import { z } from 'zod';

/**
 * The small shapes that the objects of Open Cap Format (OCF, 1.2.1-alpha+main) are made of. They accept what the
 * published schemas accept, less three things that are never meant and cannot be counted with: a number of more than
 * forty digits before its point, a percentage without a digit (""), and a day before the year 1000.
 */

/** A number as text, so that no digit is lost: sign, digits, at most ten decimal places. */
export const numeric = z
  .string()
  .regex(
    /^[+-]?[0-9]{1,40}(\.[0-9]{1,10})?$/,
    'has to be a number written as text, with at most ten decimal places, such as "1000.50"',
  );

/** A share of one, from "0" to "1". OCF lets the zero before the point go: read it with `parsePercentage`. */
export const percentage = z
  .string()
  .regex(
    /^(0|0?\.[0-9]{1,10}|1(\.0{1,10})?)$/,
    'has to be a share of one written as text, from "0" to "1" with at most ten decimal places, such as "0.2"',
  );

/** Reads what `percentage` accepts; ".5" is a half. Throws RangeError on anything else. */
export function parsePercentage(text: string): Decimal {
  return parseDecimal(text.startsWith('.') ? `0${text}` : text);
}

/** A day, YYYY-MM-DD, from the year 1000 on. */
export const date = z.iso
  .date('has to be a day of the calendar, such as "2025-01-31"')
  .regex(/^[1-9]/, 'has to be a day from the year 1000 on');

const moment = [
  '^(?<day>[1-9]\\d{3}-\\d\\d-\\d\\d)[T\\s]',
  '(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?|23:59:60(?:\\.\\d+)?(?=Z))',
  '(?:Z|[+-](?:[01]\\d|2[0-3])(?::?[0-5]\\d)?)$',
];
const momentPattern = new RegExp(moment.join(''), 'i');

/** A moment with its offset from UTC, as RFC 3339 writes it. */
export const dateTime = z.string().refine((text) => {
  const day = momentPattern.exec(text)?.groups?.['day'];
  return day !== undefined && date.safeParse(day).success;
}, 'has to be a moment with its time zone, such as "2025-01-31T09:30:00Z"');

export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'has to be a country code of two capital letters, such as "DE"');
export const countrySubdivisionCode = z
  .string()
  .regex(/^[A-Z0-9]{1,3}$/, 'has to be the code of a state or region, such as "NY"');
export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'has to be a currency code of three capital letters, such as "EUR"');
export const md5 = z.string().regex(/^[a-fA-F0-9]{32}$/, 'has to be an MD5 sum of 32 hexadecimal digits');

const emailAtom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const emailLabel = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const emailAddress = z
  .string()
  .regex(
    new RegExp(`^${emailAtom}(?:\\.${emailAtom})*@(?:${emailLabel}\\.)+${emailLabel}$`, 'i'),
    'has to be an e-mail address',
  );

const phoneNumber = z
  .string()
  .regex(
    /^\+\d{1,3}\s\d{2,3}\s\d{2,3}\s\d{4}(\s(ext.|extension)\s\d+)?$/,
    'has to be a telephone number such as "+1 316 555 6789"',
  );

/** A list in which no text comes twice. */
export const uniqueTexts = z
  .array(z.string())
  .refine((texts) => new Set(texts).size === texts.length, 'names something twice');

export const texts = z.array(z.string());

/** An amount of money: units of the currency, not cents. */
export const monetary = z.strictObject({ amount: numeric, currency: currencyCode });
export type Monetary = z.infer<typeof monetary>;

export const ratio = z.strictObject({ numerator: numeric, denominator: numeric });
export type Ratio = z.infer<typeof ratio>;

export const name = z.strictObject({
  legal_name: z.string(),
  first_name: z.string().exactOptional(),
  last_name: z.string().exactOptional(),
});

export const email = z.strictObject({
  email_type: z.enum(['PERSONAL', 'BUSINESS', 'OTHER']),
  email_address: emailAddress,
});

export const phone = z.strictObject({
  phone_type: z.enum(['HOME', 'MOBILE', 'BUSINESS', 'OTHER']),
  phone_number: phoneNumber,
});

export const address = z.strictObject({
  address_type: z.enum(['LEGAL', 'CONTACT', 'OTHER']),
  street_suite: z.string().exactOptional(),
  city: z.string().exactOptional(),
  country_subdivision: countrySubdivisionCode.exactOptional(),
  country: countryCode,
  postal_code: z.string().exactOptional(),
});

const reachable = {
  phone_numbers: z.array(phone).exactOptional(),
  emails: z.array(email).exactOptional(),
};
const isReachable = (contact: { phone_numbers?: unknown; emails?: unknown }): boolean =>
  contact.phone_numbers !== undefined || contact.emails !== undefined;
const unreachable = 'needs “phone_numbers” or “emails”';

export const contactInfo = z.strictObject({ name, ...reachable }).refine(isReachable, unreachable);
export const contactInfoWithoutName = z.strictObject(reachable).refine(isReachable, unreachable);

export const taxId = z.strictObject({ tax_id: z.string(), country: countryCode });

export const securityExemption = z.strictObject({ description: z.string(), jurisdiction: z.string() });

export const shareNumberRange = z.strictObject({
  starting_share_number: numeric,
  ending_share_number: numeric,
});

/** So many shares vest on this day. */
export const vesting = z.strictObject({ date, amount: numeric });
export type Vesting = z.infer<typeof vesting>;

/** How long a holder may still exercise after leaving for this reason. */
export const terminationWindow = z.strictObject({
  reason: z.enum([
    'VOLUNTARY_OTHER',
    'VOLUNTARY_GOOD_CAUSE',
    'VOLUNTARY_RETIREMENT',
    'INVOLUNTARY_OTHER',
    'INVOLUNTARY_DEATH',
    'INVOLUNTARY_DISABILITY',
    'INVOLUNTARY_WITH_CAUSE',
  ]),
  period: z.int(),
  period_type: z.enum(['DAYS', 'MONTHS', 'YEARS']),
});
export type TerminationWindow = z.infer<typeof terminationWindow>;

/** A number of shares, or that there is no limit, or that the law of the place knows none. */
export const authorizedShares = z
  .string()
  .regex(
    /^(NOT APPLICABLE|UNLIMITED|[+-]?[0-9]{1,40}(\.[0-9]{1,10})?)$/,
    'has to be a number of shares written as text, "UNLIMITED" or "NOT APPLICABLE"',
  );
