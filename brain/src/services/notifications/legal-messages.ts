import { z } from 'zod';
import type { Notice } from './telling.ts';
import { instant, on, type Writer } from './writer.ts';

const id = z.string();
const aReview = z.object({ documentId: id, title: z.string(), reviewId: id });
const aBreach = z.object({
  breachId: id,
  documentId: id,
  title: z.string(),
  userIds: z.array(id),
  officeIds: z.array(id),
});
const aVersion = z.object({
  code: z.string(),
  name: z.string(),
  version: z.string(),
  kind: z.enum(['MATERIAL', 'MINOR']),
  userIds: z.array(id),
});
const aCase = z.object({
  userId: id,
  to: z.string(),
  event: z.string(),
  reason: z.string().nullable(),
  plan: z.string().nullable(),
  deadline: z.string().nullable(),
});
const aHold = z.object({
  holdId: id,
  subject: z.string(),
  subjectName: z.string(),
  reason: z.string(),
  userIds: z.array(id),
});

const beingHeld = z.object({
  userId: id,
  since: z.string(),
  releasedAt: z.string().nullable(),
  hubName: z.string(),
});

const others = (userIds: readonly string[], actorId: string | null) =>
  [...new Set(userIds)].filter((userId) => userId !== actorId);
const office = '/admin/legal';
const ownCompliance = '/documents/compliance';

/** What is told of reviews, breaches, versions, compliance cases and holds. Why there is a hold only the legal office hears. */
export const legalWriters: Record<string, Writer> = {
  'review.requested': on(
    aReview.extend({ appeal: z.boolean(), officeIds: z.array(id).default([]) }),
    ({ title, appeal, officeIds }, { actorId }) =>
      others(officeIds, actorId).map((userId) => ({
        userId,
        type: 'document.review',
        title: `${appeal ? 'Appeal' : 'Legal review'}: ${title}`,
        link: office,
        text: appeal
          ? `A rejected text is to be looked at a second time: “${title}”.`
          : `The text of “${title}” was changed and waits for a legal review.`,
      })),
  ),
  'review.decided': on(
    aReview.extend({ decision: z.string(), reason: z.string(), userIds: z.array(id) }),
    ({ documentId, title, decision, reason, userIds }, { actorId }) =>
      others(userIds, actorId).map((userId) => ({
        userId,
        type: 'document.review',
        title: `${verdicts[decision] ?? 'Reviewed'}: ${title}`,
        link: `/documents/${documentId}`,
        text: `The legal review of “${title}” is done. The reason: “${reason}” ${nextSteps[decision] ?? ''}`.trim(),
      })),
  ),

  'breach.reported': on(aBreach, (data, { actorId }) =>
    aboutBreach(data, actorId, {
      title: `Breach reported: ${data.title}`,
      text: `It was reported that “${data.title}” is not kept. The hub looks into it; the document stays in force meanwhile.`,
      officeText: `It was reported that “${data.title}” is not kept. The case waits for a decision.`,
    }),
  ),
  'breach.decided': on(
    aBreach.extend({ decision: z.string(), reason: z.string(), deadline: z.string().nullable() }),
    (data, { actorId }) => {
      const text = `${outcomes[data.decision] ?? 'The case was decided.'} The reason: “${data.reason}”${
        data.decision === 'CONFIRMED' && data.deadline
          ? ` It is to be put right by ${instant(data.deadline)}.`
          : ''
      }`;
      return aboutBreach({ ...data, officeIds: [] }, actorId, {
        title: `Breach decided: ${data.title}`,
        text,
        officeText: text,
      });
    },
  ),
  'breach.due': on(aBreach.extend({ deadline: z.string() }), (data, { actorId }) =>
    aboutBreach(data, actorId, {
      title: `To be put right soon: ${data.title}`,
      text: `The breach of “${data.title}” is to be put right by ${instant(data.deadline)}. If it is not, the document can be ended.`,
      officeText: `The time for putting the breach of “${data.title}” right is over at ${instant(data.deadline)}.`,
    }),
  ),
  'breach.overdue': on(aBreach.extend({ deadline: z.string() }), (data, { actorId }) =>
    aboutBreach({ ...data, userIds: [] }, actorId, {
      title: `To be decided: ${data.title}`,
      text: '',
      officeText: `The time for putting the breach of “${data.title}” right is over. Decide whether it was remedied.`,
    }),
  ),

  'paper.version-announced': on(
    aVersion.extend({ countsFrom: z.string() }),
    ({ code, name, version, kind, countsFrom, userIds }) =>
      userIds.map((userId) => ({
        userId,
        ...(kind === 'MATERIAL'
          ? {
              type: 'paper.version',
              title: `New version: ${name}`,
              text: `Version ${version} of “${name}” (${code}) was published. Your copy counts until ${instant(countsFrom)}. Sign the new version before that, so that nothing closes. It costs nothing.`,
            }
          : {
              type: 'paper.wording',
              title: `Improved wording: ${name}`,
              text: `Version ${version} of “${name}” (${code}) has better words and the same meaning. Your copy stays in force; there is nothing to sign.`,
            }),
        link: '/documents',
        key: `version:${code}:${version}`,
      })),
  ),
  'template.published': on(aVersion, ({ code, name, version, userIds }) =>
    userIds.map((userId) => ({
      userId,
      type: 'paper.wording',
      title: `New version of a template: ${name}`,
      link: '/documents',
      key: `version:${code}:${version}`,
      text: `There is a version ${version} of the template “${name}”. Agreements that were made from it before stay as they were signed.`,
    })),
  ),

  'compliance.changed': on(aCase, (data, { actorId }) => {
    const told = cases[data.to];
    // What follows from papers alone is told with the papers; nobody hears of what they did themselves.
    const decided = actorId !== null && actorId !== data.userId;
    if (!told || !(decided || data.event === 'NO_PLAN' || data.event === 'DEADLINE_MISSED')) return [];
    const parts = [
      told.text,
      data.reason && `The reason: “${data.reason}”`,
      data.to === 'REMEDIATION' && data.plan && `The plan: “${data.plan}”`,
      data.deadline && `${data.to === 'VIOLATION' ? 'A plan is' : 'It is'} due by ${instant(data.deadline)}.`,
    ];
    return [
      {
        userId: data.userId,
        type: 'compliance.changed',
        title: `Your compliance: ${data.event === 'PASSED' ? 'audit passed' : told.title}`,
        text: parts.filter(Boolean).join(' '),
        link: ownCompliance,
      },
    ];
  }),

  'hold.placed': on(aHold, (hold, { actorId }) =>
    aboutHold(
      hold,
      actorId,
      'Legal hold placed',
      hold.subject === 'USER'
        ? 'Nothing of theirs is deleted until the hold is released. The person is told that there is a hold, and never why.'
        : 'Nothing of it is deleted until the hold is released. Nobody else is told.',
    ),
  ),
  'hold.released': on(aHold, (hold, { actorId }) =>
    aboutHold(hold, actorId, 'Legal hold released', 'What waited for it is deleted in its time again.'),
  ),
  'hold.concerns-you': on(beingHeld, ({ userId, since, releasedAt, hubName }) => [
    {
      userId,
      type: 'legal.hold',
      link: ownCompliance,
      ...(releasedAt
        ? {
            title: 'The legal hold on your data is over',
            text: `Since ${instant(releasedAt)} your account, your files and your documents are deleted in their time again, as the privacy notice says.`,
          }
        : {
            title: 'A legal hold suspends the deletion of your data',
            text: `Since ${instant(since)} nothing of yours is deleted: not the account, not your files, not your documents. You can still ask for erasure; it waits until the hold is released. Questions are answered by the legal office of ${hubName}.`,
          }),
    },
  ]),
};

