import { z } from 'zod';
import type { PublishedEvent } from '../../kernel/outbox.ts';
import { agreementWriters } from './agreement-messages.ts';
import { analyticsWriters } from './analytics-messages.ts';
import { communityWriters } from './community-messages.ts';
import { equityWriters } from './equity-messages.ts';
import { financeWriters } from './finance-messages.ts';
import { gamificationWriters } from './gamification-messages.ts';
import { governanceWriters } from './governance-messages.ts';
import { journeyWriters } from './journey-messages.ts';
import { legalWriters } from './legal-messages.ts';
import type { Notice } from './telling.ts';
import { matchingWriters } from './matching-messages.ts';
import { opportunityWriters } from './opportunity-messages.ts';
import { ownershipWriters } from './ownership-messages.ts';
import { paymentWriters } from './payment-messages.ts';
import { rewardWriters } from './reward-messages.ts';
import { teamWriters } from './team-messages.ts';
import { subscriptionWriters } from './seat-messages.ts';
import { umbrellaWriters } from './umbrella-messages.ts';
import { workWriters } from './work-messages.ts';
import { instant, on, type Writer } from './writer.ts';

const id = z.string();
const optionalId = id.nullish();
const aPerson = z.object({ userId: id });
const aPaper = z.object({ userId: id, code: z.string(), name: z.string().optional() });
const aDocument = z.object({ documentId: id, code: z.string(), name: z.string().optional() });
const aVenture = z.object({
  ventureId: id,
  name: z.string().optional(),
  status: z.string().optional(),
  userIds: z.array(id).optional(),
});
const aMember = z.object({
  ventureId: id,
  ventureName: z.string().optional(),
  name: z.string().optional(),
  userId: id,
  memberName: z.string().nullish(),
  recipientIds: z.array(id),
});

/** What is told of which event, in plain words. Section 12 of the domain rules lists the types. */
export function createWriters(paperName: (code: string) => string): Readonly<Record<string, Writer>> {
  return {
    ...accountWriters,
    ...journeyWriters,
    ...paperWriters(({ code, name }) => name ?? paperName(code)),
    ...agreementWriters,
    ...legalWriters,
    ...subscriptionWriters,
    ...ventureWriters,
    ...ownershipWriters,
    ...governanceWriters,
    ...paymentWriters,
    ...rewardWriters,
    ...umbrellaWriters,
    ...workWriters,
    ...financeWriters,
    ...equityWriters,
    ...gamificationWriters,
    ...opportunityWriters,
    ...matchingWriters,
    ...communityWriters,
    ...teamWriters,
    ...analyticsWriters,
  };
}

const accountWriters: Record<string, Writer> = {
  'account.verified': on(aPerson, ({ userId }) => [
    {
      userId,
      type: 'welcome',
      title: 'Welcome to SmartStart',
      key: 'welcome',
      link: '/onboarding',
      text: 'Your e-mail address is confirmed. Next you complete your profile and sign the member papers; your journey shows every step.',
    },
  ]),

  'security.new-device': on(
    z.object({ device: z.string().optional(), ip: z.string().optional() }),
    ({ device, ip }, event) =>
      owners(event).map((userId) => ({
        userId,
        type: 'security.new-device',
        title: 'Sign-in on a new device',
        link: '/settings/sessions',
        text: `Somebody signed in to your account${device ? ` with ${device}` : ''}${ip ? `, from ${ip}` : ''}, at ${instant(event.at)}. You had not used that before. If it was not you, end that session and change your password.`,
      })),
  ),
  'security.credentials-changed': on(z.object({ what: z.string().optional() }), ({ what }, event) =>
    owners(event).map((userId) => ({
      userId,
      type: 'security.credentials-changed',
      title: 'How you sign in was changed',
      link: '/settings/security',
      text: `${(what && changes[what]) ?? 'Your password, your e-mail address or a second factor was changed.'} This happened at ${instant(event.at)}. If it was not you, reset your password at once.`,
    })),
  ),
  // The mail about it is written where the lock is set: it names the place the attempts came from.
  'security.account-locked': on(z.object({ until: z.string().optional() }), ({ until }, event) =>
    owners(event).map((userId) => ({
      userId,
      type: 'security.account-locked',
      title: 'Sign-in to your account was locked for a while',
      link: '/settings/security',
      ownMail: true,
      text: `There were too many failed attempts to sign in. Signing in is possible again ${until ? `from ${instant(until)}` : 'after 15 minutes'}. If it was not you, choose a new password.`,
    })),
  ),
  'access.changed': on(z.object({ userId: id.optional(), reason: z.string().optional() }), administrative),
  'export.ready': on(z.object({ userId: id, fileId: optionalId }), ({ userId }) => [
    {
      userId,
      type: 'export.ready',
      title: 'Your data export is ready',
      text: 'The file with all your data can be downloaded now.',
      link: '/settings/privacy',
    },
  ]),
};

