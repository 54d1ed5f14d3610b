import { addDays, addMs, dayMs, hourMs, minuteMs } from '@smartstart/units';
import type { Enrolled } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { shift } from '../../../services/buz/test-people.ts';
import { openHall, type Hall } from '../../../services/teams/test-hall.ts';
import { openBureau, type Bureau } from '../desk/test-bureau.ts';
import type { NewEvent } from '../events/event.ts';
import * as store from '../metrics/store.ts';
import { judge } from './looking.ts';

/**
 * Forty-five quiet days, in which the watch finds nothing; then one hour in which every rule about the hub, about a team and
 * about engagement has something to find, with figures worked out by hand; then it is over.
 */
let bureau: Bureau;
let hall: Hall;
let [chief, security, billing, legal]: Enrolled[] = [];
let [lead, other, fading]: Enrolled[] = [];
let [leftTeam, wholeTeam]: string[] = [];

const streams = ['sign-ins', 'events', 'error-share', 'latency-p95', 'buz-volume'];
const now = () => bureau.clock.now();
const look = () => bureau.services.analyticsDesk.watch.look();
const open = async (who: Enrolled, scope?: 'OWN' | 'HUB') => {
  const query = { state: 'OPEN' as const, limit: 100, ...(scope ? { scope } : {}) };
  return new Map((await who.api.analytics.anomalies({ query })).items.map((one) => [one.rule, one]));
};
const told = async (who: Enrolled) => {
  await bureau.world.settle();
  const { items } = await who.api.notifications.list({ query: { limit: 100 } });
  return items.filter(({ type }) => type === 'anomaly.found').map(({ title }) => title);
};

/** A day that rises and falls with a little noise, between 10 and 34. */
const usual = (hour: number) => 20 + 10 * Math.sin((hour / 24) * 2 * Math.PI) + ((hour * 7919) % 5);
/** Hours are counted from here, so that the streams are the same on whichever day they are heard. */
let firstHour: number;

/** Hours of every stream: usual ones, or what they are told to be. */
async function kept(from: number, to: number, value?: number): Promise<void> {
  const hours = Array.from({ length: to - from }, (_, index) => from + index);
  const rows = streams.flatMap((metric) =>
    hours.map((hour) => ({
      metric,
      grain: 'HOUR',
      at: new Date(hour * hourMs),
      value: value ?? usual(hour - firstHour),
      split: null,
      computed_at: now(),
    })),
  );
  await bureau.db.insertInto('metric_values').values(rows).execute();
}
const thisHour = () => Math.floor(now().getTime() / hourMs);

/** Answers of the hour that is over. */
async function answered(requests: number, errors: number, seconds: number): Promise<void> {
  await store.addMinute(bureau.db, {
    at: new Date((thisHour() - 1) * hourMs + 10 * minuteMs),
    brain: newId(),
    requests,
    errors,
    buckets: { [String(seconds)]: requests },
    jobsFailed: 0,
    queueDepth: 0,
    deadLetters: 0,
    auditBroken: false,
  });
}

/** The hub's fee on a distribution that was completed then. */
async function earned(feeMinor: bigint, completed_at: Date): Promise<void> {
  const venture_id = newId();
  const created = { created_by: chief!.userId, created_at: completed_at };
  await bureau.db
    .insertInto('venture_books')
    .values({ venture_id, currency: 'CAD', created_at: completed_at })
    .execute();
  await bureau.db
    .insertInto('distributions')
    .values({
      id: newId(),
      venture_id,
      state: 'COMPLETED',
      net_minor: 20n * feeMinor,
      platform_minor: feeMinor,
      distributed_minor: 19n * feeMinor,
      completed_at,
      ...created,
    })
    .execute();
}

const act = (type: NewEvent['type'], at: Date): NewEvent => ({
  at,
  userId: fading!.userId,
  type,
  ...(type === 'feature.used' ? { properties: { feature: 'board' } } : {}),
});

