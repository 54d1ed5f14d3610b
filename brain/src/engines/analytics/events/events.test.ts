import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '@smartstart/testkit';
import { dayMs, hourMs } from '@smartstart/units';
import { newId } from '../../../kernel/ids.ts';
import { Browser, enter } from '../../../services/authentication/test-browser.ts';
import type { Analytics } from '../index.ts';

let world: World;
let analytics: Analytics;
beforeAll(async () => {
  world = await createWorld({ ANALYTICS_TEST_ACCOUNTS: '@probe.test robot@example.test' });
  analytics = world.brain.services.analytics;
}, 60_000);
afterAll(() => world.close());

let number = 0;
async function person(consented: boolean, email = `person-${++number}@example.test`): Promise<string> {
  const { users } = world.brain.services;
  const userId = newId();
  await world.brain.kernel.database.transact(async (tx) => {
    await users.createAccount(tx, {
      userId,
      email,
      name: 'Someone',
      timeZone: 'America/Toronto',
      locale: 'en',
    });
    await users.verifyEmail(tx, userId);
  });
  if (consented) await consent(userId, true);
  await settle();
  return userId;
}
const consent = (userId: string, granted: boolean) =>
  world.as(userId).users.setConsent({ body: { kind: 'BEHAVIOUR_ANALYTICS', granted } });
async function settle() {
  await world.settle();
  await analytics.refresh();
}
const at = (agoMs = 0) => new Date(world.clock.now().getTime() - agoMs).toISOString();
const viewed = (agoMs = 0, route = '/ventures/[id]', id: string = randomUUID()) => ({
  id,
  at: at(agoMs),
  type: 'page.viewed' as const,
  properties: { route },
});
const send = (userId: string, events: ReturnType<typeof viewed>[], sentAt = at()) =>
  world.as(userId).behaviorEvents.record({ body: { visit: randomUUID(), sentAt, events } });
/** Without the XP and the stages that the platform answers with. */
const answers = ['xp.earned', 'stage.started', 'stage.completed'];
const own = async (userId: string) =>
  (await world.as(userId).behaviorEvents.list({ query: { limit: 100 } })).items.filter(
    ({ type }) => !answers.includes(type),
  );
const copied = async (userId: string) => {
  const found = (await analytics.events.peopleOf(world.brain.kernel.database.db, [userId])).get(userId);
  return found
    ? (
        await analytics.warehouse.rows(
          `select type, behaviour from events where person = ${found.person} order by seq`,
        )
      ).filter(({ type }) => !answers.includes(String(type)))
    : null;
};

