import { randomUUID } from 'node:crypto';
import { addDays, addMs, hourMs } from '@smartstart/units';
import type { Enrolled } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser, enter } from '../../services/authentication/test-browser.ts';
import { createOffice } from '../../services/compliance/test-office.ts';
import type { NewEvent } from '../analytics/index.ts';
import { auditOf } from '../security/index.ts';

let office: Awaited<ReturnType<typeof createOffice>>;
let [ada, bob, eve]: Enrolled[] = [];
let [chief, guard]: Enrolled[] = [];

beforeAll(async () => {
  office = await createOffice();
  ada = await office.member('Ada Active');
  bob = await office.member('Bob Private');
  eve = await office.member('Eve Fading');
  chief = await office.administrator('12');
  guard = await office.administrator('10');
});
afterAll(() => office.close());

const consent = (person: Enrolled, granted = true) =>
  person.api.users.setConsent({ body: { kind: 'BEHAVIOUR_ANALYTICS', granted } });
const predictions = (person: Enrolled, on: boolean) =>
  person.api.insights.setPredictions({ body: { on } }, { idempotencyKey: randomUUID() });
const workOut = () => office.run('work-out-insights');

/** One use of a feature an hour on each of these days, so many days ago. */
async function used(person: Enrolled, daysAgo: readonly number[], features = ['board', 'wallet']) {
  const now = office.clock.now();
  const events = daysAgo.flatMap((ago) =>
    features.map((feature, at): NewEvent => ({
      at: addMs(addDays(now, -ago), at * 1000),
      userId: person.userId,
      type: 'feature.used',
      properties: { feature },
    })),
  );
  return office.database.transact((tx) => office.services.analytics.events.record(tx, events));
}

describe('without consent', () => {
  test('nobody is profiled: the own page says so and nothing is kept', async () => {
    expect(await used(bob!, [1, 2, 3])).toBe(0);
    await workOut();
    expect(await bob!.api.insights.mine({})).toMatchObject({ consent: 'PENDING', profile: null });
    expect((await chief!.api.insights.atRisk({ query: {} })).items).toEqual([]);
    for (const table of ['behavior_standings', 'behavior_facts', 'behavior_advice'] as const)
      expect(
        await office.db.selectFrom(table).selectAll().where('user_id', '=', bob!.userId).execute(),
      ).toEqual([]);
  });
});

