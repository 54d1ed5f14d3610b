import { randomUUID } from 'node:crypto';
import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { minuteMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint, code, formTeam, join, key, type Team } from '../../work/test-team.ts';

let world: World;
let team: Team;
let chief: Enrolled;
const general = '01930000-0000-7000-8000-000000000001';
const announcements = '01930000-0000-7000-8000-000000000002';

beforeAll(async () => {
  world = await createWorld();
  team = await formTeam(world);
  chief = await enrol(world, 'Chief', 'MEMBER');
  await appoint(world, chief, '12');
});
afterAll(() => world.close());

type Kind = 'GENERAL' | 'ANNOUNCEMENT' | 'QUESTION' | 'UPDATE' | 'CELEBRATION';
const send = (
  who: Enrolled,
  channelId: string,
  body: string,
  more: { kind?: Kind; parentId?: string; clientId?: string } = {},
) =>
  who.api.channels.send({
    params: { channelId },
    body: { clientId: randomUUID(), body, ...more },
  });
const read = (who: Enrolled, channelId: string, query: object = {}) =>
  who.api.channels.messages({ params: { channelId }, query });
const ofVenture = async (who: Enrolled) =>
  (await who.api.channels.list({ query: { scope: 'VENTURE', scopeId: team.ventureId } })).items[0]!;
const told = async (who: Enrolled, type: 'message.mention' | 'message.direct' | 'message.posted') => {
  await world.settle();
  return (await who.api.notifications.list({ query: { type } })).items;
};

