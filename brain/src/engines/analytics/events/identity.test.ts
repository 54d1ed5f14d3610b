import { randomUUID } from 'node:crypto';
import type { Enrolled } from '@smartstart/testkit';
import { addDays, addMs, hourMs, isoDay, minuteMs } from '@smartstart/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBureau, type Bureau } from '../desk/test-bureau.ts';
import type { NewEvent } from './event.ts';

/**
 * One person is one person: on two devices, before and after signing in, told twice, told late, and gone. The world stands
 * at noon of a day of its own; what is counted is worked out by hand.
 */
let bureau: Bureau;
let noon: Date;

const ranged = (days: number) => ({ from: addDays(noon, days - 0.5), to: addDays(noon, days + 0.5) });
const on = (day: number) => isoDay(bureau.services.analytics.warehouse.calendar.dayOf(addDays(noon, day)));
const { stringify } = JSON;

beforeAll(async () => {
  bureau = await openBureau();
  const { calendar } = bureau.services.analytics.warehouse;
  const begins = calendar.startOf(calendar.dayOf(bureau.clock.now()) + 20);
  bureau.clock.advance(addMs(begins, 12 * hourMs).getTime() - bureau.clock.now().getTime());
  noon = bureau.clock.now();
}, 240_000);
afterAll(() => bureau?.close());

const viewed = (minutesAgo: number, id: string = randomUUID()) => ({
  id,
  at: addMs(noon, -minutesAgo * minuteMs).toISOString(),
  type: 'page.viewed' as const,
  properties: { route: '/ventures' },
});

/** Somebody who agreed, three weeks ago, so that signing up lies on another day. */
async function agreed(name: string) {
  const who = await bureau.guest(name);
  await who.api.users.setConsent({ body: { kind: 'BEHAVIOUR_ANALYTICS', granted: true } });
  await bureau.world.settle();
  return who;
}

/** What a browser sends: everything of one of its visits. */
function sent(userId: string, events: ReturnType<typeof viewed>[], visit: string, sessionId: string) {
  const body = { visit, sentAt: bureau.clock.now().toISOString(), events };
  return bureau.world.as(userId, { sessionId }).behaviorEvents.record({ body });
}

async function peopleOf(userIds: readonly string[]): Promise<number[]> {
  const found = await bureau.services.analytics.events.peopleOf(bureau.db, userIds);
  return userIds.map((userId) => found.get(userId)?.person ?? Number.NaN);
}

async function seen(userId: string): Promise<string[]> {
  const [person] = await peopleOf([userId]);
  await bureau.services.analytics.refresh();
  const rows = await bureau.services.analytics.warehouse.rows(
    `select strftime(moment, '%H:%M') as at from events where person = ${person} and type = 'page.viewed' order by moment, seq`,
  );
  return rows.map((row) => String(row['at']));
}

test('two devices and what a browser held before the sign-in are one history', async () => {
  const ida = await agreed('Ida One');
  const [phone, desk] = [randomUUID(), randomUUID()];
  // The telephone held three pages that were read before the sign-in; the desk was in use at the same time.
  await sent(ida.userId, [viewed(50), viewed(40), viewed(30)], randomUUID(), phone);
  await sent(ida.userId, [viewed(45), viewed(20)], randomUUID(), desk);
  expect(await seen(ida.userId)).toEqual(['11:10', '11:15', '11:20', '11:30', '11:40']);
  const range = { from: addMs(noon, -hourMs), to: noon };
  const { queries } = bureau.services.analytics;
  // No pause over thirty minutes between them: one visit of half an hour, of one person.
  expect(await queries.visits({ range })).toMatchObject({ visits: 1, medianSeconds: 30 * 60 });
  const { lines } = await queries.trend({
    match: { event: 'page.viewed' },
    count: 'PEOPLE',
    grain: 'HOUR',
    by: null,
    range,
  });
  expect(lines[0]).toMatchObject({ total: 1, people: 1 });
});

