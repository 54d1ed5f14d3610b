import type { analyticsWire } from '@smartstart/contract';
import { addMs, dayMs, hourMs, minuteMs } from '@smartstart/units';
import { Fail } from '../../../kernel/errors.ts';

export type RangeName = (typeof analyticsWire.rangeName)['options'][number];

/** From a moment to before another. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

export interface ChosenRange extends Span {
  readonly name: RangeName;
  readonly grain: 'HOUR' | 'DAY';
}

export interface RangeWish {
  readonly range: RangeName;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const lengths: Readonly<Record<Exclude<RangeName, 'custom'>, number>> = {
  '1h': hourMs,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '30d': 30 * dayMs,
  '90d': 90 * dayMs,
};
const longestMs = 800 * dayMs;
/** Clocks differ a little; what lies beyond that is a mistake. */
const toleratedMs = 5 * minuteMs;

/** The range that was asked for. Named ones end with the minute that runs, so that two looks in a minute agree. */
export function rangeOf({ range, from, to }: RangeWish, now: Date): ChosenRange {
  if (range !== 'custom') {
    const end = new Date(Math.ceil((now.getTime() + 1) / minuteMs) * minuteMs);
    const length = lengths[range];
    return { name: range, from: addMs(end, -length), to: end, grain: length <= dayMs ? 'HOUR' : 'DAY' };
  }
  const refuse = (path: string, message: string) => {
    throw new Fail('INVALID_INPUT', message, { fields: [{ path, message }] });
  };
  if (!from || !to) return refuse('from', 'A custom range needs a beginning and an end.');
  const span = { from: new Date(from), to: new Date(to) };
  const length = span.to.getTime() - span.from.getTime();
  if (length <= 0) return refuse('to', 'The range ends before it begins.');
  if (length > longestMs) return refuse('from', 'A range may be 800 days long at most.');
  if (span.from.getTime() > now.getTime() + toleratedMs)
    return refuse('from', 'The range lies in the future, where nothing is known yet.');
  return { name: 'custom', ...span, grain: length <= 2 * dayMs ? 'HOUR' : 'DAY' };
}

/** The range of the same length that ends where this one begins. */
export function rangeBefore({ from, to }: Span): Span {
  return { from: new Date(2 * from.getTime() - to.getTime()), to: from };
}

export function rangeView({ name, from, to }: ChosenRange) {
  return { name, from: from.toISOString(), to: to.toISOString() };
}
