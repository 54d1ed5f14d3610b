import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, formTeam, key, type Team } from '../../work/test-team.ts';
import { weightOf } from '../rules/endorsement-weight.ts';

let world: World;
let team: Team;

beforeAll(async () => {
  world = await createWorld();
  team = await formTeam(world);
});
afterAll(() => world.close());

let count = 0;
const newcomer = () => enrol(world, `New Comer ${'abcdefghijklmnopqrstuvwxyz'[count++]!}`, 'MEMBER');
const ask = (who: Enrolled, other: Enrolled) =>
  who.api.network.connect({ body: { userId: other.userId } }, key());
const tie = (who: Enrolled, other: Enrolled) => who.api.network.tie({ params: { userId: other.userId } });
const events = async (type: string) => {
  await world.settle();
  const rows = await world.brain.kernel.database.db
    .selectFrom('event_log')
    .select('data')
    .where('type', '=', type)
    .orderBy('seq')
    .execute();
  return rows.map(({ data }) => data as Record<string, unknown>);
};

describe('connections', () => {
  test('are asked for and accepted, once a pair', async () => {
    const [one, other, third] = [await newcomer(), await newcomer(), await newcomer()];
    const asked = await ask(one, other);
    expect(asked).toMatchObject({ state: 'PENDING', mine: true, rights: ['remove'] });
    await expect(ask(one, other)).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const params = { connectionId: asked.id };
    for (const act of await Promise.allSettled([
      third.api.network.accept({ params, body: {} }),
      third.api.network.reject({ params, body: {} }),
      third.api.network.remove({ params }),
    ]))
      expect(act).toMatchObject({ reason: code('NOT_FOUND') });
    await expect(one.api.network.accept({ params, body: {} })).rejects.toMatchObject(code('FORBIDDEN'));
    expect((await tie(other, one)).connection).toMatchObject({ rights: ['accept', 'reject'] });
    expect((await other.api.network.accept({ params, body: {} })).state).toBe('ACCEPTED');
    await expect(other.api.network.accept({ params, body: {} })).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    await expect(ask(other, one)).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const [accepted] = await events('connection.accepted');
    expect(accepted!['userIds']).toEqual([one.userId, other.userId].toSorted());
    expect((await tie(third, one)).connections).toBe(1);
    await one.api.network.remove({ params });
    expect((await tie(third, one)).connections).toBe(0);
  });

  test('of two who ask each other at the same moment are one, and accepted', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await newcomer(), await newcomer()];
      const before = (await events('connection.accepted')).length;
      const both = await Promise.all([ask(one, other), ask(other, one)]);
      expect(new Set(both.map(({ id }) => id)).size).toBe(1);
      expect(both.map(({ state }) => state).toSorted()).toEqual(['ACCEPTED', 'PENDING']);
      expect((await tie(one, other)).connection!.state).toBe('ACCEPTED');
      expect((await events('connection.accepted')).length).toBe(before + 1);
    }
  });

  test('that were rejected are not asked for again for 90 days, save by who rejected', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    const { id: connectionId } = await ask(one, other);
    await other.api.network.reject({ params: { connectionId }, body: {} });
    await expect(ask(one, other)).rejects.toMatchObject(code('RULE_VIOLATED'));
    expect((await tie(one, other)).rights).not.toContain('connect');
    expect((await tie(other, one)).rights).toContain('connect');
    await expect(one.api.network.remove({ params: { connectionId } })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    world.clock.advance(90 * dayMs);
    expect((await ask(one, other)).state).toBe('PENDING');
    await other.api.network.reject({ params: { connectionId }, body: {} });
    expect((await ask(other, one)).state).toBe('PENDING');
    expect((await ask(one, other)).state).toBe('ACCEPTED');
  });

  test('are listed for the two, in pages', async () => {
    const me = await newcomer();
    const others = [await newcomer(), await newcomer(), await newcomer()];
    for (const other of others) await ask(other, me);
    const first = await me.api.network.connections({ query: { limit: 2, direction: 'in' } });
    const rest = await me.api.network.connections({
      query: { limit: 2, direction: 'in', cursor: first.nextCursor! },
    });
    expect([...first.items, ...rest.items].map(({ person }) => person.userId)).toEqual(
      others.map(({ userId }) => userId).toReversed(),
    );
    expect((await me.api.network.connections({ query: { direction: 'out' } })).items).toEqual([]);
    await expect(ask(me, me)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });
});