test('two people at one browser are two, whatever visit it names, and an event told twice counts once', async () => {
  const [una, otto] = [await agreed('Una First'), await agreed('Otto Second')];
  const [visit, session] = [randomUUID(), randomUUID()];
  const twice = viewed(10);
  await sent(una.userId, [twice, viewed(9)], visit, session);
  await sent(otto.userId, [viewed(8)], visit, session);
  // The first device did not hear the answer and sends again; the second brings the same along.
  expect(await sent(una.userId, [twice, viewed(7)], visit, session)).toMatchObject({
    accepted: 1,
    duplicate: 1,
  });
  expect(await sent(una.userId, [twice], randomUUID(), randomUUID())).toMatchObject({ duplicate: 1 });
  expect(await seen(una.userId)).toEqual(['11:50', '11:51', '11:53']);
  expect(await seen(otto.userId)).toEqual(['11:52']);
  const [one, two] = await peopleOf([una.userId, otto.userId]);
  expect(one).not.toBe(two);
});

test('what comes late counts on its day; an erased person leaves every day they were on', async () => {
  const crowd: Enrolled[] = [];
  for (const name of ['Ada', 'Bea', 'Cyd', 'Dee']) crowd.push(await agreed(name));
  const at = (person: number, day: number, minute = 0): NewEvent => ({
    at: addMs(addDays(noon, day), minute * minuteMs),
    userId: crowd[person]!.userId,
    type: 'task.moved',
  });
  // Day −9: Ada, Bea. Day −8: Bea, Cyd. Day −7: Ada.
  await bureau.events([at(0, -9), at(1, -9), at(1, -8), at(2, -8), at(0, -7), at(0, -7, 5)]);
  const { queries, warehouse } = bureau.services.analytics;
  const active = async () => {
    const range = { from: addDays(noon, -9), to: addDays(noon, -6.5) };
    return (await queries.activeUsers(range)).map(({ day, dau, wau }) => `${day} ${dau} ${wau}`);
  };
  const counts = async () =>
    (await queries.dayCounts(ranged(-8), ['task.moved', '*'])).map(({ type, events, people }) =>
      stringify([type, events, people]),
    );
  const hours = async () =>
    (await queries.hourCounts(ranged(-8), ['task.moved'])).map(({ events, people }) => [events, people]);
  expect(await active()).toEqual([`${on(-9)} 2 2`, `${on(-8)} 2 3`, `${on(-7)} 1 3`]);
  expect(await counts()).toEqual([stringify(['*', 2, 2]), stringify(['task.moved', 2, 2])]);

  // Dee's telephone was without a net: two of hers come now, into a day that was summed up.
  await bureau.events([at(3, -8, 1), at(3, -8, 2)]);
  expect(await active()).toEqual([`${on(-9)} 2 2`, `${on(-8)} 3 4`, `${on(-7)} 1 4`]);
  expect(await counts()).toEqual([stringify(['*', 4, 3]), stringify(['task.moved', 4, 3])]);
  expect(await hours()).toEqual([[4, 3]]);

  // Bea's account is erased.
  const [bea] = await peopleOf([crowd[1]!.userId]);
  await bureau.database.transact((tx) =>
    bureau.kernel.outbox.publish(tx, {
      type: 'account.erased',
      actorId: null,
      at: bureau.clock.now().toISOString(),
      topics: [],
      data: { userId: crowd[1]!.userId },
    }),
  );
  await bureau.world.settle();
  await bureau.services.analytics.refresh();
  expect(await active()).toEqual([`${on(-9)} 1 1`, `${on(-8)} 2 3`, `${on(-7)} 1 3`]);
  expect(await counts()).toEqual([stringify(['*', 3, 2]), stringify(['task.moved', 3, 2])]);
  expect(await hours()).toEqual([[3, 2]]);
  for (const table of ['events', 'person_days', 'people'])
    expect(await warehouse.rows(`select 1 from ${table} where person = ${bea}`)).toEqual([]);
  // Made anew from PostgreSQL it says the same.
  await warehouse.rebuild();
  expect(await active()).toEqual([`${on(-9)} 1 1`, `${on(-8)} 2 3`, `${on(-7)} 1 3`]);
  expect(await counts()).toEqual([stringify(['*', 3, 2]), stringify(['task.moved', 3, 2])]);
});