beforeAll(async () => {
  bureau = await openBureau();
  hall = openHall(bureau.world);
  [chief, security, billing, legal] = [
    await bureau.administrator('12'),
    await bureau.administrator('10'),
    await bureau.administrator('9'),
    await bureau.administrator('11'),
  ];
  lead = await hall.leader('Lea Lead');
  other = await hall.leader('Olli Other');
  fading = await bureau.member('Fay Fading');
  await fading.api.users.setConsent({ body: { kind: 'BEHAVIOUR_ANALYTICS', granted: true } });
  const members = [
    await hall.member('Ann One'),
    await hall.member('Ben Two'),
    await hall.member('Cat Three'),
  ];
  leftTeam = (await hall.team(lead, { name: 'Rudder' })).id;
  wholeTeam = (await hall.team(other, { name: 'Anchor' })).id;
  for (const who of members)
    for (const [leader, team] of [
      [lead, leftTeam],
      [other, wholeTeam],
    ] as const)
      await hall.bring(leader, team, who);
  await bureau.world.settle();
  // What setting up cost lies before the 44 days that are compared.
  bureau.clock.advance(5 * dayMs);
  await shift(bureau.world, 'COMMUNITY', lead, 440_000_000n);
  // To four minutes past an hour, when the job runs.
  bureau.clock.advance(40 * dayMs);
  bureau.clock.advance(hourMs - (now().getTime() % hourMs) + 4 * minuteMs);
  firstHour = thisHour() - 42 * 24;
  await kept(firstHour, thisHour());
  await answered(1_000, 50, 0.5);
  // One of four goes: that is no half.
  await members[0]!.api.teams.removeMember({ params: { teamId: wholeTeam, userId: members[0]!.userId } });
  await bureau.world.settle();
}, 240_000);
afterAll(() => bureau?.close());

test('a quiet platform is let alone: errors of 5 % and half a second are within their bounds', async () => {
  expect(await look()).toMatchObject({ failed: 0 });
  for (const who of [chief!, security!, billing!, legal!, lead!, other!])
    expect([...(await open(who, 'HUB')).keys()]).toEqual([]);
  expect([...(await open(fading!)).keys()]).toEqual([]);
}, 120_000);

