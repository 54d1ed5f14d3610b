import type { Enrolled } from '@smartstart/testkit';
import { minuteMs } from '@smartstart/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import * as minutes from '../metrics/store.ts';
import { openBureau, type Bureau } from './test-bureau.ts';

let bureau: Bureau;
let chief: Enrolled;
let guard: Enrolled;
let member: Enrolled;

beforeAll(async () => {
  bureau = await openBureau();
  chief = await bureau.administrator('12');
  guard = await bureau.administrator('10');
  member = await bureau.member('Mia Member');
  await bureau.world.settle();
}, 120_000);
afterAll(() => bureau?.close());

const live = () => bureau.services.analyticsDesk.live;
const mayFollow = ({ userId }: Enrolled, part: string) => live().mayFollow(bureau.db, part, userId);
const minute = (at: Date) => ({
  at,
  brain: newId(),
  requests: 30,
  errors: 3,
  buckets: { '0.1': 30 },
  jobsFailed: 0,
  queueDepth: 2,
  deadLetters: 0,
  auditBroken: false,
});

test('nothing is worked out while nobody looks', async () => {
  const heard: unknown[] = [];
  live().listen((message) => heard.push(message));
  await live().push();
  expect(heard).toEqual([]);
});

test('before the first minute is over it says so, then it is fresh, and old when nothing came since', async () => {
  expect(await guard.api.analytics.live({})).toMatchObject({ state: 'COLLECTING', at: null });
  const at = new Date(Math.floor(bureau.clock.now().getTime() / minuteMs) * minuteMs);
  await minutes.addMinute(bureau.db, minute(at));
  bureau.clock.advance(minuteMs);
  const fresh = await guard.api.analytics.live({});
  expect(fresh).toMatchObject({ state: 'FRESH', at: at.toISOString() });
  expect(fresh.figures.find(({ key }) => key === 'error-share')?.value).toBeCloseTo(0.1);
  bureau.clock.advance(10 * minuteMs);
  expect(await guard.api.analytics.live({})).toMatchObject({ state: 'STALE', at: at.toISOString() });
});

test('each part is followed by those who read it, and by nobody else', async () => {
  expect(await mayFollow(chief, 'PLATFORM')).toBe(true);
  expect(await mayFollow(chief, 'SECURITY')).toBe(true);
  expect(await mayFollow(guard, 'SECURITY')).toBe(true);
  expect(await mayFollow(guard, 'PLATFORM')).toBe(false);
  expect(await mayFollow(member, 'SECURITY')).toBe(false);
  expect(await mayFollow(chief, 'EVERYTHING')).toBe(false);
});

test('what is pushed of a part holds that part alone', async () => {
  const heard: { topic: string; data: Record<string, unknown> }[] = [];
  live().listen((message) => heard.push(message));
  await live().wanted();
  await live().push();
  expect(heard.map(({ topic }) => topic).toSorted()).toEqual(['figures:PLATFORM', 'figures:SECURITY']);
  for (const { topic, data } of heard)
    for (const { part } of data['figures'] as { part: string }[]) expect(topic).toBe(`figures:${part}`);
});

test('who loses a part does not go on hearing of it', async () => {
  expect(await mayFollow(guard, 'SECURITY')).toBe(true);
  await bureau.database.transact(async (tx) => {
    await bureau.security.clear(tx, guard.userId, 'APPOINTED', { value: '10' });
    await bureau.kernel.outbox.publish(tx, {
      type: 'access.changed',
      actorId: null,
      at: bureau.clock.now().toISOString(),
      topics: [`user:${guard.userId}`],
      data: { userId: guard.userId },
    });
  });
  await bureau.world.settle();
  const rows = await bureau.db
    .selectFrom('event_log')
    .select('control')
    .where('type', '=', 'figures.closed')
    .execute();
  const lost = rows.map(({ control }) => (control as { lostAccess: unknown }).lostAccess);
  expect(lost).toContainEqual({ userId: guard.userId, topic: 'figures:SECURITY' });
  expect(await mayFollow(guard, 'SECURITY')).toBe(false);
});
