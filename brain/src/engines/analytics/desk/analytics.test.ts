import type { Enrolled } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import * as minutes from '../metrics/store.ts';
import { metrics } from '../metrics/catalogue.ts';
import { openStaffedBureau, problem, type StaffedBureau } from './test-bureau.ts';

let bureau: StaffedBureau;
let chief: Enrolled;
let billing: Enrolled;
let security: Enrolled;
let legal: Enrolled;
let stranger: Enrolled;

beforeAll(async () => {
  bureau = await openStaffedBureau();
  ({ chief, billing, security, legal, stranger } = bureau.staff);
}, 120_000);
afterAll(() => bureau?.close());

describe('metrics', () => {
  test('every metric answers, with a value or with the reason why there is none', async () => {
    const { items } = await chief.api.analytics.metrics({});
    expect(items.length).toBe(metrics.length);
    for (const { key: name } of items) {
      const figure = await chief.api.analytics.metric({ params: { key: name }, query: { range: '30d' } });
      expect(figure.definition.length).toBeGreaterThan(10);
      expect(figure.value === null ? figure.noData : figure.noData === null).toBeTruthy();
      expect(Date.parse(figure.computedAt)).not.toBeNaN();
    }
  }, 60_000);

  test('figures of people are those counted by hand', async () => {
    const value = async (name: string, range: '7d' | '30d' = '30d') =>
      (await chief.api.analytics.metric({ params: { key: name }, query: { range } })).value;
    // Four administrators, six guests, one member; nobody joined in the last seven days.
    expect(await value('accounts')).toBe(11);
    expect(await value('new-users')).toBe(11);
    expect(await value('new-users', '7d')).toBe(0);
    // Of the eleven whose seventh day is in the range only the member signed all five papers.
    expect(await value('activation-rate')).toBeCloseTo(1 / 11);
    expect(await value('wau', '7d')).toBe(6);
    expect(await value('mrr')).toBe(0);
    expect(await value('network-density')).toBe(0);
  });

  test('no data is said, not zero', async () => {
    const figure = await chief.api.analytics.metric({ params: { key: 'arpu' }, query: { range: '7d' } });
    expect(figure).toMatchObject({ value: null, noData: 'No seat is paid for.', change: null });
    const rate = await chief.api.analytics.metric({ params: { key: 'acceptance-rate' }, query: {} });
    expect(rate).toMatchObject({ value: null, noData: 'No application was decided in the range.' });
  });

  test('days are kept, once, and make the series', async () => {
    await bureau.run('keep-metrics');
    const count = async () =>
      Number(
        (
          await bureau.db
            .selectFrom('metric_values')
            .select((eb) => eb.fn.countAll().as('n'))
            .where('grain', '=', 'DAY')
            .executeTakeFirstOrThrow()
        ).n,
      );
    const before = await count();
    expect(before).toBeGreaterThan(100);
    await bureau.run('keep-metrics');
    expect(await count()).toBe(before);
    const figure = await chief.api.analytics.metric({
      params: { key: 'new-users' },
      query: { range: '90d' },
    });
    expect(figure.series.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(11);
    // An hour has no course of a metric that is kept by the day: the days of the week before stand for it.
    const short = await chief.api.analytics.metric({ params: { key: 'mau' }, query: { range: '1h' } });
    expect(short).toMatchObject({ grain: 'DAY' });
    expect(short.series.length).toBeGreaterThanOrEqual(6);
    const forecasts = await chief.api.analytics.forecasts({});
    expect(forecasts.items).toHaveLength(3);
    for (const one of forecasts.items) expect(one).toMatchObject({ shown: false, points: [] });
    expect(forecasts.items[0]!.reason).toMatch(/needs 12|has not moved/);
  }, 60_000);

  test('what the platform measures of itself becomes availability, errors and answer times', async () => {
    const to = bureau.clock.now();
    const minute = (back: number) => new Date(Math.floor(to.getTime() / 60_000) * 60_000 - back * 60_000);
    for (let back = 1; back <= 10; back++) {
      if (back === 4) continue;
      await minutes.addMinute(bureau.db, {
        at: minute(back),
        brain: newId(),
        requests: 10,
        errors: 1,
        buckets: { '0.1': 5, '5': 5 },
        jobsFailed: 0,
        queueDepth: 3,
        deadLetters: 0,
        auditBroken: false,
      });
    }
    const value = async (name: string) =>
      (await security.api.analytics.metric({ params: { key: name }, query: { range: '1h' } })).value;
    expect(await value('availability')).toBeCloseTo(0.9);
    expect(await value('error-share')).toBeCloseTo(0.1);
    expect(await value('requests')).toBe(90);
    expect(await value('queue-depth')).toBe(3);
    expect(await value('latency-p50')).toBeCloseTo(100);
    const live = await security.api.analytics.live({});
    expect(live).toMatchObject({ state: 'FRESH', at: minute(1).toISOString() });
    expect(live.figures.find(({ key: name }) => name === 'error-share')?.value).toBeCloseTo(0.1);
    expect(live.figures.some(({ part }) => part === 'PLATFORM')).toBe(false);
  });
});

describe('who reads what', () => {
  test('each administrator reads their part alone; members read none', async () => {
    const partsOf = async (who: Enrolled) =>
      [...new Set((await who.api.analytics.metrics({})).items.map(({ part }) => part))].sort();
    expect(await partsOf(billing)).toEqual(['FINANCE']);
    expect(await partsOf(security)).toEqual(['SECURITY']);
    expect(await partsOf(legal)).toEqual(['LEGAL']);
    expect(await partsOf(chief)).toEqual(['FINANCE', 'LEGAL', 'PLATFORM', 'SECURITY']);
    await expect(stranger.api.analytics.metrics({})).rejects.toMatchObject(problem('FORBIDDEN'));
    await expect(
      billing.api.analytics.metric({ params: { key: 'compliance-rate' }, query: {} }),
    ).rejects.toMatchObject(problem('NOT_FOUND'));
    const { items } = await billing.api.analytics.figures({ query: { keys: 'mrr,compliance-rate,nothing' } });
    expect(items.map(({ key: name }) => name)).toEqual(['mrr']);
  });

  test('the four pages of the hub are closed to the others', async () => {
    const { api } = billing;
    expect((await api.analytics.finance({ query: {} })).items.length).toBeGreaterThan(10);
    for (const page of ['platform', 'security', 'legal'] as const)
      await expect(api.analytics[page]({ query: {} })).rejects.toMatchObject(problem('FORBIDDEN'));
  });

  test('questions over everybody are for rung 12', async () => {
    for (const who of [stranger, billing, security, legal]) {
      const { analytics } = who.api;
      const match = { event: 'logout' };
      const source = { kind: 'EVENT' as const, match, range: '30d' as const };
      for (const call of [
        () => analytics.events({}),
        () => analytics.funnel({ body: { steps: [match, match] } }),
        () => analytics.retention({ body: {} }),
        () => analytics.paths({ body: {} }),
        () => analytics.trend({ body: { match } }),
        () => analytics.segments({ body: { rules: [{ match }] } }),
        () => analytics.cohorts({ body: { measure: match } }),
        () => analytics.people({ body: { source } }),
      ])
        await expect(call()).rejects.toMatchObject(problem('FORBIDDEN'));
    }
  });

  test('a preset opens for its rungs, and withholds what its reader may not see', async () => {
    const own = await stranger.api.analytics.dashboards({});
    expect(own.items.every(({ scope }) => scope === 'OWN')).toBe(true);
    const mine = await stranger.api.analytics.dashboard({ params: { preset: 'general' }, query: {} });
    expect(mine.own.find(({ key: name }) => name === 'journey')).toMatchObject({ unit: 'COUNT' });
    expect(mine.figures).toEqual([]);
    await expect(
      stranger.api.analytics.dashboard({ params: { preset: 'finance' }, query: {} }),
    ).rejects.toMatchObject(problem('NOT_FOUND'));
    const audit = await legal.api.analytics.dashboard({ params: { preset: 'auditor' }, query: {} });
    expect(audit.figures.map(({ part }) => part)).toEqual(['LEGAL', 'LEGAL']);
    expect(audit.withheld.map(({ key: name }) => name)).toEqual(['audit-check', 'sign-in-failures']);
    for (const { preset } of (await chief.api.analytics.dashboards({})).items)
      expect((await chief.api.analytics.dashboard({ params: { preset }, query: {} })).withheld).toEqual([]);
  }, 60_000);
});

describe('questions', () => {
  const funnel = { steps: [{ event: 'poll.voted' }, { event: 'application.sent' }], windowHours: 24 };

  test('a funnel as counted by hand, and the people behind its steps', async () => {
    const answer = await chief.api.analytics.funnel({ body: funnel });
    expect(answer.steps.map(({ people, share }) => [people, share])).toEqual([
      [6, 1],
      [4, 4 / 6],
    ]);
    expect(answer.steps[1]!.medianSeconds).toBe(3600);
    const people = await chief.api.analytics.people({
      body: { source: { kind: 'FUNNEL', query: funnel, step: 2, who: 'DROPPED' } },
    });
    // Nobody of them agreed to be looked at one by one.
    expect(people).toMatchObject({ items: [], total: 0, withheld: 2 });
    const entry = await bureau.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('action', '=', 'analytics.people-seen')
      .execute();
    expect(entry).toHaveLength(1);
    expect(entry[0]!.actor_id).toBe(chief.userId);
  });

  test('ways and cohorts of few people are left out', async () => {
    const paths = await chief.api.analytics.paths({ body: { depth: 2 } });
    expect(paths.paths.every(({ people }) => people >= 5)).toBe(true);
    expect(paths.suppressed).toBeGreaterThan(0);
    const retention = await chief.api.analytics.retention({ body: { period: 'WEEK', periods: 2 } });
    for (const { size } of retention.cohorts) expect(size === null || size >= 5).toBe(true);
  });

  test('an event that is not in the catalogue is refused by name', async () => {
    await expect(
      chief.api.analytics.trend({ body: { match: { event: 'nothing.happened' } } }),
    ).rejects.toMatchObject(problem('INVALID_INPUT'));
  });
});
