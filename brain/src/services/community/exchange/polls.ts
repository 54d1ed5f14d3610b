import { communityWire } from '@smartstart/contract';
import { dayMs, minuteMs } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, namesOf, settingOf, settingsOf, type Ground, type Setting } from '../ground.ts';
import { publish, record } from '../record/journal.ts';
import { chosen, topicsOf, type Choice } from './place.ts';
import * as store from './poll-store.ts';

type PollView = (typeof communityWire.poll)['_zod']['input'];

export interface SeenPoll {
  readonly setting: Setting;
  readonly row: store.PollRow;
}

const shortestMs = 5 * minuteMs;
const longestDays = communityWire.communityLimits.pollDays;

export async function listPolls(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: Choice & { open?: 'true' | 'false' | undefined; cursor?: string | undefined; limit: number },
): Promise<store.PollRow[]> {
  return store.listPolls(db, {
    ventureIds: await chosen(ground, db, actor, query),
    open: query.open === undefined ? undefined : query.open === 'true',
    now: ground.kernel.clock.now(),
    before: readIdCursor(query.cursor),
    limit: query.limit,
  });
}

export async function seePoll(ground: Ground, db: Db, actor: Actor, pollId: string): Promise<SeenPoll> {
  return seen(ground, db, actor, await store.findPoll(db, pollId));
}

async function seen(ground: Ground, db: Db, actor: Actor, row: store.PollRow | undefined): Promise<SeenPoll> {
  const poll = found(row);
  const setting = await settingOf(ground, db, actor, poll.venture_id);
  if (poll.hidden_at && poll.author_id !== actor.userId && !setting.rights.has('moderate'))
    throw new Fail('NOT_FOUND');
  return { setting, row: poll };
}

async function lockSeen(ground: Ground, tx: Tx, actor: Actor, pollId: string): Promise<SeenPoll> {
  return seen(ground, tx, actor, await store.lockPoll(tx, pollId));
}

export async function openPoll(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  input: {
    question: string;
    options: readonly string[];
    closesAt: string;
    ventureId?: string | undefined;
  },
): Promise<SeenPoll> {
  const { ventureId = null, question, closesAt } = input;
  const setting = await settingOf(ground, tx, actor, ventureId);
  allow(setting.rights.has('post'), 'Your part in this venture does not include asking polls.');
  const now = ground.kernel.clock.now();
  requireCloseTime(new Date(closesAt), now);
  const options = [...input.options];
  if (new Set(options.map((one) => one.toLowerCase())).size < options.length)
    throw new Fail('RULE_VIOLATED', 'Two answers are the same.', {
      fields: [{ path: 'body.options', message: 'Make every answer different.' }],
    });
  const row = await store.insertPoll(tx, {
    id: newId(),
    venture_id: ventureId,
    author_id: actor.userId,
    question,
    options,
    closes_at: closesAt,
    created_at: now,
  });
  await record(ground, tx, { entity: 'poll', id: row.id, event: 'open', to: 'OPEN', actorId: actor.userId });
  await publish(
    ground,
    tx,
    'poll.opened',
    actor.userId,
    { pollId: row.id, userId: actor.userId, ventureId },
    topicsOf(setting),
  );
  if (ventureId) {
    const recipientIds = (await ground.ventures.readers(tx, ventureId)).filter((id) => id !== actor.userId);
    if (recipientIds.length)
      await publish(ground, tx, 'poll.news', actor.userId, {
        pollId: row.id,
        title: question,
        placeName: setting.name,
        recipientIds,
      });
  }
  return { setting, row };
}

function requireCloseTime(closesAt: Date, now: Date): void {
  const left = closesAt.getTime() - now.getTime();
  if (left >= shortestMs && left <= longestDays * dayMs) return;
  throw new Fail('RULE_VIOLATED', `A poll is open for at least 5 minutes and at most ${longestDays} days.`, {
    fields: [{ path: 'body.closesAt', message: 'Choose another closing time.' }],
  });
}

/** The row is locked, so that nobody votes in the moment after the close. */
export async function vote(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  pollId: string,
  option: number,
): Promise<SeenPoll> {
  const { setting, row } = await lockSeen(ground, tx, actor, pollId);
  allow(setting.rights.has('comment'), 'Your part in this venture lets you read.');
  const now = ground.kernel.clock.now();
  if (isClosed(row, now) || row.hidden_at) throw new Fail('ILLEGAL_TRANSITION', 'This poll is closed.');
  if (option >= row.options.length)
    throw new Fail('RULE_VIOLATED', 'There is no such answer.', {
      fields: [{ path: 'body.option', message: 'Choose one of the answers.' }],
    });
  if (!(await store.addVote(tx, { poll_id: pollId, user_id: actor.userId, option, at: now })))
    throw new Fail('ALREADY_EXISTS', 'You have voted already, and a vote is for good.');
  // Who voted is nobody’s business, and how often tells the count: the event goes to the voter alone.
  await publish(ground, tx, 'poll.voted', actor.userId, { pollId, userId: actor.userId }, [
    `user:${actor.userId}`,
  ]);
  return { setting, row };
}

