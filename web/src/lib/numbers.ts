import { divideRounded, formatDecimal, one, parseDecimal, type Decimal } from '@smartstart/units';

/** Numbers of shares and money as the reader writes them. They are texts of any size, so they go through integers. Pure. */

export interface FigureFormat {
  readonly locale: string;
  /** Shares and other counts, every digit. */
  readonly count: (text: string) => string;
  /** A part of one as percent. What would read 0 is shown as less than the smallest step. */
  readonly percent: (part: string) => string;
  readonly money: (money: { readonly amount: string; readonly currency: string }) => string;
  /** A day of the table; it has no time zone. */
  readonly day: (iso: string) => string;
  /** For axes: month and year. */
  readonly month: (iso: string) => string;
  /** What a person typed as the wire writes it; null when it is no number. */
  readonly read: (typed: string, places?: number) => string | null;
  /** As a person would type it into a field. */
  readonly typed: (text: string) => string;
}

const percentPlaces = 2;
/** Of a part of one: a hundredth of a percent. */
const percentStep: Decimal = one / 10_000n;

export function figureFormat(locale: string): FigureFormat {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: percentPlaces });
  const [decimal, group] = signsOf(locale);
  const utc = { timeZone: 'UTC' } as const;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...utc });
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', ...utc });
  const at = (iso: string) => new Date(`${iso}T00:00:00Z`);
  return {
    locale,
    count: (text) => {
      const { sign, units, fraction } = split(text);
      return `${sign}${whole.format(units)}${fraction ? decimal + fraction : ''}`;
    },
    percent: (part) => {
      const value = parseDecimal(part);
      const size = value < 0n ? -value : value;
      if (size > 0n && size * 2n < percentStep) return `< ${percent.format(0.0001)}`;
      return percent.format(Number(divideRounded(value, percentStep, 'NORMAL')) / 10_000);
    },
    money: ({ amount, currency }) => moneyText(locale, amount, currency),
    day: (iso) => day.format(at(iso)),
    month: (iso) => month.format(at(iso)),
    read: (typed, places = 10) => readNumber(typed, decimal, group, places),
    typed: (text) => formatDecimal(parseDecimal(text)).replace('.', decimal),
  };
}

function split(text: string): { sign: string; units: bigint; fraction: string } {
  const plain = formatDecimal(parseDecimal(text));
  const [units = '0', fraction = ''] = plain.replace('-', '').split('.');
  return { sign: plain.startsWith('-') ? '−' : '', units: BigInt(units), fraction };
}

/** Every place of the amount, and at least those of the currency. */
function moneyText(locale: string, amount: string, currency: string): string {
  const { sign, units, fraction } = split(amount);
  const usual = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions();
  const digits = Math.max(fraction.length, usual.maximumFractionDigits ?? 2);
  const style = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const written = style
    .formatToParts(units)
    .map((part) => (part.type === 'fraction' ? fraction.padEnd(digits, '0') : part.value));
  return sign + written.join('');
}

function signsOf(locale: string): [decimal: string, group: string] {
  const parts = new Intl.NumberFormat(locale).formatToParts(12_345.6);
  const decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  return [decimal, decimal === ',' ? '.' : ','];
}

/**
 * `1.234,5` of a German reader and `1,234.5` of an English one become `1234.5`. Groups must be of three figures; what
 * stays unclear is refused, because a share count is signed by others.
 */
function readNumber(typed: string, decimal: string, group: string, places: number): string | null {
  // Spaces and apostrophes group figures in some places and mean nothing else.
  const text = typed.trim().replace(/[\s\u00A0\u202F’']/g, '');
  const grouped = new RegExp(`^\\d{1,3}(?:\\${group}\\d{3})+(?:\\${decimal}\\d+)?$`);
  const plain = (grouped.test(text) ? text.replaceAll(group, '') : text).replace(decimal, '.');
  const match = /^(\d{1,18})(?:\.(\d+))?$/.exec(plain);
  if (!match || (match[2] ?? '').length > places) return null;
  return formatDecimal(parseDecimal(plain));
}

/** Part of the former part that is gone, as a part of one; null for who held nothing. Negative when it grew. */
export function dilution(before: string, after: string): string | null {
  const was = parseDecimal(before);
  if (was === 0n) return null;
  return formatDecimal(divideRounded((was - parseDecimal(after)) * one, was, 'NORMAL'));
}

/** For drawing only: where a point lies may be rounded, every figure that is read comes from the exact text. */
export function drawn(text: string): number {
  return Number(text);
}
