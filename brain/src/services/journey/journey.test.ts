import { readFileSync } from 'node:fs';
import {
  buzPapers,
  createWorld,
  enrol,
  platformPapers,
  seatPapers,
  signPaper,
  type World,
} from '@smartstart/testkit';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enter } from '../buz/test-people.ts';
import { drawn } from '../../kernel/machine.ts';
import { quests } from './quests.ts';
import { stageMachine, stages } from './stages.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Api = Awaited<ReturnType<typeof enrol>>['api'];
const states = async (api: Api) => (await api.journey.get({})).stages.map(({ state }) => state);
const told = async (type: string, userId: string) => {
  const rows = await world.brain.kernel.database.db
    .selectFrom('event_log')
    .select('data')
    .where('type', '=', type)
    .orderBy('seq')
    .execute();
  return rows.map(({ data }) => data as Record<string, unknown>).filter((data) => data['userId'] === userId);
};

async function tellProfile(api: Api): Promise<void> {
  const me = await api.users.me({});
  await api.users.editMe(
    {
      body: {
        biography: 'I build small tools for people who repair bicycles, and I have done so for years.',
        yearsOfExperience: 6,
        location: 'Toronto',
      },
    },
    { ifMatch: me.etag! },
  );
  await api.users.addSkill({ body: { name: 'TypeScript', level: 4, years: 6 } });
  await world.settle();
}

/** From an account to the end, as a person goes. */
async function finish(name: string) {
  const person = await enrol(world, name);
  await world.settle();
  await tellProfile(person.api);
  for (const code of platformPapers) await signPaper(person.api, person.name, code);
  await world.settle();
  await person.api.journey.skip({ params: { number: 4 }, body: {} });
  for (const what of ['TOUR_DASHBOARD', 'TOUR_FEATURES', 'DASHBOARD'] as const)
    await person.api.journey.markSeen({ body: { what } });
  for (const code of buzPapers) await signPaper(person.api, person.name, code);
  await world.settle();
  return person;
}

