import { addDays, dayMs } from '@smartstart/units';
import type { analyticsWire } from '@smartstart/contract';
import type { Enrolled } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meaningsOf } from '../events/mapping.ts';
import { propertiesOf } from '../events/properties.ts';
import { key, openStaffedBureau, problem, type StaffedBureau } from './test-bureau.ts';

type Definition = (typeof analyticsWire.reportDefinition)['_zod']['input'];

let bureau: StaffedBureau;
let chief: Enrolled;
let billing: Enrolled;
let stranger: Enrolled;

beforeAll(async () => {
  bureau = await openStaffedBureau();
  ({ chief, billing, stranger } = bureau.staff);
  // Two more channels of voting: by six people, and by one.
  await bureau.events(
    bureau.staff.crowd.flatMap(({ userId }, index) => [
      { at: addDays(bureau.voted, 1), userId, type: 'message.posted' as const, properties: { kind: 'TEXT' } },
      ...(index < 1
        ? [
            {
              at: addDays(bureau.voted, 3),
              userId,
              type: 'message.posted' as const,
              properties: { kind: 'FILE' },
            },
          ]
        : []),
    ]),
  );
}, 120_000);
afterAll(() => bureau?.close());

const voted = { event: 'poll.voted' };
const posted = { event: 'message.posted' };
const definitions = {
  TREND: { kind: 'TREND', scope: 'HUB', query: { match: posted, count: 'EVENTS', grain: 'DAY' } },
  FUNNEL: { kind: 'FUNNEL', scope: 'HUB', query: { steps: [voted, posted], windowHours: 48 } },
  RETENTION: {
    kind: 'RETENTION',
    scope: 'HUB',
    query: { start: voted, back: posted, period: 'DAY', periods: 3 },
  },
  COHORTS: {
    kind: 'COHORTS',
    scope: 'HUB',
    query: { start: voted, measure: posted, period: 'DAY', periods: 3 },
  },
  PATHS: { kind: 'PATHS', scope: 'HUB', query: { anchor: 'message.posted', depth: 2 } },
  SEGMENT: {
    kind: 'SEGMENT',
    scope: 'HUB',
    query: { rules: [{ match: posted, atLeast: 2 }, { match: voted }], combine: 'ANY' },
  },
} as const satisfies Record<string, Definition>;
const all = Object.entries(definitions);

const run = async (definition: Definition) => chief.api.analytics.previewReport({ body: { definition } });
const firstTable = async (definition: Definition) => (await run(definition)).tables[0]!;
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

describe('a saved question says what its page says', () => {
  test('a trend: a row a day from the first to the last, noughts between', async () => {
    const table = await firstTable(definitions.TREND);
    const first = addDays(bureau.voted, 1);
    expect(table.rows).toEqual([
      [dayOf(first), 6],
      [dayOf(addDays(first, 1)), 0],
      [dayOf(addDays(first, 2)), 1],
    ]);
  });

  test('a split trend: a column a value, and none for a value of one person', async () => {
    const query = { match: posted, by: 'kind' };
    const { tables, notes } = await run({ kind: 'TREND', scope: 'HUB', query });
    expect(tables[0]!.columns.map(({ title }) => title)).toEqual(['Time', 'TEXT']);
    expect(tables[1]!.rows).toEqual([['TEXT', 6]]);
    expect(notes.join(' ')).toContain('1 values of “kind” of fewer than 5 people');
  });

  test('a funnel with its breakdown', async () => {
    const query = { steps: [posted, voted], by: 'kind' };
    const { tables, notes } = await run({ kind: 'FUNNEL', scope: 'HUB', query });
    expect(tables.map(({ title }) => title)).toEqual(['Funnel', 'By kind']);
    const page = await chief.api.analytics.funnel({ body: query });
    expect(tables[1]!.rows.map(([label, ...cells]) => [label, cells.slice(0, 2)])).toEqual(
      page.parts.map(({ label, steps }) => [label, steps.map(({ people }) => people)]),
    );
    expect(page.parts.map(({ label }) => label)).toEqual(['TEXT']);
    // Who posted a file as well is counted where the last attempt began: a group of one, which is left out.
    expect(page.suppressed).toBe(1);
    expect(notes.join(' ')).toContain('1 people are in groups of fewer than 5');
    const { steps } = await chief.api.analytics.funnel({ body: { steps: [voted, posted], windowHours: 48 } });
    const plain = await firstTable(definitions.FUNNEL);
    expect(plain.rows.map(([, people]) => people)).toEqual(steps.map(({ people }) => people));
  });

  test('retention with the mean of all, and cohorts with times a person', async () => {
    const [cohort, mean] = (await firstTable(definitions.RETENTION)).rows;
    expect(cohort).toEqual([dayOf(bureau.voted), 6, 0, 1, 0, 1 / 6]);
    expect(mean).toEqual(['All', null, 0, 1, 0, 1 / 6]);
    const [measured] = (await firstTable(definitions.COHORTS)).rows;
    expect(measured).toEqual([dayOf(bureau.voted), 6, 0, 1, 0, 1 / 6]);
  });

  test('ways of five people and more', async () => {
    const { tables, notes } = await run(definitions.PATHS);
    expect(tables[0]!.rows).toEqual([['Message posted', 7, 6]]);
    expect(notes).toEqual([]);
  });

  test('a segment: together, and rule by rule', async () => {
    const { rows } = await firstTable(definitions.SEGMENT);
    expect(rows.map(([, people]) => people)).toEqual([6, 1, 6]);
    expect(rows[1]![0]).toBe('1. Message posted, at least 2 times');
  });
});

