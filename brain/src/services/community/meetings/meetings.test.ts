import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs, hourMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFileDesk } from '../../equity/test-files.ts';
import { openHall } from '../../teams/test-hall.ts';
import { code, formTeam, key, type Team } from '../../work/test-team.ts';

let world: World;
let desk: ReturnType<typeof createFileDesk>;
let hall: ReturnType<typeof openHall>;
let team: Team;
let lead: Enrolled;
let mate: Enrolled;
let teamId: string;

beforeAll(async () => {
  world = await createWorld();
  desk = createFileDesk(world);
  hall = openHall(world);
  team = await formTeam(world);
  lead = await hall.leader('Lea Lead');
  mate = await hall.member('Max Mate');
  teamId = await hall.working(lead, mate);
});
afterAll(() => world.close());

let count = 0;
const newcomer = () => enrol(world, `New Comer ${'abcdefghijklmnopqrstuvwxyz'[count++]!}`, 'MEMBER');
const later = (ms = dayMs) => new Date(world.clock.now().getTime() + ms).toISOString();
const match = (version: number) => ({ ifMatch: `"${version}"` });
const schedule = (who: Enrolled, more: object = {}) =>
  who.api.meetings.schedule({ body: { title: 'Tea and plans', startsAt: later(), ...more } }, key());
const at = (meetingId: string) => ({ params: { meetingId } });
const get = (who: Enrolled, id: string) => who.api.meetings.get(at(id));
const answer = (who: Enrolled, id: string, given: 'ACCEPTED' | 'DECLINED') =>
  who.api.meetings.answer({ ...at(id), body: { answer: given } });
const cancel = (who: Enrolled, id: string, reason = '') =>
  who.api.meetings.cancel({ ...at(id), body: { reason } });
const hold = (who: Enrolled, id: string) => who.api.meetings.hold({ ...at(id), body: {} });
const list = (who: Enrolled, query: object = {}) => who.api.meetings.list({ query });
const titles = async (who: Enrolled, query: object = {}) =>
  (await list(who, query)).items.map(({ title }) => title);
const make = (who: Enrolled, version: number, id: string, body: object) =>
  who.api.meetings.edit({ ...at(id), body }, match(version));

