import { z } from 'zod';
import { instant, on, plain, type Writer } from './writer.ts';

const aClaim = z.object({
  claimId: z.string(),
  state: z.enum(['WAITING', 'PAID', 'LAPSED', 'REVERSED']),
  amount: z.string(),
});
/** What is told; the moment a claim is written it says less, and is paid or waits right after. */
const aDecision = aClaim.extend({
  userId: z.string(),
  label: z.string(),
  why: z.string(),
  waitsFor: z.string().nullable(),
  lapsesAt: z.string(),
});

/** What is told of rewards. A reward that waits for the papers is told once, so that it does not lapse unseen. */
export const rewardWriters: Record<string, Writer> = {
  'claim.changed': on(z.union([aDecision, aClaim]), (claim) => {
    const words = 'why' in claim ? wordsOf(claim) : null;
    if (!words || !('why' in claim)) return [];
    return [
      {
        userId: claim.userId,
        type: 'buz.reward',
        link: '/buz/earn',
        key: `claim:${claim.claimId}:${claim.state}`,
        ...words,
      },
    ];
  }),
};

function wordsOf(claim: z.infer<typeof aDecision>): { title: string; text: string } | null {
  const { state, label, why, waitsFor, lapsesAt } = claim;
  const amount = `${plain(claim.amount)} BUZ`;
  switch (state) {
    case 'PAID':
      return { title: `${amount}: ${label}`, text: `${why} The ${amount} are in your wallet.` };
    case 'WAITING':
      return waitsFor === 'PAPERS'
        ? {
            title: `${amount} wait for you: ${label}`,
            text: `${why} Sign the papers of BUZ (BTS and BPP) as a member to receive them; they wait until ${instant(lapsesAt)}.`,
          }
        : null;
    case 'LAPSED':
      return {
        title: `${amount} have lapsed: ${label}`,
        text: 'They waited 90 days for the papers of BUZ to be signed.',
      };
    case 'REVERSED':
      return {
        title: `${amount} were taken back: ${label}`,
        text: 'What they were given for was undone.',
      };
  }
}