describe('an hour in which everything happens', () => {
  beforeAll(async () => {
    // Fifteen active days, fifty uses and ten texts, 60 to 31 days ago: 30 + 20 + 30 points. One active day since: 2.
    const then = (day: number, at = 0) => addMs(addDays(now(), -day), at * 1_000);
    await bureau.events([
      ...Array.from({ length: 15 }, (_, day) => act('poll.voted', then(34 + day))),
      ...Array.from({ length: 50 }, (_, at) => act('feature.used', then(36, at))),
      ...Array.from({ length: 10 }, (_, at) => act('message.posted', then(37, at))),
      act('poll.voted', then(3)),
    ]);
    // Three of four leave.
    const { items } = await lead!.api.teams.members({ params: { teamId: leftTeam! } });
    for (const { userId } of items)
      if (userId !== lead!.userId)
        await lead!.api.teams.removeMember({ params: { teamId: leftTeam!, userId } });
    await shift(bureau.world, 'COMMUNITY', other!, 120_000_000n);
    // Everybody joined, and 200.00 came in, in the 30 days before the last 30; in these nobody, and 20.00.
    await earned(20_000n, addDays(now(), -40));
    await earned(2_000n, addDays(now(), -1));
    bureau.clock.advance(hourMs);
    await answered(1_000, 60, 5);
    await kept(thisHour() - 1, thisHour(), 400);
    expect(await look()).toMatchObject({ failed: 0 });
  }, 120_000);

  test('more than half of a team left: told to its lead, seen by the chief, and by nobody else', async () => {
    const found = (await open(lead!)).get('TEAM_LEAVING');
    expect(found).toMatchObject({ seen: 3, compared: 4, subject: { kind: 'TEAM', id: leftTeam } });
    expect(found!.text).toBe('3 people left Rudder within 30 days; it had 4.');
    expect((await open(chief!)).get('TEAM_LEAVING')?.id).toBe(found!.id);
    for (const who of [other!, security!, billing!, legal!])
      expect((await open(who)).has('TEAM_LEAVING')).toBe(false);
    expect(await told(lead!)).toEqual(['More than half of a team left']);
    expect(await told(other!)).toEqual([]);
    // Half of the other team would have to go yet.
    const { db } = bureau;
    const teams = await db.selectFrom('anomalies').where('subject_id', '=', wholeTeam!).selectAll().execute();
    expect(teams).toEqual([]);
  });

  test('engagement fell from 80 to 2: told to the person, and to nobody else', async () => {
    expect((await open(fading!)).get('ENGAGEMENT_DROP')).toMatchObject({ seen: 2, compared: 80 });
    expect(await told(fading!)).toEqual(['Engagement fell']);
    for (const who of [chief!, lead!]) expect((await open(who)).has('ENGAGEMENT_DROP')).toBe(false);
  });

  test('growth fell: no newcomers, and a tenth of the revenue', async () => {
    const found = (await open(chief!)).get('GROWTH_NEGATIVE');
    expect(found!.seen).toBeCloseTo(0.6 * (0 - 1) + 0.4 * (2_000 / 20_000 - 1), 12);
    expect(found!.compared).toBe(-0.5);
  });

  test('errors and answer times, told to the security administrator', async () => {
    const found = await open(security!, 'HUB');
    expect(found.get('ERROR_SHARE')).toMatchObject({ seen: 0.06, compared: 0.05 });
    // All answers lie in the bucket up to 5 s: 95 % of the way.
    expect(found.get('SLOW_ANSWERS')!.seen).toBeCloseTo(4_750, 6);
    expect(found.get('SLOW_ANSWERS')!.compared).toBe(2_000);
    expect(await told(security!)).toEqual(
      expect.arrayContaining(['Share of errors above 5 %', 'Answers slower than 2 seconds']),
    );
  });

  test('BUZ moved: 129 in a day, of 440 in the 44 days before', async () => {
    const found = (await open(billing!, 'HUB')).get('BUZ_MOVEMENT');
    // 120 were sent, and 3 paid for each of the three who were removed.
    expect(found!.seen).toBeCloseTo(120 + 3 * 3, 9);
    expect(found!.compared).toBeCloseTo(440 / 44, 9);
    expect((await open(legal!, 'HUB')).size).toBe(0);
  });

  test('each of the five streams, against the median of its four weeks', async () => {
    const found = await open(chief!, 'HUB');
    for (const rule of ['SIGN_INS', 'EVENTS', 'ERRORS', 'LATENCY', 'BUZ'] as const) {
      const one = found.get(`STREAM_${rule}`)!;
      expect(one).toMatchObject({ seen: 400, kind: 'COMPUTED' });
      // The usual hours lie between 10 and 34.
      expect(one.compared! > 10 && one.compared! < 34).toBe(true);
    }
  });

  test('an hour later the rules are over; a stream rests for six hours', async () => {
    bureau.clock.advance(hourMs);
    await answered(1_000, 0, 0.1);
    await kept(thisHour() - 1, thisHour());
    await look();
    const rules = [...(await open(chief!, 'HUB')).keys()];
    expect(rules).not.toContain('ERROR_SHARE');
    expect(rules).not.toContain('SLOW_ANSWERS');
    expect(rules).toEqual(expect.arrayContaining(['STREAM_EVENTS', 'TEAM_LEAVING']));
    const from = thisHour();
    bureau.clock.advance(6 * hourMs);
    await kept(from, thisHour());
    await look();
    expect([...(await open(chief!, 'HUB')).keys()].filter((rule) => rule.startsWith('STREAM'))).toEqual([]);
  }, 120_000);
});

test('a stream that breaks out while the detector rests is said, one that is only unusual is not', () => {
  // Something small was said in the last days of these weeks: the detector rests.
  const weeks = Array.from({ length: 42 * 24 - 1 }, (_, hour) => usual(498_721 + hour));
  expect(judge([...weeks, 36])).toBe(false);
  expect(judge([...weeks, 400])).toBe(true);
  expect(judge([...weeks, -400])).toBe(true);
});