describe('a journey', () => {
  test('goes from the account to the dashboard, stage by stage, and rewards each once', async () => {
    const { api, userId, name } = await enrol(world, 'Nadia Newcomer');
    await world.settle();
    expect(await states(api)).toEqual([
      'COMPLETED',
      'IN_PROGRESS',
      ...Array.from({ length: 5 }, () => 'NOT_STARTED'),
    ]);
    const second = (await api.journey.get({})).stages[1]!;
    expect(second.gates[0]).toMatchObject({ kind: 'PROFILE', required: true, passed: false });
    expect(second.gates[0]!.missing).toContain('Add: at least one skill.');
    await expect(api.journey.complete({ params: { number: 2 }, body: {} })).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED' },
    });
    await tellProfile(api);
    expect((await states(api)).slice(0, 3)).toEqual(['COMPLETED', 'COMPLETED', 'IN_PROGRESS']);
    expect((await api.journey.get({})).stages[2]!.gates[0]!.missing).toHaveLength(platformPapers.length);
    for (const code of platformPapers) await signPaper(api, name, code);
    await world.settle();
    const atPlan = await api.journey.get({});
    expect(atPlan).toMatchObject({ current: 4, progress: 3 / 7, finishedAt: null });
    expect(atPlan.stages[3]).toMatchObject({ canSkip: true, state: 'IN_PROGRESS' });
    await api.journey.skip({ params: { number: 4 }, body: {} });
    for (const what of ['TOUR_DASHBOARD', 'TOUR_FEATURES'] as const)
      await api.journey.markSeen({ body: { what } });
    for (const code of buzPapers) await signPaper(api, name, code);
    await world.settle();
    expect((await api.journey.get({})).current).toBe(7);
    expect(await api.journey.quests({})).toEqual({ open: false, items: [] });
    const end = await api.journey.markSeen({ body: { what: 'DASHBOARD' } });
    expect(end).toMatchObject({ current: null, progress: 1 });
    await world.settle();

    // The skipped stage brings nothing until a seat is taken.
    expect((await told('journey.stage-done', userId)).map(({ number }) => number)).toEqual([
      1, 2, 3, 5, 6, 7,
    ]);
    expect(await told('journey.finished', userId)).toHaveLength(1);
    await world.brain.kernel.jobs.run('pay-claims');
    await world.settle();
    const claims = await api.buz.claims({ query: { limit: 50 } });
    expect(claims.items.filter(({ event }) => event === 'journey-finished')).toHaveLength(1);

    for (const code of seatPapers) await signPaper(api, name, code);
    await api.subscriptions.startTrial({ body: {} }, { idempotencyKey: randomUUID() });
    await world.settle();
    expect((await states(api))[3]).toBe('COMPLETED');
    expect(await told('journey.stage-done', userId)).toHaveLength(7);
    expect(await told('journey.finished', userId)).toHaveLength(1);
  });

  test('moves once, however many things happen at the same moment', async () => {
    const { api, userId } = await enrol(world, 'Rada Racing');
    await world.settle();
    await tellProfile(api);
    await Promise.all([
      ...Array.from({ length: 6 }, () => api.journey.markSeen({ body: { what: 'TOUR_DASHBOARD' } })),
      ...Array.from({ length: 6 }, () => api.journey.get({})),
    ]);
    await world.settle();
    expect(await told('journey.stage-done', userId)).toHaveLength(2);
  });

  test('refuses what is not listed', async () => {
    const { api } = await enrol(world, 'Ilka Illegal');
    await world.settle();
    const at = (number: number) => ({ params: { number }, body: {} });
    await expect(api.journey.skip(at(2))).rejects.toMatchObject({ problem: { code: 'RULE_VIOLATED' } });
    await expect(api.journey.skip(at(4))).rejects.toMatchObject({ problem: { code: 'ILLEGAL_TRANSITION' } });
    await expect(api.journey.open(at(5))).rejects.toMatchObject({ problem: { code: 'RULE_VIOLATED' } });
    await expect(api.journey.open(at(1))).rejects.toMatchObject({ problem: { code: 'ILLEGAL_TRANSITION' } });
    await expect(api.journey.complete(at(1))).rejects.toMatchObject({
      problem: { code: 'ILLEGAL_TRANSITION' },
    });
    await expect(api.journey.open(at(8))).rejects.toMatchObject({ problem: { code: 'MALFORMED' } });
    await expect(world.as(null).journey.get({})).rejects.toMatchObject({
      problem: { code: 'UNAUTHENTICATED' },
    });
  });

  test('is blocked with its cause while the account rests, and goes on afterwards', async () => {
    const { api } = await enrol(world, 'Berta Blocked');
    await world.settle();
    await api.users.deactivate({ body: {} });
    await world.settle();
    expect((await api.journey.get({})).stages[1]).toMatchObject({
      state: 'BLOCKED',
      cause: expect.stringContaining('rests'),
    });
    await api.users.reactivate({ body: {} });
    await world.settle();
    expect((await api.journey.get({})).stages[1]).toMatchObject({ state: 'IN_PROGRESS', cause: null });
  });

  test('keeps drafts of each person apart, and drops them with the stage', async () => {
    const [one, other] = [await enrol(world, 'Dora Draft'), await enrol(world, 'Otto Other')];
    await world.settle();
    const fields = { biography: 'half a sente', years: 3, later: true, interests: ['boats'] };
    await one.api.journey.saveDraft({ params: { number: 2 }, body: { fields } });
    expect((await one.api.journey.get({})).stages[1]!.draft).toMatchObject({ fields });
    expect((await other.api.journey.get({})).stages[1]!.draft).toBeNull();
    await tellProfile(one.api);
    expect((await one.api.journey.get({})).stages[1]).toMatchObject({ state: 'COMPLETED', draft: null });
    await expect(
      one.api.journey.saveDraft({ params: { number: 2 }, body: { fields: { long: 'x'.repeat(4001) } } }),
    ).rejects.toMatchObject({ problem: { code: 'MALFORMED' } });
    expect(await one.api.journey.saveDraft({ params: { number: 3 }, body: { fields: {} } })).toEqual({
      savedAt: null,
    });
  });
});

