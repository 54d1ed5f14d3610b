import { createWorld, enrol, openVenture, signPaper, type World } from '@smartstart/testkit';
import { addDays, dayMs, utcDay } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawn } from '../../../kernel/machine.ts';
import { launchDays, usualMilestones } from '../rules/launch-calendar.ts';
import { planMachine } from '../rules/machines.ts';
import { keptAfter, phaseTable, stageOf, targetOf, waysFrom } from '../rules/phase-table.ts';
import { appoint, code, formTeam, key, type Team } from '../test-team.ts';

const beta = { testers: 40, positiveShareBps: 7_500, meanRatingTenths: 42, adoptionRateBps: 2_000 };
type Event = Parameters<Team['owner']['api']['work']['movePhase']>[0]['body']['event'];

let world: World;
let team: Team;

beforeAll(async () => {
  world = await createWorld();
  team = await formTeam(world);
});
afterAll(() => world.close());

const at = () => ({ ventureId: team.ventureId });
const go = (event: Event, more: object = {}, who: keyof Team = 'owner') =>
  (team[who] as Team['owner']).api.work.movePhase({ params: at(), body: { event, ...more } });

describe('phases', () => {
  test('an idea is reviewed by an adviser, not by its owners', async () => {
    expect(await go('submit-idea')).toMatchObject({ phase: 'IDEA_REVIEW', stage: 'idea' });
    const review = (who: 'owner' | 'worker' | 'adviser' | 'stranger', accept: boolean, comment = '') =>
      team[who].api.work.reviewIdea({ params: at(), body: { accept, comment } });
    await expect(review('owner', true)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(review('worker', true)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(review('stranger', true)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(review('adviser', false)).rejects.toMatchObject(code('INVALID_INPUT'));
    expect((await review('adviser', false, 'Who pays for it?')).phase).toBe('IDEATION');
    await expect(review('adviser', true)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await go('submit-idea');
    expect((await review('adviser', true)).phase).toBe('TEAM_BUILDING');
  });

  test('an idea nobody advises on is reviewed by the hub, which sees nothing else', async () => {
    const own = await another('Without advisers');
    const params = { ventureId: own };
    const admin = await enrol(world, 'Ada Admin', 'MEMBER');
    const review = (who: Pick<Team['owner'], 'api'>) =>
      who.api.work.reviewIdeaForHub({ params, body: { accept: true, comment: 'Well thought out.' } });
    await expect(review(admin)).rejects.toMatchObject(code('FORBIDDEN'));
    await appoint(world, admin, '11');
    await expect(review(admin)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await team.owner.api.work.movePhase({ params, body: { event: 'submit-idea' } });
    expect(await review(admin)).toEqual({ phase: 'TEAM_BUILDING' });
    await expect(admin.api.work.phase({ params })).rejects.toMatchObject(code('NOT_FOUND'));
    // This venture is killed at its first decision.
    await team.owner.api.work.startLaunch({ params, body: {} }, key());
    const { milestones } = await team.owner.api.work.launch({ params });
    for (const { id: milestoneId } of milestones)
      for (const event of ['start', 'finish'] as const)
        await team.owner.api.work.stepMilestone({
          params: { ...params, milestoneId },
          body: { event },
        });
    const body = { decision: 'KILL', reasons: 'Nobody tested it.', evidence: beta } as const;
    const plan = await team.owner.api.work.decideLaunch({ params, body }, key());
    expect(plan.state).toBe('KILLED');
    expect((await team.owner.api.work.phase({ params })).phase).toBe('ABANDONED');
  });

  test('a venture that is abandoned ends its launch plan, and nobody is reminded any more', async () => {
    const olaf = await enrol(world, 'Olaf Owner', 'SUBSCRIBER');
    const params = { ventureId: await openVenture(olaf.api, olaf.name, 'Given up early') };
    await world.settle();
    await olaf.api.work.movePhase({ params, body: { event: 'skip-review' } });
    await olaf.api.work.startLaunch({ params, body: {} }, key());
    await olaf.api.work.movePhase({ params, body: { event: 'abandon', note: 'No time for it.' } });
    const { plans } = await olaf.api.work.launch({ params });
    expect(plans).toMatchObject([
      { state: 'KILLED', decidedBy: { userId: olaf.userId }, evidence: null, rights: [] },
    ]);
    await expect(olaf.api.work.startLaunch({ params, body: {} }, key())).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    const { items } = await olaf.api.work.activity({ params, query: {} });
    expect(items.map(({ entity, event }) => `${entity} ${event}`)).toEqual(
      expect.arrayContaining(['PLAN abandon', 'PHASE abandon']),
    );
    await world.brain.kernel.jobs.run('remind-of-check-ins');
    await world.settle();
    const { items: notices } = await olaf.api.notifications.list({
      query: { type: 'checkin.reminder' },
    });
    expect(notices.filter(({ title }) => title.includes('Given up early'))).toEqual([]);
  });

  /** A second venture: the papers of an owner are in force already. */
  async function another(name: string): Promise<string> {
    const { api } = team.owner;
    const body = { name, purpose: 'Be reviewed.', description: `${name} is here to be reviewed. `.repeat(5) };
    const { id: ventureId } = await api.ventures.create({ body }, key());
    const params = { ventureId };
    await api.ventures.submit({ params, body: { standingSignature: true } }, key());
    await signPaper(api, team.owner.name, 'PPNA', params);
    await world.settle();
    return ventureId;
  }

  test('what the table does not list is refused, and so is who may not', async () => {
    for (const event of ['skip-review', 'launch', 'traction', 'retry', 'call-off'] as const)
      await expect(go(event)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(go('complete-team', {}, 'lead')).rejects.toMatchObject(code('FORBIDDEN'));
    for (const who of ['worker', 'adviser', 'investor', 'observer', 'stranger'] as const)
      await expect(go('complete-team', {}, who)).rejects.toMatchObject(code('GATE_BLOCKED'));
    const seen = await team.observer.api.work.phase({ params: at() });
    expect(seen.ways.map(({ event, byYou }) => [event, byYou])).toEqual([
      ['complete-team', false],
      ['abandon', false],
    ]);
    await expect(team.stranger.api.work.phase({ params: at() })).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('a conclusion about the market rests on ten items of evidence', async () => {
    await go('complete-team');
    const add = (title: string, who: 'worker' | 'observer' | 'stranger' = 'worker') =>
      team[who].api.work.addEvidence({ params: at(), body: { title } }, key());
    await expect(add('x', 'observer')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(add('x', 'stranger')).rejects.toMatchObject(code('NOT_FOUND'));
    const items = [];
    for (let nr = 1; nr <= 10; nr++) items.push(await add(`Interview ${nr}`));
    const params = { ...at(), evidenceId: items[0]!.id };
    await expect(team.stranger.api.work.removeEvidence({ params })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(team.observer.api.work.removeEvidence({ params })).rejects.toMatchObject(code('FORBIDDEN'));
    await team.lead.api.work.removeEvidence({ params });
    const note = 'They would pay for it.';
    await expect(go('validate', { note })).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('9 items') },
    });
    await add('Interview 11');
    await expect(go('validate')).rejects.toMatchObject(code('INVALID_INPUT'));
    expect(await go('validate', { note })).toMatchObject({ phase: 'PRODUCT_DEVELOPMENT', stage: 'mvp' });
    const { items: listed } = await team.observer.api.work.evidence({ params: at(), query: {} });
    expect(listed).toHaveLength(10);
  });

  test('rounds, revenue and exits wait for what services above know of them', async () => {
    await expect(go('open-round')).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('the history keeps who took which step, and why', async () => {
    const { items } = await team.observer.api.work.activity({
      params: at(),
      query: { entity: 'PHASE', limit: 2 },
    });
    expect(items).toMatchObject([
      {
        event: 'validate',
        from: 'MARKET_VALIDATION',
        to: 'PRODUCT_DEVELOPMENT',
        reason: 'They would pay for it.',
      },
      { event: 'complete-team', actor: { userId: team.owner.userId } },
    ]);
    await expect(team.stranger.api.work.activity({ params: at(), query: {} })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    await expect(team.investor.api.work.activity({ params: at(), query: {} })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
  });

  test('thirty silent days stall a venture, and a written plan wakes it', async () => {
    world.clock.advance(29 * dayMs);
    await world.brain.kernel.jobs.run('watch-silent-ventures');
    expect((await team.owner.api.work.phase({ params: at() })).phase).toBe('PRODUCT_DEVELOPMENT');
    world.clock.advance(2 * dayMs);
    await world.brain.kernel.jobs.run('watch-silent-ventures');
    expect(await team.owner.api.work.phase({ params: at() })).toMatchObject({
      phase: 'STALLED',
      stage: 'mvp',
    });
    await expect(go('retry')).rejects.toMatchObject(code('INVALID_INPUT'));
    expect((await go('retry', { note: 'Two days a week for it.' })).phase).toBe('PRODUCT_DEVELOPMENT');
    await world.brain.kernel.jobs.run('watch-silent-ventures');
    expect((await team.owner.api.work.phase({ params: at() })).phase).toBe('PRODUCT_DEVELOPMENT');
  });

  test('rounds lead back to where they were opened, and on to development from the market', () => {
    const way = phaseTable.find(({ event }) => event === 'complete-round')!;
    expect(targetOf(way, { kept: null, origin: 'MARKET_VALIDATION' })).toBe('PRODUCT_DEVELOPMENT');
    expect(targetOf(way, { kept: null, origin: 'GROWTH' })).toBe('GROWTH');
    const funded = keptAfter('SCALING', 'FUNDING', { kept: null, origin: null });
    const stalled = keptAfter('FUNDING', 'STALLED', funded);
    expect([stageOf('FUNDING', funded), stageOf('STALLED', stalled)]).toEqual(['scale', 'scale']);
    const retry = phaseTable.find(({ event }) => event === 'retry')!;
    expect(targetOf(retry, stalled)).toBe('SCALING');
    expect([waysFrom('EXITED'), waysFrom('ABANDONED')]).toEqual([[], []]);
  });
});

describe('the launch of thirty days', () => {
  const start = (who: keyof Team = 'owner') =>
    (team[who] as Team['owner']).api.work.startLaunch({ params: at(), body: {} }, key());
  const decide = (decision: 'SCALE' | 'PIVOT' | 'KILL', who: keyof Team = 'owner') =>
    (team[who] as Team['owner']).api.work.decideLaunch(
      { params: at(), body: { decision, reasons: 'The testers said so.', evidence: beta } },
      key(),
    );
  const step = (
    milestoneId: string,
    event: 'start' | 'block' | 'unblock' | 'finish',
    who: keyof Team = 'lead',
  ) =>
    (team[who] as Team['owner']).api.work.stepMilestone({
      params: { ...at(), milestoneId },
      body: { event },
    });
  const shown = () => team.owner.api.work.launch({ params: at() });
  const due = async (who: 'owner' | 'lead') => {
    const { items } = await team[who].api.notifications.list({ query: { type: 'launch.decision-due' } });
    return items.filter(({ link }) => link?.includes(team.ventureId)).length;
  };

  test('is started by the owner, with the usual milestones', async () => {
    for (const who of ['lead', 'worker', 'observer'] as const)
      await expect(start(who)).rejects.toMatchObject(code('FORBIDDEN'));
    for (const who of ['stranger', 'investor'] as const) {
      await expect(start(who)).rejects.toMatchObject(code('NOT_FOUND'));
      await expect(team[who].api.work.launch({ params: at() })).rejects.toMatchObject(code('NOT_FOUND'));
    }
    expect((await shown()).rights).toEqual(['start', 'plan']);
    const plan = await start();
    await expect(start()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const today = world.clock.now();
    expect(plan).toMatchObject({
      attempt: 1,
      state: 'RUNNING',
      today: 1,
      days: launchDays,
      endsOn: utcDay(addDays(today, 29)),
      phase: 'FOUNDATION',
      progressBps: 0,
    });
    const { milestones } = await shown();
    expect(milestones.map(({ dueOn }) => dueOn)).toEqual(
      usualMilestones.map(({ day }) => utcDay(addDays(today, day - 1))),
    );
  });

  test('milestones take listed steps only, and are late after their day', async () => {
    const [first, second] = (await shown()).milestones;
    await expect(step(first!.id, 'finish')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(step(first!.id, 'start', 'worker')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(step(first!.id, 'start', 'stranger')).rejects.toMatchObject(code('NOT_FOUND'));
    for (const event of ['start', 'block', 'unblock', 'finish'] as const) await step(first!.id, event);
    await expect(step(first!.id, 'block')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    world.clock.advance(4 * dayMs);
    const { plans, milestones } = await shown();
    expect(plans[0]).toMatchObject({ today: 5, lateMilestones: 1, milestonesDone: 1, progressBps: 1667 });
    expect(milestones[1]).toMatchObject({ id: second!.id, late: true });
    const params = { ...at(), milestoneId: second!.id };
    const edit = (dueOn: string, ifMatch: string) =>
      team.lead.api.work.editMilestone({ params, body: { dueOn } }, { ifMatch });
    await expect(edit(utcDay(addDays(world.clock.now(), 40)), '"1"')).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    const moved = await edit(utcDay(addDays(world.clock.now(), 3)), '"1"');
    expect(moved.late).toBe(false);
    await expect(edit(moved.dueOn, '"1"')).rejects.toMatchObject(code('EDIT_CONFLICT'));
  });

  test('milestones are added to the plan, or stand for themselves', async () => {
    const make = (body: object) =>
      team.lead.api.work.createMilestone(
        { params: at(), body: { title: 'Extra', dueOn: utcDay(addDays(world.clock.now(), 2)), ...body } },
        key(),
      );
    const free = await make({});
    expect(free).toMatchObject({ planId: null, phase: null, priority: 3 });
    const page = await team.observer.api.work.milestones({ params: at(), query: { planId: 'none' } });
    expect(page.items.map(({ id }) => id)).toEqual([free.id]);
    const first = await team.observer.api.work.milestones({ params: at(), query: { limit: 4 } });
    const rest = await team.observer.api.work.milestones({
      params: at(),
      query: { limit: 4, cursor: first.nextCursor! },
    });
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(7);
    for (const [who, expected] of [
      ['stranger', 'NOT_FOUND'],
      ['worker', 'FORBIDDEN'],
    ] as const)
      await expect(
        team[who].api.work.createMilestone({ params: at(), body: { title: 'x', dueOn: free.dueOn } }, key()),
      ).rejects.toMatchObject(code(expected));
    await expect(team.stranger.api.work.milestones({ params: at(), query: {} })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    await expect(
      team.stranger.api.work.editMilestone(
        { params: { ...at(), milestoneId: free.id }, body: { title: 'x' } },
        { ifMatch: '"1"' },
      ),
    ).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('is extended once, by at most seven days', async () => {
    const { etag } = await shown();
    const extend = (who: 'owner' | 'lead' | 'stranger', ifMatch: string) =>
      team[who].api.work.extendLaunch(
        { params: at(), body: { days: 2, reason: 'The shop was closed.' } },
        { ifMatch },
      );
    await expect(extend('lead', etag!)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(extend('stranger', etag!)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(extend('owner', '"9"')).rejects.toMatchObject(code('EDIT_CONFLICT'));
    const longer = await extend('owner', etag!);
    expect(longer).toMatchObject({ days: 32, extendedDays: 2, rights: [] });
    await expect(extend('owner', longer.etag!)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('opens the decision on its last day and reminds daily for seven days, each day once', async () => {
    await expect(decide('SCALE')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    world.clock.advance(26 * dayMs);
    await watch();
    expect((await shown()).plans[0]).toMatchObject({ state: 'RUNNING', today: 31 });
    world.clock.advance(dayMs);
    expect((await shown()).plans[0]).toMatchObject({ state: 'DECISION_DUE', rights: ['decide'] });
    await watch();
    await watch();
    expect([await due('owner'), await due('lead')]).toEqual([1, 0]);
    for (let day = 1; day <= 9; day++) {
      world.clock.advance(dayMs);
      await watch();
      await watch();
    }
    expect(await due('owner')).toBe(8);
    await expect(start()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('is decided by the owner, with reasons and evidence; PIVOT moves the phase', async () => {
    await expect(decide('PIVOT', 'worker')).rejects.toMatchObject(code('GATE_BLOCKED'));
    await expect(decide('PIVOT', 'stranger')).rejects.toMatchObject(code('GATE_BLOCKED'));
    const decided = await decide('PIVOT');
    expect(decided).toMatchObject({
      state: 'PIVOTED',
      evidence: beta,
      decidedBy: { userId: team.owner.userId },
    });
    await expect(decide('KILL')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect((await team.owner.api.work.phase({ params: at() })).phase).toBe('PIVOT');
    expect((await go('new-hypothesis', { note: 'Bakers need it more.' })).phase).toBe('MARKET_VALIDATION');
    await go('validate', { note: 'They do.' });
  });

  test('opens the decision, too, when all milestones are done; SCALE opens the launch', async () => {
    await expect(go('finish-mvp')).rejects.toMatchObject(code('RULE_VIOLATED'));
    expect((await start()).attempt).toBe(2);
    await expect(go('finish-mvp')).rejects.toMatchObject(code('RULE_VIOLATED'));
    const { milestones } = await shown();
    for (const { id } of milestones) await step(id, 'start');
    // The last two at the same moment.
    for (const { id } of milestones.slice(0, -2)) await step(id, 'finish');
    await Promise.all(milestones.slice(-2).map(({ id }) => step(id, 'finish')));
    expect((await shown()).plans[0]).toMatchObject({
      state: 'DECISION_DUE',
      progressBps: 10_000,
      phase: null,
    });
    expect((await go('finish-mvp')).phase).toBe('BETA');
    await expect(go('launch')).rejects.toMatchObject(code('RULE_VIOLATED'));
    expect((await decide('SCALE')).state).toBe('SCALED');
    expect((await team.owner.api.work.phase({ params: at() })).phase).toBe('BETA');
    expect((await go('launch')).phase).toBe('LAUNCH');
    await expect(start()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(go('traction')).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('a venture that failed is abandoned by its owner, for good', async () => {
    expect((await go('fail', { note: 'Nobody came.' })).phase).toBe('STALLED');
    await expect(go('abandon')).rejects.toMatchObject(code('INVALID_INPUT'));
    const end = await go('abandon', { note: 'It was worth the try.' });
    expect(end).toMatchObject({ phase: 'ABANDONED', stage: null, ways: [] });
    await expect(go('abandon', { note: 'Again.' })).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('a paused venture can be read, and nothing moves in it', async () => {
    await team.owner.api.ventures.pause({ params: at(), body: {} });
    expect((await team.lead.api.work.overview({ params: at() })).rights).toEqual(['read']);
    await expect(
      team.lead.api.work.createTask({ params: at(), body: { title: 'x' } }, key()),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('the machine draws itself', () => {
    expect(drawn(planMachine).split('\n')).toContain('  RUNNING --> DECISION_DUE: last-day');
  });

  async function watch(): Promise<void> {
    await world.brain.kernel.jobs.run('watch-launch-plans');
    await world.settle();
  }
});
