import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, openMarket, type Market } from '../test-market.ts';

let world: World;
let market: Market;
let nina: Enrolled;

const suggested = (who: Enrolled) => who.api.matching.matches({});
const titles = async (who: Enrolled) =>
  (await suggested(who)).items.map(({ opportunity }) => opportunity.title);
const find = async (who: Enrolled, title: string) =>
  (await suggested(who)).items.find(({ opportunity }) => opportunity.title === title)!;
const say = (who: Enrolled, matchId: string, body: Parameters<typeof who.api.matching.feedback>[0]['body']) =>
  who.api.matching.feedback({ params: { matchId }, body });

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Matchmakers');
  nina = await market.person('Nina Newcomer', 1);
  const wanted = [
    ['Designer of a booking app', 'UX design', 'Health'],
    ['Illustrator for a reader', 'Illustration', 'Education'],
    ['Web engineer for a shop', 'TypeScript', 'Retail'],
    ['Accountant for a launch', 'Accounting', 'Finance'],
    ['Writer of a handbook', 'Technical writing', 'Education'],
    ['Film maker for a story', 'Video', 'Media'],
  ] as const;
  for (const [title, name, tag] of wanted)
    await market.open({
      title,
      requiredSkills: [{ name, level: 3 }],
      preferredSkills: [],
      tags: [tag],
      ndaRequired: true,
      timeZone: 'America/Toronto',
    });
});
afterAll(() => world.close());