describe('a saved question', () => {
  const save = async (definition: Definition) =>
    chief.api.analytics.createReport({ body: { name: `A ${definition.kind}`, definition } }, key());

  test.each(all)('%s is for rung 12, whoever asks and however', async (_kind, definition) => {
    for (const { api } of [stranger, billing]) {
      await expect(
        api.analytics.createReport({ body: { name: 'Secrets', definition } }, key()),
      ).rejects.toMatchObject(problem('FORBIDDEN'));
      await expect(api.analytics.previewReport({ body: { definition } })).rejects.toMatchObject(
        problem('FORBIDDEN'),
      );
    }
    const { id } = await save(definition);
    const params = { reportId: id };
    for (const call of [
      () => stranger.api.analytics.report({ params }),
      () => stranger.api.analytics.runReport({ params, body: {} }),
    ])
      await expect(call()).rejects.toMatchObject(problem('NOT_FOUND'));
    // Nor may it be sent to who may not read it.
    await expect(
      chief.api.analytics.scheduleReport({
        params,
        body: { frequency: 'WEEKLY', recipients: [billing.userId] },
      }),
    ).rejects.toMatchObject(problem('INVALID_INPUT'));
  });

  test.each(all)('%s comes back as it was asked, and as a file of each format', async (_kind, definition) => {
    await bureau.database.transact((tx) =>
      bureau.security.record(tx, chief.userId, { kind: 'PAPER', value: 'DAA' }),
    );
    const { id } = await save(definition);
    const kept = await chief.api.analytics.report({ params: { reportId: id } });
    expect(kept.definition).toMatchObject(definition);
    const { tables } = await chief.api.analytics.runReport({ params: { reportId: id }, body: {} });
    const json = await bureau.exported(chief, id, 'JSON');
    expect(JSON.parse(json.bytes.toString()).tables).toEqual(tables);
    const csv = (await bureau.exported(chief, id, 'CSV')).bytes.toString();
    expect(csv).toContain(tables[0]!.title);
    expect(csv).toContain(tables[0]!.columns[1]!.title);
    expect((await bureau.exported(chief, id, 'PARQUET')).bytes.subarray(0, 4).toString()).toBe('PAR1');
    expect((await bureau.exported(chief, id, 'PDF')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await bureau.exported(stranger, id, 'CSV')).status).toBe(403);
  });

  test('names events that exist', async () => {
    const gone = { event: 'nothing.happened' };
    const queries: Definition[] = [
      { kind: 'TREND', scope: 'HUB', query: { match: gone } },
      { kind: 'COHORTS', scope: 'HUB', query: { measure: gone } },
      { kind: 'PATHS', scope: 'HUB', query: { anchor: gone.event } },
      { kind: 'SEGMENT', scope: 'HUB', query: { rules: [{ match: gone }] } },
    ];
    for (const definition of queries)
      await expect(save(definition)).rejects.toMatchObject(problem('INVALID_INPUT'));
  });
});

