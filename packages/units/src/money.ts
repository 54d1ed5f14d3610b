/** Money as whole minor units with a currency. Pure; nothing here is a float. */

/** Thirteen digits before the point of a currency with two places. */
export const largestMinor = 10n ** 15n - 1n;

/** How many places a currency has: 2 of CAD, 0 of JPY. */
export function placesOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

const known = new Set(Intl.supportedValuesOf('currency'));
export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** A number of whole units in minor units. */
export function minorOf(units: bigint, currency: string): bigint {
  return units * 10n ** BigInt(placesOf(currency));
}

const written = /^(\d{1,15})(?:\.(\d+))?$/;

/** Reads 1250.50 of CAD as 125050; answers with what is wrong as a sentence. */
export function readAmount(text: string, currency: string): bigint | string {
  const match = written.exec(text);
  if (!match) return 'is not an amount such as 1250.50, without signs and separators';
  const [, whole = '', fraction = ''] = match;
  const places = placesOf(currency);
  if (fraction.length > places)
    return places
      ? `has more than ${places} decimal places, which ${currency} does not have`
      : `has decimal places, which ${currency} does not have`;
  const minor = BigInt(whole + fraction.padEnd(places, '0'));
  return minor > largestMinor ? 'is larger than can be kept' : minor;
}

/** For spreadsheets, and what `readAmount` reads: 125050 of CAD is written 1250.50. */
export function writeAmount(minor: bigint, currency: string): string {
  const places = placesOf(currency);
  const size = (minor < 0n ? -minor : minor).toString().padStart(places + 1, '0');
  const whole = size.slice(0, size.length - places);
  return `${minor < 0n ? '-' : ''}${whole}${places ? `.${size.slice(-places)}` : ''}`;
}

/** For people: 125050 of CAD reads “1,250.50 CAD”. */
export function spoken(minor: bigint, currency: string): string {
  const [whole = '', fraction] = writeAmount(minor < 0n ? -minor : minor, currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${minor < 0n ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`} ${currency}`;
}
