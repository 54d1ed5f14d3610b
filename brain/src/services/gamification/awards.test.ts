import { createWorld, type World } from '@smartstart/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { noticePresence } from './presence.ts';
import {
  endorsement,
  history,
  idea,
  kudos,
  ledgerOf,
  me,
  member,
  message,
  publish,
  session,
  withdrawal,
} from './test-world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe('the ledger', () => {
  test('gives one award a cause, even when an event is delivered twice', async () => {
    const ann = await member(world, 'Ann Award');
    const bob = await member(world, 'Bob Badge');
    const before = (await me(ann)).xp;
    const told = kudos(ann, bob);
    await publish(world, told, told);
    await publish(world, told);
    expect((await me(ann)).xp - before).toBe(10);
    const [entry] = await history(ann);
    expect(entry).toMatchObject({
      event: 'KUDOS_GIVEN',
      state: 'EARNED',
      xp: 10,
      link: `/people/${bob.userId}`,
    });
    expect((await history(bob)).filter(({ event }) => event === 'KUDOS_RECEIVED')).toHaveLength(1);
  });

  test('gives one award when the same cause arrives many times at the same moment', async () => {
    const who = await member(world, 'Rae Race');
    const { gamification } = world.brain.services;
    const { database, clock } = world.brain.kernel;
    const causeId = newId();
    const give = () =>
      database.transact((tx) =>
        gamification.give(tx, { userId: who.userId, event: 'IDEA_POSTED', causeId, at: clock.now() }),
      );
    const answers = await Promise.all(Array.from({ length: 6 }, give));
    expect(answers.filter(Boolean)).toHaveLength(1);
    const { occurrences, postings } = await ledgerOf(world, who.userId);
    expect(occurrences.filter(({ cause_id }) => cause_id === causeId)).toHaveLength(1);
    expect(postings.filter(({ xp }) => xp === 15)).toHaveLength(1);
  });

  test('holds a cap when different causes arrive at the same moment', async () => {
    const who = await member(world, 'Cap Race');
    const { gamification } = world.brain.services;
    const { database, clock } = world.brain.kernel;
    const give = () =>
      database.transact((tx) =>
        gamification.give(tx, {
          userId: who.userId,
          event: 'IDEA_POSTED',
          causeId: newId(),
          at: clock.now(),
        }),
      );
    await Promise.all(Array.from({ length: 8 }, give));
    const { occurrences } = await ledgerOf(world, who.userId);
    const ideas = occurrences.filter(({ event }) => event === 'IDEA_POSTED');
    expect(ideas.map(({ xp }) => xp).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 15, 15, 15, 15, 15]);
  });

  test('takes an award back exactly, and whoever is next under the cap moves up', async () => {
    const giver = await member(world, 'Gil Giver');
    const others = [];
    for (let count = 0; count < 6; count += 1) others.push(await member(world, `Other ${'abcdef'[count]}`));
    const given = others.map((other) => endorsement(giver, other));
    await publish(world, ...given);
    const xpOf = async () =>
      (await history(giver)).filter(({ event }) => event === 'ENDORSEMENT_GIVEN').map(({ xp }) => xp);
    expect((await xpOf()).toSorted((a, b) => a - b)).toEqual([0, 15, 15, 15, 15, 15]);
    const full = (await me(giver)).xp;
    await publish(world, withdrawal(given[0]!), withdrawal(given[0]!));
    expect((await me(giver)).xp).toBe(full);
    await publish(world, withdrawal(given[1]!));
    expect((await me(giver)).xp).toBe(full - 15);
    const undone = (await history(giver)).filter(({ state }) => state === 'UNDONE');
    expect(undone).toHaveLength(2);
    expect(undone[0]).toMatchObject({ xp: 0, before: 15, reason: 'The endorsement was withdrawn.' });
  });

  test('gives nothing for what was removed, however often it is told again', async () => {
    const [ann, bob] = [await member(world, 'Rem One'), await member(world, 'Rem Two')];
    const before = [await me(ann), await me(bob)].map(({ xp }) => xp);
    const [posted, thanked, said] = [idea(ann), kudos(ann, bob), message(ann)];
    const removed = [posted, thanked, said].map(({ type, data, actorId }) => ({
      type: type.replace(/\.\w+$/, '.removed'),
      data,
      ...(actorId ? { actorId } : {}),
    }));
    await publish(world, posted, thanked, said);
    expect([await me(ann), await me(bob)].map(({ xp }) => xp)).toEqual([before[0]! + 28, before[1]! + 20]);
    await publish(world, ...removed, ...removed);
    await publish(world, posted, thanked, said);
    expect([await me(ann), await me(bob)].map(({ xp }) => xp)).toEqual(before);
    const undone = (await history(ann)).filter(({ state }) => state === 'UNDONE');
    expect(undone.map(({ event, before: was }) => [event, was]).toSorted()).toEqual([
      ['IDEA_POSTED', 15],
      ['KUDOS_GIVEN', 10],
      ['MESSAGE', 3],
    ]);
    const withdrawn = endorsement(ann, bob);
    await publish(world, withdrawn, withdrawal(withdrawn), withdrawn);
    expect((await me(ann)).xp).toBe(before[0]);
  });

  test('cannot be changed or emptied, whoever tries', async () => {
    const who = await member(world, 'Tam Tamper');
    await publish(world, idea(who));
    const { db } = world.brain.kernel.database;
    for (const statement of [
      sql`update xp_postings set xp = 1000 where user_id = ${who.userId}`,
      sql`delete from xp_postings where user_id = ${who.userId}`,
      sql`delete from xp_occurrences where user_id = ${who.userId}`,
      sql`update xp_occurrences set cause_id = 'other' where user_id = ${who.userId}`,
      sql`truncate xp_postings`,
      sql`update xp_rule_versions set rules = '{}'`,
    ])
      await expect(statement.execute(db)).rejects.toThrow();
  });

  test('counts the days of a cap in the zone of the person', async () => {
    const who = await member(world, 'Zoe Zone');
    const { gamification } = world.brain.services;
    const { database } = world.brain.kernel;
    const give = (at: string) =>
      database.transact((tx) =>
        gamification.give(tx, {
          userId: who.userId,
          event: 'IDEA_POSTED',
          causeId: newId(),
          at: new Date(at),
        }),
      );
    // 03:59 and 04:01 in UTC are two days in Toronto, whose clock is four hours behind in June.
    for (let count = 0; count < 5; count += 1) await give('2026-06-10T03:59:00Z');
    await give('2026-06-10T03:59:30Z');
    await give('2026-06-10T04:01:00Z');
    const { occurrences } = await ledgerOf(world, who.userId);
    const ideas = occurrences.filter(({ event }) => event === 'IDEA_POSTED');
    expect(ideas.filter(({ xp }) => xp === 15)).toHaveLength(6);
    expect(ideas.filter(({ xp }) => xp === 0)).toHaveLength(1);
  });
});

