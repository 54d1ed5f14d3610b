import { addDays, addMs, dayMs, hourMs } from '@smartstart/units';
import { createDetector } from '../../ml/anomaly/index.ts';
import type { Db } from '../../../kernel/db.ts';
import type { Events } from '../events/events.ts';
import type { Figures } from '../metrics/figures.ts';
import type { MetricSources } from '../metrics/sources.ts';
import { median } from '../metrics/figure-rules.ts';
import * as minutes from '../metrics/store.ts';
import type { Queries } from '../queries/queries.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { buzMoved, buzSpent, engagementDrop, signInsDrop } from './personal-looks.ts';
import type { Finding, RuleName } from './rules.ts';

export interface LookDeps {
  readonly db: Db;
  readonly figures: Figures;
  readonly sources: MetricSources;
  readonly events: Events;
  readonly queries: Queries;
  readonly warehouse: Warehouse;
}

type Look = (deps: LookDeps, now: Date) => Promise<Finding[]>;

/** Below so many answers an hour says nothing about its share of errors. */
const fewestAnswers = 20;
export const bounds = {
  errors: 0.05,
  slowMs: 2000,
  growth: -0.5,
  movement: 3,
  team: 0.5,
} as const;
const fewestDays = 14;
/** Two weeks are learnt from; the detector hears four more. */
const probationHours = 14 * 24;
const heardHours = 42 * 24;

/** Each rule looks for itself; what it needs and cannot have is no finding. */
export const looks: Readonly<Record<RuleName, Look>> = {
  SIGN_INS_DROP: signInsDrop,
  ENGAGEMENT_DROP: engagementDrop,
  GROWTH_NEGATIVE: async ({ figures }, now) => {
    const { value } = await figures.valueOf('growth-rate', {
      from: addDays(floorHour(now), -30),
      to: floorHour(now),
    });
    return value !== null && value < bounds.growth ? [hub('GROWTH_NEGATIVE', value, bounds.growth)] : [];
  },
  TEAM_LEAVING: async ({ db, sources }, now) =>
    (await sources.teams.leftSince(db, addDays(now, -30))).flatMap(({ teamId, left, members }) =>
      left > bounds.team * (left + members)
        ? [{ rule: 'TEAM_LEAVING' as const, subjectId: teamId, seen: left, compared: left + members }]
        : [],
    ),
  ERROR_SHARE: async ({ db }, now) => {
    const { requests, errors } = await minutes.systemTotals(db, lastHour(now));
    return requests >= fewestAnswers && errors > bounds.errors * requests
      ? [hub('ERROR_SHARE', errors / requests, bounds.errors)]
      : [];
  },
  SLOW_ANSWERS: async ({ db, figures }, now) => {
    const { requests } = await minutes.systemTotals(db, lastHour(now));
    const { value } = await figures.valueOf('latency-p95', lastHour(now));
    return requests >= fewestAnswers && value !== null && value > bounds.slowMs
      ? [hub('SLOW_ANSWERS', value, bounds.slowMs)]
      : [];
  },
  BUZ_MOVEMENT: async ({ figures, db, sources }, now) => {
    const to = floorHour(now);
    const day = { from: addDays(to, -1), to };
    const first = await sources.accounts.firstAccount(db);
    const known = first ? Math.min(90, Math.floor((day.from.getTime() - first.getTime()) / dayMs)) : 0;
    if (known < fewestDays) return [];
    const before = await figures.valueOf('buz-volume', { from: addDays(day.from, -known), to: day.from });
    const { value } = await figures.valueOf('buz-volume', day);
    const mean = (before.value ?? 0) / known;
    return value !== null && mean > 0 && value > bounds.movement * mean
      ? [hub('BUZ_MOVEMENT', value, mean)]
      : [];
  },
  BUZ_SPENT: buzSpent,
  BUZ_MOVED: buzMoved,
  STREAM_SIGN_INS: stream('STREAM_SIGN_INS', 'sign-ins'),
  STREAM_EVENTS: stream('STREAM_EVENTS', 'events'),
  STREAM_ERRORS: stream('STREAM_ERRORS', 'error-share'),
  STREAM_LATENCY: stream('STREAM_LATENCY', 'latency-p95'),
  STREAM_BUZ: stream('STREAM_BUZ', 'buz-volume'),
};

const hub = (rule: RuleName, seen: number, compared: number | null): Finding => ({
  rule,
  subjectId: null,
  seen,
  compared,
});

const floorHour = (at: Date) => new Date(Math.floor(at.getTime() / hourMs) * hourMs);
/** The hour that is over. */
const lastHour = (now: Date) => ({ from: addMs(floorHour(now), -hourMs), to: floorHour(now) });

/**
 * The detector hears the same hours each time, from the kept values: a restart forgets nothing, and what is said of an hour
 * does not depend on which Brain says it. Only the hour that is over is judged.
 */
function stream(rule: RuleName, metric: string): Look {
  return async ({ figures }, now) => {
    const to = floorHour(now);
    const hours = await figures.kept(metric, 'HOUR', { from: addMs(to, -heardHours * hourMs), to });
    const last = hours.at(-1);
    if (!last || last.value === null || last.at.getTime() !== to.getTime() - hourMs) return [];
    const alarm = judge(hours.map(({ value }) => value));
    if (!alarm) return [];
    const month = hours.slice(-29 * 24, -1).flatMap(({ value }) => (value === null ? [] : [value]));
    return [hub(rule, last.value, month.length ? median(month) : null)];
  };
}

/**
 * Whether the last of these values is unusual after those before it. The detector rests for days after an alarm, which may
 * have been about very little; a value that lies farther outside than all before it lie apart is said all the same.
 */
export function judge(values: readonly (number | null)[]): boolean {
  if (values.length <= probationHours) return false;
  const detector = createDetector({ probation: probationHours });
  let unusual = false;
  for (const value of values) {
    const { alarm, low, high } = detector.step(value);
    const breadth = high - low;
    const isFar = value !== null && breadth > 0 && (value > high + breadth || value < low - breadth);
    unusual = alarm !== null || isFar;
  }
  return unusual;
}
