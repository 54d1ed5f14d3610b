import { createWorld, enrol, signPaper, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, key, openMarket, type Market } from './test-market.ts';

let world: World;
let market: Market;
let invited: Enrolled;
let guest: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Seen and Unseen');
  invited = await market.person('Ines Invited', 1);
  guest = await enrol(world, 'Gus Guest');
});
afterAll(() => world.close());

const visibilities = ['PUBLIC', 'MEMBER_ONLY', 'SUBSCRIBER_ONLY', 'VENTURE_ONLY', 'PRIVATE'] as const;
const readers = ['guest', 'member', 'subscriber', 'venture member', 'invited', 'creator'] as const;
const sees: Record<(typeof visibilities)[number], readonly (typeof readers)[number][]> = {
  PUBLIC: readers,
  MEMBER_ONLY: ['member', 'subscriber', 'venture member', 'invited', 'creator'],
  SUBSCRIBER_ONLY: ['subscriber', 'creator'],
  VENTURE_ONLY: ['venture member', 'creator'],
  PRIVATE: ['invited', 'creator'],
};

const personOf = (reader: (typeof readers)[number]): Enrolled =>
  ({
    guest,
    member: market.applicant,
    subscriber: market.subscriber,
    'venture member': market.contributor,
    invited,
    creator: market.owner,
  })[reader];

