import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, key, openMarket, type Market } from '../test-market.ts';

let world: World;
let market: Market;
let sven: Enrolled;

const save = (
  who: Enrolled,
  name: string,
  filters: object = {},
  frequency: 'DAILY' | 'INSTANT' | 'OFF' = 'DAILY',
) => who.api.matching.saveSearch({ body: { name, filters, frequency } }, key());
const told = async (who: Enrolled) => {
  await world.settle();
  const { items } = await who.api.notifications.list({ query: { limit: 100, type: 'opportunity.matches' } });
  return items.map(({ title }) => title);
};
const daily = () => world.brain.kernel.jobs.run('alert-searches-daily');
const instant = () => world.brain.kernel.jobs.run('alert-searches');

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Searchers');
  sven = await market.person('Sven Searcher', 1);
});
afterAll(() => world.close());

describe('saved searches', () => {
  test('are the person’s own, named once, and at most twenty', async () => {
    const first = await save(sven, 'Rust', { skill: 'rust' }, 'OFF');
    await expect(save(sven, ' rust ')).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const stranger = market.stranger.api.matching;
    const edit = { params: { searchId: first.id }, body: { name: 'Mine now' } };
    await expect(stranger.editSearch(edit, { ifMatch: '"1"' })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(stranger.removeSearch({ params: edit.params })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(sven.api.matching.editSearch(edit)).rejects.toMatchObject(code('IF_MATCH_REQUIRED'));
    expect((await sven.api.matching.editSearch(edit, { ifMatch: '"1"' })).name).toBe('Mine now');
    await expect(sven.api.matching.editSearch(edit, { ifMatch: '"1"' })).rejects.toMatchObject(
      code('EDIT_CONFLICT'),
    );
    const full = await market.person('Fritz Full', 1);
    const tries = await Promise.allSettled(Array.from({ length: 23 }, (_, at) => save(full, `Search ${at}`)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect((await full.api.matching.searches({})).items).toHaveLength(20);
    await sven.api.matching.removeSearch({ params: edit.params });
  });

  test('tell of what is new once a day, in one bundle, and never of the same twice', async () => {
    await market.open({ title: 'There before' });
    world.clock.advance(1000);
    await save(sven, 'Compilers', { tag: 'Compilers' });
    await save(sven, 'Rust work', { skill: 'RUST', q: 'parser' });
    await save(sven, 'Elsewhere', { industry: 'Education' });
    world.clock.advance(1000);
    const { id } = await market.open({ title: 'A new parser' });
    await daily();
    expect(await told(sven)).toEqual([]);
    world.clock.advance(dayMs);
    await Promise.all([daily(), daily(), daily()]);
    expect(await told(sven)).toEqual(['New in your saved searches: A new parser']);
    const counts = Object.fromEntries(
      (await sven.api.matching.searches({})).items.map(({ name, told: count }) => [name, count]),
    );
    expect(counts).toEqual({ Compilers: 1, 'Rust work': 0, Elsewhere: 0 });
    world.clock.advance(dayMs);
    await daily();
    expect(await told(sven)).toHaveLength(1);
    await market.open({ title: 'Second' });
    await market.open({ title: 'Third' });
    world.clock.advance(dayMs);
    await daily();
    await daily();
    expect((await told(sven))[0]).toBe('2 new opportunities in your saved searches');
    await market.cancel(id);
  });

  test('tell at once where that is chosen, of nothing hidden, applied for, one’s own or out of sight', async () => {
    const ines = await market.person('Ines Instant', 1);
    await save(ines, 'Everything', {}, 'INSTANT');
    world.clock.advance(1000);
    await market.open({ title: 'Seen at once' });
    await market.open({ title: 'Out of sight', visibility: 'SUBSCRIBER_ONLY' });
    const applied = await market.open({ title: 'Applied already' });
    await market.apply(applied.id, ines);
    await instant();
    await instant();
    expect(await told(ines)).toEqual(['New in your saved searches: Seen at once']);
    await save(market.creator, 'My own', {}, 'INSTANT');
    world.clock.advance(1000);
    await market.open({ title: 'Posted by myself' });
    await instant();
    expect(await told(market.creator)).toEqual([]);
    expect(await told(ines)).toHaveLength(2);
  });

  test('what was turned off tells nothing, and nothing of that time later; whoever opted out is left alone', async () => {
    const olga = await market.person('Olga Off', 1);
    const off = await save(olga, 'Silent', {}, 'OFF');
    world.clock.advance(1000);
    await market.open({ title: 'While it was off' });
    world.clock.advance(1000);
    await olga.api.matching.editSearch(
      { params: { searchId: off.id }, body: { frequency: 'INSTANT' } },
      { ifMatch: `"${off.version}"` },
    );
    await instant();
    expect(await told(olga)).toEqual([]);
    await olga.api.matching.optOut({ body: { optedOut: true } });
    world.clock.advance(1000);
    await market.open({ title: 'While opted out' });
    await instant();
    expect(await told(olga)).toEqual([]);
    await olga.api.matching.optOut({ body: { optedOut: false } });
    await instant();
    expect(await told(olga)).toEqual(['New in your saved searches: While opted out']);
  });
});

describe('the daily bundle', () => {
  const fresh = async (title: string, skill = 'Weaving') =>
    market.open({ title, requiredSkills: [{ name: skill, level: 3 }], preferredSkills: [], tags: ['looms'] });
  async function weaver(name: string): Promise<Enrolled> {
    const who = await market.person(name, 1);
    await who.api.users.addSkill({ body: { name: 'Weaving', level: 4, years: 5 } });
    return who;
  }

  test('tells what is new among the best for somebody, once, without a search', async () => {
    const wanda = await weaver('Wanda Weaver');
    const idle = await market.person('Iris Idle', 1);
    world.clock.advance(dayMs);
    await fresh('A weaver for carpets');
    const other = await fresh('A second one');
    await Promise.all([daily(), daily(), daily()]);
    const [title, ...others] = await told(wanda);
    expect(others).toEqual([]);
    expect(title).toMatch(/new opportunities that fit you$/);
    const { items } = await wanda.api.notifications.list({ query: { type: 'opportunity.matches' } });
    expect(items[0]!.text).toContain('“A weaver for carpets”');
    // Who states nothing is not told that everything counts half.
    expect(await told(idle)).toEqual([]);
    world.clock.advance(dayMs);
    await daily();
    expect(await told(wanda)).toHaveLength(1);
    await market.cancel(other.id);
  });

  test('is one with that of saved searches, and names an opportunity once', async () => {
    const bina = await weaver('Bina Both');
    await save(bina, 'Looms', { tag: 'looms' });
    world.clock.advance(dayMs);
    await fresh('For looms and weavers');
    await market.open({
      title: 'Only fitting',
      requiredSkills: [{ name: 'Weaving', level: 2 }],
      preferredSkills: [],
      tags: ['wool'],
    });
    await daily();
    await daily();
    expect(await told(bina)).toEqual(['2 new opportunities for you']);
    const { items } = await bina.api.notifications.list({ query: { type: 'opportunity.matches' } });
    expect(items[0]!.text).toContain('Found by “Looms”. 1 of them is new among those that fit you best.');
  });

  test('leaves out what was opened, hidden or is one’s own, and whoever opted out', async () => {
    const olaf = await weaver('Olaf Opted');
    const vic = await weaver('Vic Viewer');
    await olaf.api.matching.optOut({ body: { optedOut: true } });
    world.clock.advance(dayMs);
    await fresh('Looked at already');
    const { items } = await vic.api.matching.matches({});
    for (const { id } of items)
      await vic.api.matching.feedback({ params: { matchId: id }, body: { kind: 'VIEW' } });
    await daily();
    expect(await told(vic)).toEqual([]);
    expect(await told(olaf)).toEqual([]);
  });
});
