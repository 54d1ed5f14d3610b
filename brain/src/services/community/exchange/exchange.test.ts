import { createWorld, enrol, signPaper, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs, hourMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint, code, formTeam, key, type Team } from '../../work/test-team.ts';

let world: World;
let team: Team;
let chief: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  team = await formTeam(world);
  chief = await enrol(world, 'Chief', 'MEMBER');
  await appoint(world, chief, '12');
  for (const who of [team.worker, team.adviser, team.stranger]) await signPaper(who.api, who.name, 'ISEA');
});
afterAll(() => world.close());

const idea = (who: Enrolled, more: object = {}) =>
  who.api.community.postIdea(
    {
      body: {
        title: 'Share a kettle',
        body: 'One kettle for the whole floor.',
        impact: 3,
        effort: 1,
        tags: ['Office', 'office'],
        ...more,
      },
    },
    key(),
  );
const inVenture = () => ({ ventureId: team.ventureId });
const later = (ms = dayMs) => new Date(world.clock.now().getTime() + ms).toISOString();
const poll = (who: Enrolled, more: object = {}) =>
  who.api.community.openPoll(
    { body: { question: 'Tea or coffee?', options: ['Tea', 'Coffee'], closesAt: later(), ...more } },
    key(),
  );
const thank = (who: Enrolled, toUserId: string, more: object = {}) =>
  who.api.community.giveKudos(
    { body: { toUserId, category: 'TEAMWORK', text: 'Thank you', ...more } },
    key(),
  );
const events = async (type: string) => {
  await world.settle();
  const rows = await world.brain.kernel.database.db
    .selectFrom('event_log')
    .select('data')
    .where('type', '=', type)
    .execute();
  return rows.map(({ data }) => data as Record<string, unknown>);
};

