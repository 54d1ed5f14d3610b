import { z } from 'zod';
import { instant, on, plain, type Writer } from './writer.ts';

const id = z.string();
const aMove = z.object({
  userId: id,
  transactionId: id,
  kind: z.string(),
  causeType: z.string(),
  /** What it made of the available balance; negative when it went out. */
  net: z.string(),
});
const aHeldTransfer = z.object({ transferId: id, userId: id, amount: z.string(), expiresAt: z.string() });
const aDecision = z.object({
  transferId: id,
  userId: id,
  outcome: z.enum(['APPROVED', 'REFUSED', 'CANCELLED', 'EXPIRED']),
  recipientName: z.string(),
  amount: z.string(),
});
const aHold = z.object({
  holdId: id,
  state: z.enum(['OPEN', 'POSTED', 'VOIDED', 'EXPIRED']),
  payerId: id,
  recipientId: id,
  payerName: z.string(),
  recipientName: z.string(),
  amount: z.string(),
  posted: z.string().nullable(),
  expiresAt: z.string(),
});

/** What is told of payments in BUZ. Who does something hears nothing of it. */
export const paymentWriters: Record<string, Writer> = {
  'buz.large': on(aMove, ({ userId, transactionId, kind, causeType, net }) => {
    if (toldElsewhere.has(causeType) || ownNotice.has(kind)) return [];
    const incoming = !net.startsWith('-');
    const amount = `${plain(net.replace('-', ''))} BUZ`;
    return [
      {
        userId,
        type: 'buz.moved',
        title: incoming ? `You received ${amount}` : `${amount} left your wallet`,
        link: `/buz/transactions/${transactionId}`,
        text: `${(incoming ? reasonsIn : reasonsOut)[kind] ?? 'Your wallet shows what it was for.'} The movement shows both sides of it.`,
      },
    ];
  }),
  'transfer.held': on(aHeldTransfer, ({ userId, transferId, amount, expiresAt }) => [
    {
      userId,
      type: 'transfer.held',
      title: `Your transfer of ${plain(amount)} BUZ is held for review`,
      link: '/buz/send',
      key: `transfer:${transferId}:held`,
      text: `It looks unusual, so the hub looks at it first. Amount and fee are put aside. Undecided by ${instant(expiresAt)}, they come back to you; you can take the transfer back before that.`,
    },
  ]),
  'transfer.released': on(aDecision, ({ userId, transferId, outcome, recipientName, amount }, { actorId }) =>
    actorId === userId
      ? []
      : [
          {
            userId,
            type: 'transfer.released',
            title: `Your held transfer ${outcomes[outcome].title}`,
            link: '/buz/send',
            key: `transfer:${transferId}:released`,
            text: `Your transfer of ${plain(amount)} BUZ to ${recipientName} ${outcomes[outcome].text}`,
          },
        ],
  ),
  'hold.changed': on(aHold, (hold, { actorId }) =>
    [hold.payerId, hold.recipientId]
      .filter((userId) => userId !== actorId)
      .map((userId) => ({
        userId,
        type: 'buz.hold',
        link: '/buz/holds',
        key: `hold:${hold.holdId}:${hold.state}`,
        ...(userId === hold.recipientId ? toRecipient(hold) : toPayer(hold)),
      })),
  ),
};

/** Kinds and causes that have a notice of their own. */
const ownNotice = new Set(['REWARD', 'HOLD', 'RELEASE', 'STAKE', 'UNSTAKE', 'INTEREST', 'PENALTY']);
const toldElsewhere = new Set(['claim', 'hold', 'account.erased']);

const reasonsIn: Record<string, string> = {
  TRANSFER: 'A member sent them to you.',
  AWARD: 'The hub awarded them to you.',
  ALLOCATION: 'They come with your seat.',
  REFUND: 'Something you paid for did not come about.',
  POOL_RELEASE: 'The hub paid them to you out of a pool.',
  REVERSAL: 'An earlier movement was undone.',
};
const reasonsOut: Record<string, string> = {
  CHARGE: 'They were charged for an action of yours.',
  REVERSAL: 'An earlier movement was undone.',
};

const outcomes = {
  APPROVED: { title: 'went through', text: 'was reviewed and went through.' },
  REFUSED: {
    title: 'was returned',
    text: 'was reviewed and not let through. Amount and fee are yours again.',
  },
  CANCELLED: { title: 'was taken back', text: 'was taken back. Amount and fee are yours again.' },
  EXPIRED: { title: 'was returned', text: 'was not reviewed in time. Amount and fee are yours again.' },
} as const;

type Hold = z.infer<typeof aHold>;

function toRecipient({ state, payerName, amount, posted, expiresAt }: Hold): { title: string; text: string } {
  switch (state) {
    case 'OPEN':
      return {
        title: `${payerName} reserved ${plain(amount)} BUZ for you`,
        text: `They are yours once ${payerName} pays them, which is possible until ${instant(expiresAt)}. You can let go of them.`,
      };
    case 'POSTED':
      return {
        title: `${payerName} paid you ${plain(posted ?? amount)} BUZ`,
        text: `${plain(amount)} BUZ had been reserved for you. The payment is in your wallet.`,
      };
    default:
      return {
        title: `A reservation for you ${state === 'EXPIRED' ? 'ran out' : 'was released'}`,
        text: `${payerName} had reserved ${plain(amount)} BUZ for you. They were not paid.`,
      };
  }
}

function toPayer({ state, recipientName, amount }: Hold): { title: string; text: string } {
  const title = state === 'EXPIRED' ? 'What you reserved ran out' : 'What you reserved was released';
  return {
    title,
    text: `The ${plain(amount)} BUZ for ${recipientName}, and the fee, are available to you again.`,
  };
}
