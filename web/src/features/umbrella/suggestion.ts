import { umbrellaWire } from '@smartstart/contract';
import { figureFormat } from '../../lib/numbers';

/** The rate for what somebody expects to earn a month, as they typed it; null for what is no amount. */
export function suggestionFor(typed: string, locale: string): string | null {
  const units = typed.trim() === '' ? null : figureFormat(locale).read(typed, 2);
  return units === null ? null : umbrellaWire.suggestedRate(Number(units));
}
