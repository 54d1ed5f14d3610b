import { createWorld, enrol, type World } from '@smartstart/testkit';
import { dayMs, hourMs, utcDay } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDay, localHour } from '../rules/local-time.ts';
import { code, formTeam, join, key, type Team } from '../test-team.ts';

let world: World;
let team: Team;

beforeAll(async () => {
  world = await createWorld();
  team = await formTeam(world);
});
afterAll(() => world.close());

const at = () => ({ ventureId: team.ventureId });
type Who = Exclude<keyof Team, 'ventureId'>;
const checkIn = (who: Who, body: object = {}) =>
  team[who].api.work.checkIn({ params: at(), body: { done: 'Something', mood: 4, ...body } }, key());
const told = async (who: Who, type: 'checkin.reminder' | 'risk.critical' | 'meeting' | 'task.changed') =>
  (await team[who].api.notifications.list({ query: { type } })).items;
/** To the next time the clock of UTC shows this hour. */
function moveTo(hour: number): void {
  const now = world.clock.now().getTime();
  const next = Math.floor(now / dayMs) * dayMs + hour * hourMs;
  world.clock.advance(next > now ? next - now : next + dayMs - now);
}
async function inZone(who: Who, timeZone: string): Promise<void> {
  await team[who].api.users.setSettings({ body: { locale: 'en', timeZone, theme: 'DARK' } });
}

