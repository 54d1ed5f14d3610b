import { dayOf } from './figure-format';
import type { Grain, TrendView } from './types';

/** Lines of a trend as a chart takes them. Pure. */

/** More could not be told apart by their look. */
const linesMost = 7;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** An answer by the hour over months is not drawn point by point where nothing happened. */
const filledMost = 2500;

export interface TrendLine {
  readonly key: string;
  readonly label: string;
  readonly total: number;
  readonly values: readonly number[];
}

export interface TrendPicture {
  readonly lines: readonly TrendLine[];
  readonly times: readonly string[];
  /** The moment at which each time with an event begins, as the answer says it. */
  readonly moments: ReadonlyMap<string, string>;
}

/**
 * The biggest lines over one common axis, the others added up as one. An answer names only times with an event: between
 * them the count is a real nought, not a gap.
 */
export function linesOf(lines: TrendView['lines'], grain: Grain, rest: string): TrendPicture {
  const keyOf = (at: string) => (grain === 'HOUR' ? new Date(at).toISOString() : dayOf(at));
  const moments = new Map(lines.flatMap(({ points }) => points.map(({ at }) => [keyOf(at), at] as const)));
  const times = filled([...moments.keys()].toSorted(), grain);
  const all = lines
    .map(({ label, total, points }, index) => {
      const byTime = new Map(points.map(({ at, value }) => [keyOf(at), value]));
      return { key: `line-${index}`, label, total, values: times.map((at) => byTime.get(at) ?? 0) };
    })
    .toSorted((a, b) => b.total - a.total);
  const kept = all.length > linesMost ? all.slice(0, linesMost - 1) : all;
  const others = all.slice(kept.length);
  if (others.length === 0) return { lines: kept, times, moments };
  const sum = {
    key: 'rest',
    label: rest,
    total: others.reduce((total, line) => total + line.total, 0),
    values: times.map((_, index) => others.reduce((value, line) => value + (line.values[index] ?? 0), 0)),
  };
  return { lines: [...kept, sum], times, moments };
}

/** Every time from the first to the last that is named. */
function filled(times: readonly string[], grain: Grain): readonly string[] {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return times;
  const found = new Set(times);
  for (let at = next(first, grain); at < last && found.size < filledMost; at = next(at, grain)) found.add(at);
  return [...found].toSorted();
}

function next(at: string, grain: Grain): string {
  const date = new Date(at);
  if (grain === 'HOUR') return new Date(date.getTime() + hourMs).toISOString();
  if (grain === 'MONTH') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setTime(date.getTime() + (grain === 'WEEK' ? 7 : 1) * dayMs);
  return date.toISOString().slice(0, 10);
}