describe('a private meeting', () => {
  test('is called, answered, moved, held and written down', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    const made = await schedule(one, { place: 'Quay 3', inviteeIds: [other.userId, one.userId] });
    expect(made).toMatchObject({
      scope: 'PRIVATE',
      scopeId: null,
      lengthMinutes: 60,
      state: 'SCHEDULED',
      mine: 'ACCEPTED',
      steps: ['hold', 'cancel'],
      rights: ['edit', 'answer'],
    });
    expect(await hall.told(other)).toContainEqual(expect.stringMatching(/^Meeting: Tea and plans, /));
    expect(await hall.told(one)).not.toContainEqual(expect.stringMatching(/^Meeting/));
    const invited = await get(other, made.id);
    expect(invited).toMatchObject({ mine: 'INVITED', steps: [], rights: ['answer'] });
    expect((await answer(other, made.id, 'DECLINED')).mine).toBe('DECLINED');
    expect((await answer(other, made.id, 'ACCEPTED')).mine).toBe('ACCEPTED');
    await expect(hold(other, made.id)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(cancel(other, made.id)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(make(other, 1, made.id, { title: 'Mine' })).rejects.toMatchObject(code('FORBIDDEN'));

    const moved = await make(one, made.version, made.id, { startsAt: later(2 * dayMs) });
    expect(moved.attendees).toContainEqual(
      expect.objectContaining({ userId: other.userId, attendance: 'INVITED' }),
    );
    expect(moved.mine).toBe('ACCEPTED');
    expect(await hall.told(other)).toContainEqual(expect.stringMatching(/^Meeting changed: /));
    await expect(make(one, made.version, made.id, { title: 'Old' })).rejects.toMatchObject(
      code('EDIT_CONFLICT'),
    );
    await expect(hold(one, made.id)).rejects.toMatchObject(code('RULE_VIOLATED'));
    world.clock.advance(2 * dayMs);
    const held = await hold(one, made.id);
    expect(held).toMatchObject({ state: 'DONE', steps: [] });
    const noted = await make(one, held.version, held.id, { notes: 'We drank tea.' });
    expect(noted.notes).toBe('We drank tea.');
    await expect(make(one, noted.version, held.id, { title: 'New' })).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    await expect(cancel(one, held.id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(answer(other, held.id, 'DECLINED')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect((await get(other, held.id)).mine).toBe('INVITED');
  });

  test('is not there for anybody else', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    const { id, version } = await schedule(one, { inviteeIds: [other.userId] });
    for (const act of await Promise.allSettled([
      get(team.stranger, id),
      answer(team.stranger, id, 'ACCEPTED'),
      hold(team.stranger, id),
      cancel(team.stranger, id),
      make(team.stranger, version, id, { title: 'Mine' }),
      team.stranger.api.meetings.calendar(at(id)),
    ]))
      expect(act).toMatchObject({ status: 'rejected', reason: code('NOT_FOUND') });
    expect(await titles(team.stranger)).toEqual([]);
  });

  test('refuses what makes no sense', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    const hidden = await newcomer();
    const privacy = await hidden.api.users.privacy({});
    await hidden.api.users.setPrivacy({ body: { ...privacy, profile: 'PRIVATE' } });
    const inviteeIds = [other.userId];
    for (const [more, refused] of [
      [{}, 'RULE_VIOLATED'],
      [{ inviteeIds: [one.userId] }, 'RULE_VIOLATED'],
      [{ inviteeIds: [hidden.userId] }, 'RULE_VIOLATED'],
      [{ inviteeIds: [teamId] }, 'RULE_VIOLATED'],
      [{ inviteeIds, startsAt: later(-hourMs) }, 'RULE_VIOLATED'],
      [{ inviteeIds, teamId: one.userId }, 'NOT_FOUND'],
      [{ inviteeIds, title: '  ' }, 'MALFORMED'],
      [{ inviteeIds, lengthMinutes: 4 }, 'MALFORMED'],
      [{ inviteeIds, startsAt: 'tomorrow' }, 'MALFORMED'],
    ] as const)
      await expect(schedule(one, more), JSON.stringify(more)).rejects.toMatchObject(code(refused));
    await expect(list(one, { cursor: 'nonsense' })).rejects.toMatchObject(code('MALFORMED'));
    const { id, version } = await schedule(one, { inviteeIds });
    await expect(
      one.api.meetings.answer({ ...at(id), body: { answer: 'INVITED' as 'ACCEPTED' } }),
    ).rejects.toMatchObject(code('MALFORMED'));
    await expect(make(one, version, id, { startsAt: later(-hourMs) })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(make(one, version, id, { inviteeIds: [hidden.userId] })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
  });

  test('takes more people, who are told for the first time', async () => {
    const [one, other, third] = [await newcomer(), await newcomer(), await newcomer()];
    const made = await schedule(one, { inviteeIds: [other.userId] });
    const more = await make(one, made.version, made.id, { inviteeIds: [other.userId, third.userId] });
    expect(more.attendees).toHaveLength(3);
    expect(await hall.told(third)).toContainEqual(expect.stringMatching(/^Meeting: /));
    expect((await hall.told(other)).filter((title) => title.startsWith('Meeting'))).toHaveLength(1);
  });

  test('is answered before it is cancelled, or not at all', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    for (let round = 0; round < 5; round++) {
      const { id } = await schedule(one, { inviteeIds: [other.userId] });
      const [given, cancelled] = await Promise.allSettled([
        answer(other, id, 'ACCEPTED'),
        cancel(one, id, 'It rains'),
      ]);
      expect(cancelled.status).toBe('fulfilled');
      const { state, mine } = await get(other, id);
      expect(state).toBe('CANCELLED');
      if (given.status === 'fulfilled') expect(mine).toBe('ACCEPTED');
      else {
        expect(given.reason).toMatchObject(code('ILLEGAL_TRANSITION'));
        expect(mine).toBe('INVITED');
      }
    }
    expect(await hall.told(other)).toContain('Meeting cancelled: Tea and plans');
  });

  test('is a file for a calendar', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    const { id } = await schedule(one, { inviteeIds: [other.userId], place: 'Quay 3' });
    const text = Buffer.from(await desk.download(other, `/api/v1/meetings/${id}/calendar`)).toString();
    expect(text).toContain(`UID:${id}@smartstart`);
    expect(text).toContain('LOCATION:Quay 3');
  });
});

describe('a meeting of a team', () => {
  test('is read by its members and answered by those invited', async () => {
    const third = await newcomer();
    const made = await schedule(mate, { teamId, title: 'Keel' });
    expect(made).toMatchObject({ scope: 'TEAM', scopeId: teamId, scopeName: 'Rudder', mine: 'ACCEPTED' });
    expect(made.attendees.map(({ userId }) => userId).toSorted()).toEqual(
      [lead.userId, mate.userId].toSorted(),
    );
    await expect(schedule(mate, { teamId, inviteeIds: [third.userId] })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(schedule(third, { teamId })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(list(third, { teamId })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(get(third, made.id)).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await get(lead, made.id)).steps).toEqual([]);
    await hall.bring(lead, teamId, third);
    expect(await get(third, made.id)).toMatchObject({ mine: null, rights: [] });
    await expect(answer(third, made.id, 'ACCEPTED')).rejects.toMatchObject(code('FORBIDDEN'));
    expect(await titles(third)).not.toContain('Keel');
    expect(await titles(third, { teamId })).toContain('Keel');
    expect((await answer(lead, made.id, 'DECLINED')).mine).toBe('DECLINED');
  });

  test('is lost by who leaves the team, and led by its lead then', async () => {
    const third = await newcomer();
    await hall.bring(lead, teamId, third);
    const { id } = await schedule(third, { teamId, title: 'Mast' });
    await expect(cancel(lead, id)).rejects.toMatchObject(code('FORBIDDEN'));
    await third.api.teams.removeMember({ params: { teamId, userId: third.userId } });
    await expect(get(third, id)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(cancel(third, id)).rejects.toMatchObject(code('NOT_FOUND'));
    expect(await titles(third)).toEqual([]);
    const before = (await hall.told(third)).length;
    expect(await cancel(lead, id)).toMatchObject({ state: 'CANCELLED' });
    expect(await hall.told(third)).toHaveLength(before);
  });
});

test('the list has all meetings of somebody, those of ventures too, in pages', async () => {
  const { owner, worker, ventureId } = team;
  const inVenture = (title: string, ms: number) =>
    owner.api.work.scheduleMeeting(
      { params: { ventureId }, body: { title, startsAt: later(ms), inviteeIds: [worker.userId] } },
      key(),
    );
  await inVenture('Third', 3 * dayMs);
  await schedule(owner, { title: 'Second', startsAt: later(2 * dayMs), inviteeIds: [worker.userId] });
  const first = await inVenture('First', dayMs);
  const off = await schedule(owner, { title: 'Off', startsAt: later(hourMs), inviteeIds: [worker.userId] });
  await cancel(owner, off.id);
  expect(await titles(worker)).toEqual(['First', 'Second', 'Third']);
  expect(await titles(worker, { when: 'past' })).toEqual(['Off']);
  expect(await titles(team.observer)).toEqual([]);
  const params = { ventureId, meetingId: first.id };
  await worker.api.work.answerMeeting({ params, body: { answer: 'YES' } });
  const seen: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await list(worker, { limit: 1, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map(({ title }) => title));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(['First', 'Second', 'Third']);
  expect((await list(worker)).items[0]).toMatchObject({
    scope: 'VENTURE',
    scopeId: ventureId,
    scopeName: 'Workshop',
    mine: 'ACCEPTED',
    steps: [],
    rights: [],
  });
  await expect(get(worker, first.id)).rejects.toMatchObject(code('NOT_FOUND'));
  world.clock.advance(dayMs + 2 * hourMs);
  expect(await titles(worker)).toEqual(['Second', 'Third']);
  expect(await titles(worker, { when: 'past' })).toEqual(['First', 'Off']);
});

test('meetings are taken along, and end with the account of who called them', async () => {
  const [one, other] = [await newcomer(), await newcomer()];
  const { id } = await schedule(one, { title: 'Farewell', inviteeIds: [other.userId] });
  const { kernel, services } = world.brain;
  const { db } = kernel.database;
  const taken = (await services.community.exportOf(db, other.userId)) as { meetings: { title: string }[] };
  expect(taken.meetings.map(({ title }) => title)).toEqual(['Farewell']);
  await kernel.database.transact((tx) =>
    kernel.outbox.publish(tx, {
      type: 'account.erased',
      actorId: one.userId,
      at: kernel.clock.now().toISOString(),
      topics: [],
      data: { userId: one.userId },
    }),
  );
  await world.settle();
  const left = await get(other, id);
  expect(left.state).toBe('CANCELLED');
  expect(left.attendees.map(({ userId }) => userId)).toEqual([other.userId]);
  expect(await hall.told(other)).toContain('Meeting cancelled: Farewell');
});
