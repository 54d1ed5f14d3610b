import { createWorld, enrol, type World } from '@smartstart/testkit';
import { dayMs, hourMs, utcDay } from '@smartstart/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appoint, code, formTeam, key, type Team } from '../test-team.ts';

let world: World;
let team: Team;

beforeAll(async () => {
  world = await createWorld();
  team = await formTeam(world);
});
afterAll(() => world.close());

const at = () => ({ ventureId: team.ventureId });
const seen = (who: 'owner' | 'worker' | 'observer' | 'adviser' = 'worker') =>
  team[who].api.work.overview({ params: at() });
type Who = 'owner' | 'lead' | 'worker';
const checkIn = (who: Who, mood: number, blockers = '') =>
  team[who].api.work.checkIn({ params: at(), body: { mood, blockers } }, key());

test('a workspace in which nothing has happened has no figures to show', async () => {
  expect(await seen('observer')).toMatchObject({
    rights: ['read'],
    phase: 'IDEATION',
    stage: 'idea',
    velocity: null,
    activeSprint: null,
    launch: null,
    onTime: { rateBps: null, done: 0, due: 0 },
    checkIns: { rateBps: 0, mood: null, blockerHours: null, mineToday: false },
    risks: { exposure: 0, change: 0 },
    tasks: { TODO: 0, DONE: 0, late: 0, mine: 0 },
  });
  expect((await seen('adviser')).rights).toEqual(['read', 'comment', 'review-idea']);
  expect((await seen('owner')).rights).toContain('decide-launch');
});

test('strangers and investors find no workspace, nor does the hub', async () => {
  for (const who of ['stranger', 'investor'] as const)
    await expect(team[who].api.work.overview({ params: at() })).rejects.toMatchObject(code('NOT_FOUND'));
  const admin = await enrol(world, 'Ada Admin', 'MEMBER');
  await appoint(world, admin, '12');
  await expect(admin.api.work.overview({ params: at() })).rejects.toMatchObject(code('NOT_FOUND'));
});

test('check-in rate, mood and blocker time are what one reckons by hand', async () => {
  const blocked = await checkIn('worker', 5, 'No access');
  await checkIn('lead', 2);
  expect((await seen()).checkIns).toMatchObject({ mood: null, openBlockers: 1, mineToday: true });
  world.clock.advance(6 * hourMs);
  await team.lead.api.work.clearBlocker({ params: { ...at(), checkInId: blocked.id }, body: {} });
  await checkIn('owner', 3);
  // Three of the forty-two check-ins that three people can make in fourteen days.
  expect((await seen()).checkIns).toMatchObject({
    rateBps: 714,
    mood: 3.3,
    blockerHours: 6,
    openBlockers: 0,
  });
});

test('the on-time rate looks at what was due in thirty days', async () => {
  const today = world.clock.now();
  const task = async (dueOn: string) =>
    (
      await team.lead.api.work.createTask(
        { params: at(), body: { title: 'Dated', dueOn, assigneeId: team.worker.userId } },
        key(),
      )
    ).id;
  const ids = [];
  for (let nr = 0; nr < 3; nr++) ids.push(await task(utcDay(today)));
  await task(utcDay(new Date(today.getTime() + 40 * dayMs)));
  const finish = async (taskId: string) => {
    for (const event of ['start', 'hand-in', 'approve'] as const)
      await team.worker.api.work.stepTask({ params: { ...at(), taskId }, body: { event } });
  };
  await finish(ids[0]!);
  // Two are due today still.
  expect((await seen()).onTime).toEqual({ rateBps: 10_000, done: 1, due: 1 });
  world.clock.advance(dayMs);
  await finish(ids[1]!);
  expect(await seen()).toMatchObject({
    onTime: { rateBps: 3_333, done: 1, due: 3 },
    tasks: { TODO: 2, DONE: 2, late: 1, mine: 2 },
  });
  world.clock.advance(31 * dayMs);
  expect((await seen()).onTime).toEqual({ rateBps: null, done: 0, due: 0 });
});