const changes: Record<string, string> = {
  password: 'Your password was changed.',
  email: 'Your e-mail address was changed.',
  'factor-added': 'A second factor was added.',
  'factor-removed': 'A second factor was removed.',
  'recovery-codes': 'Your recovery codes were made anew; the old ones no longer work.',
};

const paperWriters = (
  nameOf: (paper: { code: string; name?: string | undefined }) => string,
): Record<string, Writer> => ({
  'document.waiting': on(aDocument.extend({ userId: id }), (document) => [
    {
      userId: document.userId,
      type: 'document.to-sign',
      title: `To sign: ${nameOf(document)}`,
      link: `/documents/${document.documentId}`,
      text: `The document “${nameOf(document)}” (${document.code}) waits for your signature.`,
    },
  ]),
  'document.effective': on(aDocument.extend({ userIds: z.array(id) }), (document, { actorId }) =>
    others(document.userIds, actorId).map((userId) => ({
      userId,
      type: 'document.signed',
      title: `In force: ${nameOf(document)}`,
      link: `/documents/${document.documentId}`,
      text: `Everybody has signed “${nameOf(document)}” (${document.code}). It is in force now.`,
    })),
  ),
  'paper.expiring': on(aPaper.extend({ days: z.number() }), ({ days, ...paper }) => [
    {
      userId: paper.userId,
      type: 'paper.expiring',
      title: `${nameOf(paper)} expires ${inDays(days)}`,
      link: '/documents',
      text: `Your copy of “${nameOf(paper)}” (${paper.code}) expires ${inDays(days)}. Sign the current version before that, so that nothing closes. It costs nothing.`,
    },
  ]),
  'paper.expired': on(aPaper, (paper) => [
    {
      userId: paper.userId,
      type: 'paper.expired',
      title: `${nameOf(paper)} has expired`,
      link: '/documents',
      text: `Your copy of “${nameOf(paper)}” (${paper.code}) is no longer in force. What needs it is closed until you sign the current version. What is yours stays yours.`,
    },
  ]),
});

