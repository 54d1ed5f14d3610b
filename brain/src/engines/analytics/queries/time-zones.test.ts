import { dayFrom, isoDay, type Day } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHubCalendar, type HubCalendar } from '../events/hub-calendar.ts';
import { createChance, store, type GeneratedEvent } from './test-events.ts';
import * as naive from './test-naive.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { createQueries } from './queries.ts';
import { openStore, type StoreBench } from './test-store.ts';

/**
 * Days and weeks of the hub where they are awkward: a zone of half hours whose weeks begin on Sunday, one whose clock moves
 * by half an hour, one whose clock skips midnight and whose weeks begin on Saturday, one beyond UTC+13.
 */
const hubs = [
  { zone: 'Asia/Kolkata', weekStart: 7, from: Date.UTC(2026, 8, 20) },
  // Half an hour forward on 4 October 2026.
  { zone: 'Australia/Lord_Howe', weekStart: 1, from: Date.UTC(2026, 8, 20) },
  // Midnight of 8 March 2026 does not exist; 00:00 to 01:00 of 1 November comes twice.
  { zone: 'America/Havana', weekStart: 6, from: Date.UTC(2026, 1, 22) },
  { zone: 'America/Havana', weekStart: 6, from: Date.UTC(2026, 9, 18) },
  { zone: 'Pacific/Auckland', weekStart: 3, from: Date.UTC(2026, 2, 22) },
];
const minute = 60_000;
const hour = 60 * minute;
const days = 28;

/** The calendar read off the clock on the wall, one moment after the other: slow, and without arithmetic. */
function plainCalendar(timeZone: string, weekStart: number): HubCalendar {
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short' });
  const nameOf = (day: Day) => weekday.format(new Date(`${isoDay(day)}T12:00:00Z`));
  const known = new Map<number, Day>();
  function dayOf(at: Date): Day {
    const day = known.get(at.getTime()) ?? read(at);
    known.set(at.getTime(), day);
    return day;
  }
  function read(at: Date): Day {
    const part = (type: string) => Number(wall.formatToParts(at).find((one) => one.type === type)!.value);
    return dayFrom(part('year'), part('month'), part('day'));
  }
  function startOf(day: Day): Date {
    // From 30 hours before UTC's midnight on, the first quarter of an hour that shows the day.
    let at = Date.parse(`${isoDay(day)}T00:00:00Z`) - 30 * hour;
    while (dayOf(new Date(at)) < day) at += 15 * minute;
    return new Date(at);
  }
  function floor(day: Day, period: 'DAY' | 'WEEK' | 'MONTH'): Day {
    let first = day;
    if (period === 'WEEK') while (nameOf(first) !== names[weekStart - 1]) first--;
    if (period === 'MONTH') while (!isoDay(first).endsWith('-01')) first--;
    return first;
  }
  function add(day: Day, period: 'DAY' | 'WEEK' | 'MONTH', count: number): Day {
    let at = day;
    for (let step = 0; step < Math.abs(count); step++) {
      const onwards = Math.sign(count);
      do at += onwards;
      while (floor(at, period) !== at);
    }
    return at;
  }
  return { timeZone, weekStart, dayOf, startOf, floor, add };
}

const last = Math.max(...hubs.map(({ from }) => from)) + (days + 1) * 24 * hour;
const now = new Date(last);
const calendars = hubs.map(({ zone, weekStart }) => plainCalendar(zone, weekStart));
const begun = hubs.map(({ from }, index) => calendars[index]!.dayOf(new Date(from)));
/** Events at the borders of every one of these hubs; half of them come late, into days that were summed up before. */
const inTime: GeneratedEvent[] = [];
const late: GeneratedEvent[] = [];
for (const [index, calendar] of calendars.entries())
  for (const event of borderline(calendar, begun[index]!, 12 * index))
    (event.seq % 2 ? inTime : late).push(event);
const events = [...inTime, ...late].map((event, index) => ({ ...event, seq: index + 1 }));

let bench: StoreBench;
let copies: Warehouse[];
beforeAll(async () => {
  bench = await openStore(now);
  copies = hubs.map(({ zone, weekStart }) =>
    bench.another({ HUB_TIME_ZONE: zone, HUB_WEEK_START: String(weekStart) }),
  );
  await store(bench.kernel, events.slice(0, inTime.length));
  for (const copy of copies) await copy.catchUp();
  await store(bench.kernel, events.slice(inTime.length));
  for (const copy of copies) await copy.catchUp();
}, 240_000);
afterAll(() => bench?.close());