describe('check-ins', () => {
  test('happen once on each day of the member’s own calendar', async () => {
    await inZone('worker', 'America/Toronto');
    await inZone('lead', 'Pacific/Auckland');
    moveTo(3);
    const now = world.clock.now();
    // In Toronto it is still the evening before, in Auckland the afternoon.
    const evening = await checkIn('worker');
    expect(evening.day).toBe(localDay(now, 'America/Toronto'));
    expect(evening.day < utcDay(now)).toBe(true);
    expect((await checkIn('lead')).day).toBe(utcDay(now));
    await expect(checkIn('worker')).rejects.toMatchObject(code('ALREADY_EXISTS'));
    world.clock.advance(4 * hourMs);
    // Past midnight in Toronto, while the day of UTC is the same.
    expect((await checkIn('worker')).day).toBe(utcDay(now));
    await expect(checkIn('lead')).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const params = { ...at(), checkInId: evening.id };
    await expect(
      team.worker.api.work.editCheckIn({ params, body: { mood: 1 } }, { ifMatch: '"1"' }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('of one day, asked for twice at the same moment, is one', async () => {
    world.clock.advance(2 * dayMs);
    const answers = await Promise.allSettled([checkIn('owner'), checkIn('owner')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('are made by those who work, edited by their member, and hidden from strangers', async () => {
    for (const who of ['adviser', 'observer'] as const)
      await expect(checkIn(who)).rejects.toMatchObject(code('FORBIDDEN'));
    for (const who of ['investor', 'stranger'] as const) {
      await expect(checkIn(who)).rejects.toMatchObject(code('NOT_FOUND'));
      await expect(team[who].api.work.checkIns({ params: at(), query: {} })).rejects.toMatchObject(
        code('NOT_FOUND'),
      );
    }
    const own = await checkIn('worker', { blockers: 'No key' });
    const params = { ...at(), checkInId: own.id };
    const edit = (who: Who, ifMatch: string) =>
      team[who].api.work.editCheckIn({ params, body: { next: 'More' } }, { ifMatch });
    await expect(edit('lead', own.etag!)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(edit('stranger', own.etag!)).rejects.toMatchObject(code('NOT_FOUND'));
    await edit('worker', own.etag!);
    await expect(edit('worker', own.etag!)).rejects.toMatchObject(code('EDIT_CONFLICT'));
    const clear = (who: Who) => team[who].api.work.clearBlocker({ params, body: {} });
    await expect(clear('stranger')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(clear('observer')).rejects.toMatchObject(code('FORBIDDEN'));
    const open = await team.observer.api.work.checkIns({ params: at(), query: { blocked: 'true' } });
    expect(open.items.map(({ id }) => id)).toEqual([own.id]);
    expect((await clear('lead')).clearedAt).not.toBeNull();
    await expect(clear('worker')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('are reminded of once, in the afternoon, while a sprint runs', async () => {
    for (const who of ['owner', 'lead', 'worker'] as const) await inZone(who, 'Europe/Paris');
    world.clock.advance(3 * dayMs);
    moveTo(9);
    const remind = async () => {
      await world.brain.kernel.jobs.run('remind-of-check-ins');
      await world.settle();
    };
    moveTo(20);
    await remind();
    expect(await told('lead', 'checkin.reminder')).toHaveLength(0);
    const { id: sprintId } = await team.lead.api.work.createSprint(
      { params: at(), body: { name: 'Now', days: 30 } },
      key(),
    );
    await team.lead.api.work.stepSprint({ params: { ...at(), sprintId }, body: { event: 'start' } });
    moveTo(9);
    await checkIn('owner');
    await remind();
    expect(await told('worker', 'checkin.reminder')).toHaveLength(0);
    moveTo(18);
    for (let time = 0; time < 3; time++) await remind();
    const counts = [];
    for (const who of ['owner', 'lead', 'worker', 'observer', 'adviser'] as const)
      counts.push((await told(who, 'checkin.reminder')).length);
    expect(counts).toEqual([0, 1, 1, 0, 0]);
  });

  test('calendars of time zones', () => {
    const moment = new Date('2026-03-08T04:30:00Z');
    expect(localDay(moment, 'America/Toronto')).toBe('2026-03-07');
    expect(localDay(moment, 'Pacific/Auckland')).toBe('2026-03-08');
    expect([localHour(moment, 'UTC'), localHour(moment, 'Asia/Kolkata')]).toEqual([4, 10]);
    expect(localHour(new Date('2026-03-08T00:10:00Z'), 'UTC')).toBe(0);
  });
});

describe('risks', () => {
  const risk = (impact: number, probability: number, who: Who = 'worker', more: object = {}) =>
    team[who].api.work.createRisk(
      { params: at(), body: { title: 'Risk', category: 'MARKET', impact, probability, ...more } },
      key(),
    );
  const step = (riskId: string, event: 'mitigate' | 'reopen' | 'close', who: Who = 'worker') =>
    team[who].api.work.stepRisk({ params: { ...at(), riskId }, body: { event } });

  test('are scored, levelled, and told when they become critical', async () => {
    const levels = [];
    for (const [impact, probability] of [
      [5, 4],
      [5, 3],
      [5, 2],
      [3, 3],
    ] as const)
      levels.push(await risk(impact, probability));
    expect(levels.map(({ score, level }) => [score, level])).toEqual([
      [20, 'CRITICAL'],
      [15, 'HIGH'],
      [10, 'MEDIUM'],
      [9, 'LOW'],
    ]);
    await world.settle();
    expect(await told('lead', 'risk.critical')).toHaveLength(1);
    expect(await told('worker', 'risk.critical')).toHaveLength(0);
    const page = await team.observer.api.work.risks({ params: at(), query: { limit: 3 } });
    expect(page.items.map(({ score }) => score)).toEqual([20, 15, 10]);
    const rest = await team.observer.api.work.risks({
      params: at(),
      query: { limit: 3, cursor: page.nextCursor! },
    });
    expect(rest.items.map(({ score }) => score)).toEqual([9]);
  });

  test('are moved by their owner, and only on listed ways', async () => {
    const { id } = await risk(2, 2);
    await expect(step(id, 'reopen')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(step(id, 'mitigate', 'lead')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(step(id, 'mitigate', 'stranger')).rejects.toMatchObject(code('NOT_FOUND'));
    for (const [event, state] of [
      ['mitigate', 'MITIGATED'],
      ['reopen', 'OPEN'],
      ['close', 'CLOSED'],
    ] as const)
      expect((await step(id, event)).state).toBe(state);
    for (const event of ['mitigate', 'reopen', 'close'] as const)
      await expect(step(id, event)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const params = { ...at(), riskId: id };
    await expect(
      team.lead.api.work.editRisk({ params, body: { impact: 5 } }, { ifMatch: '"4"' }),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('are edited by their owner or by those who plan; one of two editors is told', async () => {
    const { id, etag } = await risk(1, 1);
    const params = { ...at(), riskId: id };
    const edit = (who: Who) =>
      team[who].api.work.editRisk({ params, body: { impact: 2 } }, { ifMatch: etag! });
    await expect(edit('observer')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(edit('stranger')).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await edit('lead')).score).toBe(2);
    await expect(edit('worker')).rejects.toMatchObject(code('EDIT_CONFLICT'));
    await expect(risk(1, 1, 'observer')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(risk(1, 1, 'stranger')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(risk(1, 1, 'lead', { ownerId: team.stranger.userId })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(team.stranger.api.work.risks({ params: at(), query: {} })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
  });
});

describe('meetings', () => {
  const later = (hours: number) => new Date(world.clock.now().getTime() + hours * hourMs).toISOString();
  const schedule = (who: Who, more: object = {}) =>
    team[who].api.work.scheduleMeeting(
      { params: at(), body: { title: 'Weekly', startsAt: later(2), ...more } },
      key(),
    );

  test('invite the workspace, are answered, moved and held', async () => {
    const meeting = await schedule('worker');
    expect(meeting.answers).toHaveLength(5);
    expect(meeting.myAnswer).toBe('YES');
    await world.settle();
    expect(await told('observer', 'meeting')).toHaveLength(1);
    expect(await told('investor', 'meeting')).toHaveLength(0);
    const params = { ...at(), meetingId: meeting.id };
    const answer = (who: Who) => team[who].api.work.answerMeeting({ params, body: { answer: 'MAYBE' } });
    expect((await answer('adviser')).myAnswer).toBe('MAYBE');
    await expect(answer('investor')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(answer('stranger')).rejects.toMatchObject(code('NOT_FOUND'));
    const step = (who: Who, event: 'hold' | 'cancel') =>
      team[who].api.work.stepMeeting({ params, body: { event } });
    await expect(step('lead', 'cancel')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(step('stranger', 'cancel')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(step('worker', 'hold')).rejects.toMatchObject(code('RULE_VIOLATED'));
    const edit = (who: Who, ifMatch: string) =>
      team[who].api.work.editMeeting({ params, body: { startsAt: later(3) } }, { ifMatch });
    await expect(edit('lead', meeting.etag!)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(edit('stranger', meeting.etag!)).rejects.toMatchObject(code('NOT_FOUND'));
    const moved = await edit('worker', meeting.etag!);
    expect(moved.answers.filter(({ answer: given }) => given !== null)).toHaveLength(1);
    await expect(edit('worker', meeting.etag!)).rejects.toMatchObject(code('EDIT_CONFLICT'));
    world.clock.advance(4 * hourMs);
    expect((await step('worker', 'hold')).state).toBe('DONE');
    for (const event of ['hold', 'cancel'] as const)
      await expect(step('worker', event)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(answer('lead')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('take chosen members only, in time to come', async () => {
    const small = await schedule('lead', { inviteeIds: [team.worker.userId] });
    expect(small.answers).toHaveLength(2);
    await expect(
      team.observer.api.work.answerMeeting({
        params: { ...at(), meetingId: small.id },
        body: { answer: 'NO' },
      }),
    ).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(schedule('lead', { inviteeIds: [team.stranger.userId] })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(schedule('lead', { startsAt: later(-1) })).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(schedule('observer')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(schedule('stranger')).rejects.toMatchObject(code('NOT_FOUND'));
    const first = await team.observer.api.work.meetings({ params: at(), query: { limit: 1 } });
    expect(first.items.map(({ id }) => id)).toEqual([small.id]);
    const next = await team.observer.api.work.meetings({
      params: at(),
      query: { limit: 1, cursor: first.nextCursor! },
    });
    expect([next.items.length, next.nextCursor]).toEqual([1, null]);
    await expect(team.stranger.api.work.meetings({ params: at(), query: {} })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
  });

  test('go on with somebody who leads when their organiser has left', async () => {
    const gone = await enrol(world, 'Gus Gone', 'MEMBER');
    await join(world, team.owner, team.ventureId, gone, 'CONTRIBUTOR');
    const [first, second] = [
      await gone.api.work.scheduleMeeting(
        { params: at(), body: { title: 'Orphaned', startsAt: later(2) } },
        key(),
      ),
      await gone.api.work.scheduleMeeting(
        { params: at(), body: { title: 'Orphaned too', startsAt: later(2) } },
        key(),
      ),
    ];
    const params = { ...at(), meetingId: first.id };
    const move = (who: Who) =>
      team[who].api.work.editMeeting({ params, body: { startsAt: later(4) } }, { ifMatch: first.etag! });
    await expect(move('lead')).rejects.toMatchObject(code('FORBIDDEN'));
    await gone.api.ventures.removeMember({ params: { ...at(), userId: gone.userId } });
    await expect(move('worker')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(move('stranger')).rejects.toMatchObject(code('NOT_FOUND'));
    expect(await move('lead')).toMatchObject({ rights: ['edit', 'answer'], steps: ['hold', 'cancel'] });
    const seen = await team.worker.api.work.meetings({ params: at(), query: { limit: 100 } });
    expect(seen.items.find(({ id }) => id === second.id)).toMatchObject({ rights: ['answer'], steps: [] });
    const cancelled = await team.lead.api.work.stepMeeting({
      params: { ...at(), meetingId: second.id },
      body: { event: 'cancel' },
    });
    expect(cancelled.state).toBe('CANCELLED');
    await team.lead.api.work.stepMeeting({ params, body: { event: 'cancel' } });
  });
});
