import { addDays, addMs, dayMs, hourMs } from '@smartstart/units';
import type { analyticsWire } from '@smartstart/contract';
import type { Kernel } from '../../../kernel/kernel.ts';
import { createHubCalendar } from '../events/hub-calendar.ts';
import { metrics, metricsByKey } from './catalogue.ts';
import {
  smallestGroup,
  type Computed,
  type Ground,
  type MetricDefinition,
  type Share,
} from './definition.ts';
import { rangeBefore, rangeView, type ChosenRange, type Span } from './range.ts';
import type { EventFigures, MetricSources } from './sources.ts';
import * as store from './store.ts';

type FigureView = (typeof analyticsWire.figure)['_zod']['input'];

export interface Figures {
  /** The figure of a range with its series and the range before. */
  figure(metric: MetricDefinition, range: ChosenRange): Promise<FigureView>;
  /** As `figure`, of several; a few at a time, so that a dashboard leaves room for others. */
  figures(wanted: readonly MetricDefinition[], range: ChosenRange): Promise<FigureView[]>;
  /** Just the value. */
  valueOf(key: string, span: Span): Promise<Computed>;
  /** Daily values that are missing, and those whose events may have come late; answers how many were written. */
  keepDays(): Promise<number>;
  /** Hourly values that are missing, up to the hour that is over. */
  keepHours(): Promise<number>;
  kept(key: string, grain: store.Grain, span: Span): Promise<store.KeptValue[]>;
}

export interface FigureDeps {
  readonly sources: MetricSources;
  readonly events: EventFigures;
}

const keptDays = 90;
const keptHours = 14 * 24;
/** Events that come later than this change no kept day any more. */
const lateDays = 3;
const renewMs = 20 * hourMs;
const hoursKeptMs = 100 * dayMs;
const cacheSeconds = 60;
const together = 4;