describe.each(hubs.map((one, index) => ({ ...one, index })))(
  'in $zone, weeks from day $weekStart',
  ({ zone, weekStart, from, index }) => {
    const plain = calendars[index]!;
    const first = begun[index]!;
    const range = { from: new Date(from), to: new Date(from + (days + 1) * 24 * hour) };

    test('days begin where the clock on the wall says so', () => {
      const calendar = createHubCalendar(zone, weekStart);
      for (let day = first; day < first + days; day++) {
        const start = calendar.startOf(day);
        expect(start).toEqual(plain.startOf(day));
        expect(calendar.dayOf(start)).toBe(day);
        expect(calendar.dayOf(new Date(start.getTime() - 1))).toBe(day - 1);
        for (const period of ['DAY', 'WEEK', 'MONTH'] as const) {
          const begins = plain.floor(day, period);
          expect(calendar.floor(day, period)).toBe(begins);
          for (const count of [-2, 0, 1, 5])
            expect(calendar.add(begins, period, count)).toBe(plain.add(begins, period, count));
        }
      }
      for (let at = from; at < range.to.getTime(); at += 17 * minute)
        expect(calendar.dayOf(new Date(at))).toBe(plain.dayOf(new Date(at)));
    });

    test('people, visits and trends equal a plain reading of events at the borders of days', async () => {
      const queries = createQueries(copies[index]!, bench.clock);
      expect(await queries.activeUsers(range)).toEqual(naive.activeUsers(events, plain, range));
      const { meanSeconds, ...visits } = await queries.visits({ range });
      const { meanSeconds: plainMean, ...plainVisits } = naive.visits(events, plain, range);
      expect(visits).toEqual(plainVisits);
      expect(meanSeconds).toBeCloseTo(plainMean!, 9);
      for (const grain of ['DAY', 'WEEK', 'MONTH'] as const)
        for (const count of ['EVENTS', 'PEOPLE'] as const) {
          const question = { match: { event: 'task.moved' }, count, grain, by: null, range };
          const { lines } = await queries.trend(question);
          const { total, points } = naive.trend(events, plain, question).get(null)!;
          expect(lines[0]).toMatchObject({ total, points });
        }
    });

    test('retention by week and the sums of days equal it, too', async () => {
      const queries = createQueries(copies[index]!, bench.clock);
      const start = { event: 'account.created' };
      const question = { start, back: null, period: 'WEEK', periods: 3, range } as const;
      const { cohorts } = await queries.retention(question);
      expect(cohorts).toEqual(naive.retention(events, plain, question, now));
      expect(cohorts.length).toBeGreaterThan(1);
      const whole = { from: plain.startOf(first + 1), to: plain.startOf(first + days) };
      const counted = await queries.dayCounts(whole, ['task.moved']);
      const byDay = Map.groupBy(
        events.filter(({ type, at }) => type === 'task.moved' && at >= +whole.from && at < +whole.to),
        ({ at }) => isoDay(plain.dayOf(new Date(at))),
      );
      const expected = new Map([...byDay].map(([day, list]) => [day, list.length]));
      expect(new Map(counted.map(({ at, events: count }) => [at, count]))).toEqual(expected);
    });
  },
);

/** Twelve people who act at the first and the last moment of days and around changes of the clock. */
function borderline(calendar: HubCalendar, first: Day, before: number): GeneratedEvent[] {
  const chance = createChance(first);
  const events: Omit<GeneratedEvent, 'seq'>[] = [];
  for (let person = before + 1; person <= before + 12; person++) {
    const joined = calendar.startOf(first + Math.floor(chance() * 14)).getTime();
    const add = (at: number, type: string) =>
      events.push({ at, person, type, properties: {}, caused: true, received: at });
    add(joined, 'account.created');
    for (let count = 0; count < 40; count++) {
      const midnight = calendar.startOf(first + Math.floor(chance() * days)).getTime();
      const at = midnight + [-hour, -30 * minute, -1, 0, 1, 30 * minute, hour, 2 * hour][count % 8]!;
      if (at >= joined) add(at, 'task.moved');
    }
  }
  return events.sort((a, b) => a.at - b.at).map((event, index) => ({ ...event, seq: index + 1 }));
}