describe('what fits a newcomer', () => {
  test('five are told with a reason for each component, and what was not said is named', async () => {
    await nina.api.users.addSkill({ body: { name: 'ux design', level: 3, years: 2 } });
    const found = await nina.api.matching.recommendations({});
    expect(found.opportunities).toHaveLength(5);
    const [best] = found.opportunities;
    expect(best).toMatchObject({
      state: 'SUGGESTED',
      components: { skills: 1, experience: 1, availability: 0.5, location: 1, interests: 0.5 },
      score: 0.85,
    });
    expect(best!.opportunity.title).toBe('Designer of a booking app');
    const said = best!.reasons.map(({ text }) => text);
    expect(said).toEqual([
      'You have 1 of 1 required skill.',
      'No experience needed.',
      'You share the time of day.',
    ]);
    expect(best!.missing.map(({ text }) => text)).toContain('You have not said your hours.');
    expect(found.missing.map(({ input }) => input)).toContain('person.interests');
    expect(found.ranking).toMatchObject({ mode: 'BASELINE', needed: 500, model: null });
    expect(found.readiness).toBe('READY');
  });

  test('details stay behind their papers; the card and the papers that are missing do not', async () => {
    const { items } = await suggested(nina);
    const bound = await market.open(
      { title: 'Bound and secret', ventureId: market.ventureId, ndaRequired: true },
      market.owner,
    );
    const one = await find(nina, 'Bound and secret');
    expect(one.opportunity.details).toBeNull();
    expect(one.papers).toEqual({ open: false, missing: ['PPNA'] });
    expect(items.length).toBeGreaterThan(4);
    await market.cancel(bound.id, market.owner);
    expect(await titles(nina)).not.toContain('Bound and secret');
  });

  test('one that was hidden never comes back, until that is undone', async () => {
    const one = await find(nina, 'Accountant for a launch');
    expect((await say(nina, one.id, { kind: 'HIDE', reason: 'Not my trade.' })).state).toBe('IGNORED');
    expect((await say(nina, one.id, { kind: 'HIDE' })).hiddenReason).toBe('Not my trade.');
    expect(await titles(nina)).not.toContain('Accountant for a launch');
    const hidden = await nina.api.matching.matchHistory({ query: { state: 'IGNORED' } });
    expect(hidden.items.map(({ id }) => id)).toEqual([one.id]);
    await expect(say(nina, one.id, { kind: 'MORE_LIKE_THIS' })).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    expect((await say(nina, one.id, { kind: 'UNHIDE' })).state).toBe('VIEWED');
    expect(await titles(nina)).toContain('Accountant for a launch');
  });

  test('more like this comes first, and says why; the score stays', async () => {
    const before = await find(nina, 'Writer of a handbook');
    const like = await find(nina, 'Illustrator for a reader');
    await say(nina, like.id, { kind: 'MORE_LIKE_THIS' });
    const after = await find(nina, 'Writer of a handbook');
    expect(after.score).toBe(before.score);
    expect(after.reasons.map(({ text }) => text)).toContain(
      'It is like “Illustrator for a reader”, of which you asked for more.',
    );
    expect((await say(nina, like.id, { kind: 'MORE_LIKE_THIS', on: false })).liked).toBe(false);
  });

  test('what is not theirs to see is not suggested, and nobody touches another’s match', async () => {
    const secret = await market.open({ title: 'By invitation', visibility: 'PRIVATE' });
    const paying = await market.open({ title: 'For subscribers', visibility: 'SUBSCRIBER_ONLY' });
    const open = await market.open({ title: 'Of a venture', ventureId: market.ventureId }, market.owner);
    expect(await titles(nina)).not.toContain('By invitation');
    expect(await titles(nina)).not.toContain('For subscribers');
    expect(await titles(market.subscriber)).toContain('For subscribers');
    expect(await titles(market.contributor)).not.toContain('Of a venture');
    expect(await titles(market.creator)).not.toContain('For subscribers');
    const { creator } = market;
    await creator.api.opportunities.invite(
      { ...market.at(secret.id), body: { userId: nina.userId, message: '' } },
      { idempotencyKey: crypto.randomUUID() },
    );
    await expect.poll(() => titles(nina)).toContain('By invitation');
    const own = await find(nina, 'By invitation');
    await expect(say(market.stranger, own.id, { kind: 'VIEW' })).rejects.toMatchObject(code('NOT_FOUND'));
    await market.cancel(secret.id);
    await market.cancel(paying.id);
    await market.cancel(open.id, market.owner);
  });

  test('applying, and the answer, are followed; what is answered is not suggested again', async () => {
    const one = await find(nina, 'Designer of a booking app');
    expect((await say(nina, one.id, { kind: 'VIEW' })).state).toBe('VIEWED');
    const application = await market.apply(one.opportunity.id, nina, { ndaAccepted: true });
    const { items: received } = await market.creator.api.applications.ofOpportunity({
      ...market.at(one.opportunity.id),
      query: {},
    });
    expect(received[0]!.components).toEqual({
      skills: 1,
      experience: 1,
      availability: 0.5,
      location: 1,
      interests: 0.5,
    });
    await world.settle();
    expect(await titles(nina)).not.toContain('Designer of a booking app');
    const state = async () =>
      (await nina.api.matching.matchHistory({ query: {} })).items.find(({ id }) => id === one.id)!.state;
    expect(await state()).toBe('APPLIED');
    await expect(say(nina, one.id, { kind: 'HIDE' })).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await market.review(application.id);
    await market.accept(application.id);
    await world.settle();
    expect(await state()).toBe('ACCEPTED');
    expect(await titles(nina)).not.toContain('Designer of a booking app');
  });

  test('a suggestion is kept and counted once, also when two pages ask at the same moment', async () => {
    const omar = await market.person('Omar Twice', 1);
    const { id } = await market.open({ title: 'Counted once' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => suggested(omar)));
    const ids = answers.map(({ items }) => items.find(({ opportunity }) => opportunity.id === id)!.id);
    expect(new Set(ids).size).toBe(1);
    const { totals } = await market.creator.api.opportunities.analytics(market.at(id));
    expect(totals.matches).toBe(1);
    await market.cancel(id);
  });

  test('an expired one is gone without anybody having swept', async () => {
    await market.open({ title: 'Short', openDays: 1 });
    expect(await titles(nina)).toContain('Short');
    world.clock.advance(dayMs + 1);
    expect(await titles(nina)).not.toContain('Short');
  });
});

