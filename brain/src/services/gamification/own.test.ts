import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs, hourMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { appoint } from '../work/test-team.ts';
import { dayPlus, dayStart, localDay } from './rules/local-day.ts';
import {
  endorsement,
  history,
  idea,
  kudos,
  ledgerOf,
  me,
  member,
  publish,
  session,
  withdrawal,
} from './test-world.ts';

let world: World;
let ann: Enrolled;
let stranger: Enrolled;
const at = ({ version }: { version: number }) => ({ ifMatch: `"${version}"` });
const code = (expected: string) => ({ problem: { code: expected } });
beforeAll(async () => {
  world = await createWorld();
  ann = await member(world, 'Ann Own');
  stranger = await member(world, 'Stan Stranger');
});
afterAll(() => world.close());

describe('goals', () => {
  const add = (target = 10, title = 'Ship it') => ann.api.gamification.addGoal({ body: { title, target } });

  test('are reached by their progress, and say so once', async () => {
    const goal = await add();
    const edit = (body: object, ifMatch: number) =>
      ann.api.gamification.editGoal({ params: { goalId: goal.id }, body }, { ifMatch: `"${ifMatch}"` });
    const half = await edit({ progress: 5 }, goal.version);
    expect(half).toMatchObject({ percent: 50, state: 'ACTIVE', events: ['pause', 'cancel'] });
    await expect(edit({ progress: 6 }, goal.version)).rejects.toMatchObject(code('EDIT_CONFLICT'));
    const done = await edit({ progress: 12 }, half.version);
    expect(done).toMatchObject({ state: 'COMPLETED', percent: 100, events: [] });
    await expect(edit({ progress: 1 }, done.version)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await world.settle();
    const { items } = await ann.api.notifications.list({ query: { type: 'goal.changed' } });
    expect(items.map(({ title }) => title)).toEqual(['Goal reached: Ship it']);
  });

  test('rest, go on, and are given up; only listed steps exist', async () => {
    const { id } = await add(3, 'Rest');
    const step = (event: 'pause' | 'resume' | 'cancel') =>
      ann.api.gamification.stepGoal({ params: { goalId: id }, body: { event } });
    await expect(step('resume')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect(await step('pause')).toMatchObject({ state: 'PAUSED', events: ['resume', 'cancel'] });
    expect(await step('resume')).toMatchObject({ state: 'ACTIVE' });
    expect(await step('cancel')).toMatchObject({ state: 'CANCELLED' });
    const { items } = await ann.api.gamification.goals({ query: { state: 'CANCELLED' } });
    expect(items.map((goal) => goal.id)).toEqual([id]);
    await ann.api.gamification.removeGoal({ params: { goalId: id } });
    await expect(step('pause')).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('a lower target completes an active goal, and one that rested when it goes on', async () => {
    const goal = await add(10, 'Lower');
    const params = { goalId: goal.id };
    const half = await ann.api.gamification.editGoal({ params, body: { progress: 5 } }, at(goal));
    const rests = await ann.api.gamification.stepGoal({ params, body: { event: 'pause' } });
    expect(rests.version).toBe(half.version + 1);
    const lower = await ann.api.gamification.editGoal({ params, body: { target: 5 } }, at(rests));
    expect(lower.state).toBe('PAUSED');
    expect(await ann.api.gamification.stepGoal({ params, body: { event: 'resume' } })).toMatchObject({
      state: 'COMPLETED',
    });
  });

  test('are nobody else’s', async () => {
    const goal = await add(10, 'Mine');
    const params = { goalId: goal.id };
    const { gamification } = stranger.api;
    const calls = [
      () => gamification.editGoal({ params, body: { progress: 1 } }, at(goal)),
      () => gamification.stepGoal({ params, body: { event: 'cancel' } }),
      () => gamification.removeGoal({ params }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await gamification.goals({ query: {} })).items).toEqual([]);
  });

  test('refuse what is no target', async () => {
    for (const body of [
      { title: ' ', target: 1 },
      { title: 'x', target: 0 },
      { title: 'x', target: 1.5 },
      { title: 'x'.repeat(121), target: 1 },
    ])
      await expect(ann.api.gamification.addGoal({ body })).rejects.toMatchObject(code('MALFORMED'));
  });
});

describe('the portfolio', () => {
  const fields = {
    title: 'A parser',
    description: 'It reads.',
    url: 'https://example.com/p',
    skills: ['Rust'],
  };

  test('is what one adds, and nobody else’s to change', async () => {
    const item = await ann.api.gamification.addPortfolioItem({ body: fields });
    const params = { itemId: item.id };
    const calls = [
      () => stranger.api.gamification.editPortfolioItem({ params, body: { title: 'Mine' } }, at(item)),
      () => stranger.api.gamification.removePortfolioItem({ params }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject(code('NOT_FOUND'));
    const edited = await ann.api.gamification.editPortfolioItem(
      { params, body: { title: 'A better parser' } },
      at(item),
    );
    expect(edited).toMatchObject({ title: 'A better parser', description: 'It reads.', version: 2 });
    await expect(
      ann.api.gamification.editPortfolioItem({ params, body: { title: 'Late' } }, at(item)),
    ).rejects.toMatchObject(code('EDIT_CONFLICT'));
    const shown = await stranger.api.gamification.ofPerson({ params: { userId: ann.userId } });
    expect(shown.portfolio?.items).toMatchObject([{ title: 'A better parser' }]);
    await ann.api.gamification.removePortfolioItem({ params });
    expect((await ann.api.gamification.portfolio({})).items).toEqual([]);
  });

  test('takes no link that is not of the web', async () => {
    await expect(
      ann.api.gamification.addPortfolioItem({ body: { ...fields, url: 'javascript:alert(1)' } }),
    ).rejects.toMatchObject(code('MALFORMED'));
  });
});

describe('the challenge of the day', () => {
  test('is finished by all four parts, extends the streak, and an undone part reopens it', async () => {
    const who = await member(world, 'Cha Challenge');
    const given = endorsement(who, ann);
    const contribution = (at: Date) => ({
      type: 'work.contribution',
      actorId: who.userId,
      at,
      data: { ventureId: newId(), id: newId(), event: 'file', to: 'PENDING' },
    });
    await publish(world, session(who), idea(who), contribution(world.clock.now()), given);
    const today = await who.api.gamification.challenge({});
    expect(today).toMatchObject({ finished: true, streak: { current: 1, longest: 1, today: true } });
    expect(today.calendar).toHaveLength(35);
    expect(today.calendar.at(-1)).toMatchObject({ day: today.day, finished: true });
    await publish(world, withdrawal(given));
    expect(await who.api.gamification.challenge({})).toMatchObject({
      finished: false,
      streak: { current: 0 },
    });
    await publish(world, endorsement(who, ann));
    for (let day = 1; day < 7; day += 1) {
      world.clock.advance(dayMs);
      await publish(world, session(who), idea(who), contribution(world.clock.now()), endorsement(who, ann));
    }
    expect(await me(who)).toMatchObject({ streak: { current: 7, longest: 7 } });
    // Told once a day, also on the day that was reopened and finished again.
    const told = await who.api.notifications.list({ query: { type: 'challenge.finished' } });
    expect(told.items).toHaveLength(7);
    expect((await who.api.gamification.badges({})).held.map((badge) => badge.code)).toContain(
      'CONSISTENT_PERFORMER',
    );
  });

  test('counts days where the person lives: a flight over the date line breaks no streak', async () => {
    const who = await member(world, 'Fay Flight');
    const finish = () =>
      publish(
        world,
        session(who),
        idea(who),
        {
          type: 'work.contribution',
          actorId: who.userId,
          data: { ventureId: newId(), id: newId(), event: 'file', to: 'PENDING' },
        },
        endorsement(who, ann),
      );
    const moveTo = async (timeZone: string) => {
      const settings = await who.api.users.settings({});
      await who.api.users.setSettings({ body: { ...settings, timeZone } });
      await world.settle();
    };
    await moveTo('America/Toronto');
    const tomorrow = dayPlus(localDay(world.clock.now(), 'America/Toronto'), 1);
    // Half an hour before midnight.
    const late = dayStart(tomorrow, 'America/Toronto').getTime() - hourMs / 2;
    world.clock.advance(late - world.clock.now().getTime());
    await finish();
    const first = await who.api.gamification.challenge({});
    expect(first).toMatchObject({ finished: true, streak: { current: 1 } });
    await moveTo('Pacific/Kiritimati');
    // Of the next date only an afternoon is left there; the one after it is finished.
    world.clock.advance(10 * hourMs);
    await finish();
    const second = await who.api.gamification.challenge({});
    expect(second).toMatchObject({ timeZone: 'Pacific/Kiritimati', streak: { current: 2, longest: 2 } });
    expect(Date.parse(second.day) - Date.parse(first.day)).toBe(2 * dayMs);
    // Staying at home, whoever leaves a date out begins anew.
    world.clock.advance(2 * dayMs);
    await finish();
    expect((await who.api.gamification.challenge({})).streak).toMatchObject({ current: 1, longest: 2 });
  });
});

describe('skills', () => {
  test('three endorsements of weight 3 verify; one taken back does not any longer', async () => {
    const who = await member(world, 'Ski Skilled');
    await who.api.users.addSkill({ body: { name: 'Rust', level: 4, years: 3 } });
    await world.settle();
    const friends = [];
    for (const name of ['One', 'Two', 'Three']) friends.push(await member(world, `Friend ${name}`));
    const given = friends.map((friend) => endorsement(friend, who, { skill: 'rust' }));
    const rust = async () => (await who.api.gamification.skillGaps({})).skills[0]!;
    await publish(world, given[0]!, given[1]!);
    expect(await rust()).toMatchObject({ verified: false, strongEndorsements: 2, sources: [] });
    await publish(world, given[2]!);
    expect(await rust()).toMatchObject({ verified: true, sources: ['ENDORSEMENTS'], marketValue: 4 });
    expect((await who.api.gamification.badges({})).held.map((badge) => badge.code)).toContain('SKILL_MASTER');
    await publish(world, withdrawal(given[0]!));
    expect(await rust()).toMatchObject({ verified: false });
  });

  test('an administrator records a certificate, of others only, and takes it back', async () => {
    const admin = await member(world, 'Adm Skills');
    await appoint(world, admin, '12');
    const who = await member(world, 'Cer Certified');
    await who.api.users.addSkill({ body: { name: 'Welding', level: 3, years: 3 } });
    const verify = (userId: string, skill = 'welding') =>
      admin.api.gamificationAdmin.verifySkill({
        body: { userId, skill, kind: 'CERTIFICATE', note: 'Seen: certificate 123 of the guild.' },
      });
    await expect(verify(who.userId, 'Juggling')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(verify(admin.userId)).rejects.toMatchObject(code('FORBIDDEN'));
    const check = await verify(who.userId);
    expect(check.verified).toBe(true);
    await expect(verify(who.userId)).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const points = async () =>
      (await who.api.gamification.reputation({})).parts.find(({ part }) => part === 'VERIFIED_SKILLS')!
        .points;
    expect(await points()).toBe(10);
    const taken = await admin.api.gamificationAdmin.withdrawSkillCheck({
      params: { checkId: check.id },
      body: { reason: 'The certificate was forged.' },
    });
    expect(taken.verified).toBe(false);
    expect(await points()).toBe(0);
  });

  test('gaps follow demand and complexity', async () => {
    const { ground } = world.brain.services.gamification;
    const { skillGaps } = await import('./skills.ts');
    const { db } = world.brain.kernel.database;
    const asked = new Map([
      ['Rust', 9],
      ['Law', 5],
      ['Sales', 3],
      ['Art', 2],
      ['Tax', 1],
      ['Chess', 1],
    ]);
    const market = { ...ground, skillsAsked: () => Promise.resolve(asked) };
    const before = await skillGaps(market, db, ann.userId);
    expect(before.gaps.map(({ name }) => name)[0]).toBe('Rust');
    expect(before.gaps).toHaveLength(5);
    await world.brain.kernel.database.transact((tx) =>
      tx
        .insertInto('skill_ratings')
        .values({ skill: 'law', name: 'Law', complexity: 5, set_by: newId(), set_at: world.clock.now() })
        .execute(),
    );
    expect((await skillGaps(market, db, ann.userId)).gaps[0]).toMatchObject({ name: 'Law', complexity: 5 });
  });
});

describe('leaving', () => {
  test('the export has all of it; erasure leaves nothing, and others are counted again', async () => {
    const who = await member(world, 'Era Erased');
    const friend = await member(world, 'Fri Friend');
    await who.api.gamification.addGoal({ body: { title: 'Leave', target: 1 } });
    await publish(world, idea(who), kudos(friend, who), endorsement(who, friend, { weight: 5 }));
    const { db } = world.brain.kernel.database;
    const { exportOf } = world.brain.services.gamification;
    const taken = (await exportOf(db, who.userId)) as { events: unknown[]; goals: unknown[] };
    expect(taken.events.length).toBeGreaterThan(2);
    expect(taken.goals).toHaveLength(1);
    const before = (await me(friend)).reputation;
    await publish(world, { type: 'account.erased', data: { userId: who.userId } });
    expect(await ledgerOf(world, who.userId)).toEqual({ occurrences: [], postings: [], person: undefined });
    expect((await me(friend)).reputation).toBe(before - 25);
    expect((await history(friend)).some(({ event }) => event === 'KUDOS_GIVEN')).toBe(true);
  });
});
