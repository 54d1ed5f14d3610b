import { platformPapers, signPaper, type Enrolled } from '@smartstart/testkit';
import { addDays, addMs, hourMs, minuteMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { openBureau, type Bureau } from '../desk/test-bureau.ts';
import type { NewEvent } from '../events/event.ts';
import { metricsByKey } from './catalogue.ts';
import type { Span } from './range.ts';
import * as store from './store.ts';

/**
 * Seven people over a hundred days that begin on a Monday at midnight of the hub. Ann, Ben, Cat and Dan join on day 0, Eve
 * and Fay on day 8, Gil on day 98. Every figure is worked out by hand.
 */
let bureau: Bureau;
let begun: Date;
const people: Record<string, Enrolled> = {};

const on = (day: number, hour = 0, minute = 0) => addMs(addDays(begun, day), (hour * 60 + minute) * minuteMs);
const between = (from: number, to: number): Span => ({ from: on(from), to: on(to) });
const until = (moment: Date) => bureau.clock.advance(moment.getTime() - bureau.clock.now().getTime());
const figure = (name: string, span: Span) => bureau.services.analyticsDesk.figures.valueOf(name, span);
const value = async (name: string, span: Span) => (await figure(name, span)).value;
const did = (name: string, at: Date, type: NewEvent['type'] = 'poll.voted'): NewEvent => ({
  at,
  userId: people[name]!.userId,
  type,
  ...(type === 'feature.used' ? { properties: { feature: 'board' } } : {}),
});

async function joins(...names: string[]): Promise<void> {
  for (const name of names) people[name] = await bureau.guest(name);
  await bureau.world.settle();
}

/** The journey as it stands, without the ten screens that lead there. */
async function journey(name: string, stage: number, started: Date, finished: Date | null): Promise<void> {
  const user_id = people[name]!.userId;
  await bureau.db.deleteFrom('journey_stages').where('user_id', '=', user_id).execute();
  await bureau.db.deleteFrom('journeys').where('user_id', '=', user_id).execute();
  await bureau.db
    .insertInto('journeys')
    .values({ user_id, started_at: started, progressed_at: started, finished_at: finished })
    .execute();
  for (let number = 1; number <= stage; number++)
    await bureau.db
      .insertInto('journey_stages')
      .values({ user_id, number, state: 'COMPLETED', opened_at: started, closed_at: finished ?? started })
      .execute();
}

const minute = (at: Date, brain: string, more: Partial<store.Minute> = {}): store.Minute => ({
  at,
  brain,
  requests: 10,
  errors: 0,
  buckets: { '0.1': 10 },
  jobsFailed: 0,
  queueDepth: 0,
  deadLetters: 0,
  auditBroken: false,
  ...more,
});

beforeAll(async () => {
  bureau = await openBureau();
  const { calendar } = bureau.services.analytics.warehouse;
  const today = calendar.dayOf(bureau.clock.now());
  begun = calendar.startOf(calendar.add(calendar.floor(today, 'WEEK'), 'WEEK', 1));
  until(on(0, 1));
  people['Ann'] = await bureau.member('Ann');
  await joins('Ben', 'Cat', 'Dan');
  await bureau.world.settle();
  await people['Ann'].api.users.setConsent({ body: { kind: 'BEHAVIOUR_ANALYTICS', granted: true } });
  await bureau.world.settle();
  until(on(8, 1));
  await joins('Eve', 'Fay');
  // Ben signs too late to count as activated, which is what he does on day 9.
  until(on(9, 1));
  for (const code of platformPapers) await signPaper(people['Ben']!.api, 'Ben', code);
  await bureau.world.settle();
  until(on(98, 1));
  await joins('Gil');
  until(on(100));
  await journey('Ann', 7, on(0, 1), on(10, 1));
  // Finished within 30 days of the first step, and after the 30th day of the account.
  await journey('Ben', 7, on(5), on(31));
  await journey('Cat', 3, on(0, 1), null);
  await journey('Dan', 1, on(0, 1), null);
  await bureau.events([
    did('Ann', on(8, 10)),
    did('Cat', on(10, 9)),
    did('Eve', on(15, 9)),
    did('Ben', on(28, 9)),
    did('Ann', on(29, 9)),
    // Two visits of Ann (45 minutes, and one moment), one of Ben, whose pause is 30 minutes and no more.
    ...[0, 20, 45, 91].map((at) => did('Ann', on(50, 10, at))),
    ...[0, 30].map((at) => did('Ben', on(50, 12, at))),
    // Not caused by her: no visit, no active day.
    { ...did('Cat', on(50, 12)), caused: false },
    ...[0, 1, 2].map((day) => did('Ann', on(85 + day, 9))),
    // On her way through the journey: 20 and 25 minutes, and a pause of 45.
    ...[0, 20, 45, 90].map((at) => did('Ann', on(3, 9, at))),
    // What makes Ann's score of the last 30 days: five active days, twenty uses, three texts.
    ...Array.from({ length: 20 }, (_, at) => did('Ann', on(94, 9, at), 'feature.used')),
    ...[0, 1, 2].map((at) => did('Ann', on(94, 10, at), 'message.posted')),
    did('Ann', on(95, 9)),
    ...[5, 6, 7].map((at) => did('Dan', on(60, at), 'login.succeeded')),
  ]);
}, 240_000);
afterAll(() => bureau?.close());

describe('activity', () => {
  test('distinct people on a day, in 7 and in 30 days that end with it', async () => {
    // Day 29: Ann. Days 23 to 29: Ann and Ben. Days 0 to 29: everybody but Gil.
    expect(await value('dau', between(0, 30))).toBe(1);
    expect(await value('wau', between(0, 30))).toBe(2);
    expect(await value('mau', between(0, 30))).toBe(6);
    expect(await value('dau', between(20, 21))).toBe(0);
  });

  test('stickiness: 13 active days in 30 days, of 6 people', async () => {
    // Day 0: 4. Day 3: Ann. Day 8: Ann, Eve, Fay. Day 9: Ben. Day 10: Cat. Day 15: Eve. Day 28: Ben. Day 29: Ann.
    const days = 4 + 1 + 3 + 1 + 1 + 1 + 1 + 1;
    expect(await value('stickiness', between(0, 30))).toBeCloseTo(days / 30 / 6, 12);
  });

  test('visits of 45, 0 and 30 minutes; their middle is 30', async () => {
    expect(await value('visits', between(50, 51))).toBe(3);
    expect(await value('visit-length', between(50, 51))).toBe(30);
    expect(await value('visits', between(51, 52))).toBe(0);
    expect(await value('visit-length', between(51, 52))).toBeNull();
  });

  test('events are those that people caused, by the hour and by the minute', async () => {
    expect(await value('events', between(50, 51))).toBe(6);
    expect(await value('events', { from: on(50, 10), to: on(50, 11) })).toBe(3);
    expect(await value('events', { from: on(50, 10, 15), to: on(50, 10, 46) })).toBe(2);
  });
});

describe('joining', () => {
  test('new users and accounts', async () => {
    expect(await value('new-users', between(0, 1))).toBe(4);
    expect(await value('new-users', between(1, 100))).toBe(3);
    expect(await value('accounts', between(0, 9))).toBe(6);
  });

  test('activation within seven days: Ann of the first four; Ben signed on the ninth day', async () => {
    expect(await value('activation-rate', between(6, 8))).toBe(1 / 4);
    // With Eve and Fay, whose seventh day is the 15th.
    expect(await value('activation-rate', between(6, 16))).toBeCloseTo(1 / 6, 12);
    expect(await value('activation-rate', between(20, 21))).toBeNull();
  });

  test('onboarding: one of four finished by the 30th day, and where the others stand', async () => {
    const { value: share, split } = await figure('onboarding-completion', between(29, 31));
    expect(share).toBe(1 / 4);
    // Ben finished a day late: he stands before the last stage. Cat did three, Dan one.
    expect(split!.filter((part) => part.value).map(({ key, people: some }) => [key, some])).toEqual([
      ['stage-2', 1],
      ['stage-4', 1],
      ['stage-7', 1],
    ]);
  });

  test('the time through the journey is the active one of those who count as through: 45 minutes of ten days', async () => {
    expect(await value('onboarding-time', between(29, 31))).toBe(20 + 25);
    expect(await value('onboarding-time', between(60, 61))).toBeNull();
  });
});

test('consent: Ann agreed on the first day, and Ben on the hundredth', async () => {
  await people['Ben']!.api.users.setConsent({ body: { kind: 'BEHAVIOUR_ANALYTICS', granted: true } });
  expect(await value('consent-rate', between(0, 9))).toBeCloseTo(1 / 6, 12);
  const { value: share, split } = await figure('consent-rate', { from: on(99), to: addMs(on(100), 1) });
  expect(share).toBeCloseTo(2 / 7, 12);
  expect(split!.find(({ key }) => key === 'BEHAVIOUR_ANALYTICS')).toMatchObject({ people: 2 });
  expect(await value('consent-rate', between(-10, 0))).toBeNull();
});

describe('retention', () => {
  // The first cohort: week 1 is days 7 to 13, week 4 days 28 to 34, week 12 days 84 to 90.
  test('of the first week: Ann, Ben and Cat of four in week 1, Ann and Ben in week 4, Ann in week 12', async () => {
    expect(await value('retention-w1', between(13, 15))).toBe(3 / 4);
    expect(await value('retention-w4', between(34, 36))).toBe(2 / 4);
    expect(await value('retention-w12', between(90, 92))).toBe(1 / 4);
  });

  test('cohorts whose week ended in the range are put together', async () => {
    // Of the second cohort Eve came back in days 14 to 20: three of four and one of two.
    expect(await value('retention-w1', between(13, 22))).toBeCloseTo(4 / 6, 12);
    expect(await value('retention-w1', between(20, 22))).toBe(1 / 2);
    expect(await value('retention-w1', between(40, 48))).toBeNull();
  });
});

describe('signing in', () => {
  test('is counted from the events, which stay when sessions are deleted', async () => {
    expect(await value('sign-ins', between(60, 61))).toBe(3);
    expect(await value('sign-ins', { from: on(60, 5), to: on(60, 7) })).toBe(2);
    expect(await value('sign-ins', between(61, 62))).toBe(0);
  });

  test('failures are counted while they are kept, and not known before', async () => {
    const at = on(99);
    const row = { user_id: null, ip: '192.0.2.1', agent: 'test' };
    await bureau.db
      .insertInto('failed_sign_ins')
      .values([
        { id: newId(), at, ...row },
        { id: newId(), at: addMs(at, hourMs), ...row },
      ])
      .execute();
    expect(await value('sign-in-failures', between(99, 100))).toBe(2);
    expect(await value('sign-in-failures', { from: on(99, 1), to: on(100) })).toBe(1);
    expect(await value('sign-in-failures', between(5, 100))).toBeNull();
  });
});

describe('the installation', () => {
  const [one, two] = [newId(), newId()];
  beforeAll(async () => {
    // Ten minutes before day 100: one is missing, and in the last both Brains wrote.
    for (let back = 10; back >= 1; back--)
      if (back !== 4) await store.addMinute(bureau.db, minute(addMs(on(100), -back * minuteMs), one));
    await store.addMinute(
      bureau.db,
      minute(addMs(on(100), -minuteMs), two, {
        requests: 110,
        errors: 8,
        buckets: { '0.5': 100, '1': 10 },
        jobsFailed: 2,
        queueDepth: 7,
        deadLetters: 1,
        auditBroken: true,
      }),
    );
  });
  const lately = () => ({ from: on(99, 23), to: on(100) });

  test('adds up its Brains: 9 of 10 minutes, 200 answers, 8 errors', async () => {
    expect(await value('availability', lately())).toBeCloseTo(9 / 10, 12);
    expect(await value('requests', lately())).toBe(9 * 10 + 110);
    expect(await value('error-share', lately())).toBeCloseTo(8 / 200, 12);
    expect(await value('job-failures', lately())).toBe(2);
  });

  test('answer times: 90 of 200 within 0.1 s, 190 within 0.5 s, all within 1 s', async () => {
    // The hundredth is the 10th of 100 between 0.1 and 0.5 s; the 190th is the last of them.
    expect(await value('latency-p50', lately())).toBeCloseTo(100 + (10 / 100) * 400, 6);
    expect(await value('latency-p95', lately())).toBeCloseTo(500, 6);
    expect(await value('latency-p95', between(60, 61))).toBeNull();
  });

  test('queues and the audit chain are those of the last minute', async () => {
    expect(await value('queue-depth', lately())).toBe(7);
    expect(await value('dead-letters', lately())).toBe(1);
    expect(await value('audit-check', lately())).toBe(0);
    expect(metricsByKey.get('audit-check')!.alarm!(0)).toBe('The audit chain is broken.');
    expect(await value('audit-check', { from: on(99, 23), to: addMs(on(100), -minuteMs) })).toBe(1);
  });

  test('health: one newcomer, a mean engagement of 14.5, nine minutes of ten', async () => {
    // Ann: 2 × 5 active days + 0.4 × 20 uses + 3 × 3 texts = 27. Gil joined on day 98: one active day, 2.
    const engagement = (10 + 8 + 9 + 2) / 2;
    const health = 0.1 * 1 + 0.4 * engagement + 0.2 * 90;
    expect(await value('platform-health', { from: on(70), to: on(100) })).toBeCloseTo(health, 9);
  });
});

describe('papers', () => {
  test('of two members one is compliant, six of ten copies are in force', async () => {
    const range = (moment: Date) => ({ from: addDays(moment, -1), to: moment });
    expect(await value('compliance-rate', range(bureau.clock.now()))).toBe(1);
    expect(await value('validity-rate', range(bureau.clock.now()))).toBe(1);
    // Four of Ann's five end after 365 days, Ben signed his nine days later.
    until(on(370));
    await bureau.run('expire-papers');
    expect(await value('compliance-rate', range(bureau.clock.now()))).toBe(1 / 2);
    expect(await value('validity-rate', range(bureau.clock.now()))).toBe((1 + 5) / 10);
  });
});
