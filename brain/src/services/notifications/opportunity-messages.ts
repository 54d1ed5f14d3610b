import { z } from 'zod';
import type { Notice } from './notifications.ts';
import { on, type Writer } from './writer.ts';

const id = z.string();
const kind = z.enum(['OPPORTUNITY', 'SERVICE']);
const anOpportunity = z.object({
  opportunityId: id,
  kind,
  title: z.string(),
  reason: z.string().nullable(),
  recipientIds: z.array(id),
});
const anApplication = z.object({
  opportunityId: id,
  applicantId: id,
  applicantName: z.string(),
  kind,
  title: z.string(),
  reason: z.string().nullable(),
  collaboration: z.enum(['VENTURE_INVITATION', 'VENTURE_MEMBER', 'AGREEMENT']).nullable(),
  recipientIds: z.array(id),
});

type Opportunity = z.infer<typeof anOpportunity>;
type Application = z.infer<typeof anApplication>;
type Told = Pick<Notice, 'title' | 'text'>;

/** What is told of opportunities, service offers, and what becomes of applications. */
export const opportunityWriters: Record<string, Writer> = {
  'application.received': toCreators(({ kind: of, applicantName, title }) =>
    of === 'SERVICE'
      ? {
          title: `${applicantName} asks for your service`,
          text: `This concerns “${title}”. Read what they need, then accept or decline.`,
        }
      : {
          title: `${applicantName} applies for “${title}”`,
          text: 'Open the application to review it, then accept or reject it.',
        },
  ),
  'application.withdrawn': toCreators(({ applicantName, title, reason }) => ({
    title: `${applicantName} has withdrawn an application`,
    text: `This concerns “${title}”. ${because(reason)}`.trim(),
  })),
  'application.opened': toApplicant(
    ({ kind: of, title }) => ({
      title:
        of === 'SERVICE'
          ? `Your request is being read: “${title}”`
          : `Your application is being read: “${title}”`,
      text: 'An answer follows. Until then you can withdraw it.',
    }),
    'application.opened',
  ),
  'application.accepted': toApplicant(({ title, collaboration }) => ({
    title: `You are accepted: “${title}”`,
    text: nextSteps[collaboration ?? 'VENTURE_MEMBER'],
  })),
  'application.rejected': toApplicant(({ title, reason }) => ({
    title: `Your application for “${title}” was not successful`,
    text: because(reason),
  })),
  'application.expired': toApplicant(({ title }) => ({
    title: `“${title}” has ended before your application was decided`,
    text: 'It was filled, cancelled, or its time ran out. What an application cost goes back to you when it was cancelled.',
  })),
  'opportunity.invited': on(
    z.object({
      opportunityId: id,
      title: z.string(),
      userId: id,
      inviterName: z.string(),
      message: z.string(),
    }),
    ({ opportunityId, title, userId, inviterName, message }) => [
      {
        userId,
        type: 'opportunity.invitation',
        title: `${inviterName} invites you to apply: “${title}”`,
        text: message ? `They write: “${message}”` : 'Read what it is about, then decide whether to apply.',
        link: `/opportunities/${opportunityId}`,
      },
    ],
  ),
  'opportunity.filled': ended(({ title }) => ({
    title: `“${title}” is filled`,
    text: 'The last place is taken. Applications that were not decided have ended.',
  })),
  'opportunity.expired': ended(({ title }) => ({
    title: `“${title}” has run out`,
    text: 'Its time is over. You can post a new one.',
  })),
  'opportunity.cancelled': ended(({ title, reason }) => ({
    title: `“${title}” was cancelled`,
    text: `Applications that were not decided have ended. ${because(reason)}`.trim(),
  })),
  // Of the creator's own pauses everybody knows; told are those that came from elsewhere.
  'opportunity.paused': on(anOpportunity, (opportunity, { actorId }) =>
    actorId === null
      ? endedNotices(opportunity, actorId, {
          title: `“${opportunity.title}” is paused`,
          text: `Nobody can apply until you resume it. ${because(opportunity.reason)}`.trim(),
        })
      : [],
  ),
};

const nextSteps: Record<NonNullable<Application['collaboration']>, string> = {
  VENTURE_INVITATION:
    'The invitation of the venture waits for you. Accept it, then sign the papers of the venture.',
  VENTURE_MEMBER: 'You belong to the venture already, so you can begin at once.',
  AGREEMENT: 'The agreement between both sides waits for your signature.',
};

function toCreators(words: (application: Application) => Told): Writer {
  return on(anApplication, (application, { actorId }) =>
    others(application.recipientIds, actorId).map((userId) => ({
      userId,
      type: 'application.received',
      ...words(application),
      link: `/opportunities/${application.opportunityId}?tab=applications`,
    })),
  );
}

function toApplicant(
  words: (application: Application) => Told,
  type: 'application.opened' | 'application.answered' = 'application.answered',
): Writer {
  return on(anApplication, (application) => [
    {
      userId: application.applicantId,
      type,
      ...words(application),
      link: `/opportunities/${application.opportunityId}`,
    },
  ]);
}

function ended(words: (opportunity: Opportunity) => Told): Writer {
  return on(anOpportunity, (opportunity, { actorId }) =>
    endedNotices(opportunity, actorId, words(opportunity)),
  );
}

function endedNotices(
  { opportunityId, recipientIds }: Opportunity,
  actorId: string | null,
  told: Told,
): Notice[] {
  return others(recipientIds, actorId).map((userId) => ({
    userId,
    type: 'opportunity.ended',
    ...told,
    link: `/opportunities/${opportunityId}`,
  }));
}

function because(reason: string | null): string {
  return reason ? `The reason given: “${reason}”` : '';
}

function others(userIds: readonly string[], actorId: string | null): string[] {
  return [...new Set(userIds)].filter((userId) => userId !== actorId);
}