describe('what a browser tells', () => {
  test('is kept with consent alone', async () => {
    const silent = await person(false);
    expect(await send(silent, [viewed()])).toEqual({
      consented: false,
      accepted: 0,
      duplicate: 0,
      tooOld: 0,
    });
    const told = await person(true);
    expect(await send(told, [viewed()])).toMatchObject({ consented: true, accepted: 1 });
    await settle();
    expect((await own(silent)).map(({ type }) => type)).toEqual(['email.verified', 'account.created']);
    expect((await own(told)).map(({ type }) => type)).toContain('page.viewed');
  });

  test('counts once, however often it is sent, by whomever', async () => {
    const [one, other] = [await person(true), await person(true)];
    const event = viewed();
    expect(await send(one, [event, event, viewed()])).toMatchObject({ accepted: 2, duplicate: 1 });
    expect(await send(one, [event])).toMatchObject({ accepted: 0, duplicate: 1 });
    expect(await send(other, [event])).toMatchObject({ accepted: 1, duplicate: 0 });
    const both = await Promise.all([send(one, [viewed()]), send(one, [event])]);
    expect(both.map(({ accepted }) => accepted)).toEqual([1, 0]);
  });

  test('is put right where the clock of the browser is wrong, and never lies in the future', async () => {
    const userId = await person(true);
    const wrong = (ms: number) => new Date(world.clock.now().getTime() + ms).toISOString();
    // A clock a year ahead: sent now, happened a minute before.
    await send(userId, [{ ...viewed(), at: wrong(365 * dayMs - 60_000) }], wrong(365 * dayMs));
    await send(userId, [{ ...viewed(), at: wrong(5 * hourMs) }]);
    const [second, first] = (await own(userId)).filter(({ type }) => type === 'page.viewed');
    expect(first!.at).toBe(at(60_000));
    expect(second!.at).toBe(at());
  });

  test('may be a week late, and no more', async () => {
    const userId = await person(true);
    expect(await send(userId, [viewed(6.9 * dayMs), viewed(7.1 * dayMs), viewed(400 * dayMs)])).toMatchObject(
      {
        accepted: 1,
        tooOld: 2,
      },
    );
  });

  test('holds no ids, names or questions', async () => {
    const userId = await person(true);
    for (const route of [
      `/ventures/${randomUUID()}`,
      '/people?search=ada',
      '/people/ada@example.test',
      'ventures',
      `/${'a'.repeat(200)}`,
    ])
      await expect(send(userId, [viewed(0, route)])).rejects.toMatchObject({
        problem: { code: 'MALFORMED' },
      });
    await expect(
      send(
        userId,
        Array.from({ length: 51 }, () => viewed()),
      ),
    ).rejects.toMatchObject({ problem: { code: 'MALFORMED' } });
    await expect(world.as(null).behaviorEvents.list({ query: {} })).rejects.toMatchObject({
      problem: { status: 401 },
    });
  });

  test('of a clock that is behind is not taken for late, and late counts by the Brain’s clock', async () => {
    const userId = await person(true);
    const behind = (ms: number) => new Date(world.clock.now().getTime() - 365 * dayMs - ms).toISOString();
    const batch = [
      { ...viewed(), at: behind(hourMs) },
      { ...viewed(), at: behind(8 * dayMs) },
    ];
    expect(await send(userId, batch, behind(0))).toMatchObject({ accepted: 1, tooOld: 1 });
    const [kept] = (await own(userId)).filter(({ type }) => type === 'page.viewed');
    expect(kept!.at).toBe(at(hourMs));
  });

  const event = {
    id: randomUUID(),
    at: '2026-11-23T10:00:00.000Z',
    type: 'page.viewed' as const,
    properties: { route: '/ventures' },
  };
  const refused: [string, object][] = [
    ['a name nobody knows', { ...event, type: 'mouse.moved' }],
    ['a name of the platform’s own log', { ...event, type: 'document.signed', properties: {} }],
    ['a name that every object has', { ...event, type: 'constructor' }],
    ['a property that is not its own', { ...event, properties: { route: '/', words: 'ada' } }],
    ['a property of another kind', { ...event, properties: { route: 7 } }],
    ['a moment that is none', { ...event, at: '2026-13-45T99:00:00Z' }],
    ['an id that is none', { ...event, id: 'first' }],
    [
      'a number of results beyond all reason',
      { ...event, type: 'search.run', properties: { area: 'people', results: 1e9 } },
    ],
  ];
  test.each(refused)('with %s is refused whole, and nothing of its batch is kept', async (_, bad) => {
    const userId = await person(true);
    await expect(send(userId, [viewed(), bad as typeof event])).rejects.toMatchObject({
      problem: { status: 400, code: 'MALFORMED' },
    });
    expect((await own(userId)).filter(({ behaviour }) => behaviour)).toEqual([]);
  });

  test('in a body that is too large is not even read', async () => {
    const userId = await person(true);
    const huge = { ...viewed(), properties: { route: `/${'a'.repeat(2_000_000)}` } };
    await expect(send(userId, [huge])).rejects.toMatchObject({
      problem: { status: 413, code: 'BODY_TOO_LARGE' },
    });
    expect(await send(userId, [viewed()])).toMatchObject({ accepted: 1 });
  });

  test('is listed for its person, page by page', async () => {
    const userId = await person(true);
    await send(
      userId,
      Array.from({ length: 30 }, () => viewed(1_000)),
    );
    const me = world.as(userId).behaviorEvents;
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await me.list({ query: { limit: 7, ...(cursor ? { cursor } : {}) } });
      seen.push(...page.items.map(({ type }) => type));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen.filter((type) => type === 'page.viewed')).toHaveLength(30);
    expect(seen.filter((type) => !answers.includes(type))).toHaveLength((await own(userId)).length);
  });
});

describe('what the platform tells', () => {
  test('is read from its log once, in the words of the catalogue', async () => {
    const userId = await person(true);
    await world.brain.kernel.database.transact((tx) =>
      world.brain.kernel.outbox.publish(tx, {
        type: 'badge.earned',
        actorId: null,
        at: at(),
        topics: [`user:${userId}`],
        data: { userId, code: 'HELPER', name: 'A name that stays behind', rarity: 'COMMON' },
      }),
    );
    await settle();
    await settle();
    const events = await own(userId);
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      'account.created',
      'badge.earned',
      'email.verified',
    ]);
    expect(events.find(({ type }) => type === 'badge.earned')).toMatchObject({
      group: 'VALUE',
      behaviour: false,
      properties: { code: 'HELPER', rarity: 'COMMON' },
    });
    // A badge makes no active day; signing up does.
    const [row] = await analytics.warehouse.rows(
      `select count(*) filter (caused) as caused, count(*) filter (type = 'badge.earned') as badges from events
       where person = ${(await analytics.events.peopleOf(world.brain.kernel.database.db, [userId])).get(userId)!.person}`,
    );
    expect(row).toEqual({ caused: 2, badges: 1 });
  });

  test('is read by several Brains at once without one event twice or none', async () => {
    const userId = await person(false);
    await world.brain.kernel.database.transact(async (tx) => {
      for (let index = 0; index < 1_200; index++)
        await world.brain.kernel.outbox.publish(tx, {
          type: 'message.sent',
          actorId: userId,
          at: at(),
          topics: [],
          data: { channelId: randomUUID(), kind: 'GENERAL' },
        });
    });
    await world.settle();
    await Promise.all([analytics.events.collect(), analytics.events.collect(), analytics.events.collect()]);
    await analytics.refresh();
    const posted = (await copied(userId))!.filter(({ type }) => type === 'message.posted');
    expect(posted).toHaveLength(1_200);
  });

  test('holds a failed sign-in for whoever was tried, without where it came from, and as no activity', async () => {
    const email = `tried-${++number}@example.test`;
    const owner = await enter(world, email);
    const wrong = new Browser(world, { ip: '203.0.113.9' });
    for (const address of [email, 'nobody@example.test'])
      await expect(
        wrong.api.authentication.login({ body: { email: address, password: 'not the right one' } }),
      ).rejects.toMatchObject({ problem: { code: 'CREDENTIALS_INVALID' } });
    await settle();
    const failed = (await own(owner.userId!)).filter(({ type }) => type === 'login.failed');
    expect(failed).toEqual([
      expect.objectContaining({ group: 'ACCESS', behaviour: false, properties: { proof: 'PASSWORD' } }),
    ]);
    const [row] = await analytics.warehouse.rows(
      `select count(*) as failed, count(*) filter (caused) as caused from events where type = 'login.failed'`,
    );
    expect(row).toEqual({ failed: 1, caused: 0 });
  });
});