describe('ideas', () => {
  test('ask for the agreement on ideas, in force on that day', async () => {
    const fresh = await enrol(world, 'Fay Fresh', 'MEMBER');
    await expect(idea(fresh)).rejects.toMatchObject({
      problem: { code: 'GATE_BLOCKED', gate: 'SUBMIT_IDEA', missingPapers: [{ code: 'ISEA' }] },
    });
    await signPaper(fresh.api, fresh.name, 'ISEA');
    const posted = await idea(fresh);
    expect([posted.state, posted.tags, posted.votes]).toEqual(['OPEN', ['office'], 0]);
    expect(await events('idea.posted')).toContainEqual({
      ideaId: posted.id,
      userId: fresh.userId,
      ventureId: null,
    });
  });

  test('take one vote a person, however often and at once it is given', async () => {
    const { id: ideaId } = await idea(team.worker);
    const params = { ideaId };
    await Promise.all(
      [team.lead, team.lead, team.stranger, team.lead].map((who) =>
        who.api.community.voteForIdea({ params, body: {} }),
      ),
    );
    expect((await team.worker.api.community.idea({ params })).votes).toBe(2);
    expect(await team.lead.api.community.takeVoteBack({ params })).toMatchObject({ votes: 1, voted: false });
    expect(await team.lead.api.community.takeVoteBack({ params })).toMatchObject({ votes: 1 });
  });

  test('of the platform are decided by a SUPER_ADMIN, and an accepted one is rewarded', async () => {
    const { id: ideaId } = await idea(team.worker);
    const params = { ideaId };
    const step = (who: Enrolled, event: 'review' | 'accept' | 'reject' | 'finish' | 'reopen', reason = '') =>
      who.api.community.stepIdea({ params, body: { event, reason } });
    for (const who of [team.worker, team.owner])
      await expect(step(who, 'review')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(step(chief, 'accept')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await step(chief, 'review');
    await expect(step(chief, 'reject')).rejects.toMatchObject(code('RULE_VIOLATED'));
    const accepted = await step(chief, 'accept', 'Do it');
    expect(accepted).toMatchObject({ state: 'ACCEPTED', decisionReason: 'Do it', steps: ['finish'] });
    await expect(team.lead.api.community.voteForIdea({ params, body: {} })).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    await world.settle();
    const { items } = await team.worker.api.buz.claims({ query: {} });
    expect(items.map(({ event }) => event)).toContain('feature-accepted');
    const told = await team.worker.api.notifications.list({ query: { type: 'idea.changed' } });
    expect(told.items[0]!.title).toBe('Your idea was accepted');
    const log = await world.brain.kernel.database.db
      .selectFrom('community_log')
      .select(['event', 'to_state'])
      .where('entity_id', '=', ideaId)
      .orderBy('id')
      .execute();
    expect(log.map(({ event }) => event)).toEqual(['post', 'review', 'accept']);
  });

  test('of a venture are for its people, decided by those who lead, read by the hub', async () => {
    const { id: ideaId } = await idea(team.adviser, inVenture());
    const params = { ideaId };
    for (const { api } of [team.stranger, team.investor]) {
      const refused = [
        api.community.idea({ params }),
        api.community.editIdea({ params, body: { impact: 5 } }, { ifMatch: '"1"' }),
        api.community.stepIdea({ params, body: { event: 'review' } }),
        api.community.removeIdea({ params }),
        api.community.voteForIdea({ params, body: {} }),
        api.community.takeVoteBack({ params }),
        api.community.ideas({ query: inVenture() }),
      ];
      for (const one of await Promise.allSettled(refused))
        expect(one).toMatchObject({ reason: code('NOT_FOUND') });
    }
    const seen = await team.stranger.api.community.ideas({ query: { limit: 100 } });
    expect(seen.items.map(({ id }) => id)).not.toContain(ideaId);
    expect((await chief.api.community.idea({ params })).ventureName).toBe('Workshop');
    await expect(chief.api.community.stepIdea({ params, body: { event: 'review' } })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    await expect(team.observer.api.community.voteForIdea({ params, body: {} })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    expect((await team.lead.api.community.stepIdea({ params, body: { event: 'review' } })).state).toBe(
      'UNDER_REVIEW',
    );
    await expect(idea(team.stranger, inVenture())).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('are edited by their author while open, one of two editors is told, and taken back', async () => {
    const posted = await idea(team.worker);
    const params = { ideaId: posted.id };
    const edit = (who: Enrolled) =>
      who.api.community.editIdea({ params, body: { impact: 5 } }, { ifMatch: posted.etag! });
    await expect(edit(team.lead)).rejects.toMatchObject(code('FORBIDDEN'));
    await team.lead.api.community.voteForIdea({ params, body: {} });
    expect((await edit(team.worker)).impact).toBe(5);
    await expect(edit(team.worker)).rejects.toMatchObject(code('EDIT_CONFLICT'));
    await expect(team.lead.api.community.removeIdea({ params })).rejects.toMatchObject(code('FORBIDDEN'));
    await team.worker.api.community.removeIdea({ params });
    await expect(team.worker.api.community.idea({ params })).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('are listed by votes and by time, without repeats', async () => {
    const first = await idea(team.lead, { tags: ['sorting'] });
    await idea(team.lead, { tags: ['sorting'] });
    const third = await idea(team.lead, { tags: ['sorting'] });
    await team.worker.api.community.voteForIdea({ params: { ideaId: first.id }, body: {} });
    const walk = async (sort: 'newest' | 'votes') => {
      const ids: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { items: { id: string }[]; nextCursor: string | null } =
          await team.worker.api.community.ideas({
            query: { tag: 'sorting', sort, limit: 1, ...(cursor ? { cursor } : {}) },
          });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      return ids;
    };
    expect((await walk('votes'))[0]).toBe(first.id);
    expect((await walk('newest'))[0]).toBe(third.id);
    expect(new Set(await walk('votes')).size).toBe(3);
  });
});

describe('polls', () => {
  test('tell nobody the result before they voted, not even who asked', async () => {
    const asked = await poll(team.owner);
    const params = { pollId: asked.id };
    const vote = (who: Enrolled, option: number) => who.api.community.vote({ params, body: { option } });
    expect((await vote(team.worker, 0)).options.map(({ votes }) => votes)).toEqual([1, 0]);
    for (const who of [team.owner, team.lead, chief]) {
      const seen = await who.api.community.poll({ params });
      const listed = (await who.api.community.polls({ query: {} })).items.find(({ id }) => id === asked.id);
      for (const view of [seen, listed])
        expect(view).toMatchObject({
          votes: null,
          options: [
            { position: 0, text: 'Tea', votes: null },
            { position: 1, text: 'Coffee', votes: null },
          ],
        });
    }
    // Nor does what is sent live or kept in the feed.
    const told = JSON.stringify([
      await events('poll.opened'),
      (await team.lead.api.community.feed({ query: { kind: 'POLL' } })).items,
    ]);
    expect(told).not.toMatch(/votes|option/);
    const log = await world.brain.kernel.database.db
      .selectFrom('event_log')
      .select('topics')
      .where('type', '=', 'poll.voted')
      .execute();
    expect(log.map(({ topics }) => topics)).toEqual([[`user:${team.worker.userId}`]]);
  });

  test('take one vote a person, for good', async () => {
    const { id: pollId } = await poll(team.owner);
    const params = { pollId };
    const votes = await Promise.allSettled(
      [0, 1, 1, 0].map((option) => team.lead.api.community.vote({ params, body: { option } })),
    );
    expect(votes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await team.lead.api.community.poll({ params })).votes).toBe(1);
    await expect(team.lead.api.community.vote({ params, body: { option: 1 } })).rejects.toMatchObject(
      code('ALREADY_EXISTS'),
    );
    await expect(team.worker.api.community.vote({ params, body: { option: 2 } })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
  });

  test('show the result to everybody once they are closed, by time or by who asked', async () => {
    const { id: pollId } = await poll(team.owner, { closesAt: later(hourMs) });
    const params = { pollId };
    await team.worker.api.community.vote({ params, body: { option: 1 } });
    world.clock.advance(hourMs);
    await expect(team.lead.api.community.vote({ params, body: { option: 1 } })).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    expect(await team.lead.api.community.poll({ params })).toMatchObject({ votes: 1, closed: true });
    const early = await poll(team.lead);
    const close = (who: Enrolled) => who.api.community.closePoll({ params: { pollId: early.id }, body: {} });
    await expect(close(team.worker)).rejects.toMatchObject(code('FORBIDDEN'));
    expect((await close(team.lead)).votes).toBe(0);
    await expect(close(team.lead)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('of a venture are for its people', async () => {
    await expect(poll(team.adviser, inVenture())).rejects.toMatchObject(code('FORBIDDEN'));
    const { id: pollId } = await poll(team.worker, inVenture());
    const params = { pollId };
    for (const { api } of [team.stranger, team.investor]) {
      const refused = [
        api.community.poll({ params }),
        api.community.vote({ params, body: { option: 0 } }),
        api.community.closePoll({ params, body: {} }),
        api.community.removePoll({ params }),
        api.community.polls({ query: inVenture() }),
      ];
      for (const one of await Promise.allSettled(refused))
        expect(one).toMatchObject({ reason: code('NOT_FOUND') });
    }
    await team.lead.api.community.vote({ params, body: { option: 0 } });
    await expect(team.worker.api.community.removePoll({ params })).rejects.toMatchObject(code('FORBIDDEN'));
    await team.owner.api.community.removePoll({ params });
  });

  test('refuse equal answers and closing times that make no sense', async () => {
    for (const more of [
      { options: ['Tea', 'tea'] },
      { closesAt: later(-hourMs) },
      { closesAt: later(91 * dayMs) },
    ])
      await expect(poll(team.owner, more)).rejects.toMatchObject(code('RULE_VIOLATED'));
    for (const options of [['Tea'], Array.from({ length: 11 }, (_, at) => `No. ${at}`)])
      await expect(poll(team.owner, { options })).rejects.toMatchObject(code('MALFORMED'));
  });
});

describe('kudos', () => {
  test('go to others, in scope, and are told', async () => {
    await expect(thank(team.worker, team.worker.userId)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(thank(team.worker, team.stranger.userId, inVenture())).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    await expect(thank(team.stranger, team.worker.userId, inVenture())).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    const given = await thank(team.worker, team.lead.userId, inVenture());
    expect(await events('kudos.given')).toContainEqual(
      expect.objectContaining({
        kudosId: given.id,
        fromUserId: team.worker.userId,
        toUserId: team.lead.userId,
        category: 'TEAMWORK',
      }),
    );
    const list = async (who: Enrolled) =>
      (await who.api.community.kudos({ query: { toUserId: team.lead.userId } })).items.map(({ id }) => id);
    expect(await list(team.observer)).toContain(given.id);
    expect(await list(team.stranger)).not.toContain(given.id);
    const told = await team.lead.api.notifications.list({ query: { type: 'kudos.received' } });
    expect(told.items).toHaveLength(1);
    const remove = (who: Enrolled) => who.api.community.removeKudos({ params: { kudosId: given.id } });
    await expect(remove(team.stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(remove(team.observer)).rejects.toMatchObject(code('FORBIDDEN'));
    await remove(team.lead);
    expect(await list(team.observer)).not.toContain(given.id);
  });

  test('of a person are listed as far as that person shows their activity', async () => {
    await thank(team.worker, team.stranger.userId);
    const privacy = await team.stranger.api.users.privacy({});
    await team.stranger.api.users.setPrivacy({ body: { ...privacy, showActivity: false } });
    const list = (who: Enrolled) => who.api.community.kudos({ query: { toUserId: team.stranger.userId } });
    await expect(list(team.worker)).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await list(team.stranger)).items).toHaveLength(1);
    await team.stranger.api.users.setPrivacy({ body: privacy });
  });
});