describe('opting out', () => {
  test('ends suggestions for and of the person, and can be undone', async () => {
    const otto = await market.person('Otto Out', 1);
    expect((await suggested(otto)).items.length).toBeGreaterThan(0);
    const left = await otto.api.matching.optOut({ body: { optedOut: true } });
    expect(left).toMatchObject({ optedOut: true, notSuggested: ['You have opted out of suggestions.'] });
    expect(await suggested(otto)).toMatchObject({ items: [], readiness: 'OFF' });
    expect(await otto.api.matching.insights({})).toMatchObject({
      optedOut: true,
      readiness: 'OFF',
      gaps: [],
    });
    expect((await otto.api.matching.matchHistory({ query: {} })).items).toEqual([]);
    await otto.api.matching.optOut({ body: { optedOut: false } });
    expect((await suggested(otto)).items.length).toBeGreaterThan(0);
  });

  test('wishes stay when one opts out, and are told apart in the order', async () => {
    const vera = await market.person('Vera Wish', 1);
    const wishes = {
      types: ['MENTORSHIP' as const, 'MENTORSHIP' as const],
      engagements: ['MENTORING' as const],
      rewards: ['UNPAID' as const],
      languages: ['English'],
      openToOffers: false,
    };
    expect((await vera.api.matching.setPreferences({ body: wishes })).types).toEqual(['MENTORSHIP']);
    const mentoring = {
      type: 'MENTORSHIP',
      engagement: 'MENTORING',
      rewards: [{ kind: 'UNPAID' }],
      requiredSkills: [],
    };
    const { id } = await market.open({ ...mentoring, title: 'A mentor for beginners' });
    const [first] = (await suggested(vera)).items;
    expect(first).toMatchObject({ wish: 1, opportunity: { id } });
    expect(first!.reasons.at(-1)!.text).toBe('You look for mentorship, mentoring and unpaid.');
    await vera.api.matching.optOut({ body: { optedOut: true } });
    expect((await vera.api.matching.preferences({})).types).toEqual(['MENTORSHIP']);
    await market.cancel(id);
  });
});

test('what is known of a person is in their export, and goes with the account', async () => {
  const lea = await market.person('Lea Leaver', 1);
  await suggested(lea);
  await lea.api.matching.saveSearch(
    { body: { name: 'Anything', filters: {} } },
    { idempotencyKey: crypto.randomUUID() },
  );
  const { matching } = world.brain.services;
  const { database, outbox } = world.brain.kernel;
  const kept = (await matching.exportOf(database.db, lea.userId)) as {
    matches: unknown[];
    savedSearches: unknown[];
  };
  expect(kept.matches.length).toBeGreaterThan(0);
  expect(kept.savedSearches).toHaveLength(1);
  await database.transact((tx) =>
    outbox.publish(tx, {
      type: 'account.erased',
      actorId: null,
      at: world.clock.now().toISOString(),
      topics: [],
      data: { userId: lea.userId },
    }),
  );
  await world.settle();
  expect(await matching.exportOf(database.db, lea.userId)).toEqual({
    preferences: null,
    matches: [],
    savedSearches: [],
  });
});

describe('insights', () => {
  test('say which skill would help most, computed with the same score', async () => {
    const ida = await market.person('Ida Insight', 1);
    await ida.api.users.addSkill({ body: { name: 'Illustration', level: 1, years: 1 } });
    const { gaps, considered, fitting, missing } = await ida.api.matching.insights({});
    expect(considered).toBeGreaterThan(3);
    expect(fitting).toBeLessThanOrEqual(considered);
    const drawing = gaps.find(({ skill }) => skill === 'illustration')!;
    expect(drawing).toMatchObject({ level: 3, held: 1, opportunities: 1, gain: 0.267 });
    expect(drawing.text).toBe(
      'illustration at level 3 instead of 1 would raise your score for 1 open opportunity by 27 % on average.',
    );
    expect(missing.map(({ input }) => input)).toContain('person.hours');
    const before = (await find(ida, 'Illustrator for a reader')).score;
    const { items } = await ida.api.users.skills({});
    await ida.api.users.removeSkill({ params: { skillId: items[0]!.id } });
    await ida.api.users.addSkill({ body: { name: 'Illustration', level: 3, years: 1 } });
    expect((await find(ida, 'Illustrator for a reader')).score - before).toBeCloseTo(drawing.gain, 2);
  });
});