describe('endorsements', () => {
  const withSkill = async (who: Enrolled, level = 2, name = 'Carpentry') =>
    who.api.users.addSkill({ body: { name, level, years: 1 } });
  const endorse = (who: Enrolled, other: Enrolled, skill = 'carpentry') =>
    who.api.network.endorse({ params: { userId: other.userId }, body: { skill } }, key());

  test('weigh what the endorser knows of the skill and of the person', () => {
    const now = world.clock.now();
    const ago = (days: number) => new Date(now.getTime() - days * dayMs);
    const cases = [
      [{ level: 0, verified: false, togetherSince: null }, 1],
      [{ level: 2, verified: false, togetherSince: ago(29) }, 1],
      [{ level: 3, verified: false, togetherSince: null }, 2],
      [{ level: 3, verified: true, togetherSince: null }, 3],
      [{ level: 0, verified: false, togetherSince: ago(30) }, 3],
      [{ level: 5, verified: true, togetherSince: ago(31) }, 5],
    ] as const;
    expect(cases.map(([endorser]) => weightOf(endorser, now))).toEqual(cases.map(([, weight]) => weight));
  });

  test('are of skills a person names and shows, once until withdrawn', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    await expect(endorse(one, other)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await withSkill(other);
    const given = await endorse(one, other);
    expect(given).toMatchObject({ skill: 'Carpentry', weight: 1, mine: true });
    const twice = await Promise.allSettled([endorse(one, other), endorse(one, other, 'CARPENTRY')]);
    for (const result of twice) expect(result).toMatchObject({ reason: code('ALREADY_EXISTS') });
    await expect(endorse(other, other)).rejects.toMatchObject(code('RULE_VIOLATED'));
    const withdraw = (who: Enrolled) => who.api.network.withdraw({ params: { endorsementId: given.id } });
    await expect(withdraw(other)).rejects.toMatchObject(code('NOT_FOUND'));
    await withdraw(one);
    await expect(withdraw(one)).rejects.toMatchObject(code('NOT_FOUND'));
    expect(await events('endorsement.withdrawn')).toContainEqual({
      endorsementId: given.id,
      fromUserId: one.userId,
      toUserId: other.userId,
      skill: 'Carpentry',
    });
    await endorse(one, other);
    const privacy = await other.api.users.privacy({});
    await other.api.users.setPrivacy({ body: { ...privacy, showSkills: false } });
    await expect(endorse(await newcomer(), other)).rejects.toMatchObject(code('FORBIDDEN'));
    expect((await tie(one, other)).skills).toBeNull();
    expect(
      (await one.api.network.endorsements({ params: { userId: other.userId }, query: {} })).items,
    ).toEqual([]);
  });

  test('count the months in one venture, and the own level, at the moment of giving', async () => {
    await withSkill(team.worker);
    await withSkill(team.lead, 4);
    world.clock.advance(31 * dayMs);
    expect((await endorse(team.lead, team.worker)).weight).toBe(4);
    expect((await endorse(team.owner, team.worker)).weight).toBe(3);
    expect((await endorse(team.stranger, team.worker)).weight).toBe(1);
    await expect(
      team.stranger.api.network.endorsements({ params: { userId: team.worker.userId }, query: { limit: 2 } }),
    ).resolves.toMatchObject({ items: [{ weight: 1 }, { weight: 3 }] });
  });

  test('that answer each other within seven days weigh 1, both, also at the same moment', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    for (const who of [one, other]) await withSkill(who, 4);
    await Promise.all([endorse(one, other), endorse(other, one)]);
    const rows = await world.brain.kernel.database.db
      .selectFrom('endorsements')
      .select('weight')
      .where('from_id', 'in', [one.userId, other.userId])
      .execute();
    expect(rows.map(({ weight }) => weight)).toEqual([1, 1]);
    const [late, early] = [await newcomer(), await newcomer()];
    for (const who of [late, early]) await withSkill(who, 4);
    expect((await endorse(early, late)).weight).toBe(2);
    world.clock.advance(8 * dayMs);
    expect((await endorse(late, early)).weight).toBe(2);
  });

  test('three of weight 3 and more verify the skill', async () => {
    const people = [team.owner, team.lead, team.worker, team.adviser, team.observer];
    for (const who of people) await withSkill(who, 3, 'Sailing');
    world.clock.advance(31 * dayMs);
    for (const who of [team.owner, team.lead, team.worker])
      expect((await endorse(who, team.adviser, 'Sailing')).weight).toBe(4);
    await world.settle();
    const skill = (await tie(team.owner, team.adviser)).skills!.find((one) => one.skill === 'Sailing');
    expect(skill).toMatchObject({ count: 3, weight: 12, verified: true });
  });
});
