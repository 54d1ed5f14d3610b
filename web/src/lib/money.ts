import { formatDecimal, parseDecimal } from '@smartstart/units';
import { figureFormat, type FigureFormat } from './numbers';

/** Money as it travels: whole minor units of its currency, in text. It is read and written digit by digit. Pure. */

/** What an amount may have on the wire. */
const mostDigits = 15;
/** Units of 10⁻⁶ percent. */
export const wholePart = 100_000_000;

export interface MoneyFormat {
  readonly locale: string;
  /** `125050` of CAD as “CAD 1,250.50”. */
  readonly money: (minor: string, currency: string) => string;
  /** What a person typed in whole minor units; null when it is no amount of this currency. */
  readonly read: (typed: string, currency: string) => string | null;
  /** As a person would type it into a field. */
  readonly typed: (minor: string, currency: string) => string;
  /** `2026-10` in words. */
  readonly month: (month: string) => string;
  /** The same for axes and narrow columns. */
  readonly shortMonth: (month: string) => string;
  /** A part in units of 10⁻⁶ percent, with all its places. */
  readonly part: (part: number) => string;
  /** `12.5` as 12.5 %. */
  readonly percent: (percent: string) => string;
  /** Any decimal number. */
  readonly number: (text: string) => string;
  readonly figures: FigureFormat;
}

export function moneyFormat(locale: string): MoneyFormat {
  const figures = figureFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 6 });
  const utc = { timeZone: 'UTC', year: 'numeric' } as const;
  const long = new Intl.DateTimeFormat(locale, { month: 'long', ...utc });
  const short = new Intl.DateTimeFormat(locale, { month: 'short', ...utc });
  const at = (month: string) => new Date(`${month}-01T00:00:00Z`);
  return {
    locale,
    money: (minor, currency) => figures.money({ amount: majorOf(minor, currency), currency }),
    read: (typed, currency) => {
      const major = figures.read(typed, placesOf(currency));
      return major === null ? null : minorOf(major, currency);
    },
    typed: (minor, currency) => figures.typed(majorOf(minor, currency)),
    month: (month) => long.format(at(month)),
    shortMonth: (month) => short.format(at(month)),
    part: (part) => percent.format(numeric(scaled(String(part), 8))),
    percent: (value) => percent.format(numeric(formatDecimal(parseDecimal(value) / 100n))),
    number: (text) => figures.count(text),
    figures,
  };
}

/** How many places a currency has: 2 of CAD, 0 of JPY. */
export function placesOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** `125050` of CAD is `1250.5`. */
export function majorOf(minor: string, currency: string): string {
  return scaled(minor, placesOf(currency));
}

/** `1250.5` of CAD is `125050`; null when it has more places than the currency, or more digits than can be kept. */
export function minorOf(major: string, currency: string): string | null {
  const [units = '0', fraction = ''] = major.split('.');
  const places = placesOf(currency);
  if (fraction.length > places) return null;
  const minor = (BigInt(units + fraction.padEnd(places, '0')) + 0n).toString();
  return minor.length > mostDigits ? null : minor;
}

/** What a part of an amount comes to before it is rounded to whole minor units; at most ten places. */
export function exactPart(minor: string, part: number, currency: string): string {
  const text = scaled((BigInt(minor) * BigInt(part)).toString(), placesOf(currency) + 8);
  const [units = '0', fraction = ''] = text.split('.');
  return fraction ? `${units}.${fraction.slice(0, 10)}` : units;
}

/** The number with its point so many places to the left. */
function scaled(whole: string, places: number): string {
  const size = whole.replace('-', '').padStart(places + 1, '0');
  const sign = whole.startsWith('-') ? '-' : '';
  const text = places === 0 ? size : `${size.slice(0, -places)}.${size.slice(-places)}`;
  return sign + (places === 0 ? text : text.replace(/\.?0+$/, ''));
}

/** Formatters read a decimal string digit by digit; the type only wants to know that it is one. */
function numeric(text: string): `${number}` {
  return text as `${number}`;
}
