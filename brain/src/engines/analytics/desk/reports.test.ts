import { addMs, dayMs, hourMs } from '@smartstart/units';
import type { Enrolled } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import * as minutes from '../metrics/store.ts';
import { key, openStaffedBureau, problem, type StaffedBureau } from './test-bureau.ts';

let bureau: StaffedBureau;
let chief: Enrolled;
let billing: Enrolled;
let security: Enrolled;
let legal: Enrolled;
let crowd: Enrolled[];
let stranger: Enrolled;

const hubReport = (kind: 'PLATFORM_HEALTH' | 'REVENUE' | 'USER_ENGAGEMENT') => ({
  kind,
  scope: 'HUB' as const,
  range: { range: '30d' as const },
});

beforeAll(async () => {
  bureau = await openStaffedBureau();
  ({ chief, billing, security, legal, crowd, stranger } = bureau.staff);
}, 120_000);
afterAll(() => bureau?.close());

describe('reports', () => {
  test('are made, changed under If-Match, run and deleted by their owner alone', async () => {
    const made = await chief.api.analytics.createReport(
      { body: { name: 'Health', definition: hubReport('PLATFORM_HEALTH') } },
      key(),
    );
    const params = { reportId: made.id };
    for (const who of [stranger, billing]) {
      const { analytics } = who.api;
      for (const call of [
        () => analytics.report({ params }),
        () => analytics.updateReport({ params, body: { name: 'Mine now' } }, { ifMatch: '"1"' }),
        () => analytics.deleteReport({ params }),
        () => analytics.runReport({ params, body: {} }),
        () => analytics.scheduleReport({ params, body: { frequency: 'DAILY' } }),
        () => analytics.unscheduleReport({ params }),
      ])
        await expect(call()).rejects.toMatchObject(problem('NOT_FOUND'));
    }
    await expect(
      chief.api.analytics.updateReport({ params, body: { name: 'Older' } }, { ifMatch: '"7"' }),
    ).rejects.toMatchObject(problem('EDIT_CONFLICT'));
    const changed = await chief.api.analytics.updateReport(
      { params, body: { name: 'Health of the hub' } },
      { ifMatch: `"${made.version}"` },
    );
    expect(changed).toMatchObject({ name: 'Health of the hub', version: 2, isOwn: true, schedule: null });
    const result = await chief.api.analytics.runReport({ params, body: {} });
    expect(result.tables[0]!.rows.length).toBe(15);
    await chief.api.analytics.deleteReport({ params });
    await expect(chief.api.analytics.report({ params })).rejects.toMatchObject(problem('NOT_FOUND'));
  });

  test('nobody saves what they may not read', async () => {
    for (const definition of [
      hubReport('REVENUE'),
      hubReport('USER_ENGAGEMENT'),
      {
        kind: 'FUNNEL' as const,
        scope: 'HUB' as const,
        query: { steps: [{ event: 'logout' }, { event: 'logout' }] },
      },
    ]) {
      await expect(
        stranger.api.analytics.createReport({ body: { name: 'Secrets', definition } }, key()),
      ).rejects.toMatchObject(problem('FORBIDDEN'));
      await expect(stranger.api.analytics.previewReport({ body: { definition } })).rejects.toMatchObject(
        problem('FORBIDDEN'),
      );
    }
    const mixed = await security.api.analytics.previewReport({
      body: { definition: hubReport('PLATFORM_HEALTH') },
    });
    expect(mixed.tables[0]!.rows.map(([name]) => name)).not.toContain('Platform health');
  });

  test('a custom report over everybody hides small groups; one over oneself holds oneself alone', async () => {
    const definition = (scope: 'OWN' | 'HUB') => ({
      kind: 'CUSTOM' as const,
      scope,
      range: { range: '30d' as const },
      query: { dataset: 'EVENTS' as const, groupBy: ['event'], measures: ['events', 'people'] },
    });
    const all = await chief.api.analytics.previewReport({ body: { definition: definition('HUB') } });
    const rows = new Map(all.tables[0]!.rows.map((row) => [row[0], row]));
    expect(rows.get('poll.voted')).toEqual(['poll.voted', 6, 6]);
    expect(rows.has('application.sent')).toBe(false);
    expect(all.notes.join(' ')).toContain('fewer than 5 people');
    const own = await crowd[0]!.api.analytics
      .previewReport({ body: { definition: definition('OWN') } })
      .catch((e) => e);
    // A guest has no reports; a member has.
    expect(own).toMatchObject(problem('GATE_BLOCKED'));
    const mine = await stranger.api.analytics.previewReport({ body: { definition: definition('OWN') } });
    for (const [, , people] of mine.tables[0]!.rows) expect(people).toBe(1);
    expect(mine.tables[0]!.rows.map(([event]) => event)).not.toContain('poll.voted');
    await bureau.run('keep-metrics');
    const kept = await chief.api.analytics.previewReport({
      body: {
        definition: {
          kind: 'CUSTOM',
          scope: 'HUB',
          range: { range: '30d' },
          query: {
            dataset: 'METRICS',
            groupBy: ['metric'],
            measures: ['sum', 'days'],
            filters: [{ field: 'metric', is: 'ONE_OF', value: ['new-users', 'mrr'] }],
          },
        },
      },
    });
    expect(kept.tables[0]!.rows.find(([name]) => name === 'new-users')?.[1]).toBe(11);
  });

  test('an export needs the gate, comes in four formats, and is written to the audit chain', async () => {
    const { id } = await chief.api.analytics.createReport(
      { body: { name: 'Engagement = all', definition: hubReport('USER_ENGAGEMENT') } },
      key(),
    );
    expect((await bureau.exported(chief, id, 'CSV')).status).toBe(403);
    await bureau.database.transact((tx) =>
      bureau.security.record(tx, chief.userId, { kind: 'PAPER', value: 'DAA' }),
    );
    const csv = await bureau.exported(chief, id, 'CSV');
    expect(csv.status).toBe(200);
    expect(csv.bytes.toString()).toContain('Daily active users');
    const json = await bureau.exported(chief, id, 'JSON');
    expect(JSON.parse(json.bytes.toString()).tables[0].title).toBe('Figures');
    expect((await bureau.exported(chief, id, 'PARQUET')).bytes.subarray(0, 4).toString()).toBe('PAR1');
    expect((await bureau.exported(chief, id, 'PDF')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await bureau.exported(stranger, id, 'CSV')).status).toBe(403);
    const entries = await bureau.db
      .selectFrom('audit_entries')
      .select('record')
      .where('action', '=', 'report.exported')
      .execute();
    expect(entries).toHaveLength(4);
  });

  test('a missed Monday is sent once, with the figures, to those who may still read', async () => {
    const { id } = await chief.api.analytics.createReport(
      { body: { name: 'Monday figures', definition: hubReport('REVENUE') } },
      key(),
    );
    const params = { reportId: id };
    await expect(
      chief.api.analytics.scheduleReport({
        params,
        body: { frequency: 'WEEKLY', recipients: [stranger.userId] },
      }),
    ).rejects.toMatchObject(problem('INVALID_INPUT'));
    const { schedule } = await chief.api.analytics.scheduleReport({
      params,
      body: { frequency: 'WEEKLY', hour: 8, recipients: [billing.userId] },
    });
    expect(new Date(schedule!.nextAt!).getUTCDay()).toBe(1);
    // A recipient sees the report and not who else gets it.
    expect((await billing.api.analytics.report({ params })).isOwn).toBe(false);
    bureau.clock.advance(15 * dayMs);
    // Two Brains at the same moment, and one later.
    await Promise.all([bureau.run('send-reports'), bureau.run('send-reports')]);
    await bureau.run('send-reports');
    const told = async (who: Enrolled) =>
      (await who.api.notifications.list({ query: { limit: 50 } })).items.filter(
        ({ type }) => type === 'report.ready',
      );
    const [letter, ...more] = await told(chief);
    expect(more).toEqual([]);
    expect(letter!.title).toBe('Report: Monday figures');
    expect(letter!.text).toContain('Monthly recurring revenue');
    expect(await told(billing)).toHaveLength(1);
    // The recipient loses the right: nothing is sent to them any more.
    await bureau.database.transact((tx) =>
      bureau.security.clear(tx, billing.userId, 'APPOINTED', { value: '9' }),
    );
    bureau.clock.advance(7 * dayMs);
    await bureau.run('send-reports');
    expect(await told(billing)).toHaveLength(1);
    expect(await told(chief)).toHaveLength(2);
    // The owner loses it: the schedule stops, and says why.
    await bureau.database.transact((tx) =>
      bureau.security.clear(tx, chief.userId, 'APPOINTED', { value: '12' }),
    );
    bureau.clock.advance(7 * dayMs);
    await bureau.run('send-reports');
    const stopped = await bureau.db
      .selectFrom('report_schedules')
      .selectAll()
      .where('report_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(stopped).toMatchObject({ next_at: null });
    expect(stopped.stopped).toContain('may not read');
    await bureau.database.transact((tx) =>
      bureau.security.record(tx, chief.userId, { kind: 'APPOINTED', value: '12' }),
    );
  }, 120_000);
});

describe('the watch', () => {
  const found = async (who: Enrolled) =>
    (await who.api.analytics.anomalies({ query: { state: 'OPEN' } })).items.filter(
      ({ rule }) => rule === 'ERROR_SHARE',
    );

  test('flags an hour of errors once, tells its administrators, and ends when it is over', async () => {
    // Stand at a full hour, so that the minutes lie in the hour that is over.
    bureau.clock.advance(hourMs - (bureau.clock.now().getTime() % hourMs) + 60_000);
    const hour = addMs(bureau.clock.now(), -hourMs);
    await minutes.addMinute(bureau.db, {
      at: new Date(Math.floor(hour.getTime() / 60_000) * 60_000),
      brain: newId(),
      requests: 100,
      errors: 20,
      buckets: { '0.1': 100 },
      jobsFailed: 0,
      queueDepth: 0,
      deadLetters: 0,
      auditBroken: false,
    });
    await bureau.run('watch-figures');
    // Two Brains at the same moment.
    const { watch } = bureau.services.analyticsDesk;
    await Promise.all([watch.look(), watch.look()]);
    await bureau.world.settle();
    const [one, ...more] = await found(security);
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      seen: 0.2,
      compared: 0.05,
      kind: 'RULE',
      state: 'OPEN',
      metric: 'error-share',
    });
    expect(one!.text).toBe('20 % of the answers of the last hour were errors; the bound is 5 %.');
    const notices = (await security.api.notifications.list({ query: { limit: 50 } })).items;
    expect(
      notices.filter(({ type, title }) => type === 'anomaly.found' && title.includes('errors')),
    ).toHaveLength(1);
    // Not for those of other parts, and not for members.
    expect(await found(legal)).toEqual([]);
    expect(await found(stranger)).toEqual([]);
    const params = { anomalyId: one!.id };
    const body = { reason: 'A failing disk, replaced.' };
    for (const who of [legal, stranger]) {
      await expect(who.api.analytics.acknowledgeAnomaly({ params, body })).rejects.toMatchObject(
        problem('NOT_FOUND'),
      );
      await expect(who.api.analytics.anomalySeries({ params })).rejects.toMatchObject(problem('NOT_FOUND'));
    }
    // The hour before the one in which the watch looked is the one that stands out, above what the rule allows.
    const series = await security.api.analytics.anomalySeries({ params });
    expect(series).toMatchObject({
      grain: 'HOUR',
      unit: 'RATIO',
      expected: { low: null, high: 0.05, kind: 'RULE' },
    });
    const point = series.points.find(({ at }) => at === series.flaggedAt);
    expect(point?.value).toBeCloseTo(0.2);
    expect(Date.parse(one!.startedAt) - Date.parse(point!.at)).toBeLessThanOrEqual(2 * hourMs);
    const seen = await security.api.analytics.acknowledgeAnomaly({ params, body });
    expect(seen.acknowledged).toMatchObject({ reason: body.reason });
    await expect(chief.api.analytics.acknowledgeAnomaly({ params, body })).rejects.toMatchObject(
      problem('CONFLICT'),
    );
    bureau.clock.advance(hourMs);
    await bureau.run('watch-figures');
    expect(await found(security)).toEqual([]);
  }, 240_000);

  test('what was expected of a stream is where 95 % of its hours before lay; below two days of hours nothing is', async () => {
    const startedAt = new Date(Math.floor(bureau.clock.now().getTime() / hourMs) * hourMs);
    const hours = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        metric: 'buz-volume',
        grain: 'HOUR',
        at: addMs(startedAt, -(index + 2) * hourMs),
        value: index + 1,
        split: null,
        computed_at: startedAt,
      }));
    const id = newId();
    const row = { id, rule: 'STREAM_BUZ', part: 'FINANCE', subject_kind: 'HUB', subject_id: null };
    await bureau.db
      .insertInto('anomalies')
      .values({ ...row, seen: 900, compared: 50, started_at: startedAt, last_seen_at: startedAt })
      .execute();
    const expected = async (count: number) => {
      await bureau.db.deleteFrom('metric_values').where('metric', '=', 'buz-volume').execute();
      await bureau.db.insertInto('metric_values').values(hours(count)).execute();
      return (await billing.api.analytics.anomalySeries({ params: { anomalyId: id } })).expected;
    };
    await bureau.database.transact((tx) =>
      bureau.security.record(tx, billing.userId, { kind: 'APPOINTED', value: '9' }),
    );
    expect(await expected(47)).toBeNull();
    // Of the hours 1 to 100, two at either end are left out.
    expect(await expected(100)).toEqual({ low: 3, high: 98, kind: 'COMPUTED' });
    for (const who of [security, legal, stranger])
      await expect(who.api.analytics.anomalySeries({ params: { anomalyId: id } })).rejects.toMatchObject(
        problem('NOT_FOUND'),
      );
  });

  test('every rule can look', async () => {
    expect(await bureau.services.analyticsDesk.watch.look()).toMatchObject({ failed: 0 });
  });

  test('a rule that is off says nothing; only rung 12 turns it', async () => {
    const params = { rule: 'ERROR_SHARE' as const };
    const body = { enabled: false, notify: false, reason: 'Known maintenance.' };
    await expect(security.api.analytics.setAnomalyRule({ params, body })).rejects.toMatchObject(
      problem('FORBIDDEN'),
    );
    expect(await chief.api.analytics.setAnomalyRule({ params, body })).toMatchObject({ enabled: false });
    const { items } = await security.api.analytics.anomalyRules({});
    expect(items.find(({ rule }) => rule === 'ERROR_SHARE')).toMatchObject({ enabled: false, notify: false });
    await expect(stranger.api.analytics.anomalyRules({})).rejects.toMatchObject(problem('FORBIDDEN'));
  });
});

test('what is kept of a person goes with the account', async () => {
  const person = await bureau.member('Gone Soon');
  const definition = { kind: 'BUZ' as const, scope: 'OWN' as const, range: { range: '30d' as const } };
  await person.api.analytics.createReport({ body: { name: 'My BUZ', definition } }, key());
  const exported = await bureau.services.analyticsDesk.exportOf(bureau.db, person.userId);
  expect(exported.reports).toHaveLength(1);
  await bureau.database.transact((tx) =>
    bureau.kernel.outbox.publish(tx, {
      type: 'account.erased',
      actorId: null,
      at: bureau.clock.now().toISOString(),
      topics: [],
      data: { userId: person.userId },
    }),
  );
  await bureau.world.settle();
  expect((await bureau.services.analyticsDesk.exportOf(bureau.db, person.userId)).reports).toEqual([]);
});
