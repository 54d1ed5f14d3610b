import type { analyticsWire } from '@smartstart/contract';
import type { Kernel } from '../../../kernel/kernel.ts';
import { createHubCalendar, isoDay } from '../events/hub-calendar.ts';
import { backtest, fewestPeriods, level, project, steps, type Backtest } from './backtest.ts';
import { metricsByKey } from './catalogue.ts';
import { mayRead } from './definition.ts';
import type { Figures } from './figures.ts';
import * as store from './forecast-store.ts';

type View = (typeof analyticsWire.forecast)['_zod']['input'];
type Held = Parameters<typeof mayRead>[0];

/** Section 14 of the domain rules: users, MRR, BUZ volume; by weeks, a quarter of a year ahead. */
const forecastKeys = ['accounts', 'mrr', 'buz-volume'] as const;
const mostWeeks = 156;
const shownWeeks = 52;

export interface Forecasts {
  /** Judges and makes them anew when a week has passed, and scores those whose week is over. */
  renew(): Promise<{ made: number; scored: number }>;
  list(held: Held): Promise<View[]>;
}

export function createForecasts(kernel: Kernel, figures: Figures): Forecasts {
  const { database, clock, config } = kernel;
  const { db } = database;
  const calendar = createHubCalendar(config.analytics.timeZone, config.analytics.weekStart);
  /** Begin of the week that runs. */
  const thisWeek = () => calendar.floor(calendar.dayOf(clock.now()), 'WEEK');

  async function valueOfWeek(key: string, week: number): Promise<number | null> {
    const span = { from: calendar.startOf(week), to: calendar.startOf(week + 7) };
    return (await figures.valueOf(key, span)).value;
  }

  /** Whole weeks since there was something, the oldest first. */
  async function history(key: string): Promise<{ week: number; value: number }[]> {
    const found: { week: number; value: number }[] = [];
    for (let back = 1; back <= mostWeeks; back++) {
      const week = thisWeek() - 7 * back;
      const value = await valueOfWeek(key, week);
      if (value === null) break;
      found.unshift({ week, value });
      // A year without anything lies before the platform began.
      if (back >= shownWeeks && found.slice(0, shownWeeks).every((one) => one.value === 0)) break;
    }
    const begin = found.findIndex(({ value }) => value !== 0);
    return begin < 0 ? [] : found.slice(begin);
  }

  async function renewOne(key: string): Promise<number> {
    const madeOn = isoDay(thisWeek());
    if ((await store.backtestOf(db, key))?.made_on === madeOn) return 0;
    const past = await history(key);
    const values = Float64Array.from(past, ({ value }) => value);
    const judged = past.length >= fewestPeriods ? backtest(values) : null;
    const reason = whyHidden(past.length, judged);
    const said = judged ? project(values) : null;
    await database.transact(async (tx) => {
      await store.saveBacktest(tx, {
        metric: key,
        made_on: madeOn,
        shown: reason === null,
        reason,
        result: JSON.stringify({ judged, history: past.slice(-shownWeeks) }),
      });
      if (said)
        await store.addForecasts(
          tx,
          Array.from({ length: steps }, (_, step) => ({
            metric: key,
            made_on: madeOn,
            due_on: isoDay(thisWeek() + 7 * step),
            // What is counted is never below nothing.
            value: Math.max(0, said.point[step]!),
            low: Math.max(0, said.low[step]!),
            high: Math.max(0, said.high[step]!),
            level,
            method: said.methods.join(', '),
          })),
        );
    });
    return said ? steps : 0;
  }

  async function scoreOne(key: string): Promise<number> {
    const weeks = new Set(
      (await store.dueForecasts(db, key, isoDay(thisWeek() - 7))).map(({ due_on }) => String(due_on)),
    );
    for (const dueOn of weeks) {
      const outcome = await valueOfWeek(key, calendar.dayOf(new Date(`${dueOn}T12:00:00Z`)));
      if (outcome === null) continue;
      await database.transact((tx) => store.score(tx, key, dueOn, outcome, clock.now()));
    }
    return weeks.size;
  }

  return {
    async renew() {
      let [made, scored] = [0, 0];
      for (const key of forecastKeys) {
        scored += await scoreOne(key);
        made += await renewOne(key);
      }
      return { made, scored };
    },
    async list(held) {
      const views: View[] = [];
      for (const key of forecastKeys) {
        const { title, unit, part } = metricsByKey.get(key)!;
        if (!mayRead(held, part)) continue;
        const last = await store.backtestOf(db, key);
        const stored = last?.result as unknown as
          | { judged: Backtest | null; history: { week: number; value: number }[] }
          | undefined;
        const shown = last?.shown ?? false;
        const points = shown ? await store.latest(db, key) : [];
        const { due, open, coverage } = await store.recordOf(db, key);
        views.push({
          key,
          title,
          unit,
          part,
          shown,
          level,
          grain: 'WEEK',
          reason: last ? last.reason : 'It has not been worked out yet.',
          history: (stored?.history ?? []).map(({ week, value }) => ({ at: isoDay(week), value })),
          points: points.map((row) => ({
            at: String(row.due_on),
            value: row.value,
            low: row.low,
            high: row.high,
          })),
          method: points[0]?.method ?? null,
          backtest: stored?.judged ?? null,
          record: { due, open, meanSaid: null, shareTrue: null, brier: null, coverage },
          madeAt: last
            ? calendar.startOf(calendar.dayOf(new Date(`${last.made_on}T12:00:00Z`))).toISOString()
            : null,
        });
      }
      return views;
    },
  };
}

function whyHidden(weeks: number, judged: Backtest | null): string | null {
  if (weeks < fewestPeriods)
    return `There are ${weeks} whole weeks of it; a forecast needs ${fewestPeriods}.`;
  if (!judged) return 'It has not moved, so there is nothing to learn from.';
  if (judged.error >= judged.naiveError)
    return `Over the past it was no better than the last value: its error is ${judged.error.toFixed(2)}, that of the naive forecast ${judged.naiveError.toFixed(2)}.`;
  return null;
}