describe('quests', () => {
  test('appear at the end, count what was there before, and are done once', async () => {
    const { api, userId } = await finish('Quirin Quest');
    const before = await api.journey.quests({});
    expect(before.open).toBe(true);
    expect(before.items.find(({ name }) => name === 'SECOND_FACTOR')).toMatchObject({
      reached: 0,
      doneAt: null,
    });
    await world.brain.kernel.database.transact((tx) =>
      world.brain.security.record(tx, userId, { kind: 'SECOND_FACTOR' }),
    );
    await Promise.all(Array.from({ length: 4 }, () => api.journey.markSeen({ body: { what: 'DASHBOARD' } })));
    await world.settle();
    expect((await api.journey.quests({})).items.find(({ name }) => name === 'SECOND_FACTOR')).toMatchObject({
      reached: 1,
      doneAt: expect.any(String),
    });
    expect(await told('quest.done', userId)).toHaveLength(1);
  });
});

describe('reminders', () => {
  test('go out one, three and seven days after the last step, then stop; a step starts them anew', async () => {
    const { api, userId } = await enrol(world, 'Rita Reminder');
    await world.settle();
    const after = async (days: number) => {
      world.clock.advance(days * 86_400_000);
      await world.brain.kernel.jobs.run('remind-journeys');
      await world.brain.kernel.jobs.run('remind-journeys');
      await world.settle();
      return (await told('journey.reminder', userId)).map((reminder) => reminder['days']);
    };
    expect(await after(0.9)).toEqual([]);
    expect(await after(0.2)).toEqual([1]);
    expect(await after(2)).toEqual([1, 3]);
    expect(await after(4)).toEqual([1, 3, 7]);
    expect(await after(30)).toEqual([1, 3, 7]);
    await tellProfile(api);
    expect(await after(1.1)).toEqual([1, 3, 7, 1]);
    const inbox = await api.notifications.list({ query: { type: 'journey.reminder' } });
    expect(inbox.items[0]).toMatchObject({
      title: 'Your next step: Member papers',
      link: '/onboarding',
    });
  });
});

test('the documentation shows the machine, the stages and the quests of the code', () => {
  const page = readFileSync(new URL('../../../../docs/journey.md', import.meta.url), 'utf8');
  expect(page).toContain(drawn(stageMachine));
  const words = page.replace(/\s+/g, ' ');
  for (const { number, title } of stages) expect(words).toContain(`| ${number} | ${title} |`);
  for (const { title } of quests) expect(words).toContain(title.toLowerCase());
});

test('the hub sees how people get through', async () => {
  const admin = await enter(world, 'Hanna Hub', 12);
  const {
    started,
    finished,
    medianMinutes,
    within30Days,
    stages: counted,
  } = await admin.api.journey.funnel({
    query: { days: 90 },
  });
  const rows = await world.brain.kernel.database.db.selectFrom('journeys').selectAll().execute();
  const ended = rows.filter((row) => row.finished_at !== null).length;
  expect([started, finished]).toEqual([rows.length, ended]);
  expect(ended).toBeGreaterThanOrEqual(2);
  const minutes = rows
    .flatMap(({ started_at, finished_at }) =>
      finished_at ? [(finished_at.getTime() - started_at.getTime()) / 60_000] : [],
    )
    .sort((a, b) => a - b);
  const [lower, upper] = [minutes[(minutes.length - 1) >> 1]!, minutes[minutes.length >> 1]!];
  expect(medianMinutes).toBeCloseTo((lower + upper) / 2, 6);
  const monthAgo = world.clock.now().getTime() - 30 * 86_400_000;
  const ripe = rows.filter((row) => row.started_at.getTime() <= monthAgo);
  // Whoever finished did so on the first day.
  const early = ripe.filter((row) => row.finished_at !== null).length;
  expect(within30Days).toBeCloseTo(early / ripe.length, 6);
  expect(counted.find(({ number }) => number === 7)).toMatchObject({ name: 'DASHBOARD', completed: ended });
  const elsewhere = await finish('Only Member');
  await expect(elsewhere.api.journey.funnel({ query: { days: 90 } })).rejects.toMatchObject({
    problem: { code: 'FORBIDDEN' },
  });
});