describe('visibility', () => {
  test.each(visibilities)(
    '%s is one answer for reading, listing, searching, counting and applying',
    async (visibility) => {
      const word = `Word${visibility.replace('_', '').toLowerCase()}`;
      const { ventureId, owner } = market;
      const { id } = await market.open({ ventureId, visibility, title: `About ${word}` }, owner);
      if (visibility === 'PRIVATE')
        await owner.api.opportunities.invite({ ...market.at(id), body: { userId: invited.userId } }, key());
      for (const reader of readers) {
        const { api } = personOf(reader);
        const visible = sees[visibility].includes(reader);
        if (reader === 'guest') {
          // Without rung 1 there is the public list, which knows what is for everybody.
          await expect(api.opportunities.get(market.at(id))).rejects.toMatchObject(code('GATE_BLOCKED'));
          const open = await world.as(null).opportunities.publicList({ query: { q: word } });
          expect([open.total, open.items.length]).toEqual(visible ? [1, 1] : [0, 0]);
          const read = world.as(null).opportunities.publicGet(market.at(id));
          if (visible) expect(await read).toMatchObject({ id });
          else await expect(read).rejects.toMatchObject(code('NOT_FOUND'));
          continue;
        }
        const list = await api.opportunities.list({ query: { q: word } });
        expect([reader, list.total, list.items.length]).toEqual([reader, visible ? 1 : 0, visible ? 1 : 0]);
        const read = api.opportunities.get(market.at(id));
        if (visible) expect(await read).toMatchObject({ id });
        else {
          await expect(read).rejects.toMatchObject(code('NOT_FOUND'));
          await expect(market.apply(id, personOf(reader))).rejects.toMatchObject(code('NOT_FOUND'));
        }
      }
    },
  );

  test('an invitation that is taken back closes it again; it opens nothing else', async () => {
    const { creator, stranger, applicant } = market;
    const { id } = await market.open({ visibility: 'PRIVATE', title: 'For one person' });
    const invite = (who: Enrolled, message = '') =>
      creator.api.opportunities.invite({ ...market.at(id), body: { userId: who.userId, message } }, key());
    await invite(stranger, 'You did this before.');
    await expect(invite(stranger)).rejects.toMatchObject(code('ALREADY_EXISTS'));
    expect(await market.told(stranger)).toContain('Carl Creator invites you to apply: “For one person”');
    expect(await stranger.api.opportunities.get(market.at(id))).toMatchObject({ actions: ['APPLY'] });
    const { items } = await creator.api.opportunities.invitations({ ...market.at(id), query: {} });
    expect(items).toMatchObject([{ userId: stranger.userId, message: 'You did this before.' }]);
    await creator.api.opportunities.uninvite({ params: { opportunityId: id, userId: stranger.userId } });
    await expect(stranger.api.opportunities.get(market.at(id))).rejects.toMatchObject(code('NOT_FOUND'));
    const forSubscribers = await market.open({ visibility: 'SUBSCRIBER_ONLY' });
    await expect(
      creator.api.opportunities.invite(
        { ...market.at(forSubscribers.id), body: { userId: applicant.userId } },
        key(),
      ),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(invite(creator)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('what one applied for stays readable after its end', async () => {
    const { id } = await market.open();
    await market.apply(id);
    await market.cancel(id);
    expect(await market.applicant.api.opportunities.get(market.at(id))).toMatchObject({ state: 'CANCELLED' });
    await expect(market.stranger.api.opportunities.get(market.at(id))).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    const { items } = await market.applicant.api.opportunities.list({ query: { limit: 100 } });
    expect(items.map((one) => one.id)).not.toContain(id);
  });
});

describe('details', () => {
  test('of a venture wait for MNDA and the NDA addendum of that venture', async () => {
    const { owner, ventureId } = market;
    const reader = await enrol(world, 'Rita Reader', 'MEMBER');
    await market.wealthy(reader);
    const { id } = await market.open(
      {
        ventureId,
        ndaRequired: true,
        title: 'Behind papers',
        description: 'The secret ingredient is salt water.',
      },
      owner,
    );
    const closed = await reader.api.opportunities.get(market.at(id));
    expect(closed).toMatchObject({
      title: 'Behind papers',
      details: null,
      ventureBound: true,
      gate: { open: false, missingPapers: [{ code: 'PPNA', ventureId }] },
      actions: ['REQUEST_DETAILS'],
    });
    expect(JSON.stringify({ ...closed, gate: null })).not.toMatch(/salt|Seen and Unseen/);
    expect(JSON.stringify({ ...closed, gate: null })).not.toContain(ventureId);
    // Neither do searching and filtering tell what is behind them.
    const find = (query: object) => reader.api.opportunities.list({ query });
    expect((await find({ q: 'salt' })).total).toBe(0);
    expect((await find({ q: 'papers' })).items.map((one) => one.id)).toContain(id);
    expect((await find({ ventureId })).items.map((one) => one.id)).not.toContain(id);
    await expect(market.apply(id, reader, { ndaAccepted: true })).rejects.toMatchObject({
      problem: {
        code: 'GATE_BLOCKED',
        gate: 'VIEW_OPPORTUNITY_DETAILS',
        missingPapers: [{ code: 'PPNA', ventureId }],
      },
    });
    // The paper of a venture is opened by nobody who was not asked to sign it.
    await expect(signPaper(reader.api, reader.name, 'PPNA', { ventureId })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    const gate = await reader.api.opportunities.requestDetails({ ...market.at(id), body: {} });
    expect(gate).toMatchObject({ open: false, missingPapers: [{ code: 'PPNA', ventureId }] });
    await signPaper(reader.api, reader.name, 'PPNA', { ventureId });
    expect(await reader.api.opportunities.get(market.at(id))).toMatchObject({
      gate: { open: true, missingPapers: [] },
      details: { description: 'The secret ingredient is salt water.', venture: { id: ventureId } },
      actions: ['APPLY'],
    });
    expect((await find({ q: 'salt' })).items.map((one) => one.id)).toEqual([id]);
    expect((await find({ ventureId })).items.map((one) => one.id)).toContain(id);
    await expect(market.apply(id, reader)).rejects.toMatchObject(code('INVALID_INPUT'));
    const { ndaAcceptedAt } = await market.apply(id, reader, { ndaAccepted: true });
    expect(ndaAcceptedAt).toBe(world.clock.now().toISOString());
    // Having read of a venture makes nobody a member of it.
    await expect(reader.api.ventures.members({ params: { ventureId } })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
  });

  test('are never in the public list where an NDA is asked for, and nobody’s name ever is', async () => {
    const visibility = 'PUBLIC';
    const secret = await market.open({ visibility, ndaRequired: true, title: 'Public but quiet' });
    const loud = await market.open({ visibility, title: 'Public and loud' });
    const { items } = await world.as(null).opportunities.publicList({ query: { q: 'public' } });
    expect(items.find(({ id }) => id === secret.id)).toMatchObject({ description: null, rewards: null });
    expect(items.find(({ id }) => id === loud.id)!.description).toContain('parser');
    expect(JSON.stringify(items)).not.toMatch(/Carl|creator/i);
    const hidden = await world.as(null).opportunities.publicList({ query: { q: 'parser documentation' } });
    expect(hidden.items.map(({ id }) => id)).not.toContain(secret.id);
    expect(hidden.items.map(({ id }) => id)).toContain(loud.id);
  });
});

describe('the list', () => {
  test('is narrowed by every filter, and found by title before skills before description', async () => {
    const { applicant } = market;
    const make = (title: string, change: object = {}) =>
      market.open({
        title,
        tags: [],
        requiredSkills: [{ name: 'Plain', level: 1 }],
        preferredSkills: [],
        ...change,
      });
    const inTitle = await make('Quasar watcher');
    const inSkills = await make('Looks at the sky', { requiredSkills: [{ name: 'Quasar', level: 2 }] });
    const inText = await make('Writes it all down', {
      description: 'Whoever sees a quasar tells us, and we write it down.',
      type: 'MENTORSHIP',
      engagement: 'ADVISORY',
      rewards: [{ kind: 'UNPAID' }],
      remote: false,
      place: 'Halifax',
      hoursPerWeek: 3,
      industry: 'Education',
      tags: ['Night Shift'],
      openDays: 5,
    });
    const ids = async (query: object) =>
      (await applicant.api.opportunities.list({ query: { q: 'quasar', ...query } })).items.map(
        ({ id }) => id,
      );
    expect(await ids({ sort: 'relevance' })).toEqual([inTitle.id, inSkills.id, inText.id]);
    expect(await ids({ sort: 'newest' })).toEqual([inText.id, inSkills.id, inTitle.id]);
    expect((await ids({ sort: 'closing' }))[0]).toBe(inText.id);
    for (const query of [
      { type: 'MENTORSHIP' },
      { engagement: 'ADVISORY' },
      { reward: 'UNPAID' },
      { remote: 'false' },
      { maxHours: 5 },
      { industry: 'Education' },
      { tag: 'night shift' },
    ])
      expect([query, await ids(query)]).toEqual([query, [inText.id]]);
    expect(await ids({ skill: '  QUASAR ' })).toEqual([inSkills.id]);
    expect(await ids({ minHours: 10, sort: 'relevance' })).toEqual([inTitle.id, inSkills.id]);
    expect(await ids({ q: `'); drop table opportunities; --` })).toEqual([]);
  });

  test.each(['newest', 'relevance', 'closing'] as const)(
    'by %s turns its pages without losing or repeating one, and its total is their number',
    async (sort) => {
      const { applicant } = market;
      for (let count = 0; count < 4; count++)
        await market.open({ title: `Leaf ${sort} of a book`, openDays: 10 + (count % 2) });
      const seen: string[] = [];
      let cursor: string | undefined;
      let total = 0;
      do {
        const page = await applicant.api.opportunities.list({
          query: { sort, q: 'leaf', limit: 3, ...(cursor ? { cursor } : {}) },
        });
        seen.push(...page.items.map(({ id }) => id));
        total = page.total;
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe(total);
      const first = await applicant.api.opportunities.list({ query: { sort, q: 'leaf', limit: 1 } });
      const other = sort === 'newest' ? 'closing' : 'newest';
      await expect(
        applicant.api.opportunities.list({ query: { sort: other, q: 'leaf', cursor: first.nextCursor! } }),
      ).rejects.toMatchObject(code('MALFORMED'));
    },
  );
});
