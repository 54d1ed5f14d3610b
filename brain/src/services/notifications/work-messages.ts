import { z } from 'zod';
import type { Notice } from './telling.ts';
import { instant, on, type Writer } from './writer.ts';

const id = z.string();
const news = z.object({
  type: z.enum([
    'checkin.reminder',
    'sprint.changed',
    'milestone.changed',
    'task.changed',
    'contribution.changed',
    'meeting',
    'risk.critical',
    'launch.decision-due',
  ]),
  code: z.string(),
  ventureId: id,
  ventureName: z.string(),
  subject: z.string(),
  at: z.string().optional(),
  recipientIds: z.array(id),
});

type News = z.infer<typeof news>;

/** What is told of the work in ventures. */
export const workWriters: Record<string, Writer> = {
  'work.news': on(news, (told) => {
    const { type, ventureName, ventureId, recipientIds } = told;
    const title = titles[`${type}:${told.code}`]?.(told) ?? `${told.subject} was changed`;
    const notice: Omit<Notice, 'userId'> = {
      type,
      title,
      text: `This concerns the venture “${ventureName}”.${explanations[type] ?? ''}`,
      link: `/ventures/${ventureId}${places[type]}`,
    };
    return recipientIds.map((userId) => ({ userId, ...notice }));
  }),
};

const titles: Record<string, (told: News) => string> = {
  'checkin.reminder:reminder': ({ ventureName }) => `Your check-in for ${ventureName}`,
  'sprint.changed:start': ({ subject }) => `Sprint started: ${subject}`,
  'sprint.changed:finish': ({ subject }) => `Sprint finished: ${subject}`,
  'sprint.changed:drop': ({ subject }) => `Sprint dropped: ${subject}`,
  'milestone.changed:block': ({ subject }) => `Milestone blocked: ${subject}`,
  'milestone.changed:unblock': ({ subject }) => `Milestone goes on: ${subject}`,
  'milestone.changed:finish': ({ subject }) => `Milestone reached: ${subject}`,
  'task.changed:assigned': ({ subject }) => `Your task: ${subject}`,
  'task.changed:hand-in': ({ subject }) => `Handed in: ${subject}`,
  'task.changed:approve': ({ subject }) => `Done: ${subject}`,
  'task.changed:ask-changes': ({ subject }) => `Changes are asked for: ${subject}`,
  'task.changed:put-back': ({ subject }) => `Put back: ${subject}`,
  'task.changed:removed': ({ subject }) => `Deleted: ${subject}`,
  'task.changed:reopen': ({ subject }) => `Open again: ${subject}`,
  'contribution.changed:filed': ({ subject }) => `Contribution to review: ${subject}`,
  'contribution.changed:approve': ({ subject }) => `Your contribution counts: ${subject}`,
  'contribution.changed:reject': ({ subject }) => `Your contribution was not accepted: ${subject}`,
  'contribution.changed:ask-changes': ({ subject }) => `Changes to your contribution: ${subject}`,
  'meeting:scheduled': ({ subject, at }) => `Meeting: ${subject}${at ? `, ${instant(at)}` : ''}`,
  'meeting:changed': ({ subject, at }) => `Meeting changed: ${subject}${at ? `, ${instant(at)}` : ''}`,
  'meeting:cancelled': ({ subject }) => `Meeting cancelled: ${subject}`,
  'risk.critical:critical': ({ subject }) => `Critical risk: ${subject}`,
  'launch.decision-due:due': ({ ventureName }) => `The launch decision of ${ventureName} is due`,
  'launch.decision-due:reminder': ({ ventureName }) => `${ventureName} still waits for its launch decision`,
};

const explanations: Partial<Record<News['type'], string>> = {
  'checkin.reminder': ' You have not said today what you did, what comes next and what is in your way.',
  'risk.critical': ' Its score is 20 or more: see to its mitigation now.',
  'launch.decision-due': ' Scale, pivot or kill: nothing is decided by itself.',
};

const places: Record<News['type'], string> = {
  'checkin.reminder': '/check-ins',
  'sprint.changed': '/sprints',
  'milestone.changed': '/launch',
  'task.changed': '/board',
  'contribution.changed': '/contributions',
  meeting: '/meetings',
  'risk.critical': '/risks',
  'launch.decision-due': '/launch',
};