describe('what is earned', () => {
  test('a day of signing in earns once; sessions in use show the next days', async () => {
    const who = await member(world, 'Dee Daily');
    await publish(world, session(who), session(who));
    expect((await history(who)).filter(({ event }) => event === 'DAILY_LOGIN')).toHaveLength(1);
    world.clock.advance(26 * 3_600_000);
    const { ground } = world.brain.services.gamification;
    const here = {
      ...ground,
      seenSince: () => Promise.resolve([{ userId: who.userId, at: world.clock.now() }]),
    };
    await noticePresence(here);
    await noticePresence(here);
    await world.settle();
    expect((await history(who)).filter(({ event }) => event === 'DAILY_LOGIN')).toHaveLength(2);
  });

  test('a badge brings 100 XP, and is told once', async () => {
    const who = await member(world, 'Ida Ideas');
    await publish(world, idea(who), idea(who), idea(who));
    const { held } = await who.api.gamification.badges({});
    expect(held.map(({ code }) => code)).toContain('IDEA_GENERATOR');
    const entries = await history(who);
    expect(entries.find(({ event }) => event === 'BADGE')).toMatchObject({
      xp: 100,
      subject: 'Idea Generator',
    });
    const { items } = await who.api.notifications.list({ query: { limit: 50 } });
    expect(items.filter(({ type }) => type === 'badge.earned').map(({ title }) => title)).toEqual([
      'Badge earned: Idea Generator',
    ]);
    expect(items.filter(({ type }) => type === 'xp.milestone')).toHaveLength(1);
  });

  test('badges that bring XP can bring the next badge and level in one go', async () => {
    const who = await member(world, 'Cas Cascade');
    const { gamification } = world.brain.services;
    const { database, clock } = world.brain.kernel;
    const before = (await me(who)).xp;
    await database.transact(async (tx) => {
      for (let count = 0; count < 9; count += 1)
        await gamification.give(tx, {
          userId: who.userId,
          event: 'TASK_DONE',
          causeId: newId(),
          at: clock.now(),
          priority: 'CRITICAL',
        });
    });
    await world.settle();
    // 9 × 100, First Steps 100: the thousand is reached, and XP Hunter brings the next hundred.
    expect((await me(who)).xp - before).toBe(1_100);
    expect(await me(who)).toMatchObject({ level: 'NIGHT_WATCHER', multiplier: '×1.2', badges: 2 });
    const { items } = await who.api.notifications.list({ query: { limit: 50 } });
    expect(items.filter(({ type }) => type === 'level.reached')).toHaveLength(1);
  });

  test('reputation and community score add up from their parts', async () => {
    const [ann, bob] = [await member(world, 'Rep One'), await member(world, 'Rep Two')];
    await publish(world, kudos(ann, bob), idea(bob), message(bob), endorsement(ann, bob, { weight: 4 }));
    const { total, parts, community } = await bob.api.gamification.reputation({});
    expect(total).toBe(parts.reduce((sum, { points }) => sum + points, 0));
    expect(parts.find(({ part }) => part === 'ENDORSEMENTS')).toMatchObject({ figure: 4, points: 20 });
    expect(parts.find(({ part }) => part === 'KUDOS')).toMatchObject({ figure: 1, points: 3 });
    expect(community).toMatchObject({ total: 12 });
    expect((await me(bob)).reputation).toBe(total);
  });

  test('endorsements that answer each other weigh 1, until one is withdrawn', async () => {
    const [ann, bob] = [await member(world, 'Mut One'), await member(world, 'Mut Two')];
    const one = endorsement(ann, bob, { weight: 5 });
    const other = endorsement(bob, ann, { weight: 4 });
    const weights = async (who: typeof ann) =>
      (await who.api.gamification.reputation({})).parts.find(({ part }) => part === 'ENDORSEMENTS')!.figure;
    await publish(world, one, other);
    expect([await weights(ann), await weights(bob)]).toEqual([1, 1]);
    await publish(world, withdrawal(other));
    expect([await weights(ann), await weights(bob)]).toEqual([0, 5]);
  });
});
