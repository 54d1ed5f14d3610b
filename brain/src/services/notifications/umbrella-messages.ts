import { z } from 'zod';
import type { PublishedEvent } from '../../kernel/outbox.ts';
import type { Notice } from './notifications.ts';
import { on, type Writer } from './writer.ts';

const id = z.string();
const anInvitation = z.object({
  invitationId: id,
  userId: id,
  sponsorName: z.string(),
  ratePercent: z.string(),
  expiresAt: z.string(),
});
const aRelationship = z.object({
  relationshipId: id,
  referredId: id,
  /** The sponsor, or who signs for the hub. */
  signerId: id,
  sponsorName: z.string(),
  referredName: z.string(),
  reason: z.string().nullish(),
});

type Relationship = z.infer<typeof aRelationship>;
type Told = Pick<Notice, 'title' | 'text'>;
type Side = 'SPONSOR' | 'REFERRED';
type Sentence = (told: {
  readonly other: string;
  readonly side: Side;
  readonly reason: string;
}) => Told | null;

/** What is told of the umbrella. Amounts are left out: they stand where only their readers look. */
export const umbrellaWriters: Record<string, Writer> = {
  'umbrella.invited': on(anInvitation, ({ userId, sponsorName, ratePercent, ...told }) => [
    {
      userId,
      type: 'invitation.received',
      title: `${sponsorName} would like to be your sponsor`,
      text: `If you agree and both sign, they get ${ratePercent} percent of the revenue share you earn, taken from your own part. Accept or decline.`,
      link: '/umbrella',
      // Told when it was sent and again when the address was confirmed, it is one notification; sent again it is another.
      key: `umbrella-invitation:${told.invitationId}:${told.expiresAt}`,
    },
  ]),
  'umbrella.activated': toBoth('umbrella.changed', ({ other, side }) => ({
    title: `Your umbrella with ${other} is active`,
    text:
      side === 'SPONSOR'
        ? 'Revenue they earn from now on counts. Amounts are calculated on the 1st of each month.'
        : 'From now on their share is taken from your part of a distribution. You see every figure of it.',
  })),
  'umbrella.suspended': toBoth('umbrella.changed', ({ other, reason }) => ({
    title: `Your umbrella with ${other} is suspended`,
    text: `The hub looks at it, and amounts wait for the outcome.${reason}`,
  })),
  'umbrella.ended': toBoth('umbrella.changed', ({ other, reason }) => ({
    title: `Your umbrella with ${other} has ended`,
    text: `What was earned until then stays payable.${reason}`,
  })),
  // A sponsor may have brought many people: they hear of it once an amount is approved.
  'umbrella.calculated': toBoth('umbrella.payment', ({ other, side }) =>
    side === 'SPONSOR'
      ? null
      : {
          title: `The share of your sponsor ${other} was calculated`,
          text: 'Look at how it came about. You can dispute it while it is not paid.',
        },
  ),
  'umbrella.approved': toBoth('umbrella.payment', ({ other, side }) =>
    side === 'SPONSOR'
      ? {
          title: `An amount from your umbrella with ${other} is approved`,
          text: 'It is paid to you once it is withheld from their payout lines and your identity is verified.',
        }
      : {
          title: `The share of your sponsor ${other} is approved`,
          text: 'It is taken from your next payout lines.',
        },
  ),
  'umbrella.paid': toBoth('umbrella.payment', ({ other, side }) => ({
    title:
      side === 'SPONSOR'
        ? `An amount from your umbrella with ${other} was paid to you`
        : `The share of your sponsor ${other} was paid`,
    text: 'The reference of the payment and how the amount came about stand beside it.',
  })),
  'umbrella.disputed': toBoth('umbrella.payment', ({ other, reason }) => ({
    title: `${other} disputes an umbrella amount`,
    text: `Nothing is withheld or paid for it until the hub has answered.${reason}`,
  })),
  'umbrella.decided': toBoth('umbrella.payment', ({ other, reason }) => ({
    title: `The hub answered on your umbrella with ${other}`,
    text: `The answer stands beside the relationship.${reason}`,
  })),
  'umbrella.reversed': toBoth('umbrella.payment', ({ other, side }) => ({
    title: `An amount of your umbrella with ${other} was corrected`,
    text:
      side === 'SPONSOR'
        ? 'Recognised revenue was corrected. What was paid already is set off against your next amounts.'
        : 'Recognised revenue was corrected, and the share of your sponsor with it.',
  })),
};

/** Both sides, each with the name of the other; whoever did it knows. */
function toBoth(type: 'umbrella.changed' | 'umbrella.payment', sentence: Sentence): Writer {
  return on(aRelationship, (data, event) =>
    sidesOf(data, event).flatMap(({ userId, side, other }) => {
      const said = sentence({ other, side, reason: data.reason ? ` “${data.reason}”` : '' });
      return said ? [{ userId, type, ...said, link: `/umbrella/${data.relationshipId}` }] : [];
    }),
  );
}

function sidesOf(
  { signerId, referredId, sponsorName, referredName }: Relationship,
  { actorId }: PublishedEvent,
) {
  const both = [
    { userId: signerId, side: 'SPONSOR', other: referredName },
    { userId: referredId, side: 'REFERRED', other: sponsorName },
  ] as const;
  return both.filter(({ userId }) => userId !== actorId);
}
