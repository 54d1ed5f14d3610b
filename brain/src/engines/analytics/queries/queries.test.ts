import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FunnelAnswer, FunnelQuestion, PeopleFilter } from './questions.ts';
import { generate, store } from './test-events.ts';
import { openStore, type StoreBench } from './test-store.ts';
import * as naive from './test-naive.ts';

// Over both changes of the clock in Toronto.
const from = Date.UTC(2026, 1, 20);
const days = 270;
const events = generate({ people: 600, events: 100_000, from, days, seed: 7 });
const day = (number: number) => new Date(from + number * 86_400_000);
const now = day(days);

let analytics: StoreBench;
beforeAll(async () => {
  analytics = await openStore(now);
  await store(analytics.kernel, events);
  await analytics.warehouse.catchUp();
}, 60_000);
afterAll(() => analytics.close());

const calendar = () => analytics.warehouse.calendar;

describe('answers over 100,000 events equal a plain reading of them', () => {
  const steps = [{ event: 'page.viewed' }, { event: 'application.sent' }, { event: 'application.decided' }];
  const base = {
    steps,
    range: { from: day(30), to: day(60) },
    windowMs: 14 * 86_400_000,
    order: 'LOOSE',
  } as const;
  const funnels: Record<string, FunnelQuestion> = {
    loose: base,
    strict: { ...base, order: 'STRICT' },
    'with a short window': { ...base, windowMs: 3_600_000 },
    'of the same event three times': {
      ...base,
      steps: [{ event: 'task.moved' }, { event: 'task.moved' }, { event: 'task.moved' }],
      windowMs: 3_600_000,
    },
    'split by a property': { ...base, by: 'route' },
    'strict, split, with conditions': {
      ...base,
      steps: [
        { event: 'page.viewed', where: [{ property: 'route', is: '/opportunities' }] },
        { event: 'opportunity.viewed' },
        { event: 'feature.used', where: [{ property: 'mobile', is: 'true' }] },
      ],
      order: 'STRICT',
      by: 'route',
    },
    'whose windows are open': { ...base, range: { from: day(255), to: day(270) } },
    'of anything, then something': { ...base, steps: [{ event: '*' }, { event: 'venture.created' }] },
  };
  test.each(Object.keys(funnels))('a funnel, %s', async (name) => {
    const question = funnels[name]!;
    expect(comparable(await analytics.queries.funnel(question))).toEqual(
      comparable(naive.funnel(events, question)),
    );
  });

  test.each(['DAY', 'WEEK', 'MONTH'] as const)('retention by %s', async (period) => {
    for (const back of [null, { event: 'task.moved' }]) {
      const range = period === 'DAY' ? { from: day(40), to: day(50) } : { from: day(0), to: now };
      const question = { start: { event: 'account.created' }, back, period, periods: 12, range };
      const { cohorts } = await analytics.queries.retention(question);
      expect(cohorts).toEqual(naive.retention(events, calendar(), question, now));
      expect(cohorts.length).toBeGreaterThan(5);
    }
  });

  test('cohorts', async () => {
    const range = { from: day(0), to: now };
    const question = {
      start: { event: 'email.verified' },
      measure: { event: 'message.posted' },
      period: 'MONTH',
      periods: 6,
      range,
    } as const;
    const { cohorts } = await analytics.queries.cohorts(question);
    expect(cohorts).toEqual(naive.cohorts(events, calendar(), question, now));
  });

  test('active people by day, in 7 and in 30 days', async () => {
    for (const range of [
      { from: day(0), to: now },
      { from: day(100.3), to: day(101.2) },
    ])
      expect(await analytics.queries.activeUsers(range)).toEqual(
        naive.activeUsers(events, calendar(), range),
      );
  });

  test('visits', async () => {
    const range = { from: day(50.4), to: day(80.7) };
    expect(await analytics.queries.visits({ range })).toEqual(naive.visits(events, calendar(), range));
  });

  test('paths from the beginning, from an event on, and up to one', async () => {
    for (const [anchor, direction] of [
      [null, 'AFTER'],
      ['page.viewed', 'AFTER'],
      ['application.sent', 'BEFORE'],
      [null, 'BEFORE'],
    ] as const) {
      const question = { range: { from: day(20), to: day(40) }, anchor, direction, depth: 3, limit: 10_000 };
      const answer = await analytics.queries.paths(question);
      const expected = naive.paths(events, question);
      const found = new Map(answer.paths.map(({ events: way, ...counts }) => [JSON.stringify(way), counts]));
      expect(found).toEqual(expected);
      expect(answer.visits).toBe([...expected.values()].reduce((sum, { visits }) => sum + visits, 0));
      expect(answer.paths.map(({ visits }) => visits)).toEqual(
        answer.paths.map(({ visits }) => visits).toSorted((a, b) => b - a),
      );
    }
  });

  test('a funnel and paths of some people', async () => {
    const who: PeopleFilter = { did: { event: 'venture.created' }, range: { from: day(0), to: day(90) } };
    const everybody = [...new Set(events.map(({ person }) => person))];
    const some = naive.people(events, calendar(), everybody, who);
    const theirs = events.filter(({ person }) => some.has(person));
    expect(some.size).toBeLessThan(everybody.length);
    const { steps: counts } = await analytics.queries.funnel({ ...base, among: who });
    expect(counts.map(({ people }) => people)).toEqual(
      naive.funnel(theirs, base).steps.map(({ people }) => people),
    );
    const question = {
      range: { from: day(20), to: day(40) },
      anchor: null,
      direction: 'AFTER',
      depth: 3,
      limit: 10_000,
    } as const;
    const { paths } = await analytics.queries.paths({ ...question, among: who });
    expect(new Map(paths.map(({ events: way, ...rest }) => [JSON.stringify(way), rest]))).toEqual(
      naive.paths(theirs, question),
    );
  });

  test('segments', async () => {
    const range = { from: day(60), to: day(120) };
    const everybody = [...new Set(events.map(({ person }) => person))];
    const often: PeopleFilter = { did: { event: 'task.moved' }, range, atLeast: 3 };
    const never: PeopleFilter = { did: { event: 'venture.created' }, range, atLeast: 0, atMost: 0 };
    const busy: PeopleFilter = { activeDays: range, atLeast: 10, atMost: 20 };
    for (const filter of [
      often,
      never,
      busy,
      { all: [often, never] },
      { any: [busy, { not: often }] },
      { all: [] },
      { any: [] },
      { persons: [1, 2, 9999] },
    ] satisfies PeopleFilter[]) {
      const expected = naive.people(events, calendar(), everybody, filter);
      expect(await analytics.queries.countPeople(filter)).toEqual({
        people: expected.size,
        ofPeople: everybody.length,
      });
      const { persons, withheld } = await analytics.queries.peopleAt({ kind: 'PEOPLE', filter });
      expect(persons.map(({ person }) => person).toSorted((a, b) => a - b)).toEqual(
        [...expected].filter((person) => person % 2 === 0).toSorted((a, b) => a - b),
      );
      expect(withheld).toBe([...expected].filter((person) => person % 2 === 1).length);
    }
  });

  test.each(['HOUR', 'DAY', 'WEEK', 'MONTH'] as const)('trends by %s', async (grain) => {
    const range = grain === 'HOUR' ? { from: day(70), to: day(73) } : { from: day(10.2), to: day(200.9) };
    for (const count of ['EVENTS', 'PEOPLE', 'VISITS'] as const)
      for (const by of [null, 'feature']) {
        const question = { match: { event: 'feature.used' }, count, grain, by, range };
        const { lines } = await analytics.queries.trend(question);
        expect(new Map(lines.map(({ value, ...line }) => [value, line]))).toEqual(
          naive.trend(events, calendar(), question),
        );
      }
  });

  test('rollups', async () => {
    const range = { from: day(30), to: day(60) };
    const counts = await analytics.queries.dayCounts(range, ['task.moved', '*']);
    const { lines } = await analytics.queries.trend({
      match: { event: '*' },
      count: 'PEOPLE',
      grain: 'DAY',
      range: { from: calendar().startOf(calendar().dayOf(range.from)), to: range.to },
    });
    expect(
      counts
        .filter(({ type }) => type === '*')
        .slice(0, -1)
        .map(({ people }) => people),
    ).toEqual(lines[0]!.points.slice(0, -1).map(({ value }) => value));
    const hours = await analytics.queries.hourCounts({ from: day(70), to: day(73) }, ['page.viewed']);
    const byHour = naive.trend(events, calendar(), {
      match: { event: 'page.viewed' },
      count: 'EVENTS',
      grain: 'HOUR',
      range: { from: day(70), to: day(73) },
    });
    expect(hours.map(({ at, events: number }) => ({ at: new Date(at), value: number }))).toEqual(
      byHour.get(null)!.points,
    );
  });

  test('the people behind a funnel and behind a cohort', async () => {
    const reached = await analytics.queries.peopleAt({
      kind: 'FUNNEL',
      funnel: base,
      step: 2,
      who: 'REACHED',
    });
    const dropped = await analytics.queries.peopleAt({
      kind: 'FUNNEL',
      funnel: base,
      step: 3,
      who: 'DROPPED',
    });
    const [, second, third] = naive.funnel(events, base).steps;
    expect(reached.persons.length + reached.withheld).toBe(second!.people);
    expect(dropped.persons.length + dropped.withheld).toBe(second!.people - third!.people);
    expect(reached.persons.every(({ person }) => person % 2 === 0)).toBe(true);

    const question = {
      start: { event: 'account.created' },
      back: null,
      period: 'WEEK',
      periods: 8,
      range: { from: day(0), to: now },
    } as const;
    const [, cohort] = naive.retention(events, calendar(), question, now);
    const drill = { kind: 'RETENTION', retention: question, cohort: cohort!.start, period: 3 } as const;
    const back = await analytics.queries.peopleAt({ ...drill, who: 'CAME_BACK' });
    const away = await analytics.queries.peopleAt({ ...drill, who: 'STAYED_AWAY' });
    expect(back.persons.length + back.withheld).toBe(cohort!.people[3]);
    expect(away.persons.length + away.withheld).toBe(cohort!.size - cohort!.people[3]!);
  });
});

/** Parts in one order, and medians to the microsecond. */
function comparable({ steps, parts, open }: FunnelAnswer) {
  const rounded = (list: FunnelAnswer['steps']) =>
    list.map((step) => ({
      ...step,
      medianSeconds: step.medianSeconds === null ? null : Math.round(step.medianSeconds * 1e6) / 1e6,
    }));
  return {
    steps: rounded(steps),
    open,
    parts: parts
      .map((part) => ({ value: part.value, steps: rounded(part.steps) }))
      .toSorted((a, b) => String(a.value).localeCompare(String(b.value))),
  };
}
