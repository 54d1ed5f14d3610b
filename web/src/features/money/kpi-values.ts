import { divideRounded, formatDecimal, one, parseDecimal } from '@smartstart/units';
import { majorOf, type MoneyFormat } from '../../lib/money';
import type { Kpi } from './types';

/** Values of KPIs as people read and type them. Pure. */

type Measured = Pick<Kpi, 'unit'>;
/** Shown; a target that was typed keeps all its places. */
const places = 2;

/** The number of a value, without the word of its unit. */
export function kpiNumber({ unit }: Measured, value: string, currency: string, format: MoneyFormat): string {
  if (unit === 'MONEY') return format.money(value, currency);
  const step = one / 10n ** BigInt(places);
  const rounded = formatDecimal(divideRounded(parseDecimal(value), step, 'NORMAL') * step);
  return unit === 'PERCENT' ? format.percent(rounded) : format.number(rounded);
}

/** A target as the wire has it; null when it is no number. Net burn may be below zero. */
export function readTarget(
  { unit }: Measured,
  typed: string,
  currency: string,
  format: MoneyFormat,
): string | null {
  const text = typed.trim();
  const below = /^[-−]/.test(text);
  const size = below ? text.slice(1) : text;
  const read = unit === 'MONEY' ? format.read(size, currency) : format.figures.read(size);
  if (read === null) return null;
  return below && read !== '0' ? `-${read}` : read;
}

export function typedTarget(
  { unit }: Measured,
  value: string | null,
  currency: string,
  format: MoneyFormat,
): string {
  if (value === null) return '';
  return unit === 'MONEY' ? format.typed(value, currency) : format.figures.typed(value);
}

/** Where a point lies; null leaves a gap. */
export function kpiPoint({ unit }: Measured, value: string | null, currency: string): number | null {
  if (value === null) return null;
  return Number(unit === 'MONEY' ? majorOf(value, currency) : value);
}
