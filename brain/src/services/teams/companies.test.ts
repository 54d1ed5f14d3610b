import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formTeam, join } from '../work/test-team.ts';
import { code, key, match, openHall, type Hall } from './test-hall.ts';

let world: World;
let hall: Hall;
let owner: Enrolled;
let other: Enrolled;
let ann: Enrolled;
let stranger: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  hall = openHall(world);
  owner = await hall.leader('Otto Owner');
  other = await hall.leader('Olga Other');
  ann = await hall.member('Ann Able');
  stranger = await hall.member('Stan Stranger');
});
afterAll(() => world.close());

const settled = (all: readonly PromiseSettledResult<unknown>[]) =>
  all.map((one) =>
    one.status === 'fulfilled' ? 'ok' : (one.reason as { problem: { code: string } }).problem.code,
  );
const hold = (who: Enrolled, companyId: string, parentId: string, percent: string) =>
  who.api.companies.setParent({ params: { companyId, parentId }, body: { percent } });
async function document(who: Enrolled): Promise<string> {
  async function* bytes() {
    yield Buffer.from('%PDF-1.7 articles');
  }
  const { kernel, services } = world.brain;
  const fileId = await services.files.store({
    ownerId: who.userId,
    name: 'articles.pdf',
    mediaType: 'application/pdf',
    bytes: bytes(),
  });
  // What the system stores is the account's own; this stands for an upload.
  await kernel.database.db
    .updateTable('files')
    .set({ purpose: 'GENERAL', expires_at: null })
    .where('id', '=', fileId)
    .execute();
  return fileId;
}

