import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint } from '../work/test-team.ts';
import { code, key, match, openHall, type Hall } from './test-hall.ts';

let world: World;
let hall: Hall;
let lead: Enrolled;
let other: Enrolled;
let ann: Enrolled;
let ben: Enrolled;
let stranger: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  hall = openHall(world);
  lead = await hall.leader('Lena Lead');
  other = await hall.leader('Olaf Other');
  ann = await hall.member('Ann Able');
  ben = await hall.member('Ben Brisk');
  stranger = await hall.member('Stan Stranger');
});
afterAll(() => world.close());

const settled = (all: readonly PromiseSettledResult<unknown>[]) =>
  all.map((one) =>
    one.status === 'fulfilled' ? 'ok' : (one.reason as { problem: { code: string } }).problem.code,
  );

describe('a team', () => {
  test('is made by somebody with rung 3, who leads it', async () => {
    await expect(hall.team(ann)).rejects.toMatchObject(code('GATE_BLOCKED'));
    const team = await hall.team(lead);
    expect(team).toMatchObject({ state: 'FORMING', role: 'LEAD', members: 1, lead: { userId: lead.userId } });
    await expect(hall.step(lead, team.id, 'complete')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await hall.bring(lead, team.id, ann);
    expect((await hall.step(lead, team.id, 'complete')).state).toBe('ACTIVE');
    await expect(hall.step(lead, team.id, 'complete')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect(await hall.told(ann)).toContain('Lena Lead invites you to Rudder');
    expect(await hall.told(lead)).toEqual(
      expect.arrayContaining(['Ann Able joined Rudder', 'Ann Able accepted your invitation']),
    );
    const { items } = await lead.api.teams.history({ ...hall.at(team.id), query: {} });
    expect(items.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['created', 'joined', 'complete']),
    );
  });

  test('gives each role its rights', async () => {
    const id = await hall.working(lead, ann);
    await hall.bring(lead, id, ben, 'JUNIOR');
    await hall.bring(lead, id, other, 'OBSERVER');
    const goal = (who: Enrolled, ownerId?: string) =>
      who.api.teams.addGoal(
        {
          ...hall.at(id),
          body: { title: 'Ten sails', priority: 3, target: 10, ...(ownerId ? { ownerId } : {}) },
        },
        key(),
      );
    const byLead = await goal(lead);
    await goal(ann, lead.userId);
    const own = await goal(ben);
    await expect(goal(ben, ann.userId)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(goal(other)).rejects.toMatchObject(code('FORBIDDEN'));
    const activate = (who: Enrolled, goalId: string) =>
      who.api.teams.goalStep({ params: { teamId: id, goalId }, body: { event: 'activate' } });
    await expect(activate(ben, byLead.id)).rejects.toMatchObject(code('FORBIDDEN'));
    expect((await activate(ben, own.id)).state).toBe('ACTIVE');
    await expect(other.api.teams.productivity(hall.at(id))).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(ann.api.teams.productivity(hall.at(id))).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(hall.invite(ann, { teamId: id, userId: stranger.userId })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    await lead.api.teams.setRole({ params: { teamId: id, userId: ann.userId }, body: { role: 'SENIOR' } });
    expect((await ann.api.teams.productivity(hall.at(id))).onTime.percent).toBe(null);
    await expect(
      ann.api.teams.edit({ ...hall.at(id), body: { name: 'Mine' } }, match(1)),
    ).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('completes a goal at its target, and then keeps it as it is', async () => {
    const id = await hall.working(lead, ann);
    const { id: goalId } = await ann.api.teams.addGoal(
      { ...hall.at(id), body: { title: 'Ten sails', priority: 5, target: 10, unit: 'sails' } },
      key(),
    );
    const params = { teamId: id, goalId };
    await expect(ann.api.teams.progress({ params, body: { current: 4 } })).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    await ann.api.teams.goalStep({ params, body: { event: 'activate' } });
    expect(await ann.api.teams.progress({ params, body: { current: 4 } })).toMatchObject({
      progress: 0.4,
      state: 'ACTIVE',
    });
    await expect(ann.api.teams.goalStep({ params, body: { event: 'complete' } })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    expect((await ann.api.teams.goalStep({ params, body: { event: 'at-risk' } })).state).toBe('AT_RISK');
    expect((await ann.api.teams.progress({ params, body: { current: 10 } })).state).toBe('COMPLETED');
    expect(
      settled(
        await Promise.allSettled([
          ann.api.teams.progress({ params, body: { current: 11 } }),
          ann.api.teams.goalStep({ params, body: { event: 'cancel' } }),
        ]),
      ).every((outcome) => outcome === 'ILLEGAL_TRANSITION'),
    ).toBe(true);
  });

  test('watches figures with a target and a threshold', async () => {
    const id = await hall.working(lead, ann);
    const add = (change: object) =>
      ann.api.teams.addMetric(
        {
          ...hall.at(id),
          body: { name: 'Leaks', unit: 'a day', direction: 'DOWN', target: 1, threshold: 4, ...change },
        },
        key(),
      );
    await expect(add({ threshold: 0 })).rejects.toMatchObject(code('RULE_VIOLATED'));
    const metric = await add({});
    await expect(add({ name: 'leaks' })).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const note = (day: string, value: number) =>
      ann.api.teams.noteMetric({ params: { teamId: id, metricId: metric.id }, body: { day, value } });
    expect(metric.state).toBe('NO_VALUE');
    const today = world.clock.now().toISOString().slice(0, 10);
    expect((await note('2026-01-05', 5)).state).toBe('BEYOND_THRESHOLD');
    expect((await note(today, 3)).state).toBe('SHORT_OF_TARGET');
    expect(await note(today, 1)).toMatchObject({ state: 'ON_TARGET', values: [{ value: 5 }, { value: 1 }] });
    await expect(note('2199-01-01', 1)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('is handed over to somebody with rung 3, and left after that', async () => {
    const id = await hall.working(lead, other);
    await hall.bring(lead, id, ann);
    const make = (who: Enrolled, userId: string, role: 'LEAD' | 'MEMBER') =>
      who.api.teams.setRole({ params: { teamId: id, userId }, body: { role } });
    await expect(make(lead, ann.userId, 'LEAD')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(make(other, other.userId, 'LEAD')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(make(lead, lead.userId, 'MEMBER')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(
      lead.api.teams.removeMember({ params: { teamId: id, userId: lead.userId } }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    const blockers = await world.brain.services.teams.blockersOf(world.brain.kernel.database.db, lead.userId);
    expect(blockers).toContain('Make somebody else LEAD of the team “Rudder”, or disband it.');
    expect(await make(lead, other.userId, 'LEAD')).toMatchObject({
      lead: { userId: other.userId },
      role: 'SENIOR',
    });
    await lead.api.teams.removeMember({ params: { teamId: id, userId: lead.userId } });
    // A PUBLIC team is still seen, as by everybody; its inside is not.
    expect((await lead.api.teams.get(hall.at(id))).role).toBe(null);
    await expect(lead.api.teams.goals(hall.at(id))).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('has one LEAD, however many are made so at the same moment', async () => {
    const third = await hall.leader('Thea Third');
    for (let round = 0; round < 4; round++) {
      const id = await hall.working(lead, other);
      await hall.bring(lead, id, third);
      const make = (userId: string) =>
        lead.api.teams.setRole({ params: { teamId: id, userId }, body: { role: 'LEAD' } });
      const outcomes = settled(await Promise.allSettled([make(other.userId), make(third.userId)]));
      expect(outcomes.toSorted()).toEqual(['FORBIDDEN', 'ok']);
      const { items } = await lead.api.teams.members(hall.at(id));
      expect(items.filter(({ role }) => role === 'LEAD')).toHaveLength(1);
    }
  });

  test('goes the way of section 20.13 through a conflict', async () => {
    const id = await hall.working(lead, ann);
    await hall.bring(lead, id, ben);
    await expect(hall.step(ann, id, 'conflict')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await hall.step(ann, id, 'conflict', { reason: 'We disagree about the keel.' });
    await expect(hall.step(lead, id, 'rest')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(hall.step(ann, id, 'name-mediator', { mediatorId: ben.userId })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    const before = await stranger.api.teams.get(hall.at(id));
    expect(before.rights).not.toContain('read');
    await hall.step(ann, id, 'name-mediator', { mediatorId: stranger.userId });
    await expect(hall.step(lead, id, 'settled')).rejects.toMatchObject(code('FORBIDDEN'));
    expect((await stranger.api.teams.goals(hall.at(id))).mayAdd).toBe(false);
    expect((await hall.step(stranger, id, 'failed')).state).toBe('ESCALATED');
    await expect(stranger.api.teams.goals(hall.at(id))).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(hall.step(lead, id, 'keep')).rejects.toMatchObject(code('FORBIDDEN'));
    const admin = await hall.leader('Ada Admin');
    await appoint(world, admin, '12');
    expect((await hall.step(admin, id, 'keep', { reason: 'They are sorry.' })).state).toBe('ACTIVE');
    await expect(admin.api.teams.goals(hall.at(id))).rejects.toMatchObject(code('FORBIDDEN'));
    await hall.step(lead, id, 'disband');
    await expect(
      lead.api.teams.addGoal({ ...hall.at(id), body: { title: 'Too late', priority: 1, target: 1 } }, key()),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('reviews itself by its rates', async () => {
    const id = await hall.working(lead, ann);
    await hall.step(lead, id, 'review');
    // Nothing to measure is not below.
    await expect(hall.step(lead, id, 'improve')).rejects.toMatchObject(code('RULE_VIOLATED'));
    expect((await hall.step(lead, id, 'good')).state).toBe('ACTIVE');
    await hall.step(lead, id, 'review');
    await hall.step(lead, id, 'restructure');
    expect((await hall.step(lead, id, 'set-up-anew')).state).toBe('FORMING');
  });

  test('is asked to let somebody in, once', async () => {
    const id = await hall.working(lead, ann);
    const ask = () => ben.api.teams.askToJoin({ ...hall.at(id), body: { message: 'I can sail.' } }, key());
    const outcomes = settled(await Promise.allSettled([ask(), ask()]));
    expect(outcomes.toSorted()).toEqual(['ALREADY_EXISTS', 'ok']);
    const waiting = (await lead.api.approvals.waiting({})).items.filter(({ kind }) => kind === 'APPROVAL');
    const mine = waiting.find(({ title }) => title === 'Ben Brisk asks to join Rudder')!;
    const params = { approvalId: mine.id };
    expect(
      settled(
        await Promise.allSettled([
          stranger.api.approvals.get({ params }),
          stranger.api.approvals.decide({ params, body: { decision: 'approve' } }),
          stranger.api.approvals.withdraw({ params, body: {} }),
          ben.api.approvals.decide({ params, body: { decision: 'approve' } }),
        ]),
      ).every((outcome) => outcome === 'NOT_FOUND'),
    ).toBe(true);
    await lead.api.approvals.decide({ params, body: { decision: 'approve' } });
    expect((await ben.api.teams.get(hall.at(id))).role).toBe('MEMBER');
    expect(await hall.told(ben)).toContain('Lena Lead approved your request');
  });
});

describe('nesting', () => {
  test('makes no circle, one after the other or at the same moment', async () => {
    const [a, b, c] = [await hall.team(lead), await hall.team(lead), await hall.team(lead)];
    const move = (teamId: string, parentId: string | null) =>
      lead.api.teams.move({ ...hall.at(teamId), body: { parentId } });
    await move(b.id, a.id);
    await move(c.id, b.id);
    await expect(move(a.id, c.id)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(move(a.id, a.id)).rejects.toMatchObject(code('RULE_VIOLATED'));
    expect((await lead.api.teams.get(hall.at(a.id))).subTeams.map(({ id }) => id)).toEqual([b.id]);
    for (let round = 0; round < 4; round++) {
      const [one, two, three] = [await hall.team(lead), await hall.team(lead), await hall.team(lead)];
      const outcomes = settled(
        await Promise.allSettled([move(one.id, two.id), move(two.id, three.id), move(three.id, one.id)]),
      );
      expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(2);
      expect(outcomes.filter((outcome) => outcome === 'RULE_VIOLATED')).toHaveLength(1);
    }
  });

  test('stays within its place, and goes up when what is above ends', async () => {
    const { id: companyId } = await hall.company(lead);
    const alone = await hall.team(lead);
    const inside = await hall.team(lead, { companyId });
    const nested = await hall.team(lead, { parentId: inside.id });
    expect(nested.company?.id).toBe(companyId);
    await expect(
      lead.api.teams.move({ ...hall.at(alone.id), body: { parentId: inside.id } }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(hall.team(other, { parentId: inside.id })).rejects.toMatchObject(code('FORBIDDEN'));
    await hall.step(lead, inside.id, 'disband');
    expect((await lead.api.teams.get(hall.at(nested.id))).parent).toBe(null);
  });
});

describe('a stranger', () => {
  test('finds a team that is not PUBLIC nowhere', async () => {
    const id = await hall.working(lead, ann, { visibility: 'CONFIDENTIAL' });
    const { id: goalId } = await lead.api.teams.addGoal(
      { ...hall.at(id), body: { title: 'Secret', priority: 1, target: 1 } },
      key(),
    );
    const { id: metricId } = await lead.api.teams.addMetric(
      { ...hall.at(id), body: { name: 'Secret', unit: '', direction: 'UP', target: 1, threshold: 0 } },
      key(),
    );
    const at = hall.at(id);
    const { teams, teamInvitations, approvals } = other.api;
    const acts = await Promise.allSettled([
      teams.get(at),
      teams.edit({ ...at, body: { name: 'Mine' } }, match(1)),
      teams.step({ ...at, body: { event: 'disband' } }),
      teams.move({ ...at, body: { parentId: null } }),
      teams.members(at),
      teams.setRole({ params: { teamId: id, userId: other.userId }, body: { role: 'LEAD' } }),
      teams.removeMember({ params: { teamId: id, userId: ann.userId } }),
      teams.askToJoin({ ...at, body: {} }, key()),
      teams.goals(at),
      teams.addGoal({ ...at, body: { title: 'Mine', priority: 1, target: 1 } }, key()),
      teams.editGoal({ params: { teamId: id, goalId }, body: { title: 'Mine' } }, match(1)),
      teams.progress({ params: { teamId: id, goalId }, body: { current: 1 } }),
      teams.goalStep({ params: { teamId: id, goalId }, body: { event: 'cancel' } }),
      teams.metrics(at),
      teams.addMetric(
        { ...at, body: { name: 'Mine', unit: '', direction: 'UP', target: 1, threshold: 0 } },
        key(),
      ),
      teams.noteMetric({ params: { teamId: id, metricId }, body: { day: '2026-01-01', value: 1 } }),
      teams.removeMetric({ params: { teamId: id, metricId } }),
      teams.productivity(at),
      teams.history({ ...at, query: {} }),
      teams.create(
        {
          body: {
            name: 'In it',
            purpose: 'To look inside of it.',
            visibility: 'PUBLIC',
            size: 3,
            parentId: id,
          },
        },
        key(),
      ),
      teamInvitations.invite({ body: { teamId: id, userId: ben.userId, role: 'MEMBER' } }, key()),
      teamInvitations.list({ query: { teamId: id } }),
      approvals.request({ body: { teamId: id, subject: 'Let me in' } }, key()),
    ]);
    expect(settled(acts)).toEqual(acts.map(() => 'NOT_FOUND'));
    const { items } = await other.api.teams.list({ query: { limit: 100 } });
    expect(items.map((one) => one.id)).not.toContain(id);
  });

  test('sees the card of a PUBLIC team and changes nothing', async () => {
    const id = await hall.working(lead, ann);
    const { id: goalId } = await lead.api.teams.addGoal(
      { ...hall.at(id), body: { title: 'Open', priority: 1, target: 1 } },
      key(),
    );
    const at = hall.at(id);
    const { teams, teamInvitations, approvals } = other.api;
    expect(await teams.get(at)).toMatchObject({ role: null, rights: ['join'], steps: [] });
    const acts = await Promise.allSettled([
      teams.edit({ ...at, body: { name: 'Mine' } }, match(1)),
      teams.step({ ...at, body: { event: 'disband' } }),
      teams.move({ ...at, body: { parentId: null } }),
      teams.setRole({ params: { teamId: id, userId: ann.userId }, body: { role: 'SENIOR' } }),
      teams.removeMember({ params: { teamId: id, userId: ann.userId } }),
      teams.goals(at),
      teams.addGoal({ ...at, body: { title: 'Mine', priority: 1, target: 1 } }, key()),
      teams.goalStep({ params: { teamId: id, goalId }, body: { event: 'cancel' } }),
      teams.metrics(at),
      teams.productivity(at),
      teams.history({ ...at, query: {} }),
      teamInvitations.invite({ body: { teamId: id, userId: ben.userId, role: 'MEMBER' } }, key()),
      teamInvitations.list({ query: { teamId: id } }),
      approvals.request({ body: { teamId: id, subject: 'Let me in' } }, key()),
    ]);
    expect(settled(acts).filter((one) => one !== 'FORBIDDEN' && one !== 'NOT_FOUND')).toEqual([]);
  });
});

describe('channels', () => {
  test('of a team are there for its people, and only as long as they are', async () => {
    const id = await hall.working(lead, ann);
    const list = (who: Enrolled) => who.api.channels.list({ query: { scope: 'TEAM', scopeId: id } });
    const [channel] = (await list(ann)).items;
    expect(channel).toMatchObject({ name: 'General', rights: expect.arrayContaining(['post']) });
    await expect(list(ben)).rejects.toMatchObject(code('NOT_FOUND'));
    await ann.api.teams.removeMember({ params: { teamId: id, userId: ann.userId } });
    await expect(ann.api.channels.get({ params: { channelId: channel!.id } })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
  });
});
