import { z } from 'zod';
import type { Tx } from '../../kernel/db.ts';
import type { PublishedEvent } from '../../kernel/outbox.ts';
import { give, recount, takeBack, type Happened } from './awards.ts';
import type { Ground } from './deps.ts';
import { endorse, unendorse } from './endorsements.ts';
import type { Source } from './facts.ts';
import {
  contributionChanged,
  equityChanged,
  milestoneChanged,
  planChanged,
  taskChanged,
  ventureReached,
} from './merits.ts';
import { showAgain } from './privacy.ts';
import { localDay } from './rules/local-day.ts';
import { checkAllSkills } from './skills.ts';
import { erase } from './erasure.ts';

const id = z.string();
type Reaction = (ground: Ground, tx: Tx, event: PublishedEvent) => Promise<void>;

/** The part of a zod schema that is needed here; wider bounds make type checks slow. */
interface Parser<T> {
  parse(value: unknown): T;
}

/** Checks what an event carries before anything is done with it. */
function on<T>(
  shape: Parser<T>,
  react: (
    ground: Ground,
    tx: Tx,
    data: T,
    event: { readonly id: string; readonly at: Date; readonly actorId: string | null },
  ) => Promise<void>,
): Reaction {
  return (ground, tx, event) =>
    react(ground, tx, shape.parse(event.data), {
      id: event.id,
      at: new Date(event.at),
      actorId: event.actorId,
    });
}

/** Something one person did that earns by itself. */
function earns<T>(shape: Parser<T>, happened: (data: T, at: Date) => Omit<Happened, 'at'>): Reaction {
  return on(shape, async (ground, tx, data, { at }) => {
    await give(ground, tx, { at, ...happened(data, at) });
  });
}

function counts<T extends { userId: string }>(shape: Parser<T>, sources: readonly Source[]): Reaction {
  return on(shape, (ground, tx, { userId }) => recount(ground, tx, userId, sources));
}

const aPerson = z.object({ userId: id });
const aStep = z.object({ ventureId: id, id, event: z.string(), to: z.string().nullish() });
const anEndorsement = z.object({
  endorsementId: id,
  fromUserId: id,
  toUserId: id,
  skill: z.string(),
  weight: z.number().int().min(1).max(5),
});

const community: Record<string, Reaction> = {
  'kudos.given': on(
    z.object({ kudosId: id, fromUserId: id, toUserId: id }),
    async (ground, tx, { kudosId, fromUserId, toUserId }, { at }) => {
      if (fromUserId === toUserId) return;
      const given = { event: 'KUDOS_GIVEN', userId: fromUserId, link: `/people/${toUserId}` } as const;
      const received = {
        event: 'KUDOS_RECEIVED',
        userId: toUserId,
        link: `/people/${fromUserId}`,
        passive: true,
      } as const;
      const both: Omit<Happened, 'at' | 'causeId'>[] = [given, received];
      // Rows of people are locked in one order, whoever thanked whom.
      for (const one of both.toSorted((a, b) => (a.userId < b.userId ? -1 : 1)))
        await give(ground, tx, { ...one, causeId: kudosId, at, final: true });
    },
  ),
  'kudos.removed': on(
    z.object({ kudosId: id, fromUserId: id, toUserId: id }),
    async (ground, tx, { kudosId, fromUserId, toUserId }) => {
      const sides = [
        ['KUDOS_GIVEN', fromUserId],
        ['KUDOS_RECEIVED', toUserId],
      ] as const;
      for (const [event, userId] of sides.toSorted(([, one], [, other]) => (one < other ? -1 : 1)))
        await takeBack(ground, tx, { event, userId, causeId: kudosId, reason: 'The kudos were taken away.' });
    },
  ),
  'endorsement.given': on(anEndorsement, (ground, tx, data, { at }) => endorse(ground, tx, { ...data, at })),
  'endorsement.withdrawn': on(z.object({ endorsementId: id }), (ground, tx, { endorsementId }, { at }) =>
    unendorse(ground, tx, endorsementId, at),
  ),
  'idea.posted': earns(z.object({ ideaId: id, userId: id }), ({ ideaId, userId }) => ({
    userId,
    event: 'IDEA_POSTED',
    causeId: ideaId,
    part: 'IDEA',
    link: `/community/ideas/${ideaId}`,
    final: true,
  })),
  'idea.removed': on(z.object({ ideaId: id, userId: id }), (ground, tx, { ideaId, userId }) =>
    takeBack(ground, tx, {
      event: 'IDEA_POSTED',
      causeId: ideaId,
      userId,
      part: 'IDEA',
      reason: 'The idea was removed.',
    }),
  ),
  'poll.voted': earns(z.object({ pollId: id, userId: id }), ({ pollId, userId }) => ({
    userId,
    event: 'POLL_VOTE',
    causeId: pollId,
    link: `/community/polls/${pollId}`,
  })),
  'message.sent': earns(z.object({ messageId: id, userId: id }), ({ messageId, userId }) => ({
    userId,
    event: 'MESSAGE',
    causeId: messageId,
    final: true,
  })),
  'message.removed': on(z.object({ messageId: id, userId: id }), (ground, tx, { messageId, userId }) =>
    takeBack(ground, tx, {
      event: 'MESSAGE',
      causeId: messageId,
      userId,
      reason: 'The message was removed.',
    }),
  ),
  'help.accepted': earns(z.object({ messageId: id, userId: id }), ({ messageId, userId }) => ({
    userId,
    event: 'COMMUNITY_HELP_ACCEPTED',
    causeId: messageId,
    passive: true,
  })),
};