describe('who may be looked at', () => {
  test('withdrawn consent takes the behaviour along, here and in the copy, whatever is on its way', async () => {
    const userId = await person(true);
    await send(userId, [viewed(), viewed()]);
    await settle();
    expect((await copied(userId))!.filter(({ behaviour }) => behaviour)).toHaveLength(2);
    await Promise.all([consent(userId, false), send(userId, [viewed()])]);
    expect(await send(userId, [viewed()])).toMatchObject({ consented: false });
    await settle();
    expect((await own(userId)).filter(({ behaviour }) => behaviour)).toEqual([]);
    expect((await copied(userId))!.map(({ type }) => type)).toEqual(['account.created', 'email.verified']);
    await consent(userId, true);
    await settle();
    expect(await send(userId, [viewed()])).toMatchObject({ accepted: 1 });
  });

  test('an erased account leaves nothing behind, not even its pseudonym', async () => {
    const userId = await person(true);
    await send(userId, [viewed()]);
    await settle();
    const { db } = world.brain.kernel.database;
    const { person: key } = (await analytics.events.peopleOf(db, [userId])).get(userId)!;
    await world.brain.kernel.database.transact((tx) =>
      world.brain.kernel.outbox.publish(tx, {
        type: 'account.erased',
        actorId: null,
        at: at(),
        topics: [],
        data: { userId },
      }),
    );
    await settle();
    expect(await analytics.events.peopleOf(db, [userId])).toEqual(new Map());
    expect(await analytics.events.usersOf(db, [key])).toEqual(new Map());
    expect(await analytics.warehouse.rows(`select * from events where person = ${key}`)).toEqual([]);
    const left = await db.selectFrom('analytics_events').where('person', '=', key).selectAll().execute();
    expect(left).toEqual([]);
  });

  test('test accounts count nowhere', async () => {
    const probe = await person(true, 'watch@probe.test');
    const robot = await person(true, 'robot@example.test');
    await send(probe, [viewed()]);
    await settle();
    expect(await copied(probe)).toEqual([]);
    expect(await copied(robot)).toEqual([]);
    expect((await own(probe)).map(({ type }) => type)).toContain('page.viewed');
    expect(await analytics.events.markExcluded()).toBe(0);
  });

  test('the export holds what is kept', async () => {
    const userId = await person(true);
    await send(userId, [viewed()]);
    const section = await analytics.events.exportOf(world.brain.kernel.database.db, userId);
    expect(section).toMatchObject({ behaviourRecorded: true });
    expect(section['events']).toContainEqual({
      at: at(),
      type: 'page.viewed',
      needs: 'your consent',
      properties: { route: '/ventures/[id]' },
    });
  });
});

test('after 13 months events are counts by day, in PostgreSQL and in the copy', async () => {
  const [one, two] = [await person(true), await person(true)];
  const old = new Date(world.clock.now().getTime() - 420 * dayMs);
  const past = (userId: string, minutes: number) => ({
    userId,
    at: new Date(old.getTime() + minutes * 60_000),
    type: 'task.moved' as const,
  });
  await world.brain.kernel.database.transact((tx) =>
    analytics.events.record(tx, [past(one, 0), past(one, 1), past(two, 2)]),
  );
  await analytics.refresh();
  const range = { from: new Date(old.getTime() - dayMs), to: new Date(old.getTime() + dayMs) };
  const before = await analytics.queries.dayCounts(range, ['task.moved', '*']);
  expect(before.reduce((sum, { events }) => sum + events, 0)).toBe(6);
  await world.brain.kernel.jobs.run('analytics.drop-old');
  await world.brain.kernel.jobs.run('analytics.drop-old');
  await analytics.refresh();
  expect(await analytics.queries.dayCounts(range, ['task.moved', '*'])).toEqual(before);
  expect(await copied(one)).toHaveLength(2);
  expect((await own(one)).map(({ type }) => type)).not.toContain('task.moved');
  await analytics.warehouse.rebuild();
  expect(await analytics.queries.dayCounts(range, ['task.moved', '*'])).toEqual(before);
});
