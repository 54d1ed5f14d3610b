import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rankOpportunities, rankPeople, type Person } from '../../../engines/matching/index.ts';
import { createDraw } from '../../../engines/ml/index.ts';
import { newId } from '../../../kernel/ids.ts';
import { openMarket, type Market } from '../test-market.ts';
import { knownPeople, shownPeople } from './people.ts';
import { createReadModel, type ReadModel } from './read-model.ts';
import { postedAfter } from './shelf.ts';

let world: World;
let market: Market;
let model: ReadModel;
const skills = ['Rust', 'Parsing', 'UX design', 'Illustration', 'Accounting', 'Video', 'Go', 'Law'];
const topics = ['compilers', 'health', 'education', 'media', 'Technology', 'Finance'];
const zones = ['America/Toronto', 'Europe/Berlin', 'Asia/Kolkata', 'UTC', 'Pacific/Kiritimati'];
const crowd = 400;
const posts = 60;

/** Written straight into the tables: what they are read by is under test, not how they came there. */
async function writeCrowd(seed: number): Promise<string[]> {
  const draw = createDraw(seed);
  const one = <T>(list: readonly T[]): T => list[draw(list.length)]!;
  const ids: string[] = [];
  await world.brain.kernel.database.transact(async (tx) => {
    for (let at = 0; at < crowd; at++) {
      const id = newId();
      ids.push(id);
      await tx
        .insertInto('users')
        .values({
          id,
          email: `${id}@example.com`,
          slug: `person-${id.slice(-12)}`,
          name: `Person ${at}`,
          years_of_experience: draw(3) ? draw(20) : null,
          location: draw(2) ? one(['Toronto', 'Berlin', ' toronto ']) : '',
          interests: draw(3) ? [one(topics), one(topics)] : [],
          hours_per_week: draw(3) ? draw(60) : null,
          time_zone: one(zones),
          locale: 'en',
          status: draw(15) ? 'ACTIVE' : 'SUSPENDED',
          visibility: draw(12) ? 'MEMBERS' : 'PRIVATE',
          show_skills: draw(12) > 0,
          created_at: world.clock.now(),
        })
        .execute();
      const held = [...new Set(Array.from({ length: draw(5) }, () => one(skills)))];
      if (held.length)
        await tx
          .insertInto('user_skills')
          .values(
            held.map((name) => ({
              user_id: id,
              id: newId(),
              name,
              level: 1 + draw(5),
              years: 1,
              created_at: world.clock.now(),
            })),
          )
          .execute();
      await world.brain.security.replace(tx, id, 'ACCOUNT', 'ACTIVE');
      await world.brain.security.record(tx, id, { kind: 'EMAIL_VERIFIED' });
      if (draw(8))
        for (const value of ['ESCA', 'PPA', 'PNA', 'MNDA', 'STA'])
          await world.brain.security.record(tx, id, { kind: 'PAPER', value, ref: 'hub' });
    }
  });
  return ids;
}

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Mirrors');
  await writeCrowd(7);
  const draw = createDraw(11);
  const one = <T>(list: readonly T[]): T => list[draw(list.length)]!;
  for (let at = 0; at < posts; at++) {
    const names = [...new Set([one(skills), one(skills), one(skills)])];
    const required = names.slice(0, 1 + draw(names.length)).map((name) => ({ name, level: 1 + draw(5) }));
    await market.open({
      title: `Opportunity ${at}`,
      requiredSkills: draw(6) ? required : [],
      preferredSkills: draw(2) ? names.slice(required.length).map((name) => ({ name, level: 2 })) : [],
      engagement: one(['CONSULTING', 'MENTORING', 'ADVISORY']),
      hoursPerWeek: draw(3) ? 1 + draw(40) : null,
      yearsNeeded: draw(2) ? draw(8) : null,
      remote: draw(3) > 0,
      place: draw(2) ? 'Toronto' : 'Berlin',
      timeZone: draw(2) ? one(zones) : null,
      industry: draw(2) ? one(['Technology', 'Finance']) : null,
      tags: draw(2) ? [one(topics)] : [],
      visibility: one(['PUBLIC', 'MEMBER_ONLY', 'MEMBER_ONLY', 'SUBSCRIBER_ONLY']),
    });
  }
  model = createReadModel(world.brain.services.matching.ground, { batch: 37 });
  await model.rebuild();
}, 120_000);
afterAll(async () => {
  await model.close();
  await world.close();
});

const ground = () => world.brain.services.matching.ground;
const db = () => world.brain.kernel.database.db;
const at = () => world.clock.now().getTime();

async function everybody(): Promise<Person[]> {
  return (await shownPeople(ground(), db(), null, 10_000)).map(({ person }) => person);
}