describe('with consent', () => {
  beforeAll(async () => {
    await consent(ada!);
    await consent(eve!);
    await office.world.settle();
    await used(ada!, [0, 1, 2, 3, 8, 9, 15, 20]);
    await used(eve!, [35, 36, 40]);
  });

  test('the person sees each figure with its formula and parts', async () => {
    const { profile, consent: state } = await ada!.api.insights.mine({});
    expect(state).toBe('GRANTED');
    expect(profile!.engagement).toMatchObject({ kind: 'RULE', score: 22.4, level: 'LOW' });
    expect(profile!.engagement.formula).toContain('min(30, 2 × active days)');
    expect(profile!.engagement.parts.map(({ points }) => points)).toEqual([16, 6.4, 0]);
    expect(profile!.activity.activeDays30).toBe(8);
    expect(profile!.activity.days).toHaveLength(90);
    expect(profile!.activity.hours.reduce((sum, { events }) => sum + events, 0)).toBe(16);
    expect(profile!.breadth).toMatchObject({ used30: 2 });
    expect(profile!.performance.peers.medians).toBeNull();
    expect(profile!.stored.kinds).toContainEqual(
      expect.objectContaining({ type: 'feature.used', events: 16 }),
    );
    expect(profile!.advice.length).toBeGreaterThan(0);
  });

  test('the churn risk is the rule’s, and says that nothing was learnt', async () => {
    const { profile } = await eve!.api.insights.mine({});
    expect(profile!.churn).toMatchObject({
      state: 'SHOWN',
      mode: 'SCORECARD',
      kind: 'RULE',
      probability: null,
      level: 'HIGH',
      score: 80,
      provenance: { model: null, foreign: true },
    });
    expect(profile!.churn.reasons[0]).toMatchObject({ key: 'RECENCY', effect: 40 });
    expect(profile!.segment.state).toBe('NOT_ENOUGH_DATA');
  });

  test('operators see who may leave, with reasons and a next step, and their reading is written down', async () => {
    await workOut();
    const { items, summary } = await chief!.api.insights.atRisk({ query: { level: 'HIGH' } });
    expect(items.map(({ userId }) => userId)).toEqual([eve!.userId]);
    expect(items[0]).toMatchObject({ mode: 'SCORECARD', level: 'HIGH', contested: false });
    expect(items[0]!.reasons.length).toBeGreaterThan(0);
    expect(items[0]!.nextStep?.reason).toBeTruthy();
    expect(summary).toMatchObject({ people: 2, high: 1, mode: 'SCORECARD' });
    const read = await auditOf(office.db, { action: 'insight.risk-read' }, { limit: 5, before: null });
    expect(read.length).toBeGreaterThan(0);
  });

  test('a switched off prediction is gone from everywhere at once, also from what models learn from', async () => {
    const off = await predictions(eve!, false);
    expect(off.on).toBe(false);
    expect((await chief!.api.insights.atRisk({ query: { level: 'HIGH' } })).items).toEqual([]);
    const { profile } = await eve!.api.insights.mine({});
    expect(profile!.churn).toMatchObject({ state: 'SWITCHED_OFF', score: null, probability: null });
    expect(profile!.segment.state).toBe('SWITCHED_OFF');
    await workOut();
    expect((await chief!.api.insights.atRisk({ query: { level: 'HIGH' } })).items).toEqual([]);
    await predictions(eve!, true);
    await workOut();
    expect((await chief!.api.insights.atRisk({ query: { level: 'HIGH' } })).items).toHaveLength(1);
  });

  test('a statement can be contested once, with what was shown, and an operator answers', async () => {
    const body = { statement: 'CHURN' as const, words: 'I was on leave for a month and am back.' };
    const mine = await eve!.api.insights.contest({ body }, { idempotencyKey: randomUUID() });
    expect(mine).toMatchObject({ state: 'OPEN', statement: 'CHURN' });
    await expect(eve!.api.insights.contest({ body }, { idempotencyKey: randomUUID() })).rejects.toMatchObject(
      { problem: { code: 'ALREADY_EXISTS' } },
    );
    await expect(bob!.api.insights.contest({ body }, { idempotencyKey: randomUUID() })).rejects.toMatchObject(
      { problem: { code: 'RULE_VIOLATED' } },
    );
    const { items } = await chief!.api.insights.contests({ query: {} });
    expect(items[0]).toMatchObject({ id: mine.id, userId: eve!.userId, shown: { mode: 'SCORECARD' } });
    expect((await chief!.api.insights.atRisk({ query: {} })).items[0]).toMatchObject({ contested: true });
    const params = { contestId: mine.id };
    const answer = { outcome: 'UPHELD' as const, answer: 'Thank you: we took the leave into account.' };
    await chief!.api.insights.answerContest({ params, body: answer });
    await expect(chief!.api.insights.answerContest({ params, body: answer })).rejects.toMatchObject({
      problem: { code: 'ILLEGAL_TRANSITION' },
    });
    expect((await eve!.api.insights.mine({})).contests[0]).toMatchObject({
      state: 'UPHELD',
      answer: answer.answer,
    });
  });

  test('a suggestion is answered by its person alone, once, and a dismissed one is not shown again', async () => {
    const { profile } = await ada!.api.insights.mine({});
    const [first] = profile!.advice;
    const params = { adviceId: first!.id };
    await expect(
      eve!.api.insights.answerAdvice({ params, body: { answer: 'HELPFUL' } }),
    ).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    const answered = await ada!.api.insights.answerAdvice({ params, body: { answer: 'DISMISSED' } });
    expect(answered.answer).toBe('DISMISSED');
    await expect(
      ada!.api.insights.answerAdvice({ params, body: { answer: 'HELPFUL' } }),
    ).rejects.toMatchObject({ problem: { code: 'ILLEGAL_TRANSITION' } });
    const ids = (await ada!.api.insights.mine({})).profile!.advice.map(({ id }) => id);
    expect(ids).not.toContain(first!.id);
  });

  test('the own export holds what is kept', async () => {
    const kept = (await office.services.behavior.exportOf(office.db, ada!.userId)) as {
      standing: { engagement: number };
      suggestions: unknown[];
      facts: unknown[];
    };
    expect(kept.standing.engagement).toBeCloseTo(22.4, 5);
    expect(kept.suggestions.length).toBeGreaterThan(0);
    expect(kept.facts).toHaveLength(1);
  });

  test('facts are written again only when they differ', async () => {
    await workOut();
    const rows = await office.db
      .selectFrom('behavior_facts')
      .selectAll()
      .where('user_id', '=', ada!.userId)
      .execute();
    expect(rows).toHaveLength(1);
  });

  test('withdrawing the consent takes everything along that was worked out', async () => {
    await consent(ada!, false);
    await office.world.settle();
    expect(await ada!.api.insights.mine({})).toMatchObject({ consent: 'REVOKED', profile: null });
    for (const table of ['behavior_standings', 'behavior_facts', 'behavior_advice'] as const)
      expect(
        await office.db.selectFrom(table).selectAll().where('user_id', '=', ada!.userId).execute(),
      ).toEqual([]);
  });
});

