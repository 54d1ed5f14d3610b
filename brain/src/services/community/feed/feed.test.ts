import { randomUUID } from 'node:crypto';
import { createWorld, enrol, signPaper, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs, hourMs } from '@smartstart/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { code, formTeam, key, type Team } from '../../work/test-team.ts';
import { rankOf } from '../rules/feed-rank.ts';

let world: World;
let team: Team;
const general = '01930000-0000-7000-8000-000000000001';

beforeAll(async () => {
  world = await createWorld();
  team = await formTeam(world);
  await signPaper(team.worker.api, team.worker.name, 'ISEA');
});
afterAll(() => world.close());

const at = () => ({ ventureId: team.ventureId });
const feed = async (who: Enrolled, query: object = {}) => {
  await world.settle();
  return who.api.community.feed({ query: { limit: 100, ...query } });
};
const say = (
  who: Enrolled,
  channelId: string,
  body: string,
  kind: 'QUESTION' | 'CELEBRATION' | 'GENERAL',
  parentId?: string,
) =>
  who.api.channels.send({
    params: { channelId },
    body: { clientId: randomUUID(), body, kind, ...(parentId ? { parentId } : {}) },
  });
const idea = (title: string, more: object = {}) =>
  team.worker.api.community.postIdea(
    { body: { title, body: 'Something to think about.', impact: 1, effort: 1, ...more } },
    key(),
  );

test('gathers what happened where one takes part, and nothing else', async () => {
  await idea('For everybody');
  await idea('For us', at());
  await team.lead.api.community.giveKudos(
    { body: { toUserId: team.worker.userId, category: 'CRAFT', text: 'Neat work', ...at() } },
    key(),
  );
  const { id: sprintId } = await team.lead.api.work.createSprint(
    { params: at(), body: { name: 'First sprint', days: 7 } },
    key(),
  );
  await team.lead.api.work.stepSprint({ params: { ...at(), sprintId }, body: { event: 'start' } });
  await say(team.stranger, general, 'Who can lend me a ladder?', 'QUESTION');
  await say(team.stranger, general, 'Just talking', 'GENERAL');
  const direct = await team.worker.api.channels.direct({ body: { userId: team.stranger.userId } });
  await say(team.worker, direct.id, 'Between us: I won', 'CELEBRATION');

  const { items } = await feed(team.observer);
  const seen = items.map(({ kind, title, text }) => `${kind} ${title || text}`);
  for (const one of [
    'IDEA For everybody',
    'IDEA For us',
    'KUDOS Neat work',
    'SPRINT First sprint',
    'HELP General',
  ])
    expect(seen).toContain(one);
  expect(JSON.stringify(items)).not.toMatch(/Just talking|Between us/);
  for (const who of [team.stranger, team.investor]) {
    const theirs = await feed(who);
    expect(theirs.items.every(({ ventureId }) => ventureId === null)).toBe(true);
    await expect(feed(who, at())).rejects.toMatchObject(code('NOT_FOUND'));
  }
  const only = await feed(team.observer, { kind: 'IDEA', ...at() });
  expect(only.items.map(({ title }) => title)).toEqual(['For us']);
});

test('ranks by time and urgency; a question that is answered is urgent no longer', async () => {
  const now = new Date('2026-03-01T00:00:00Z');
  expect(rankOf(now, 12) - rankOf(now, 0)).toBe(BigInt(12 * hourMs));
  world.clock.advance(dayMs);
  const question = await say(team.stranger, general, 'Ladder still wanted', 'QUESTION');
  world.clock.advance(3 * hourMs);
  await idea('Later, less urgent');
  const order = async () => (await feed(team.worker)).items.slice(0, 2).map(({ kind }) => kind);
  expect(await order()).toEqual(['HELP', 'IDEA']);
  const answer = await say(team.worker, general, 'Here is one', 'GENERAL', question.id);
  await team.stranger.api.channels.accept({ params: { messageId: answer.id }, body: {} });
  expect(await order()).toEqual(['IDEA', 'HELP']);
  expect((await feed(team.worker)).items[1]).toMatchObject({ code: 'answered', urgencyHours: 0 });
});

test('pages without repeats while things happen', async () => {
  for (let turn = 0; turn < 6; turn++) {
    world.clock.advance(hourMs);
    await idea(`Idea No. ${turn}`);
  }
  const question = await say(team.stranger, general, 'A question in between', 'QUESTION');
  const ids: string[] = [];
  for (let cursor: string | null = '', turn = 0; cursor !== null; turn++) {
    const page: { items: { id: string }[]; nextCursor: string | null } = await feed(team.worker, {
      limit: 3,
      ...(cursor ? { cursor } : {}),
    });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    if (turn === 0) {
      world.clock.advance(hourMs);
      const answer = await say(team.worker, general, 'Answered', 'GENERAL', question.id);
      await team.stranger.api.channels.accept({ params: { messageId: answer.id }, body: {} });
      await idea('Posted while reading');
    }
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(8);
  await expect(feed(team.worker, { cursor: 'WyJ4Il0' })).rejects.toMatchObject(code('MALFORMED'));
});

test('forgets what was taken back, and what the reader lost the right to see', async () => {
  const mine = await idea('To be taken back');
  const seen = async (who: Enrolled, title: string) =>
    (await feed(who)).items.some((item) => item.title === title);
  expect(await seen(team.observer, 'To be taken back')).toBe(true);
  await team.worker.api.community.removeIdea({ params: { ideaId: mine.id } });
  expect(await seen(team.observer, 'To be taken back')).toBe(false);
  const question = await say(team.stranger, general, 'Never mind this', 'QUESTION');
  await world.settle();
  await team.stranger.api.channels.removeMessage({ params: { messageId: question.id } });
  expect(JSON.stringify((await feed(team.worker)).items)).not.toContain('Never mind this');
  expect(await seen(team.observer, 'For us')).toBe(true);
  const first = await feed(team.observer, { limit: 1 });
  await team.owner.api.ventures.removeMember({ params: { ...at(), userId: team.observer.userId } });
  const rest = await feed(team.observer, { cursor: first.nextCursor });
  expect(rest.items.every(({ ventureId }) => ventureId === null)).toBe(true);
});

test('of somebody who is erased is empty', async () => {
  const gone = await enrol(world, 'Gone Person', 'MEMBER');
  await say(gone, general, 'I was here', 'CELEBRATION');
  expect(JSON.stringify((await feed(team.worker)).items)).toContain('I was here');
  const { kernel } = world.brain;
  await kernel.database.transact((tx) =>
    kernel.outbox.publish(tx, {
      type: 'account.erased',
      actorId: null,
      at: kernel.clock.now().toISOString(),
      topics: [],
      data: { userId: gone.userId },
    }),
  );
  expect(JSON.stringify((await feed(team.worker)).items)).not.toContain('I was here');
});