describe('the people behind a point', () => {
  const behind = async (at: Date | null, part: string | null = null) => {
    const query = { match: posted, by: part === null ? null : 'kind', range: '30d' as const };
    const source = { kind: 'TREND' as const, query, at: at?.toISOString() ?? null, part };
    // Nobody here agreed to be looked at one by one: they are a number.
    return (await chief.api.analytics.people({ body: { source } })).withheld;
  };

  test('of a trend are those of that day, and of that value', async () => {
    const first = addDays(bureau.voted, 1);
    expect(await behind(null)).toBe(6);
    expect(await behind(first)).toBe(6);
    expect(await behind(addDays(first, 1))).toBe(0);
    expect(await behind(addDays(first, 2))).toBe(1);
    expect(await behind(null, 'FILE')).toBe(1);
    await expect(behind(addDays(first, -90))).rejects.toMatchObject(problem('INVALID_INPUT'));
  });

  test('are for rung 12', async () => {
    const source = { kind: 'TREND' as const, query: { match: posted }, at: null };
    for (const { api } of [stranger, billing])
      await expect(api.analytics.people({ body: { source } })).rejects.toMatchObject(problem('FORBIDDEN'));
  });
});

describe('reports of a member who is no administrator', () => {
  test('are made, opened, listed, and sent each Monday with a way to them', async () => {
    const definition = { kind: 'VENTURE_PERFORMANCE', scope: 'OWN', range: { range: '30d' } } as const;
    const { id } = await stranger.api.analytics.createReport(
      { body: { name: 'My ventures', definition } },
      key(),
    );
    const params = { reportId: id };
    await stranger.api.analytics.scheduleReport({ params, body: { frequency: 'WEEKLY' } });
    bureau.clock.advance(7 * dayMs);
    await bureau.run('send-reports');
    const { items } = await stranger.api.notifications.list({ query: { limit: 50 } });
    const letter = items.find(({ type }) => type === 'report.ready');
    expect(letter).toMatchObject({ title: 'Report: My ventures', link: `/reports/${id}` });
    expect(await stranger.api.analytics.report({ params })).toMatchObject({ isOwn: true });
    expect((await stranger.api.analytics.runReport({ params, body: {} })).tables[0]!.title).toBe(
      'Your ventures',
    );
    expect((await stranger.api.analytics.reports({ query: {} })).items.map((one) => one.id)).toContain(id);
    for (const { api } of [billing, chief])
      await expect(api.analytics.report({ params })).rejects.toMatchObject(problem('NOT_FOUND'));
  });
});

test('the properties a question may split by are those events have', () => {
  const event = {
    seq: 1,
    id: '019a0000-0000-7000-8000-000000000001',
    at: new Date(0),
    actorId: '019a0000-0000-7000-8000-000000000002',
    topics: [],
  };
  const samples = [
    { type: 'document.signed', data: { documentId: event.id, code: 'NDA', tier: 1, state: 'SIGNED' } },
    { type: 'work.task', data: { ventureId: event.id, event: 'move', to: 'DONE' } },
    { type: 'application.accepted', data: { opportunityId: event.id, kind: 'ROLE' } },
    { type: 'message.sent', data: { channelId: event.id, kind: 'TEXT' } },
    { type: 'subscription.changed', data: { userId: event.actorId, from: 'A', state: 'B', event: 'pay' } },
    { type: 'badge.earned', data: { userId: event.actorId, code: 'FIRST', rarity: 'COMMON' } },
    { type: 'invitation.created', data: { ventureId: event.id, role: 'ADVISOR' } },
  ];
  for (const sample of samples) {
    const [meaning] = meaningsOf({ ...event, ...sample });
    expect(Object.keys(meaning!.properties!).toSorted()).toEqual(propertiesOf(meaning!.type).toSorted());
  }
});
