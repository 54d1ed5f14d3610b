import { z } from 'zod';
import type { Notice } from './telling.ts';
import { instant, on, type Writer } from './writer.ts';

const id = z.string();
const anAgreement = z.object({ documentId: id, title: z.string(), userIds: z.array(id) });
const anInvitation = anAgreement.extend({
  kind: z.string(),
  fromName: z.string(),
  message: z.string().nullish(),
  deadline: z.string().nullish(),
});
const aReason = anAgreement.extend({
  reason: z.string(),
  name: z.string().nullish(),
  fromName: z.string().nullish(),
});

type Agreement = z.infer<typeof anAgreement>;
type Told = Pick<Notice, 'type' | 'title' | 'text'>;

/** One notice for everybody an agreement's event names, but not for whoever caused it. */
function forAll({ documentId, userIds }: Agreement, actorId: string | null, notice: Told): Notice[] {
  return [...new Set(userIds)]
    .filter((userId) => userId !== actorId)
    .map((userId) => ({ userId, link: `/documents/${documentId}`, ...notice }));
}

const asks: Record<string, { verb: string; wish: string }> = {
  SIGNER: { verb: 'To sign', wish: 'sends it to you to be signed' },
  APPROVER: { verb: 'To approve', wish: 'asks for your approval' },
  VIEWER: { verb: 'To read', wish: 'asks you to read it and to confirm that' },
};

/** What is told of agreements between people. Guests, who have no account, are written to by the legal service. */
export const agreementWriters: Record<string, Writer> = {
  'agreement.invited': on(anInvitation, (data, { actorId }) => forAll(data, actorId, invitation(data, ''))),
  'agreement.reminded': on(anInvitation, (data, { actorId }) =>
    forAll(data, actorId, invitation(data, 'Reminder. ')),
  ),
  'agreement.completed': on(anAgreement.extend({ amendment: z.boolean() }), (data, { actorId }) =>
    forAll(data, actorId, {
      type: 'document.signed',
      title: `${data.amendment ? 'Amended' : 'In force'}: ${data.title}`,
      text: data.amendment
        ? `Everybody has signed the amendment of “${data.title}”. The new text is in force; the one before stays readable.`
        : `Everybody has signed “${data.title}”. It is in force now, and the sealed copy can be downloaded.`,
    }),
  ),
  'agreement.declined': on(aReason.extend({ over: z.boolean() }), (data, { actorId }) =>
    forAll(data, actorId, {
      type: 'document.stopped',
      title: `Declined: ${data.title}`,
      text: `${data.name ?? 'A recipient'} declined “${data.title}”: “${data.reason}” ${
        data.over ? 'Signing has stopped.' : 'Enough others can still sign.'
      }`,
    }),
  ),
  'agreement.voided': on(aReason, (data, { actorId }) =>
    forAll(data, actorId, {
      type: 'document.stopped',
      title: `Withdrawn: ${data.title}`,
      text: `${data.fromName ?? 'Its maker'} withdrew “${data.title}”: “${data.reason}” There is nothing for you to do with it any longer.`,
    }),
  ),
  'agreement.delegated': on(aReason.extend({ from: z.string() }), (data, { actorId }) =>
    forAll(data, actorId, {
      type: 'document.stopped',
      title: `Passed on: ${data.title}`,
      text: `${data.from} passed their place in “${data.title}” on to ${data.name ?? 'somebody else'}: “${data.reason}”`,
    }),
  ),
  'agreement.ended': on(aReason.extend({ endsAt: z.string().nullable() }), (data, { actorId }) =>
    forAll(data, actorId, {
      type: 'document.stopped',
      title: `Ended: ${data.title}`,
      text: `“${data.title}” was ended by one of its parties${data.endsAt ? `, as of ${instant(data.endsAt)}` : ''}: “${data.reason}”`,
    }),
  ),
  'agreement.expired': on(anAgreement.extend({ what: z.string() }), (data, { actorId }) =>
    forAll(data, actorId, {
      type: 'document.stopped',
      title: `${data.what === 'NOTICE' ? 'Ended' : 'Time is over'}: ${data.title}`,
      text: `“${data.title}”: ${overs[data.what] ?? 'its time is over.'}`,
    }),
  ),
  'agreement.expiring': on(
    anAgreement.extend({ days: z.number(), validUntil: z.string().nullable() }),
    (data, { actorId }) =>
      forAll(data, actorId, {
        type: 'paper.expiring',
        title: `${data.title} ends ${data.days === 1 ? 'tomorrow' : `in ${data.days} days`}`,
        text: `“${data.title}” is valid until ${data.validUntil ? instant(data.validUntil) : 'then'}. Its maker can send it anew.`,
      }),
  ),
  'agreement.shared': on(anAgreement.extend({ fromName: z.string().nullish() }), (data, { actorId }) =>
    forAll(data, actorId, {
      type: 'document.shared',
      title: `${data.fromName ?? 'Somebody'} shares a document with you`,
      text: `You can read “${data.title}” now.`,
    }),
  ),
  'agreement.commented': on(anAgreement.extend({ fromName: z.string().nullish() }), (data, { actorId }) =>
    forAll(data, actorId, {
      type: 'document.shared',
      title: `A remark on ${data.title}`,
      text: `${data.fromName ?? 'Somebody'} remarked on “${data.title}”.`,
    }),
  ),
  'bulk.finished': on(
    z.object({
      userId: id,
      bulkId: id,
      title: z.string(),
      total: z.number(),
      failed: z.number(),
    }),
    ({ userId, bulkId, title, total, failed }) => [
      {
        userId,
        type: 'bulk.finished',
        title: `Sent: ${title}, ${total - failed} of ${total}`,
        link: '/documents',
        key: `bulk:${bulkId}`,
        text: failed
          ? `${failed} of ${total} documents could not be sent. The page of the issue tells why, row by row.`
          : `All ${total} documents are with their recipients.`,
      },
    ],
  ),
};

const overs: Record<string, string> = {
  VALIDITY: 'its validity is over. Its maker can send it anew.',
  NOTICE: 'the notice period is over. It is in force no longer.',
  SIGNING: 'it was not signed in time. Its maker can open signing again.',
  AMENDMENT: 'the amendment was not signed in time. The text in force stays.',
  UNUSED: 'it was approved and not sent within 90 days.',
};

function invitation(data: z.infer<typeof anInvitation>, before: string): Told {
  const { verb, wish } = asks[data.kind] ?? asks['SIGNER']!;
  const until = data.deadline ? ` It is open until ${instant(data.deadline)}.` : '';
  const words = data.message ? `\n\n“${data.message}”` : '';
  return {
    type: 'document.to-sign',
    title: `${verb}: ${data.title}`,
    text: `${before}The document “${data.title}” waits for you: ${data.fromName} ${wish}.${until}${words}`,
  };
}