const verdicts: Record<string, string> = {
  APPROVED: 'Approved',
  REVISION_REQUESTED: 'Changes asked for',
  REJECTED: 'Rejected',
};
const nextSteps: Record<string, string> = {
  APPROVED: 'You can send it to its recipients.',
  REVISION_REQUESTED: 'Change the text and hand it in again.',
  REJECTED: 'You can rework it, or appeal once.',
};
const outcomes: Record<string, string> = {
  UNFOUNDED: 'The report of a breach was found to be without ground. The document goes on as before.',
  CONFIRMED: 'The breach was confirmed.',
  REMEDIED: 'The breach was put right. The document goes on.',
  NOT_REMEDIED: 'The breach was not put right. The document was ended.',
};
const cases: Record<string, { title: string; text: string }> = {
  AUDIT: { title: 'audit opened', text: 'The hub looks at whether your papers and duties are kept.' },
  VIOLATION: { title: 'violation confirmed', text: 'A violation was confirmed.' },
  REMEDIATION: { title: 'plan agreed', text: 'A plan to put it right was agreed.' },
  ESCALATED: { title: 'escalated', text: 'The case was escalated to the administrators of the hub.' },
  SUSPENDED: {
    title: 'suspended',
    text: 'Your account was suspended. You can still read and export your data and documents.',
  },
  CHECKING: { title: 'case settled', text: 'The case is settled; your papers are checked.' },
  COMPLIANT: { title: 'in order', text: 'There is nothing against you.' },
};

function aboutBreach(
  { documentId, userIds, officeIds }: z.infer<typeof aBreach>,
  actorId: string | null,
  { title, text, officeText }: { title: string; text: string; officeText: string },
): Notice[] {
  const notice = { type: 'document.breach', title } as const;
  return [
    ...others(userIds, actorId).map((userId) => ({
      ...notice,
      userId,
      text,
      link: `/documents/${documentId}`,
    })),
    ...others(officeIds, actorId).map((userId) => ({ ...notice, userId, text: officeText, link: office })),
  ];
}

function aboutHold(
  { subject, subjectName, reason, userIds }: z.infer<typeof aHold>,
  actorId: string | null,
  what: string,
  text: string,
): Notice[] {
  return others(userIds, actorId).map((userId) => ({
    userId,
    type: 'legal.hold',
    title: `${what}: ${subjectName}`,
    link: office,
    text: `It concerns the ${subject.toLowerCase()} “${subjectName}”. The reason: “${reason}” ${text}`,
  }));
}