describe('a company', () => {
  test('is made with rung 3, edited on its version, and rests', async () => {
    await expect(hall.company(ann)).rejects.toMatchObject(code('GATE_BLOCKED'));
    const company = await hall.company(owner, { tags: ['Boats', 'boats'] });
    expect(company).toMatchObject({ state: 'ACTIVE', role: 'OWNER', tags: ['boats'], people: 1 });
    const edit = (version: number) =>
      owner.api.companies.edit({ ...hall.of(company.id), body: { name: 'Pier' } }, match(version));
    expect((await edit(company.version)).name).toBe('Pier');
    await expect(edit(company.version)).rejects.toMatchObject(code('EDIT_CONFLICT'));
    const step = (event: 'rest' | 'resume' | 'dissolve' | 'suspend', who = owner) =>
      who.api.companies.step({ ...hall.of(company.id), body: { event } });
    expect((await step('rest')).state).toBe('INACTIVE');
    await expect(hall.team(owner, { companyId: company.id })).rejects.toMatchObject(code('FORBIDDEN'));
    await step('resume');
    await expect(step('suspend')).rejects.toMatchObject(code('FORBIDDEN'));
    const team = await hall.team(owner, { companyId: company.id });
    await expect(step('dissolve')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await hall.step(owner, team.id, 'disband');
    expect((await step('dissolve')).state).toBe('DISSOLVED');
    await expect(step('resume')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('is passed on to somebody with rung 3, and left by everybody but its owner', async () => {
    const { id } = await hall.company(owner);
    for (const [who, role] of [
      [other, 'MANAGER'],
      [ann, 'MEMBER'],
    ] as const)
      await hall.accept(who, (await hall.invite(owner, { companyId: id, userId: who.userId, role })).id);
    const make = (who: Enrolled, userId: string, role: 'OWNER' | 'MEMBER') =>
      who.api.companies.setRole({ params: { companyId: id, userId }, body: { role } });
    await expect(make(other, ann.userId, 'OWNER')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(make(owner, ann.userId, 'OWNER')).rejects.toMatchObject(code('RULE_VIOLATED'));
    const remove = (who: Enrolled, userId: string) =>
      who.api.companies.removePerson({ params: { companyId: id, userId } });
    await expect(remove(owner, owner.userId)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(remove(ann, other.userId)).rejects.toMatchObject(code('FORBIDDEN'));
    expect((await make(owner, other.userId, 'OWNER')).owner!.userId).toBe(other.userId);
    await remove(owner, owner.userId);
    await remove(ann, ann.userId);
    expect((await other.api.companies.people({ ...hall.of(id), query: {} })).items).toHaveLength(1);
  });

  test('keeps documents for its people', async () => {
    const { id } = await hall.company(owner);
    const fileId = await document(owner);
    await expect(
      other.api.companies.addDocument({ ...hall.of(id), body: { fileId } }, key()),
    ).rejects.toMatchObject(code('FORBIDDEN'));
    await owner.api.companies.addDocument({ ...hall.of(id), body: { fileId, note: 'Of 2026' } }, key());
    const params = { companyId: id, fileId };
    expect(
      settled(
        await Promise.allSettled([
          stranger.api.companies.documents({ ...hall.of(id), query: {} }),
          stranger.api.companies.downloadDocument({ params }),
          stranger.api.companies.removeDocument({ params }),
        ]),
      ).every((outcome) => outcome === 'FORBIDDEN'),
    ).toBe(true);
    expect((await owner.api.companies.documents({ ...hall.of(id), query: {} })).items[0]).toMatchObject({
      name: 'articles.pdf',
      note: 'Of 2026',
    });
    await owner.api.companies.removeDocument({ params });
    await expect(owner.api.companies.downloadDocument({ params })).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('that is closed is found nowhere by a stranger', async () => {
    const { id } = await hall.company(owner, { visibility: 'PRIVATE' });
    const team = await hall.team(owner, { companyId: id });
    const mine = await hall.company(other);
    const fileId = await document(other);
    const at = hall.of(id);
    const metric = { name: 'Mine', unit: '', direction: 'UP' as const, target: 1, threshold: 0 };
    const { companies, teamInvitations, teams } = other.api;
    const acts = await Promise.allSettled([
      companies.get(at),
      companies.edit({ ...at, body: { name: 'Mine' } }, match(1)),
      companies.step({ ...at, body: { event: 'dissolve' } }),
      companies.people({ ...at, query: {} }),
      companies.setRole({ params: { companyId: id, userId: other.userId }, body: { role: 'OWNER' } }),
      companies.removePerson({ params: { companyId: id, userId: owner.userId } }),
      companies.setParent({ params: { companyId: id, parentId: mine.id }, body: { percent: '50' } }),
      companies.setParent({ params: { companyId: mine.id, parentId: id }, body: { percent: '50' } }),
      companies.removeParent({ params: { companyId: id, parentId: mine.id } }),
      companies.merge({ ...at, body: { intoId: mine.id } }, key()),
      companies.merge({ ...hall.of(mine.id), body: { intoId: id } }, key()),
      companies.metrics(at),
      companies.addMetric({ ...at, body: metric }, key()),
      companies.noteMetric({
        params: { companyId: id, metricId: fileId },
        body: { day: '2026-01-01', value: 1 },
      }),
      companies.removeMetric({ params: { companyId: id, metricId: fileId } }),
      companies.documents({ ...at, query: {} }),
      companies.addDocument({ ...at, body: { fileId } }, key()),
      companies.downloadDocument({ params: { companyId: id, fileId } }),
      companies.removeDocument({ params: { companyId: id, fileId } }),
      companies.history({ ...at, query: {} }),
      teams.get(hall.at(team.id)),
      teamInvitations.invite({ body: { companyId: id, userId: ann.userId, role: 'MEMBER' } }, key()),
      teamInvitations.list({ query: { companyId: id } }),
    ]);
    expect(settled(acts)).toEqual(acts.map(() => 'NOT_FOUND'));
    expect((await companies.list({ query: { limit: 100 } })).items.map((one) => one.id)).not.toContain(id);
  });
});

describe('stakes', () => {
  test('are at most the whole and make no circle', async () => {
    const [a, b, c] = [await hall.company(owner), await hall.company(owner), await hall.company(owner)];
    expect(await hold(owner, b.id, a.id, '60')).toMatchObject({ set: true });
    await hold(owner, c.id, b.id, '100');
    await expect(hold(owner, a.id, c.id, '1')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(hold(owner, b.id, c.id, '40.0001')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await hold(owner, b.id, a.id, '33.3333');
    const seen = await owner.api.companies.get(hall.of(b.id));
    expect(seen.parents).toMatchObject([{ company: { id: a.id }, percent: '33.3333' }]);
    expect(seen.children).toMatchObject([{ company: { id: c.id }, percent: '100' }]);
    await expect(
      stranger.api.companies.removeParent({ params: { companyId: b.id, parentId: a.id } }),
    ).rejects.toMatchObject(code('FORBIDDEN'));
    await owner.api.companies.removeParent({ params: { companyId: b.id, parentId: a.id } });
  });

  test('written at the same moment are still at most the whole, without a circle', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b, c] = [await hall.company(owner), await hall.company(owner), await hall.company(owner)];
      const whole = settled(
        await Promise.allSettled([hold(owner, a.id, b.id, '60'), hold(owner, a.id, c.id, '60')]),
      );
      expect(whole.toSorted()).toEqual(['RULE_VIOLATED', 'ok']);
      const [d, e] = [await hall.company(owner), await hall.company(owner)];
      const circle = settled(
        await Promise.allSettled([hold(owner, d.id, e.id, '50'), hold(owner, e.id, d.id, '50')]),
      );
      expect(circle.toSorted()).toEqual(['RULE_VIOLATED', 'ok']);
      for (const { id } of [a, b, c, d, e])
        for (const { parents } of [await owner.api.companies.get(hall.of(id))])
          for (const { company } of parents)
            await owner.api.companies.removeParent({ params: { companyId: id, parentId: company!.id } });
      for (const { id } of [a, b, c, d, e])
        await owner.api.companies.step({ ...hall.of(id), body: { event: 'dissolve' } });
    }
  });

  test('of another owner wait for them, and so does a merger', async () => {
    const [mine, theirs] = [await hall.company(owner), await hall.company(other, { name: 'Tide Group' })];
    const asked = await hold(owner, mine.id, theirs.id, '25');
    expect(asked).toMatchObject({ set: false });
    await expect(hold(owner, mine.id, theirs.id, '30')).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const decide = (who: Enrolled, approvalId: string) =>
      who.api.approvals.decide({ params: { approvalId }, body: { decision: 'approve', comment: 'Fine.' } });
    await expect(decide(owner, asked.approvalId!)).rejects.toMatchObject(code('NOT_FOUND'));
    const both = settled(
      await Promise.allSettled([decide(other, asked.approvalId!), decide(other, asked.approvalId!)]),
    );
    expect(both.toSorted()).toEqual(['ILLEGAL_TRANSITION', 'ok']);
    expect((await owner.api.companies.get(hall.of(mine.id))).parents).toMatchObject([{ percent: '25' }]);
    const merger = await owner.api.companies.merge(
      { ...hall.of(mine.id), body: { intoId: theirs.id } },
      key(),
    );
    await decide(other, merger.approvalId!);
    expect(await owner.api.companies.get(hall.of(mine.id))).toMatchObject({
      state: 'MERGED',
      mergedInto: { id: theirs.id },
      parents: [],
    });
  });
});

describe('invitations', () => {
  test('by e-mail wait for who registers later, and cost nothing unless accepted', async () => {
    const team = await hall.team(owner, { visibility: 'CONFIDENTIAL' });
    const email = 'newcomer.nell@example.com';
    const sent = await hall.invite(owner, { teamId: team.id, email: 'Newcomer.Nell@example.com' });
    await expect(hall.invite(owner, { teamId: team.id, email })).rejects.toMatchObject(
      code('ALREADY_EXISTS'),
    );
    await world.settle();
    const { items: mails } = await world.as(null).system.mailbox({ query: { to: email } });
    const link = mails.flatMap(({ links }) => links).find((url) => url.includes('/team-invitation/'))!;
    const token = link.split('/').at(-1)!;
    const { id: invitationId } = sent;
    expect(await world.as(null).teamInvitations.byLink({ params: { token } })).toMatchObject({
      invitationId,
      placeName: 'Rudder',
      email: 'n…@example.com',
    });
    const { users, kernel } = { users: world.brain.services.users, kernel: world.brain.kernel };
    const nell = await enrol(world, 'Nell Newcomer', 'ACCOUNT');
    await kernel.database.transact((tx) =>
      tx.updateTable('users').set({ email }).where('id', '=', nell.userId).execute(),
    );
    expect(await users.findByEmail(kernel.database.db, email)).toBe(nell.userId);
    await kernel.database.transact((tx) =>
      kernel.outbox.publish(tx, {
        type: 'account.verified',
        actorId: nell.userId,
        at: kernel.clock.now().toISOString(),
        topics: [],
        data: { userId: nell.userId },
      }),
    );
    expect(await hall.told(nell)).toContain('Otto Owner invites you to Rudder');
    const params = { invitationId };
    await expect(nell.api.teamInvitations.accept({ params, body: {} })).rejects.toMatchObject(
      code('GATE_BLOCKED'),
    );
    expect(
      settled(
        await Promise.allSettled([
          stranger.api.teamInvitations.accept({ params, body: {} }),
          stranger.api.teamInvitations.decline({ params, body: {} }),
          stranger.api.teamInvitations.cancel({ params, body: {} }),
          stranger.api.teamInvitations.resend({ params, body: {} }),
        ]),
      ).every((outcome) => outcome === 'NOT_FOUND'),
    ).toBe(true);
    const before = Number((await owner.api.buz.wallet({})).available);
    expect((await nell.api.teamInvitations.decline({ params, body: {} })).state).toBe('DECLINED');
    await world.settle();
    expect(Number((await owner.api.buz.wallet({})).available)).toBeGreaterThan(before);
  });

  test('run out after 7 days, and are sent again', async () => {
    const team = await hall.team(owner);
    const { id: invitationId } = await hall.invite(owner, { teamId: team.id, userId: ann.userId });
    const params = { invitationId };
    world.clock.advance(7 * dayMs);
    await expect(ann.api.teamInvitations.accept({ params, body: {} })).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    await world.brain.kernel.jobs.run('team-invitations');
    expect((await owner.api.teamInvitations.resend({ params, body: {} })).state).toBe('PENDING');
    const answers = settled(
      await Promise.allSettled([
        ann.api.teamInvitations.accept({ params, body: {} }),
        ann.api.teamInvitations.decline({ params, body: {} }),
      ]),
    );
    expect(answers.toSorted()).toEqual(['ILLEGAL_TRANSITION', 'ok']);
  });

  test('fill a team no further than it is meant for', async () => {
    const team = await hall.team(owner, { size: 2 });
    const bob = await hall.member('Bob Brave');
    const one = await hall.invite(owner, { teamId: team.id, userId: ann.userId });
    const two = await hall.invite(owner, { teamId: team.id, userId: bob.userId });
    const outcomes = settled(await Promise.allSettled([hall.accept(ann, one.id), hall.accept(bob, two.id)]));
    expect(outcomes.toSorted()).toEqual(['RULE_VIOLATED', 'ok']);
  });
});

describe('a team of a venture', () => {
  test('is made of its members, is measured by its work, and loses who leaves it', async () => {
    const venture = await formTeam(world);
    const { lead, worker, ventureId } = venture;
    const team = await hall.team(lead, { ventureId });
    expect(team.venture).toEqual({ id: ventureId, name: 'Workshop' });
    for (const who of [stranger, other])
      await expect(who.api.teams.get(hall.at(team.id))).rejects.toMatchObject(code('NOT_FOUND'));
    const late = await hall.member('Lea Late');
    const outside = await hall.invite(lead, { teamId: team.id, userId: late.userId });
    await expect(hall.accept(late, outside.id)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await join(world, venture.owner, ventureId, late, 'CONTRIBUTOR');
    await hall.accept(late, outside.id);
    await hall.bring(lead, team.id, worker);
    await hall.step(lead, team.id, 'complete');
    const figures = await lead.api.teams.productivity(hall.at(team.id));
    // Three people on their first day, and nobody checked in.
    expect(figures).toMatchObject({
      ventures: 1,
      onTime: { percent: null },
      checkIns: { done: 0, possible: 3, percent: 0 },
      below: ['CHECK_IN'],
    });
    world.clock.advance(31 * dayMs);
    await world.brain.kernel.jobs.run('suggest-team-reviews');
    await world.brain.kernel.jobs.run('suggest-team-reviews');
    const suggested = (await hall.told(lead)).filter((title) => title.includes('performance review'));
    expect(suggested).toEqual(['A performance review of Rudder is suggested']);
    await hall.step(lead, team.id, 'review');
    await expect(hall.step(lead, team.id, 'good')).rejects.toMatchObject(code('RULE_VIOLATED'));
    expect((await hall.step(lead, team.id, 'improve')).state).toBe('IMPROVEMENT_PLANNING');
    await late.api.ventures.removeMember({ params: { ventureId, userId: late.userId } });
    await world.settle();
    expect((await lead.api.teams.get(hall.at(team.id))).members).toBe(2);
  }, 120_000);
});