test('risk exposure sums open risks, with its change in fourteen days', async () => {
  const risk = (impact: number, probability: number) =>
    team.worker.api.work.createRisk(
      { params: at(), body: { title: 'Risk', category: 'LEGAL', impact, probability } },
      key(),
    );
  const step = (riskId: string, event: 'mitigate' | 'reopen') =>
    team.worker.api.work.stepRisk({ params: { ...at(), riskId }, body: { event } });
  const { id } = await risk(5, 4);
  await risk(3, 2);
  expect((await seen()).risks).toMatchObject({ exposure: 26, change: 26 });
  world.clock.advance(15 * dayMs);
  expect((await seen()).risks).toMatchObject({ exposure: 26, change: 0, open: { CRITICAL: 1, LOW: 1 } });
  await step(id, 'mitigate');
  expect((await seen()).risks).toMatchObject({ exposure: 6, change: -20 });
  await step(id, 'reopen');
  expect((await seen()).risks).toMatchObject({ exposure: 26, change: 0 });
});

test('skill coverage counts the wanted skills that a member shows at the wanted level', async () => {
  const coverage = async () => {
    const { items } = await team.worker.api.finances.kpis({ params: at(), query: {} });
    return items.find(({ kpi }) => kpi === 'SKILL_COVERAGE');
  };
  expect(await coverage()).toMatchObject({
    value: null,
    gap: expect.stringContaining('no skills') as string,
  });
  const { version } = await team.owner.api.ventures.get({ params: at() });
  const skillsWanted = [
    { name: 'Welding', level: 3 },
    { name: 'Drawing', level: 2 },
    { name: 'Pricing', level: 5 },
  ];
  await team.owner.api.ventures.edit({ params: at(), body: { skillsWanted } }, { ifMatch: `"${version}"` });
  expect(await coverage()).toMatchObject({ value: '0', gap: null });
  const add = (who: 'worker' | 'investor' | 'stranger', name: string, level: number) =>
    team[who].api.users.addSkill({ body: { name, level, years: 1 } });
  await add('worker', 'welding', 4);
  await add('investor', 'Drawing', 1); // below the wanted level
  await add('stranger', 'Pricing', 5); // of nobody in the venture
  expect(await coverage()).toMatchObject({ value: '33.3' });
  await add('worker', 'DRAWING', 2);
  expect(await coverage()).toMatchObject({ value: '66.7' });
  // What somebody does not show, the figure does not tell either.
  const privacy = { profile: 'MEMBERS', showActivity: true, showReputation: true } as const;
  await team.worker.api.users.setPrivacy({
    body: { ...privacy, showSkills: false, shareEquityWithHub: false },
  });
  expect(await coverage()).toMatchObject({ value: '0' });
});

test('changes are pushed to the topic of the venture with ids and codes only', async () => {
  const title = 'A secret name';
  await team.lead.api.work.createTask(
    { params: at(), body: { title, assigneeId: team.worker.userId } },
    key(),
  );
  await world.settle();
  const { db } = world.brain.kernel.database;
  const rows = await db
    .selectFrom('event_log')
    .select(['type', 'topics', 'data'])
    .where('type', 'like', 'work.%')
    .execute();
  const live = rows.filter(({ topics }) => topics.length);
  expect(live.length).toBeGreaterThan(10);
  expect(live.every(({ topics }) => topics.every((topic) => topic === `venture:${team.ventureId}`))).toBe(
    true,
  );
  expect(JSON.stringify(live)).not.toContain(title);
  const { items } = await team.worker.api.notifications.list({ query: { type: 'task.changed' } });
  expect(items[0]).toMatchObject({ title: `Your task: ${title}`, link: `/ventures/${team.ventureId}/board` });
});

test('the feed tells who joined and what was done, newest first', async () => {
  const { items, nextCursor } = await team.observer.api.work.activity({ params: at(), query: { limit: 5 } });
  expect(items[0]).toMatchObject({ entity: 'TASK', event: 'create', subject: 'A secret name' });
  expect(nextCursor).not.toBeNull();
  const joined = await team.observer.api.work.activity({ params: at(), query: { entity: 'MEMBER' } });
  expect(joined.items).toHaveLength(5);
});

test('the overview costs a handful of questions, however much there is', async () => {
  const { pool } = world.brain.kernel.database;
  const count = async () => {
    const original = pool.connect.bind(pool);
    let asked = 0;
    pool.connect = ((...given: []) => {
      asked++;
      return original(...given);
    }) as typeof pool.connect;
    await seen();
    pool.connect = original as typeof pool.connect;
    return asked;
  };
  const before = await count();
  for (let nr = 0; nr < 5; nr++)
    await team.lead.api.work.createTask({ params: at(), body: { title: `Task ${nr}` } }, key());
  expect(await count()).toBe(before);
  expect(before).toBeGreaterThan(8);
  expect(before).toBeLessThan(25);
});
