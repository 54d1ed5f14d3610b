import { createWorld, type World } from '@smartstart/testkit';
import { addMs, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { search } from '../record/search-store.ts';
import { viewerOf } from '../record/viewer.ts';
import { openMarket, type Market } from '../test-market.ts';
import { cards, laterQuestions, questions } from './test-relevance.ts';

let world: World;
let market: Market;
const numbers = new Map<string, number>();

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Finders');
  const now = world.clock.now();
  await world.brain.kernel.database.transact(async (tx) => {
    for (const [number, [title, skills, tags, description]] of cards.entries()) {
      const id = newId();
      numbers.set(id, number);
      const names = skills.split(', ');
      await tx
        .insertInto('opportunities')
        .values({
          id,
          kind: 'OPPORTUNITY',
          creator_id: market.creator.userId,
          state: 'ACTIVE',
          title,
          description,
          type: 'PROJECT_CONSULTING',
          engagement: 'CONSULTING',
          rewards: '[]',
          reward_kinds: ['UNPAID'],
          required_skills: JSON.stringify(names.map((name) => ({ name, level: 3 }))),
          preferred_skills: '[]',
          skill_names: names.map((name) => name.toLowerCase()),
          remote: true,
          tags: tags.split(', '),
          places: 1,
          seat_role: 'CONTRIBUTOR',
          nda_required: false,
          open_days: 30,
          visibility: 'MEMBER_ONLY',
          created_at: now,
          changed_at: now,
          published_at: now,
          expires_at: addMs(now, 30 * dayMs),
        })
        .execute();
    }
  });
});
afterAll(() => world.close());

type Rank = (q: string) => Promise<number[]>;

/** Both as the same person, through the list; full text alone is what the list would answer by words. */
const byList: Rank = async (q) => {
  const { items } = await market.applicant.api.opportunities.list({
    query: { q, sort: 'relevance', limit: 10 },
  });
  return items.map(({ id }) => numbers.get(id)!);
};
const byWords: Rank = async (q) => {
  const { db } = world.brain.kernel.database;
  const held = await world.brain.security.held(db, market.applicant.userId);
  const viewer = await viewerOf(world.brain.services.opportunities.ground, db, {
    userId: market.applicant.userId,
    held,
  });
  const page = { sort: 'relevance', after: null, limit: 10 } as const;
  const rows = await search(db, viewer, world.clock.now(), { kind: 'OPPORTUNITY', q }, page);
  return rows.slice(0, 10).map(({ id }) => numbers.get(id)!);
};

/** The strongest that words alone can do: any of them counts. */
const byAnyWord: Rank = (q) => byWords(q.split(/[^\p{L}\p{N}]+/u).join(' or '));

/** NDCG@10, and how often the first one found is right. */
async function measured(rank: Rank, asked: typeof questions) {
  let gain = 0;
  let first = 0;
  for (const [q, relevant] of asked) {
    const found = await rank(q);
    const worth = (places: readonly boolean[]) =>
      places.reduce((sum, right, place) => sum + (right ? 1 / Math.log2(place + 2) : 0), 0);
    gain += worth(found.map((number) => relevant.includes(number))) / worth(relevant.map(() => true));
    if (relevant.includes(found[0]!)) first += 1;
  }
  const share = (sum: number) => Math.round((sum / asked.length) * 100) / 100;
  return { ndcg: share(gain), first: share(first) };
}

test('finds what words alone do not: someone to draw an app is a designer', async () => {
  expect(await byWords('someone to draw our app')).toEqual([]);
  // The first question may come before the space is made.
  await expect
    .poll(async () => (await byList('someone to draw our app')).slice(0, 3), { timeout: 30_000 })
    .toContain(0);
});

test('measured: fusion beats full text on questions that the words of the trades were not written for', async () => {
  const figures = {
    words: await measured(byWords, questions),
    anyWord: await measured(byAnyWord, questions),
    list: await measured(byList, questions),
    wordsLater: await measured(byWords, laterQuestions),
    anyWordLater: await measured(byAnyWord, laterQuestions),
    listLater: await measured(byList, laterQuestions),
  };
  if (process.env['SHOW_FIGURES']) process.stdout.write(`${JSON.stringify(figures)}\n`);
  for (const words of [figures.words, figures.anyWord])
    expect(figures.list.ndcg).toBeGreaterThan(words.ndcg + 0.1);
  for (const words of [figures.wordsLater, figures.anyWordLater])
    expect(figures.listLater.ndcg).toBeGreaterThan(words.ndcg + 0.1);
});

const titlesOf = async (q: string) =>
  (await market.applicant.api.opportunities.list({ query: { q, sort: 'relevance' } })).items.map(
    ({ title }) => title,
  );

test('a word that stands only behind papers, or where not everybody looks, leads nowhere', async () => {
  const hidden = { description: 'The quokkafalcon must stay a secret until its patent is filed, please.' };
  await market.open({ ...hidden, ndaRequired: true, title: 'Bound by an agreement' });
  const only = await market.open({ ...hidden, visibility: 'SUBSCRIBER_ONLY', title: 'For some alone' });
  world.clock.advance(61_000);
  await market.open({ title: 'Keeper of xylozoa', requiredSkills: [], preferredSkills: [] });
  // Words alone do not find it: one of these stands nowhere. So the new texts are in the space when this finds it.
  await expect.poll(() => titlesOf('xylozoa unheardof'), { timeout: 15_000 }).toContain('Keeper of xylozoa');
  const list = (who: Market['applicant']) =>
    who.api.opportunities.list({ query: { q: 'quokkafalcon', sort: 'relevance' } });
  const { papersOpen } = await viewerOf(
    world.brain.services.opportunities.ground,
    world.brain.kernel.database.db,
    {
      userId: market.applicant.userId,
      held: new Set([1]),
    },
  );
  expect((await list(market.applicant)).items.map(({ title }) => title)).toEqual(
    papersOpen ? ['Bound by an agreement'] : [],
  );
  expect((await list(market.subscriber)).items.map(({ id }) => id)).toContain(only.id);
});

test('pages go on where the one before ended, and filters hold for what is related, too', async () => {
  const all = await market.applicant.api.opportunities.list({
    query: { q: 'designer', sort: 'relevance', limit: 50 },
  });
  const seen: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await market.applicant.api.opportunities.list({
      query: { q: 'designer', sort: 'relevance', limit: 2, ...(cursor ? { cursor } : {}) },
    });
    seen.push(...page.items.map(({ id }) => id));
    expect(page.total).toBe(all.total);
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(all.items.map(({ id }) => id));
  const games = await market.applicant.api.opportunities.list({
    query: { q: 'designer', sort: 'relevance', tag: 'games' },
  });
  expect(games.items.length).toBeGreaterThan(0);
  expect(games.items.every(({ tags }) => tags.includes('games'))).toBe(true);
});
