import { z } from 'zod';
import type { Notice } from './telling.ts';
import { on, type Writer } from './writer.ts';

const id = z.string();
const aProposal = z.object({
  ventureId: id,
  ventureName: z.string(),
  documentId: id,
  summary: z.string(),
  state: z.enum(['WAITING', 'POSTED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'FAILED']),
  reason: z.string().nullable(),
  recipientIds: z.array(id),
});
const anOffer = z.object({
  ventureName: z.string(),
  offerId: id,
  state: z.enum(['PENDING', 'ACCEPTED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'COMPLETED', 'TERMINATED']),
  reason: z.string().nullable(),
  until: z.string().nullable(),
  addresseeId: id,
  addresseeName: z.string(),
  offeredBy: z.string(),
  recipientIds: z.array(id),
});

type Proposal = z.infer<typeof aProposal>;
type Offer = z.infer<typeof anOffer>;
type Told = Pick<Notice, 'title' | 'text'>;

/** What is told of cap tables and offers. Whoever is to sign has the mail of the document, so that is not mailed again. */
export const equityWriters: Record<string, Writer> = {
  'equity.news': on(aProposal, (proposal, { actorId }) => {
    const { ventureId, documentId, state, recipientIds } = proposal;
    return others(recipientIds, actorId).map((userId) => ({
      userId,
      type: 'equity.proposal' as const,
      ...proposals[state](proposal),
      link: state === 'POSTED' ? `/ventures/${ventureId}/equity` : `/documents/${documentId}`,
      ...(state === 'WAITING' ? { ownMail: true } : {}),
    }));
  }),
  'offer.changed': on(anOffer, (offer, { actorId }) =>
    others(offer.recipientIds, actorId).map((userId) => ({
      userId,
      type: 'contract.offer' as const,
      ...(userId === offer.addresseeId ? toAddressee : toOwner)[offer.state](offer),
      link: `/offers/${offer.offerId}`,
      ...(offer.state === 'PENDING' ? { ownMail: true } : {}),
    })),
  ),
};

const proposals: Record<Proposal['state'], (proposal: Proposal) => Told> = {
  WAITING: ({ ventureName, summary }) => ({
    title: `The cap table of ${ventureName} is to change`,
    text: `${summary} It takes effect when you and everybody concerned have signed.`,
  }),
  POSTED: ({ ventureName, summary }) => ({
    title: `The cap table of ${ventureName} has changed`,
    text: `${summary} Everybody has signed, and it is entered.`,
  }),
  REFUSED: ({ ventureName, summary, reason }) => ({
    title: `A change of the cap table of ${ventureName} was declined`,
    text: `${summary} Nothing is entered. ${because(reason)}`.trim(),
  }),
  EXPIRED: ({ ventureName, summary }) => ({
    title: `A change of the cap table of ${ventureName} ran out`,
    text: `${summary} Not everybody signed in time, so nothing is entered.`,
  }),
  WITHDRAWN: ({ ventureName, summary, reason }) => ({
    title: `A change of the cap table of ${ventureName} was withdrawn`,
    text: `${summary} Nothing is entered. ${because(reason)}`.trim(),
  }),
  FAILED: ({ ventureName, summary, reason }) => ({
    title: `A change of the cap table of ${ventureName} could not be entered`,
    text: `${summary} Everybody has signed, but it has become impossible. ${because(reason)}`.trim(),
  }),
};

const toAddressee: Record<Offer['state'], (offer: Offer) => Told> = {
  PENDING: ({ ventureName, offeredBy, until }) => ({
    title: `${offeredBy} makes you an offer for ${ventureName}`,
    text: `Read the terms, then accept by signing or reject it${until ? ` by ${until}` : ''}.`,
  }),
  ACCEPTED: ({ ventureName }) => ({
    title: `The offer of ${ventureName} is in force`,
    text: 'Both sides have signed. A grant of units, if it names one, is entered in the cap table.',
  }),
  REJECTED: ({ ventureName }) => ({
    title: `The offer of ${ventureName} is rejected`,
    text: 'Nothing takes effect.',
  }),
  WITHDRAWN: ({ ventureName, reason }) => ({
    title: `The offer of ${ventureName} was withdrawn`,
    text: `Nothing takes effect. ${because(reason)}`.trim(),
  }),
  EXPIRED: ({ ventureName }) => ({
    title: `The offer of ${ventureName} ran out`,
    text: 'It was not signed by both sides in time. Nothing takes effect.',
  }),
  COMPLETED: ({ ventureName }) => ({
    title: `${ventureName} confirms what you delivered`,
    text: 'Everything the offer asks for is delivered. What was agreed for it stays yours.',
  }),
  TERMINATED: ({ ventureName, reason }) => ({
    title: `The agreement from the offer of ${ventureName} was ended`,
    text: `What was entered stays entered. ${because(reason)}`.trim(),
  }),
};

const toOwner: typeof toAddressee = {
  PENDING: ({ ventureName, addresseeName }) => ({
    title: `An offer of ${ventureName} was sent to ${addresseeName}`,
    text: 'It takes effect when both sides have signed.',
  }),
  ACCEPTED: ({ ventureName, addresseeName }) => ({
    title: `${addresseeName} accepted the offer of ${ventureName}`,
    text: 'Both sides have signed. A grant of units, if it names one, is entered in the cap table.',
  }),
  REJECTED: ({ ventureName, addresseeName, reason }) => ({
    title: `${addresseeName} rejected the offer of ${ventureName}`,
    text: `Nothing takes effect. ${because(reason)}`.trim(),
  }),
  WITHDRAWN: ({ ventureName, addresseeName, reason }) => ({
    title: `The offer of ${ventureName} to ${addresseeName} was withdrawn`,
    text: `Nothing takes effect. ${because(reason)}`.trim(),
  }),
  EXPIRED: ({ ventureName, addresseeName }) => ({
    title: `The offer of ${ventureName} to ${addresseeName} ran out`,
    text: 'It was not signed by both sides in time. You can make a new one.',
  }),
  COMPLETED: ({ ventureName, addresseeName }) => ({
    title: `What ${addresseeName} delivered for ${ventureName} is confirmed`,
    text: 'The offer is completed.',
  }),
  TERMINATED: ({ ventureName, addresseeName, reason }) => ({
    title: `The agreement of ${ventureName} with ${addresseeName} was ended`,
    text: `What was entered stays entered. ${because(reason)}`.trim(),
  }),
};

function because(reason: string | null): string {
  return reason ? `The reason given: “${reason}”` : '';
}

function others(userIds: readonly string[], actorId: string | null): string[] {
  return [...new Set(userIds)].filter((userId) => userId !== actorId);
}
