import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMs, dayMs } from '@smartstart/units';
import * as store from './board-store.ts';
import { boardLimits, boards, rank, type Candidate } from './rules/leaderboard.ts';
import { idea, me, member, publish } from './test-world.ts';

let world: World;
let ann: Enrolled;
let bob: Enrolled;
beforeAll(async () => {
  world = await createWorld();
  ann = await member(world, 'Ann Ahead');
  bob = await member(world, 'Bob Behind');
  await publish(world, idea(ann), idea(ann), idea(bob));
});
afterAll(() => world.close());

const board = async (who: Enrolled, name: (typeof boards)[number] = 'XP') =>
  (await who.api.gamification.leaderboards({ query: { board: name } })).boards[0]!;
const names = async (who: Enrolled) => (await board(who)).places.map(({ name }) => name);

describe('the boards', () => {
  test('show who leads, and one’s own place', async () => {
    const shown = await board(ann);
    expect(shown.places[0]).toMatchObject({ place: 1, name: 'Ann Ahead', userId: ann.userId });
    expect((await board(bob)).own).toMatchObject({ on: true, place: 2, of: 2 });
    const overview = await ann.api.gamification.leaderboards({ query: {} });
    expect(overview.boards.map((one) => one.board)).toEqual([...boards]);
    expect(overview.boards.every(({ places }) => places.length <= boardLimits.overview)).toBe(true);
  });

  test('show nobody who opted out, in no place and no number; leaving can be undone', async () => {
    expect(await ann.api.gamification.setOptOut({ body: { optedOut: true } })).toEqual({ optedOut: true });
    for (const name of boards) {
      const shown = await board(bob, name);
      expect(shown.places.map(({ userId }) => userId)).not.toContain(ann.userId);
    }
    expect((await board(bob)).own).toMatchObject({ on: true, place: 1, of: 1 });
    expect((await board(ann)).own).toEqual({ on: false, why: 'OPTED_OUT' });
    expect(await me(ann)).toMatchObject({ optedOut: true });
    await ann.api.gamification.setOptOut({ body: { optedOut: false } });
    expect((await names(bob))[0]).toBe('Ann Ahead');
  });

  test('honour privacy at once, before and after the figures have heard of it', async () => {
    const privacy = await ann.api.users.privacy({});
    for (const change of [{ showReputation: false }, { profile: 'PRIVATE' as const }]) {
      await ann.api.users.setPrivacy({ body: { ...privacy, ...change } });
      expect(await names(bob)).toEqual(['Bob Behind']);
      await world.settle();
      expect(await names(bob)).toEqual(['Bob Behind']);
      expect((await board(bob)).own).toMatchObject({ place: 1, of: 1 });
      expect((await board(ann)).own).toEqual({ on: false, why: 'NOT_SHOWN' });
    }
    await ann.api.users.setPrivacy({ body: privacy });
    await world.settle();
    expect(await names(bob)).toEqual(['Ann Ahead', 'Bob Behind']);
  });

  test('what others see of a person follows the flags', async () => {
    const see = (viewer: Enrolled) => viewer.api.gamification.ofPerson({ params: { userId: ann.userId } });
    expect(await see(bob)).toMatchObject({ shown: true, level: 'OWLET' });
    const privacy = await ann.api.users.privacy({});
    await ann.api.users.setPrivacy({ body: { ...privacy, showReputation: false } });
    expect(await see(bob)).toMatchObject({ shown: false, level: null, xp: null, badges: [] });
    expect(await see(ann)).toMatchObject({ shown: true });
    await ann.api.users.setPrivacy({ body: { ...privacy, profile: 'PRIVATE' } });
    await expect(see(bob)).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await ann.api.users.setPrivacy({ body: privacy });
    await world.settle();
  });

  test('forget who was not here for a week', async () => {
    world.clock.advance(8 * dayMs);
    expect(await names(bob)).toEqual([]);
    expect((await board(bob)).own).toEqual({ on: false, why: 'INACTIVE' });
    await publish(world, idea(bob));
    expect(await names(bob)).toEqual(['Bob Behind']);
  });
});

describe('on a hundred thousand people', () => {
  test('the places are those of the rules', async () => {
    const { db } = world.brain.kernel.database;
    const now = world.clock.now();
    await sql`insert into xp_people (user_id, xp, reputation, badges, projects, contributions, buz_micro, kinds_of_work,
        last_active_at, opted_out, shown, rules_version, updated_at)
      select overlay(gen_random_uuid()::text placing '7' from 15 for 1)::uuid,
        (random() * 400)::int * 10 - 50, (random() * 900)::int, (random() * 12)::int, (random() * 3)::int, (random() * 20)::int,
        (random() * 5)::bigint * 1000000, (random() * 4)::int,
        case when random() < 0.1 then null else ${now}::timestamptz - random() * interval '14 days' end,
        random() < 0.1, random() < 0.9, 1, ${now}
      from generate_series(1, 100000)`.execute(db);
    await sql`analyze xp_people`.execute(db);
    const rows = await db.selectFrom('xp_people').selectAll().execute();
    const since = addMs(now, -boardLimits.activeMs);
    for (const name of boards) {
      const candidates = rows
        .filter(({ shown }) => shown)
        .map((row): Candidate => ({
          userId: row.user_id,
          figures: {
            XP: [BigInt(row.xp)],
            REPUTATION: [BigInt(row.reputation)],
            CONTRIBUTIONS: [BigInt(row.contributions)],
            BADGES: [BigInt(row.badges)],
            PORTFOLIO: [
              BigInt(row.projects),
              BigInt(row.contributions),
              row.buz_micro,
              BigInt(row.kinds_of_work),
            ],
          }[name],
          lastActiveAt: row.last_active_at,
          optedOut: row.opted_out,
        }));
      const some = candidates.find(
        ({ optedOut, lastActiveAt, figures }) =>
          !optedOut && lastActiveAt && lastActiveAt >= since && figures.some((figure) => figure > 0n),
      )!;
      const expected = rank(candidates, { now, top: 10, userId: some.userId });
      const top = await store.top(db, name, since, 10);
      const own = await store.ownFigures(db, name, some.userId);
      const around = await store.around(db, name, since, own!);
      expect(top.map(({ figures }) => figures)).toEqual(
        expected.places.map(({ figures }) => figures.map(String)),
      );
      expect(expected.own).toMatchObject({ on: true, place: { place: around.above + 1 }, of: around.all });
      const last = top.at(-1)!;
      const same = top.filter(({ figures }) => figures.join() === last.figures.join()).length;
      expect((await store.equals(db, name, since, last.figures)) - same).toBe(expected.alsoLast);
    }
  });
});