export function createFigures(kernel: Kernel, { sources, events }: FigureDeps): Figures {
  const { database, clock, cache, config } = kernel;
  const { db } = database;
  const calendar = createHubCalendar(config.analytics.timeZone, config.analytics.weekStart);

  async function ground(): Promise<Ground> {
    const without = await sources.accounts.testAccounts(db, config.analytics.excluded);
    return { db, now: clock.now(), calendar, sources, events, without };
  }

  async function computeNow(metric: MetricDefinition, span: Span): Promise<Computed> {
    return clean(await metric.compute(await ground(), span));
  }

  /** Of a metric whose past was kept, a range that is over is read from what was kept. */
  async function compute(metric: MetricDefinition, span: Span): Promise<Computed> {
    const isPast = span.to.getTime() < clock.now().getTime() - hourMs;
    if (metric.past === 'RECORDS' || !isPast) return computeNow(metric, span);
    const kept = await store.lastValue(db, metric.key, { from: addDays(span.to, -lateDays), to: span.to });
    return kept ?? { value: null, noData: 'What it was then was not kept.' };
  }

  async function cached(metric: MetricDefinition, span: Span): Promise<Computed & { computedAt: string }> {
    const key = `analytics figure ${metric.key} ${span.from.getTime()} ${span.to.getTime()}`;
    const known = await cache.get(key);
    if (known) return JSON.parse(known) as Computed & { computedAt: string };
    const computed = { ...(await compute(metric, span)), computedAt: clock.now().toISOString() };
    await cache.set(key, JSON.stringify(computed), cacheSeconds);
    return computed;
  }

  async function figure(metric: MetricDefinition, range: ChosenRange): Promise<FigureView> {
    const now = await cached(metric, range);
    const before = await cached(metric, rangeBefore(range));
    const grain = metric.hourly ? range.grain : 'DAY';
    const kept = await store.valuesOf(db, metric.key, grain, courseOf(range, grain));
    const { key, title, definition, unit, kind, part, nature, higherIsBetter } = metric;
    return {
      key,
      title,
      definition,
      unit,
      kind,
      part,
      nature,
      higherIsBetter,
      value: now.value,
      noData: now.value === null ? (now.noData ?? 'There is no data.') : null,
      previous: before.value,
      change:
        now.value !== null && before.value !== null && before.value > 0 ? now.value / before.value - 1 : null,
      series: kept.map(({ at, value }) => ({ at: at.toISOString(), value })),
      grain,
      split: hideSmall(now.split ?? []),
      alarm: now.value === null ? null : (metric.alarm?.(now.value) ?? null),
      range: rangeView(range),
      computedAt: now.computedAt,
    };
  }

  async function keepMissing(
    metric: MetricDefinition,
    grain: store.Grain,
    slots: readonly Span[],
  ): Promise<number> {
    if (!slots.length) return 0;
    const now = clock.now();
    const all = { from: slots[0]!.from, to: slots.at(-1)!.to };
    const known = new Map(
      (await store.valuesOf(db, metric.key, grain, all)).map((row) => [row.at.getTime(), row.computedAt]),
    );
    let written = 0;
    for (const [index, slot] of slots.entries()) {
      const computedAt = known.get(slot.from.getTime());
      const isLast = index === slots.length - 1;
      if (computedAt && !mayHaveChanged(metric, slot, computedAt, now)) continue;
      // Of a metric whose past is not in the records, only the slot that has just ended can still be written.
      if (metric.past === 'KEPT' && (!isLast || computedAt)) continue;
      const { value, split = [] } = await computeNow(metric, slot);
      await store.keep(db, { metric: metric.key, grain, at: slot.from, value, split: hideSmall(split), now });
      written++;
    }
    return written;
  }

  return {
    figure,
    async figures(wanted, range) {
      const views: FigureView[] = [];
      for (let at = 0; at < wanted.length; at += together)
        views.push(...(await Promise.all(wanted.slice(at, at + together).map((one) => figure(one, range)))));
      return views;
    },
    valueOf: (key, span) => cached(metricsByKey.get(key)!, span),
    async keepDays() {
      const today = calendar.dayOf(clock.now());
      const first = await sources.accounts.firstAccount(db);
      const begin = first ? Math.max(today - keptDays, calendar.dayOf(first)) : today;
      const slots = Array.from({ length: Math.max(0, today - begin) }, (_, index) => ({
        from: calendar.startOf(begin + index),
        to: calendar.startOf(begin + index + 1),
      }));
      let written = 0;
      for (const metric of metrics) written += await keepMissing(metric, 'DAY', slots);
      return written;
    },
    async keepHours() {
      const end = Math.floor(clock.now().getTime() / hourMs) * hourMs;
      const first = await sources.accounts.firstAccount(db);
      const begin = first
        ? Math.max(end - keptHours * hourMs, Math.floor(first.getTime() / hourMs) * hourMs)
        : end;
      const slots = Array.from({ length: Math.max(0, (end - begin) / hourMs) }, (_, index) => ({
        from: new Date(begin + index * hourMs),
        to: new Date(begin + (index + 1) * hourMs),
      }));
      let written = 0;
      for (const metric of metrics) if (metric.hourly) written += await keepMissing(metric, 'HOUR', slots);
      await store.forgetHours(db, addMs(clock.now(), -hoursKeptMs));
      return written;
    },
    kept: (key, grain, span) => store.valuesOf(db, key, grain, span),
  };
}

/** A range of an hour, or of a day of a metric kept by the day, has no course of its own: the last periods up to its end stand for it. */
function courseOf({ from, to }: Span, grain: store.Grain): Span {
  const shortest = addMs(to, -(grain === 'HOUR' ? dayMs : 7 * dayMs));
  return { from: from < shortest ? from : shortest, to };
}

/** Events may come late: a day is computed again while they may, at most once in a while. */
function mayHaveChanged(metric: MetricDefinition, slot: Span, computedAt: Date, now: Date): boolean {
  return (
    metric.past === 'RECORDS' &&
    computedAt.getTime() < slot.to.getTime() + lateDays * dayMs &&
    now.getTime() - computedAt.getTime() > renewMs
  );
}

/** What is no number is no figure: it reads “no data”. */
function clean(computed: Computed): Computed {
  if (computed.value === null || Number.isFinite(computed.value)) return computed;
  return { ...computed, value: null, noData: 'It could not be computed from the data there are.' };
}

/** Groups of fewer people than the rule allows are not shown; where it is only one, a second goes with it, or the sum would tell. */
export function hideSmall(split: readonly Share[]): (Share & { suppressed: boolean })[] {
  const small = (share: Share) =>
    share.people !== undefined && share.people > 0 && share.people < smallestGroup;
  const hidden = new Set(split.filter(small).map(({ key }) => key));
  if (hidden.size === 1) {
    const next = split
      .filter((share) => !hidden.has(share.key) && (share.people ?? 0) > 0)
      .toSorted((a, b) => a.people! - b.people!)[0];
    if (next) hidden.add(next.key);
  }
  return split.map(({ key, label, value }) => ({
    key,
    label,
    value: hidden.has(key) ? null : value,
    suppressed: hidden.has(key),
  }));
}