describe('a channel of a venture', () => {
  test('is there for those who read the workspace, with the rights of their role', async () => {
    const channel = await ofVenture(team.worker);
    const again = await ofVenture(team.owner);
    expect(again.id).toBe(channel.id);
    const rights = async (who: Enrolled) =>
      (await who.api.channels.get({ params: { channelId: channel.id } })).rights;
    expect(await rights(team.owner)).toContain('moderate');
    expect(await rights(team.lead)).toEqual(['read', 'comment', 'post', 'announce', 'manage']);
    expect(await rights(team.worker)).toEqual(['read', 'comment', 'post']);
    expect(await rights(team.adviser)).toEqual(['read', 'comment']);
    expect(await rights(team.observer)).toEqual(['read']);
    for (const who of [team.investor, team.stranger, chief])
      await expect(rights(who)).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('is not there for strangers, on any route', async () => {
    const { id: channelId } = await ofVenture(team.owner);
    const { id: messageId } = await send(team.owner, channelId, 'Between us');
    for (const { api } of [team.stranger, team.investor]) {
      const refused = [
        api.channels.list({ query: { scopeId: team.ventureId } }),
        api.channels.get({ params: { channelId } }),
        api.channels.edit({ params: { channelId }, body: { name: 'Mine' } }, { ifMatch: '"1"' }),
        api.channels.people({ params: { channelId } }),
        api.channels.messages({ params: { channelId }, query: {} }),
        api.channels.changes({ params: { channelId }, query: { after: 0 } }),
        api.channels.send({ params: { channelId }, body: { clientId: randomUUID(), body: 'Hello' } }),
        api.channels.read({ params: { channelId }, body: { seq: 1 } }),
        api.channels.search({ query: { q: 'Between', channelId } }),
        api.channels.message({ params: { messageId } }),
        api.channels.editMessage({ params: { messageId }, body: { body: 'x' } }, { ifMatch: '"1"' }),
        api.channels.removeMessage({ params: { messageId } }),
        api.channels.react({ params: { messageId }, body: { reaction: 'HEART' } }),
        api.channels.unreact({ params: { messageId, reaction: 'HEART' } }),
        api.channels.accept({ params: { messageId }, body: {} }),
        api.channels.create({ body: { scope: 'VENTURE', scopeId: team.ventureId, name: 'Ours' } }, key()),
      ];
      const results = await Promise.allSettled(refused);
      expect(results.map((one) => (one.status === 'rejected' ? one.reason.problem.code : 'LET IN'))).toEqual(
        Array.from({ length: refused.length }, () => 'NOT_FOUND'),
      );
      const all = await api.channels.search({ query: { q: 'Between' } });
      expect(all.items).toEqual([]);
    }
  });

  test('takes announcements from those who lead, answers from advisers, nothing from observers', async () => {
    const { id } = await ofVenture(team.owner);
    await expect(send(team.worker, id, 'Hear!', { kind: 'ANNOUNCEMENT' })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    const said = await send(team.lead, id, 'Hear!', { kind: 'ANNOUNCEMENT' });
    expect((await told(team.worker, 'message.posted')).length).toBe(1);
    expect((await told(team.investor, 'message.posted')).length).toBe(0);
    await expect(send(team.adviser, id, 'New')).rejects.toMatchObject(code('FORBIDDEN'));
    await send(team.adviser, id, 'Fine', { parentId: said.id });
    await expect(send(team.observer, id, 'Me too', { parentId: said.id })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    await expect(
      team.worker.api.channels.create(
        { body: { scope: 'VENTURE', scopeId: team.ventureId, name: 'X1' } },
        key(),
      ),
    ).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('ends at once for who leaves, on the socket, too', async () => {
    const leaver = await enrol(world, 'Lea Leaver', 'MEMBER');
    await join(world, team.owner, team.ventureId, leaver, 'CONTRIBUTOR');
    const { id } = await ofVenture(leaver);
    await send(leaver, id, 'Hello');
    const { community } = world.brain.services;
    const { db } = world.brain.kernel.database;
    expect(await community.mayFollow(db, id, leaver.userId)).toBe(true);
    await leaver.api.ventures.removeMember({ params: { ventureId: team.ventureId, userId: leaver.userId } });
    expect(await community.mayFollow(db, id, leaver.userId)).toBe(false);
    await expect(send(leaver, id, 'Still here?')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(read(leaver, id)).rejects.toMatchObject(code('NOT_FOUND'));
    await world.settle();
    const controls = await db
      .selectFrom('event_log')
      .select('control')
      .where('type', '=', 'channel.lost-access')
      .execute();
    expect(controls.map(({ control }) => control)).toContainEqual({
      lostAccess: { userId: leaver.userId, topic: `channel:${id}` },
    });
  });

  test('is renamed by one of two editors, archived, and brought back', async () => {
    const made = await team.lead.api.channels.create(
      { body: { scope: 'VENTURE', scopeId: team.ventureId, name: 'Design' } },
      key(),
    );
    const params = { channelId: made.id };
    await expect(
      team.lead.api.channels.create(
        { body: { scope: 'VENTURE', scopeId: team.ventureId, name: 'design' } },
        key(),
      ),
    ).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const edit = (who: Enrolled, body: object, ifMatch = made.etag!) =>
      who.api.channels.edit({ params, body }, { ifMatch });
    await expect(edit(team.worker, { name: 'Mine' })).rejects.toMatchObject(code('FORBIDDEN'));
    const renamed = await edit(team.owner, { name: 'Looks' });
    await expect(edit(team.lead, { name: 'Shapes' })).rejects.toMatchObject(code('EDIT_CONFLICT'));
    const archived = await edit(team.lead, { archived: true }, renamed.etag!);
    expect(archived.archived).toBe(true);
    await expect(send(team.owner, made.id, 'Late')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await edit(team.lead, { archived: false }, archived.etag!);
    await send(team.owner, made.id, 'Back');
  });
});

describe('messages', () => {
  test('sent twice are one, also at the same moment', async () => {
    const clientId = randomUUID();
    const sent = await Promise.all(
      Array.from({ length: 5 }, () => send(team.worker, general, 'Once', { clientId })),
    );
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    const other = await send(team.lead, general, 'Somebody else with that id', { clientId });
    expect(other.id).not.toBe(sent[0]!.id);
    expect(other.clientId).toBe(clientId);
    expect((await read(team.worker, general)).items.find(({ id }) => id === other.id)!.clientId).toBeNull();
  });

  test('of many at once have positions without gaps, and pages without repeats', async () => {
    const { id } = await team.owner.api.channels.create(
      { body: { scope: 'VENTURE', scopeId: team.ventureId, name: 'Crowd' } },
      key(),
    );
    await Promise.all(
      Array.from({ length: 12 }, (_, at) => send(at % 2 ? team.lead : team.worker, id, `No. ${at}`)),
    );
    const seqs: number[] = [];
    for (let cursor: string | null = '', turn = 0; cursor !== null; turn++) {
      const page = await read(team.owner, id, { limit: 5, ...(cursor ? { cursor } : {}) });
      seqs.push(...page.items.map(({ seq }) => seq));
      if (turn === 0) await send(team.owner, id, 'In the middle of it');
      cursor = page.nextCursor;
    }
    expect(seqs).toEqual(Array.from({ length: 12 }, (_, at) => 12 - at));
    const onwards = await read(team.owner, id, { from: 9, limit: 3 });
    expect(onwards.items.map(({ seq }) => seq)).toEqual([9, 10, 11]);
    const rest = await read(team.owner, id, { from: 9, limit: 3, cursor: onwards.nextCursor });
    expect(rest.items.map(({ seq }) => seq)).toEqual([12, 13]);
    await expect(read(team.owner, id, { cursor: onwards.nextCursor })).rejects.toMatchObject(
      code('MALFORMED'),
    );
  });

  test('that changed while somebody was away are told in one go', async () => {
    const { id } = await team.owner.api.channels.create(
      { body: { scope: 'VENTURE', scopeId: team.ventureId, name: 'Away' } },
      key(),
    );
    const first = await send(team.worker, id, 'First');
    const { change } = await read(team.lead, id);
    await team.owner.api.channels.react({ params: { messageId: first.id }, body: { reaction: 'CLAP' } });
    await send(team.worker, id, 'Reply', { parentId: first.id });
    const gone = await send(team.worker, id, 'Wrong place');
    await team.worker.api.channels.removeMessage({ params: { messageId: gone.id } });
    const changes = await team.lead.api.channels.changes({
      params: { channelId: id },
      query: { after: change },
    });
    expect(changes.more).toBe(false);
    expect(changes.items.map(({ body, gone: why, replies }) => [body, why, replies])).toEqual([
      ['First', null, 1],
      ['Reply', null, 0],
      ['', 'DELETED', 0],
    ]);
    expect(changes.items[0]!.reactions).toEqual([{ reaction: 'CLAP', count: 1, mine: false }]);
    const after = await team.lead.api.channels.changes({
      params: { channelId: id },
      query: { after: changes.change },
    });
    expect(after.items).toEqual([]);
  });

  test('are edited by their author for fifteen minutes, with the version that was read', async () => {
    const said = await send(team.worker, general, 'Frist');
    const params = { messageId: said.id };
    const edit = (who: Enrolled, body: string, ifMatch = said.etag!) =>
      who.api.channels.editMessage({ params, body: { body } }, { ifMatch });
    await expect(edit(chief, 'Mine')).rejects.toMatchObject(code('FORBIDDEN'));
    // A reaction in between does not get in the way.
    await team.lead.api.channels.react({ params, body: { reaction: 'EYES' } });
    const edited = await edit(team.worker, 'First');
    expect([edited.body, edited.editedAt !== null]).toEqual(['First', true]);
    await expect(edit(team.worker, 'Again')).rejects.toMatchObject(code('EDIT_CONFLICT'));
    world.clock.advance(16 * minuteMs);
    await expect(edit(team.worker, 'Late', edited.etag!)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect((await team.worker.api.channels.message({ params })).rights).not.toContain('edit');
  });

  test('are taken back by their author, or by who answers for the place; the words go', async () => {
    const { id } = await ofVenture(team.owner);
    const said = await send(team.worker, id, 'Unwise');
    const remove = (who: Enrolled) => who.api.channels.removeMessage({ params: { messageId: said.id } });
    await expect(remove(team.lead)).rejects.toMatchObject(code('FORBIDDEN'));
    expect(await remove(team.owner)).toMatchObject({ gone: 'DELETED', body: '', rights: [] });
    expect(await remove(team.owner)).toMatchObject({ gone: 'DELETED' });
    await expect(
      team.lead.api.channels.react({ params: { messageId: said.id }, body: { reaction: 'HEART' } }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    const rows = await world.brain.kernel.database.db
      .selectFrom('channel_messages')
      .select('body')
      .where('id', '=', said.id)
      .execute();
    expect(rows).toEqual([{ body: '' }]);
    const log = await world.brain.kernel.database.db.selectFrom('event_log').select('data').execute();
    expect(JSON.stringify(log)).not.toContain('Unwise');
  });

  test('refuse what does not belong: other channels, replies to replies, kinds of replies, too long', async () => {
    const { id } = await ofVenture(team.owner);
    const here = await send(team.worker, id, 'Root');
    const reply = await send(team.worker, id, 'Reply', { parentId: here.id });
    await expect(send(team.worker, general, 'Elsewhere', { parentId: here.id })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    await expect(send(team.worker, id, 'Deeper', { parentId: reply.id })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(
      send(team.worker, id, 'Why?', { parentId: here.id, kind: 'QUESTION' }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    for (const body of ['', '   ', 'x'.repeat(4001)])
      await expect(send(team.worker, id, body)).rejects.toMatchObject(code('MALFORMED'));
    await expect(send(team.worker, announcements, 'Me')).rejects.toMatchObject(code('FORBIDDEN'));
    await send(chief, announcements, 'The hub');
  });

  test('count as unread until they are read; reading goes forward only', async () => {
    const { id } = await team.owner.api.channels.create(
      { body: { scope: 'VENTURE', scopeId: team.ventureId, name: 'Unread' } },
      key(),
    );
    for (const body of ['One', 'Two', 'Three']) await send(team.owner, id, body);
    const look = async (who: Enrolled) => who.api.channels.get({ params: { channelId: id } });
    expect(await look(team.owner)).toMatchObject({ unread: 0, readSeq: 3 });
    expect(await look(team.worker)).toMatchObject({ unread: 3, readSeq: 0, lastSeq: 3 });
    const mark = (seq: number) => team.worker.api.channels.read({ params: { channelId: id }, body: { seq } });
    expect(await mark(2)).toEqual({ readSeq: 2, unread: 1 });
    expect(await mark(1)).toEqual({ readSeq: 2, unread: 1 });
    // Answering does not make what one has not read read.
    await send(team.worker, id, 'I answer');
    expect(await look(team.worker)).toMatchObject({ unread: 1, readSeq: 2 });
    expect(await mark(9000)).toEqual({ readSeq: 4, unread: 0 });
  });

  test('are found by the beginnings of words, in channels one may read', async () => {
    const { id } = await ofVenture(team.owner);
    await send(team.worker, id, 'The quarterly velocity rises');
    await send(team.worker, general, 'Velociraptors are no use');
    const find = async (who: Enrolled, q: string) =>
      (await who.api.channels.search({ query: { q } })).items.map(({ body }) => body);
    expect(await find(team.lead, 'veloc')).toHaveLength(2);
    expect(await find(team.stranger, 'veloc')).toEqual(['Velociraptors are no use']);
    expect(await find(team.lead, 'quarter rises')).toHaveLength(1);
    expect(await find(team.lead, `'); drop table`)).toEqual([]);
    expect(await find(team.lead, '!!')).toEqual([]);
  });

  test('mention people by their address, and only those who can read', async () => {
    const { id } = await ofVenture(team.owner);
    const slugs = async (who: Enrolled) =>
      (await world.brain.services.users.byIds(world.brain.kernel.database.db, [who.userId])).get(who.userId)!
        .slug;
    const [worker, stranger] = [await slugs(team.worker), await slugs(team.stranger)];
    const said = await send(team.lead, id, `See @${worker} and @${stranger}, not mail@${worker}`);
    expect(said.mentions.map(({ userId }) => userId)).toEqual([team.worker.userId]);
    expect(await told(team.worker, 'message.mention')).toHaveLength(1);
    expect(await told(team.stranger, 'message.mention')).toHaveLength(0);
    await send(team.lead, general, `Hello @${stranger}`);
    const [notice] = await told(team.stranger, 'message.mention');
    expect(notice!.text).not.toContain('Hello');
  });
});

describe('questions', () => {
  test('have one answer that helped, accepted by who asked', async () => {
    const { id } = await ofVenture(team.owner);
    const question = await send(team.worker, id, 'How?', { kind: 'QUESTION' });
    const [first, second, own] = [
      await send(team.lead, id, 'So', { parentId: question.id }),
      await send(team.adviser, id, 'Or so', { parentId: question.id }),
      await send(team.worker, id, 'I see', { parentId: question.id }),
    ];
    expect(await told(team.worker, 'message.posted')).not.toHaveLength(0);
    const accept = (who: Enrolled, messageId: string) =>
      who.api.channels.accept({ params: { messageId }, body: {} });
    await expect(accept(team.lead, first.id)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(accept(team.worker, own.id)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(accept(team.worker, question.id)).rejects.toMatchObject(code('RULE_VIOLATED'));
    const results = await Promise.allSettled([accept(team.worker, first.id), accept(team.worker, second.id)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await world.settle();
    const { db } = world.brain.kernel.database;
    const events = await db
      .selectFrom('event_log')
      .select('data')
      .where('type', '=', 'help.accepted')
      .execute();
    expect(events).toHaveLength(1);
    const helper = (events[0]!.data as { userId: string }).userId;
    const who = [team.lead, team.adviser].find(({ userId }) => userId === helper)!;
    const claims = await who.api.buz.claims({ query: {} });
    expect(claims.items.map(({ event }) => event)).toContain('helpful-answer');
  });
});

describe('two people', () => {
  test('have one channel, however often it is opened', async () => {
    const open = (who: Enrolled, other: Enrolled) =>
      who.api.channels.direct({ body: { userId: other.userId } });
    const [one, two] = await Promise.all([
      open(team.worker, team.stranger),
      open(team.stranger, team.worker),
    ]);
    expect(one.id).toBe(two.id);
    expect([one.name, two.name]).toEqual([team.stranger.name, team.worker.name]);
    await expect(open(team.worker, team.worker)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await send(team.worker, one.id, 'Hello');
    await send(team.worker, one.id, 'Are you there?');
    expect(await told(team.stranger, 'message.direct')).toHaveLength(1);
    await team.stranger.api.channels.read({ params: { channelId: one.id }, body: { seq: 2 } });
    await send(team.worker, one.id, 'Good');
    expect(await told(team.stranger, 'message.direct')).toHaveLength(2);
    for (const who of [team.owner, chief])
      await expect(read(who, one.id)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(
      chief.api.channels.removeMessage({
        params: { messageId: (await read(team.worker, one.id)).items[0]!.id },
      }),
    ).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('are not addressed where a profile is private, unless they know each other', async () => {
    const shy = await enrol(world, 'Shy Person', 'MEMBER');
    const { id } = await team.stranger.api.channels.direct({ body: { userId: shy.userId } });
    await send(team.stranger, id, 'Before');
    const privacy = await shy.api.users.privacy({});
    await shy.api.users.setPrivacy({ body: { ...privacy, profile: 'PRIVATE' } });
    await expect(send(team.stranger, id, 'After')).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(team.owner.api.channels.direct({ body: { userId: shy.userId } })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    await send(shy, id, 'I may write');
    expect((await read(team.stranger, id)).items).toHaveLength(2);
  });
});
