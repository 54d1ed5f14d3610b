import type { Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { PublishedEvent } from '../../../kernel/outbox.ts';
import { findChannel } from '../channels/channel-store.ts';
import { findMessage } from '../channels/message-store.ts';
import { findIdea } from '../exchange/idea-store.ts';
import { findKudos } from '../exchange/kudos-store.ts';
import { findPoll } from '../exchange/poll-store.ts';
import type { Ground } from '../ground.ts';
import { rankOf, urgencyHours, type FeedKind } from '../rules/feed-rank.ts';
import * as store from './feed-store.ts';

interface Item {
  readonly kind: FeedKind;
  readonly subjectId: string;
  readonly ventureId: string | null;
  readonly actorId: string | null;
  readonly toId?: string;
  readonly code: string;
  readonly title: string;
  readonly body?: string;
  readonly link: string;
}

const bodyCharacters = 400;

async function add(tx: Tx, event: PublishedEvent, item: Item): Promise<void> {
  const at = new Date(event.at);
  const hours = urgencyHours[item.kind];
  await store.insertItem(tx, {
    id: newId(),
    kind: item.kind,
    subject_id: item.subjectId,
    venture_id: item.ventureId,
    actor_id: item.actorId,
    to_id: item.toId ?? null,
    code: item.code,
    title: item.title,
    body: (item.body ?? '').slice(0, bodyCharacters),
    link: item.link,
    at,
    urgency_hours: hours,
    rank: rankOf(at, hours),
    ranked_at: at,
  });
}

/** The feed is a read model: made by what is published, and made the same when it is published again. */
export function gatherFeed(ground: Ground): void {
  const { outbox } = ground.kernel;
  const on = (
    name: string,
    types: readonly string[],
    act: (tx: Tx, event: PublishedEvent) => Promise<void>,
  ) => outbox.subscribe(`community.feed-${name}`, types, act);
  const text = (event: PublishedEvent, key: string) => {
    const value = event.data[key];
    return typeof value === 'string' ? value : null;
  };

  on('messages', ['message.sent'], async (tx, event) => {
    const { kind, messageId, parentId } = event.data;
    if (parentId || (kind !== 'QUESTION' && kind !== 'CELEBRATION' && kind !== 'ANNOUNCEMENT')) return;
    const message = await findMessage(tx, String(messageId));
    const channel = message && (await findChannel(tx, message.channel_id));
    // What two people say to each other is theirs. Teams have a page of their own.
    if (!channel || (channel.scope !== 'PLATFORM' && channel.scope !== 'VENTURE') || message.deleted_at)
      return;
    const kinds = { QUESTION: 'HELP', CELEBRATION: 'WIN', ANNOUNCEMENT: 'ANNOUNCEMENT' } as const;
    await add(tx, event, {
      kind: kinds[kind],
      subjectId: message.id,
      ventureId: channel.scope_id,
      actorId: message.author_id,
      code: kind === 'QUESTION' ? 'asked' : kind === 'CELEBRATION' ? 'celebrated' : 'announced',
      title: channel.name,
      body: message.body,
      link: `/messages/${channel.id}?message=${message.id}`,
    });
  });
  on('message-changes', ['message.changed'], async (tx, event) => {
    const message = await findMessage(tx, String(event.data['messageId']));
    if (!message || message.parent_id) return;
    await store.setGone(tx, message.id, Boolean(message.deleted_at ?? message.hidden_at));
    const item = await store.findBySubject(tx, message.id);
    if (item)
      await store.retitle(tx, message.id, { title: item.title, body: message.body.slice(0, bodyCharacters) });
  });
  // Answered, a question is news no longer urgent.
  on('help', ['help.accepted'], async (tx, event) => {
    const questionId = text(event, 'questionId');
    const item = questionId && (await store.findBySubject(tx, questionId));
    if (!item) return;
    await store.rerank(tx, item.subject_id, {
      rank: rankOf(item.at, 0),
      urgency_hours: 0,
      ranked_at: ground.kernel.clock.now(),
      code: 'answered',
    });
  });
  on('ideas', ['idea.posted'], async (tx, event) => {
    const idea = await findIdea(tx, String(event.data['ideaId']));
    if (!idea) return;
    await add(tx, event, {
      kind: 'IDEA',
      subjectId: idea.id,
      ventureId: idea.venture_id,
      actorId: idea.author_id,
      code: 'posted',
      title: idea.title,
      body: idea.body,
      link: `/community/ideas/${idea.id}`,
    });
  });
  on('idea-changes', ['idea.changed'], async (tx, event) => {
    const idea = await findIdea(tx, String(event.data['ideaId']));
    if (!idea) return;
    await store.setGone(tx, idea.id, idea.hidden_at !== null);
    await store.retitle(tx, idea.id, { title: idea.title, body: idea.body.slice(0, bodyCharacters) });
  });
  on('polls', ['poll.opened'], async (tx, event) => {
    const poll = await findPoll(tx, String(event.data['pollId']));
    if (!poll) return;
    await add(tx, event, {
      kind: 'POLL',
      subjectId: poll.id,
      ventureId: poll.venture_id,
      actorId: poll.author_id,
      code: 'opened',
      title: poll.question,
      link: `/community/polls?poll=${poll.id}`,
    });
  });
  on('poll-ends', ['poll.closed'], async (tx, event) => {
    const item = await store.findBySubject(tx, String(event.data['pollId']));
    if (!item) return;
    await store.rerank(tx, item.subject_id, {
      rank: rankOf(item.at, 0),
      urgency_hours: 0,
      ranked_at: ground.kernel.clock.now(),
      code: 'closed',
    });
  });
  on('kudos', ['kudos.given'], async (tx, event) => {
    const kudos = await findKudos(tx, String(event.data['kudosId']));
    if (!kudos) return;
    await add(tx, event, {
      kind: 'KUDOS',
      subjectId: kudos.id,
      ventureId: kudos.venture_id,
      actorId: kudos.from_id,
      toId: kudos.to_id,
      code: kudos.category.toLowerCase(),
      title: '',
      body: kudos.body,
      link: '/community/kudos',
    });
  });
  on('removals', ['idea.removed', 'poll.removed', 'kudos.removed'], async (tx, event) => {
    const id = text(event, 'ideaId') ?? text(event, 'pollId') ?? text(event, 'kudosId');
    if (id) await store.setGone(tx, id, true);
  });
  on('work', ['work.milestone', 'work.sprint'], async (tx, event) => {
    const [ventureId, id, step] = ['ventureId', 'id', 'event'].map((key) => text(event, key));
    if (!ventureId || !id || !step) return;
    const sprint = event.type === 'work.sprint';
    if (!(sprint ? ['start', 'finish'] : ['finish', 'block']).includes(step)) return;
    const title = await ground.workSubject(tx, ventureId, id);
    if (title === null) return;
    await add(tx, event, {
      kind: sprint ? 'SPRINT' : 'MILESTONE',
      subjectId: id,
      ventureId,
      actorId: event.actorId,
      code: step,
      title,
      link: `/ventures/${ventureId}/work`,
    });
  });
  on('wins', ['venture.activated', 'member.joined'], async (tx, event) => {
    const ventureId = text(event, 'ventureId');
    const name = ventureId && (await ground.ventures.nameOf(tx, ventureId));
    if (!ventureId || !name) return;
    const joined = event.type === 'member.joined';
    const userId = text(event, 'userId') ?? event.actorId;
    await add(tx, event, {
      kind: 'WIN',
      subjectId: joined && userId ? userId : ventureId,
      ventureId,
      actorId: joined ? userId : event.actorId,
      code: joined ? 'joined' : 'activated',
      title: name,
      link: `/ventures/${ventureId}`,
    });
  });
}
