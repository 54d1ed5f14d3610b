import type { analyticsWire } from '@smartstart/contract';
import { addDays, addMs, hourMs } from '@smartstart/units';
import { metricsByKey } from '../metrics/catalogue.ts';
import type { Figures } from '../metrics/figures.ts';
import type { Span } from '../metrics/range.ts';
import { bounds } from './looking.ts';
import { watchRules, type RuleName } from './rules.ts';
import type { AnomalyRow } from './store.ts';

type View = (typeof analyticsWire.anomalySeries)['_zod']['input'];
type Kept = Awaited<ReturnType<Figures['kept']>>;

/** Two days by the hour, a month by the day: enough to see what it was like before, and a little of what came after. */
const shown = { HOUR: { before: 42, after: 6 }, DAY: { before: 28, after: 2 } } as const;
/** What is usual is said of four weeks of hours before the flag. */
const learntDays = 28;
/** Below so many hours a range of the usual would be made up. */
const fewestHours = 48;
const usualShare = 0.95;

/** The figures around what was flagged, with the point that was, and the range in which nothing would have been. */
export async function seriesOf(figures: Figures, row: AnomalyRow, now: Date): Promise<View> {
  const rule = row.rule as RuleName;
  const { metric: key, unit } = watchRules[rule];
  const metric = key === null ? undefined : metricsByKey.get(key);
  const grain = hourly(rule) ? 'HOUR' : 'DAY';
  const range = spanOf(row.started_at, grain);
  const kept = metric ? await figures.kept(metric.key, grain, range) : [];
  return {
    title: metric?.title ?? watchRules[rule].title,
    unit: metric?.unit ?? unit,
    grain,
    points: kept.map(({ at, value }) => ({ at: at.toISOString(), value })),
    flaggedAt: flagged(kept, row.started_at, grain)?.toISOString() ?? null,
    expected: metric ? await expectedOf(figures, row, metric.key) : null,
    range: { name: 'custom', from: range.from.toISOString(), to: range.to.toISOString() },
    computedAt: now.toISOString(),
  };
}

/** Rules about an hour, and streams; the others compare days. */
const hourly = (rule: RuleName) =>
  watchRules[rule].kind === 'COMPUTED' || rule === 'ERROR_SHARE' || rule === 'SLOW_ANSWERS';

const floorHour = (at: Date) => new Date(Math.floor(at.getTime() / hourMs) * hourMs);

function spanOf(startedAt: Date, grain: 'HOUR' | 'DAY'): Span {
  const at = floorHour(startedAt);
  const { before, after } = shown[grain];
  return grain === 'HOUR'
    ? { from: addMs(at, -before * hourMs), to: addMs(at, after * hourMs) }
    : { from: addDays(at, -before), to: addDays(at, after) };
}

/** The watch looks at the hour that is over; of days, at the one in which it looked. */
function flagged(kept: Kept, startedAt: Date, grain: 'HOUR' | 'DAY'): Date | null {
  const hour = addMs(floorHour(startedAt), -hourMs).getTime();
  if (grain === 'HOUR') return kept.find(({ at }) => at.getTime() === hour)?.at ?? null;
  return kept.findLast(({ at }) => at <= startedAt)?.at ?? null;
}

/** A bound of the rules, or what 95 of 100 hours of the four weeks before were like. */
async function expectedOf(figures: Figures, row: AnomalyRow, metric: string): Promise<View['expected']> {
  switch (row.rule as RuleName) {
    case 'ERROR_SHARE':
      return { low: null, high: bounds.errors, kind: 'RULE' };
    case 'SLOW_ANSWERS':
      return { low: null, high: bounds.slowMs, kind: 'RULE' };
    case 'GROWTH_NEGATIVE':
      return { low: bounds.growth, high: null, kind: 'RULE' };
    case 'BUZ_MOVEMENT':
      return row.compared === null ? null : { low: null, high: bounds.movement * row.compared, kind: 'RULE' };
    default:
      return usualOf(figures, row.started_at, metric);
  }
}

async function usualOf(figures: Figures, startedAt: Date, metric: string): Promise<View['expected']> {
  const to = addMs(floorHour(startedAt), -hourMs);
  const hours = await figures.kept(metric, 'HOUR', { from: addDays(to, -learntDays), to });
  const values = hours.flatMap(({ value }) => (value === null ? [] : [value])).toSorted((a, b) => a - b);
  if (values.length < fewestHours) return null;
  const left = Math.floor(((1 - usualShare) / 2) * values.length);
  return { low: values[left]!, high: values.at(-1 - left)!, kind: 'COMPUTED' };
}