const journey: Record<string, Reaction> = {
  'journey.stage-done': earns(z.object({ userId: id, stage: z.union([z.string(), z.number()]) }), (data) => ({
    userId: data.userId,
    event: 'JOURNEY_STAGE',
    causeId: String(data.stage),
    subject: String(data.stage),
    link: '/onboarding',
  })),
  'journey.finished': earns(aPerson, ({ userId }) => ({
    userId,
    event: 'JOURNEY_FINISHED',
    causeId: 'journey',
    link: '/onboarding',
  })),
  'quest.done': earns(z.object({ userId: id, quest: z.string() }), ({ userId, quest }) => ({
    userId,
    event: 'QUEST',
    causeId: quest,
    subject: quest,
    link: '/onboarding',
  })),
};

const work: Record<string, Reaction> = {
  'work.task': on(aStep, (ground, tx, { ventureId, id: taskId, event }, { actorId, at }) =>
    taskChanged(ground, tx, { ventureId, taskId, event, actorId, at }),
  ),
  'work.contribution': on(aStep, (ground, tx, { id: contributionId, event }, told) =>
    contributionChanged(ground, tx, {
      contributionId,
      event,
      eventId: told.id,
      actorId: told.actorId,
      at: told.at,
    }),
  ),
  'work.milestone': on(aStep, (ground, tx, { ventureId, id: milestoneId, event }, { actorId, at }) =>
    milestoneChanged(ground, tx, { ventureId, milestoneId, event, actorId, at }),
  ),
  'work.plan': on(aStep, (ground, tx, { ventureId, id: planId }, { actorId, at }) =>
    planChanged(ground, tx, { ventureId, planId, actorId, at }),
  ),
  'work.phase': on(aStep, async (ground, tx, { ventureId, to }, { at }) => {
    if (to === 'LAUNCH') await ventureReached(ground, tx, 'VENTURE_IN_LAUNCH', { ventureId, at });
  }),
  'venture.activated': on(z.object({ ventureId: id }), (ground, tx, { ventureId }, { at }) =>
    ventureReached(ground, tx, 'FIRST_VENTURE_ACTIVATED', { ventureId, at }),
  ),
  'equity.changed': on(z.object({ ventureId: id, seq: z.number() }), (ground, tx, data, { actorId, at }) =>
    equityChanged(ground, tx, { ...data, actorId, at }),
  ),
  'member.joined': counts(aPerson, ['VENTURES']),
  'member.left': counts(aPerson, ['VENTURES']),
};

const account: Record<string, Reaction> = {
  // The topic of the session names the person; its data does not.
  'session.started': on(z.object({}), async (ground, tx, _data, { actorId, at }) => {
    if (actorId) await seen(ground, tx, actorId, at);
  }),
  'skill.added': on(aPerson, async (ground, tx, { userId }) => {
    await checkAllSkills(ground, tx, userId);
    await recount(ground, tx, userId, ['SKILLS']);
  }),
  'profile.changed': on(z.object({ userId: id, fields: z.array(z.string()).optional() }), async (...told) => {
    const [ground, tx, { userId, fields = [] }] = told;
    // Where somebody lives from now on is remembered with the lock; a profile alone begins no figures.
    if (fields.includes('skills') || fields.includes('timeZone'))
      await recount(ground, tx, userId, fields.includes('skills') ? ['SKILLS'] : []);
  }),
  'privacy.changed': on(aPerson, (ground, tx, { userId }) => showAgain(ground, tx, userId)),
  'access.changed': on(aPerson, async (ground, tx, { userId }) => {
    await showAgain(ground, tx, userId);
    await recount(ground, tx, userId, ['SECURITY', 'COMPLIANCE']);
  }),
  'security.credentials-changed': on(z.object({}), async (ground, tx, _data, { actorId }) => {
    if (actorId) await recount(ground, tx, actorId, ['SECURITY']);
  }),
  'claim.changed': on(
    z.object({ userId: id.optional(), state: z.string() }),
    async (ground, tx, { userId, state }) => {
      if (userId && (state === 'PAID' || state === 'REVERSED'))
        await recount(ground, tx, userId, ['EARNINGS']);
    },
  ),
  'account.erased': on(aPerson, (ground, tx, { userId }) => erase(ground, tx, userId)),
};

const reactions: Readonly<Record<string, Reaction>> = { ...community, ...journey, ...work, ...account };

/** Somebody is here: once a day of their own calendar it earns. */
export async function seen(ground: Ground, tx: Tx, userId: string, at: Date): Promise<void> {
  const person = (await ground.people.byIds(tx, [userId])).get(userId);
  if (!person) return;
  await give(ground, tx, {
    userId,
    event: 'DAILY_LOGIN',
    causeId: localDay(at, person.timeZone),
    at,
    part: 'LOGIN',
  });
}

export const heard: readonly string[] = Object.keys(reactions);

export function react(ground: Ground): void {
  ground.kernel.outbox.subscribe('gamification', heard, async (tx, event) => {
    await reactions[event.type]?.(ground, tx, event);
  });
}
