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
const bounds = {
  errors: 0.05,
  slowMs: 2000,
  growth: -0.5,
  movement: 3,
  spent: 0.8,
  team: 0.5,
  signIns: 0.1,
} as const;
const usualWeeks = 8;
/** A week has something in it often enough to be usual. */
const fewestWeeks = 4;
const fewestDays = 14;
const micro = 1_000_000;
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
  BUZ_SPENT: async ({ db, sources }, now) => {
    const after = await sources.ledger.seqBefore(db, addDays(now, -30));
    const upTo = await sources.ledger.seqBefore(db, now);
    return (await sources.ledger.spentAndReceived(db, after, upTo)).flatMap(({ userId, received, spent }) =>
      received > 0 && spent > bounds.spent * received
        ? [{ rule: 'BUZ_SPENT' as const, subjectId: userId, seen: spent / micro, compared: received / micro }]
        : [],
    );
  },
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

/** Whether the last of these values is unusual after those before it. */
export function judge(values: readonly (number | null)[]): boolean {
  if (values.length <= probationHours) return false;
  const detector = createDetector({ probation: probationHours });
  let alarm = false;
  for (const value of values) alarm = detector.step(value).alarm !== null;
  return alarm;
}

/** Of people who agreed to be looked at one by one, as everything about single people. */
async function signInsDrop({ warehouse, events, db }: LookDeps, now: Date): Promise<Finding[]> {
  const week = addDays(now, -7);
  const rows = await warehouse.rows(
    `select person, count(*) filter (moment >= $2::timestamp) as recent, count(*) filter (moment < $2::timestamp) as before,
      count(distinct date_trunc('week', day)) filter (moment < $2::timestamp) as weeks
    from events where type = 'login.succeeded' and moment >= $1::timestamp and moment < $3::timestamp
      and person in (select person from people where consented) group by person
    having weeks >= ${fewestWeeks} and recent < ${bounds.signIns / usualWeeks} * before`,
    [stamp(addDays(week, -7 * usualWeeks)), stamp(week), stamp(now)],
  );
  const who = await events.usersOf(
    db,
    rows.map((row) => Number(row['person'])),
  );
  return rows.flatMap((row) => {
    const person = who.get(Number(row['person']));
    return person
      ? [
          {
            rule: 'SIGN_INS_DROP' as const,
            subjectId: person.userId,
            seen: Number(row['recent']),
            compared: Number(row['before']) / usualWeeks,
          },
        ]
      : [];
  });
}

async function engagementDrop({ queries, sources, events, db }: LookDeps, now: Date): Promise<Finding[]> {
  const middle = addDays(now, -30);
  const before = await scores({ queries, sources }, { from: addDays(middle, -30), to: middle });
  const after = await scores({ queries, sources }, { from: middle, to: now });
  const fallen = [...before].flatMap(([person, then]) => {
    const seen = after.get(person) ?? 0;
    return then >= 60 && seen < 20 ? [{ person, seen, compared: then }] : [];
  });
  const who = await events.usersOf(
    db,
    fallen.map(({ person }) => person),
  );
  return fallen.flatMap(({ person, seen, compared }) => {
    const account = who.get(person);
    return account ? [{ rule: 'ENGAGEMENT_DROP' as const, subjectId: account.userId, seen, compared }] : [];
  });
}

async function scores(
  { queries, sources }: Pick<LookDeps, 'queries' | 'sources'>,
  range: { from: Date; to: Date },
): Promise<Map<number, number>> {
  const days = Map.groupBy(await queries.personDays({ range, consentedOnly: true }), ({ person }) => person);
  return new Map(
    [...days].map(([person, own]) => [
      person,
      sources.engagementOf({
        activeDays: own.length,
        featureUses: own.reduce((sum, { uses }) => sum + uses, 0),
        contentItems: own.reduce((sum, { content }) => sum + content, 0),
      }),
    ]),
  );
}

const stamp = (at: Date) => at.toISOString().replace('T', ' ').replace('Z', '');
