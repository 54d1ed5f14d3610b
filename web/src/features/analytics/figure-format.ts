import type { Grain, Unit } from './types';

/** Figures as the reader writes them. Pure. */

const minorDigits = 2;
const minuteMs = 60_000;
const secondMs = 1000;

/** Money is whole minor units of CAD, a ratio of 0.25 is 25 %. */
export function writeFigure(locale: string, unit: Unit, value: number): string {
  switch (unit) {
    case 'COUNT':
    case 'SCORE':
      return number(locale, value, Number.isInteger(value) ? 0 : 1);
    case 'RATIO':
      return percentText(locale, value);
    case 'DAYS':
      return measure(locale, value, 'day');
    case 'MINUTES':
      return measure(locale, value, 'minute');
    case 'MILLISECONDS':
      return duration(locale, value);
    case 'MONEY':
      return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: 'CAD',
        currencyDisplay: 'code',
      }).format(value / 10 ** minorDigits);
    case 'BUZ':
      return `${number(locale, value, 2)} BUZ`;
  }
}

/** The same short enough to stand at an axis; the exact figure is in the hint and in the table. */
export function axisFigure(locale: string, unit: Unit, value: number): string {
  if (unit === 'RATIO')
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  const shown = unit === 'MONEY' ? value / 10 ** minorDigits : value;
  const text = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(shown);
  return unit === 'MILLISECONDS' ? `${text} ms` : text;
}

/** Part of one as percent; what would read 0 although there is something is shown as less than the smallest step. */
export function percentText(locale: string, part: number): string {
  const style = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return part > 0 && part < 0.0005 ? `< ${style.format(0.001)}` : style.format(part);
}

/** A time in its two largest units, such as `2 days 4 hr`. */
export function secondsText(locale: string, seconds: number): string {
  const sizes = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  const largest = sizes.findIndex(([, size]) => seconds >= size);
  if (largest < 0) return measure(locale, 0, 'second');
  const whole = Math.round(seconds / (sizes[largest + 1]?.[1] ?? 1)) * (sizes[largest + 1]?.[1] ?? 1);
  return sizes
    .slice(largest, largest + 2)
    .map(([name, size], index) => {
      const before = index === 0 ? whole : whole % sizes[largest]![1];
      return { name, count: Math.floor(before / size) };
    })
    .filter(({ count }, index) => index === 0 || count > 0)
    .map(({ name, count }) => measure(locale, count, name))
    .join(' ');
}

/**
 * Days, weeks and months are the hub's, and come as the moment they begin there. Some hours later it is still the same
 * day there, and already that day of UTC, whatever the hub's time zone.
 */
const intoTheDayMs = 13 * 3_600_000;

/** The day of the hub that begins at a moment. */
export function dayOf(at: string): string {
  return at.length === 10 ? at : new Date(Date.parse(at) + intoTheDayMs).toISOString().slice(0, 10);
}

/** Days are the hub's, as the figures were counted; hours are shown on the reader's clock. */
export function timeText(
  locale: string,
  timeZone: string | undefined,
  grain: Grain,
  at: string,
  short = false,
): string {
  const date = new Date(grain === 'HOUR' ? at : `${dayOf(at)}T00:00:00Z`);
  const zone = grain === 'HOUR' ? (timeZone ? { timeZone } : {}) : { timeZone: 'UTC' };
  const style: Intl.DateTimeFormatOptions =
    grain === 'MONTH'
      ? { month: 'short', year: 'numeric' }
      : grain === 'HOUR'
        ? short
          ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
          : { dateStyle: 'medium', timeStyle: 'short' }
        : short
          ? { day: 'numeric', month: 'short' }
          : { dateStyle: 'medium' };
  return new Intl.DateTimeFormat(locale, { ...style, ...zone }).format(date);
}

function number(locale: string, value: number, digits: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

function measure(
  locale: string,
  value: number,
  unit: 'day' | 'hour' | 'minute' | 'second' | 'millisecond',
): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'day' ? 'long' : unit === 'millisecond' ? 'narrow' : 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

function duration(locale: string, ms: number): string {
  if (ms < secondMs) return measure(locale, Math.round(ms), 'millisecond');
  return ms < minuteMs ? measure(locale, ms / secondMs, 'second') : measure(locale, ms / minuteMs, 'minute');
}