test('the index says what scoring every pair of rows says, in both directions and orders', async () => {
  const people = await everybody();
  const posted = (await postedAfter(ground(), db(), null, 10_000)).map(({ opportunity }) => opportunity);
  expect(people.length).toBeGreaterThan(crowd / 2);
  expect(posted).toHaveLength(posts);
  expect(model.size()).toEqual({ people: people.filter(({ open }) => open).length, opportunities: posts });
  for (const order of ['SCORE', 'BOTH_SIDED'] as const) {
    for (const opportunity of posted) {
      const question = { at: at(), take: 20, order };
      const { ranked, readiness } = await model.peopleFor(opportunity, question);
      expect(readiness).toBe('READY');
      expect(ranked).toEqual(rankPeople(people, opportunity, question));
    }
    for (const person of people.slice(0, 60)) {
      const question = { at: at(), take: 15, order };
      expect((await model.opportunitiesFor(person, question)).ranked).toEqual(
        rankOpportunities(posted, person, question),
      );
    }
  }
});

test('while the index fills, every open opportunity is scored instead', async () => {
  const cold = createReadModel(ground(), { patienceMs: 0 });
  const person = (await everybody()).find(({ skills: held }) => held.length > 2)!;
  const question = { at: at(), take: 10 };
  const early = await cold.opportunitiesFor(person, question);
  expect(early.readiness).toBe('EXACT');
  await cold.rebuild();
  const late = await cold.opportunitiesFor(person, question);
  expect(late).toEqual({ ...early, readiness: 'READY' });
  await cold.close();
  const bounded = createReadModel(ground(), { patienceMs: 0, exact: 5 });
  expect(await bounded.opportunitiesFor(person, question)).toEqual({ ranked: [], readiness: 'WARMING' });
  await bounded.rebuild();
  await bounded.close();
});

test('memory is bounded: what is beyond the limit is left out', async () => {
  const small = createReadModel(ground(), { people: 50, opportunities: 7, batch: 20 });
  await small.rebuild();
  expect(small.size()).toEqual({ people: 50, opportunities: 7 });
  await small.close();
});

test('another Brain’s index follows what was committed here, and comes out equal to one that is new', async () => {
  const other = createReadModel(ground());
  await other.rebuild();
  const ids = await writeCrowd(23);
  const { id } = await market.open({
    title: 'Fresh from another Brain',
    requiredSkills: [{ name: 'Law', level: 2 }],
  });
  await world.brain.kernel.database.transact(async (tx) => {
    await tx
      .updateTable('users')
      .set({ visibility: 'PRIVATE' })
      .where('id', 'in', ids.slice(0, 40))
      .execute();
    await tx.deleteFrom('user_skills').where('user_id', 'in', ids.slice(40, 80)).execute();
    for (const userId of ids.slice(80, 100))
      await world.brain.security.clear(tx, userId, 'PAPER', { value: 'MNDA' });
    await tx
      .updateTable('opportunities')
      .set({ state: 'PAUSED' })
      .where('title', '=', 'Opportunity 3')
      .execute();
  });
  const people = (await everybody()).filter(({ open }) => open);
  const posted = (await postedAfter(ground(), db(), null, 10_000)).map(({ opportunity }) => opportunity);
  const opportunity = posted.find((one) => one.id === id)!;
  const question = { at: at(), take: 500, above: 0 };
  await expect
    .poll(async () => (await other.peopleFor(opportunity, question)).ranked)
    .toEqual(rankPeople(people, opportunity, question));
  const [person] = [...(await knownPeople(ground(), db(), [ids[101]!])).values()].map((one) => one.person);
  await expect
    .poll(async () => (await other.opportunitiesFor({ ...person!, open: true }, question)).ranked)
    .toEqual(rankOpportunities(posted, { ...person!, open: true }, question));
  expect(other.size()).toEqual({ people: people.length, opportunities: posts });
  await other.close();
});

test('changes during a rebuild are in the new tables', async () => {
  const busy = createReadModel(ground(), { batch: 5 });
  await busy.rebuild();
  const who: Enrolled = await market.person('Bea Busy', 1);
  const rebuilding = busy.rebuild();
  for (const name of skills) await who.api.users.addSkill({ body: { name, level: 5, years: 9 } });
  await rebuilding;
  const [posted] = await postedAfter(ground(), db(), null, 1);
  const opportunity = {
    ...posted!.opportunity,
    required: skills.map((name) => ({ name, level: 5 })),
    visibility: 'PUBLIC' as const,
  };
  await expect
    .poll(async () => (await busy.peopleFor(opportunity, { at: at(), take: 1 })).ranked[0]?.id)
    .toBe(who.userId);
  await busy.close();
});