const ventureWriters: Record<string, Writer> = {
  'venture.created': on(aVenture, (venture, event) =>
    told(venture, event).map((userId) => ({
      userId,
      type: 'venture.created',
      title: `${venture.name ?? 'Your venture'} was created`,
      link: `/ventures/${venture.ventureId}`,
      text: 'It is a draft that only you can see. Complete it and submit it when you are ready.',
    })),
  ),
  'venture.activated': on(aVenture, (venture, event) =>
    told(venture, event).map((userId) => ({
      userId,
      type: 'venture.activated',
      title: `${venture.name ?? 'Your venture'} is active`,
      link: `/ventures/${venture.ventureId}`,
      text: 'All papers and approvals are there. You can invite people now.',
    })),
  ),
  'venture.updated': on(aVenture, updated),
  'venture.changed': on(aVenture, updated),
  'member.joining': on(aMember, (data) =>
    others(data.recipientIds, data.userId).map((userId) => ({
      userId,
      type: 'member.joining',
      title: `${data.memberName ?? 'Somebody'} is joining ${ventureOf(data)}`,
      link: `/ventures/${data.ventureId}`,
      text: 'They accepted the invitation and sign their papers next. Documents that need your signature come to you separately.',
    })),
  ),
  'member.joined': on(aMember, (data) =>
    others(data.recipientIds, data.userId).map((userId) => ({
      userId,
      type: 'member.joined',
      title: `${data.memberName ?? 'A new member'} joined ${ventureOf(data)}`,
      link: `/ventures/${data.ventureId}`,
      text: 'All their papers for the venture are signed.',
    })),
  ),

  // The invitation's own mail holds the link with its token; here only somebody with an account hears of it, in-app.
  'invitation.created': on(
    z.object({ userId: optionalId, ventureName: z.string(), inviterName: z.string(), role: z.string() }),
    ({ userId, ventureName, inviterName, role }) =>
      userId
        ? [
            {
              userId,
              type: 'invitation.received',
              title: `${inviterName} invites you to ${ventureName}`,
              link: '/ventures',
              ownMail: true,
              text: `You are invited to take part as ${role.toLowerCase().replaceAll('_', '-')}. The invitation is valid for 7 days.`,
            },
          ]
        : [],
  ),
  'invitation.answered': on(
    z.object({
      recipientIds: z.array(id),
      state: z.string(),
      name: z.string().nullish(),
      ventureId: id,
      ventureName: z.string(),
    }),
    ({ recipientIds, state, name, ventureId, ventureName }, { actorId }) =>
      others(recipientIds, actorId).map((userId) => ({
        userId,
        type: 'invitation.answered',
        title: `${name ?? 'Somebody'} ${state === 'ACCEPTED' ? 'accepted' : 'declined'} your invitation`,
        link: `/ventures/${ventureId}`,
        text: `This concerns the venture “${ventureName}”.`,
      })),
  ),
};

/** Every change of somebody's rungs is published; told are those that others decided on (section 12). */
const decisions: Record<string, string> = {
  'identity verified': 'The hub has verified your identity.',
  'identity flag cleared': 'The mark that your identity is verified was taken away.',
  'account suspended': 'Your account was suspended. You can still read and export your data and documents.',
  'account active': 'Your account is active again.',
  'account banned': 'Your account was closed by the hub for good.',
  clearance: 'Your clearance for confidential items has changed.',
  appointment: 'Your administrative appointment has changed.',
};

function administrative(
  { userId, reason }: { userId?: string | undefined; reason?: string | undefined },
  { actorId }: PublishedEvent,
): Notice[] {
  const text = reason && decisions[reason];
  if (!userId || !text || actorId === userId) return [];
  return [{ userId, type: 'access.changed', title: 'What you may do has changed', text, link: '/settings' }];
}

const statusSentences: Record<string, string> = {
  PENDING_CONTRACTS: 'It was submitted and waits for its papers.',
  PENDING_APPROVAL: 'It waits for approval.',
  DRAFT: 'It is a draft again.',
  ACTIVE: 'It is active again.',
  PAUSED: 'It is paused.',
  SUSPENDED: 'It was suspended by the hub.',
  CLOSED: 'It is closed. What is yours in it stays yours.',
};

/** A draft that its owner edits concerns nobody else; messages without a name only refresh pages. */
function updated(venture: z.infer<typeof aVenture>, event: PublishedEvent): Notice[] {
  const { ventureId, name, status } = venture;
  if (!name) return [];
  const text = (status && statusSentences[status]) ?? 'Its description or settings were changed.';
  return others(told(venture, event), event.actorId).map((userId) => ({
    userId,
    type: 'venture.updated',
    title: `${name} was updated`,
    text,
    link: `/ventures/${ventureId}`,
  }));
}

/** The person whose topic the event goes to, where the data names nobody. */
function owners(event: PublishedEvent): string[] {
  const { userId } = event.data;
  return typeof userId === 'string' ? [userId] : told({}, event);
}

/** The people an event is for: those it names, else those whose topics it goes to. */
function told({ userIds }: { userIds?: string[] | undefined }, event: PublishedEvent): string[] {
  return others(
    userIds ??
      event.topics.filter((topic) => topic.startsWith('user:')).map((topic) => topic.slice('user:'.length)),
    null,
  );
}

function others(userIds: readonly string[], actorId: string | null): string[] {
  return [...new Set(userIds)].filter((userId) => userId !== actorId);
}

function ventureOf(data: { ventureName?: string | undefined; name?: string | undefined }): string {
  return data.ventureName ?? data.name ?? 'your venture';
}

function inDays(days: number): string {
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}