describe('for the hub', () => {
  test('members and other administrators are refused', async () => {
    const refused = { problem: { status: 403 } };
    await expect(ada!.api.insights.atRisk({ query: {} })).rejects.toMatchObject(refused);
    await expect(guard!.api.insights.atRisk({ query: {} })).rejects.toMatchObject(refused);
    await expect(ada!.api.insights.signals({ query: {} })).rejects.toMatchObject(refused);
    await expect(ada!.api.insights.segments({})).rejects.toMatchObject(refused);
  });

  test('segments say what is missing while there are few people', async () => {
    await workOut();
    expect(await chief!.api.insights.segments({})).toMatchObject({ state: 'NOT_ENOUGH_DATA', segments: [] });
  });

  test('the journey shows where people stop', async () => {
    office.clock.advance(8 * 24 * hourMs);
    const { accounts, stages } = await chief!.api.insights.dropOff({ query: {} });
    expect(accounts).toBeGreaterThanOrEqual(3);
    expect(stages.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['ACCOUNT', 'LEGAL_PACK', 'DASHBOARD']),
    );
    expect(stages[1]!.reached).toBeGreaterThanOrEqual(3);
  });

  test('a burst of failed sign-ins is told once, with its evidence, and closed with what was found', async () => {
    const victim = await enter(office.world, 'tried@example.test');
    // Five, the lock of a quarter of an hour, and five more.
    for (let attempt = 0; attempt < 10; attempt++) {
      const stranger = new Browser(office.world, { ip: `192.0.2.${attempt}` });
      await expect(
        stranger.api.authentication.login({
          body: { email: 'tried@example.test', password: 'not this one' },
        }),
      ).rejects.toMatchObject({ problem: { code: 'CREDENTIALS_INVALID' } });
      office.clock.advance((attempt === 4 ? 16 : 1) * 60_000);
    }
    await office.run('watch-signals');
    await office.run('watch-signals');
    const { items } = await guard!.api.insights.signals({ query: { state: 'OPEN' } });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ kind: 'SIGN_IN_FAILURES', userId: victim.userId, state: 'OPEN' });
    expect(items[0]!.evidence[0]).toEqual({ label: 'Failed sign-ins within an hour', value: '10' });
    expect(items[0]!.evidence[1]).toEqual({ label: 'Different addresses', value: '10' });
    const params = { signalId: items[0]!.id };
    const body = { outcome: 'FALSE_ALARM' as const, note: 'The owner had forgotten the password.' };
    expect(await guard!.api.insights.reviewSignal({ params, body })).toMatchObject({ state: 'FALSE_ALARM' });
    await expect(guard!.api.insights.reviewSignal({ params, body })).rejects.toMatchObject({
      problem: { code: 'ILLEGAL_TRANSITION' },
    });
    // It advises: the account itself is as it was.
    expect((await office.services.users.statusOf(office.db, victim.userId!)) ?? '').toBe('ACTIVE');
  });
});