export async function closePoll(ground: Ground, tx: Tx, actor: Actor, pollId: string): Promise<SeenPoll> {
  const { setting, row: before } = await lockSeen(ground, tx, actor, pollId);
  allow(mayClose(setting, before, actor), 'A poll is closed by who asked, or who answers for this place.');
  const now = ground.kernel.clock.now();
  if (isClosed(before, now)) throw new Fail('ILLEGAL_TRANSITION', 'This poll is closed already.');
  const row = await store.closePoll(tx, pollId, now);
  await record(ground, tx, {
    entity: 'poll',
    id: pollId,
    event: 'close',
    from: 'OPEN',
    to: 'CLOSED',
    actorId: actor.userId,
  });
  await publish(ground, tx, 'poll.closed', actor.userId, { pollId }, topicsOf(setting));
  return { setting, row };
}

export async function removePoll(ground: Ground, tx: Tx, actor: Actor, pollId: string): Promise<void> {
  const { setting, row } = await lockSeen(ground, tx, actor, pollId);
  const own = row.author_id === actor.userId && !(await store.hasVotes(tx, pollId));
  allow(own || setting.rights.has('moderate'), 'Who asked takes a poll back before anybody has voted.');
  await store.deletePoll(tx, pollId);
  await record(ground, tx, {
    entity: 'poll',
    id: pollId,
    event: 'delete',
    to: 'DELETED',
    actorId: actor.userId,
  });
  await publish(ground, tx, 'poll.removed', actor.userId, { pollId }, topicsOf(setting));
}

function isClosed(row: store.PollRow, now: Date): boolean {
  return row.closes_at <= now;
}

function mayClose({ rights }: Setting, row: store.PollRow, { userId }: Actor): boolean {
  return (row.author_id === userId && rights.has('comment')) || rights.has('moderate');
}

/** Counts are looked up only for polls whose result this reader may know. */
export async function pollViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly store.PollRow[],
  known?: Setting,
): Promise<Map<string, PollView>> {
  const settings = known ? new Map([[known.ventureId, known]]) : await settingsOf(ground, db, actor);
  for (const { venture_id: id } of rows)
    if (!settings.has(id)) settings.set(id, await settingOf(ground, db, actor, id));
  const ids = rows.map((row) => row.id);
  const mine = await store.votesOf(db, actor.userId, ids);
  const now = ground.kernel.clock.now();
  const told = rows.filter((row) => mine.has(row.id) || isClosed(row, now)).map((row) => row.id);
  const counts = await store.countsOf(db, told);
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => row.author_id),
  );
  return new Map(
    rows.map((row): [string, PollView] => {
      const setting = settings.get(row.venture_id)!;
      const own = row.author_id === actor.userId;
      const closed = isClosed(row, now);
      const shown = told.includes(row.id);
      const of = counts.get(row.id) ?? new Map<number, number>();
      const view: PollView = {
        id: row.id,
        scope: row.venture_id ? 'VENTURE' : 'PLATFORM',
        ventureId: row.venture_id,
        ventureName: setting.name,
        author: name(row.author_id),
        question: row.question,
        options: row.options.map((text, position) => ({
          position,
          text,
          votes: shown ? (of.get(position) ?? 0) : null,
        })),
        votes: shown ? [...of.values()].reduce((sum, count) => sum + count, 0) : null,
        mine: mine.get(row.id) ?? null,
        closesAt: row.closes_at.toISOString(),
        closed,
        createdAt: row.created_at.toISOString(),
        gone: row.hidden_at !== null,
        rights: [
          ...(!closed && !mine.has(row.id) && !row.hidden_at && setting.rights.has('comment')
            ? (['vote'] as const)
            : []),
          ...(!closed && mayClose(setting, row, actor) ? (['close'] as const) : []),
          // Whether anybody voted yet is not told by the page before one tries.
          ...((own && !closed) || setting.rights.has('moderate') ? (['delete'] as const) : []),
          ...(own ? [] : (['report'] as const)),
        ],
      };
      return [row.id, view];
    }),
  );
}
