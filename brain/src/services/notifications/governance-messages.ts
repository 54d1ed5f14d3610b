import { z } from 'zod';
import { instant, on, plain, type Writer } from './writer.ts';

const id = z.string();
const aStake = z.object({
  userId: id,
  stakeId: id,
  state: z.string(),
  tier: z.string(),
  amount: z.string(),
  interest: z.string(),
  renewedAs: z.string().nullable(),
  autoRenew: z.boolean(),
});
const aVote = z.object({
  proposalId: id,
  title: z.string(),
  state: z.string(),
  votingEndsAt: z.string(),
  userIds: z.array(id),
});

/** What is told of stakes and of votes. Who leaves a stake early knows it. */
export const governanceWriters: Record<string, Writer> = {
  'stake.ended': on(aStake, (stake, { actorId }) =>
    actorId === stake.userId
      ? []
      : [
          {
            userId: stake.userId,
            type: 'stake.ended',
            title: `Your ${stake.tier.toLowerCase()} stake has matured`,
            link: '/buz/staking',
            key: `stake:${stake.stakeId}:ended`,
            text: `${plain(stake.interest)} BUZ of interest are in your wallet. ${whatBecame(stake)}`,
          },
        ],
  ),
  'governance.opened': on(aVote, ({ proposalId, title, votingEndsAt, userIds }) =>
    userIds.map((userId) => ({
      userId,
      type: 'governance.opened',
      title: `Vote: ${title}`,
      link: `/buz/governance/${proposalId}`,
      key: `proposal:${proposalId}:opened`,
      text: `Voting is open until ${instant(votingEndsAt)}. A vote weighs as many BUZ as you had, available and staked, when it opened; it is final and public.`,
    })),
  ),
  'governance.closed': on(aVote, ({ proposalId, title, state, userIds }) =>
    userIds.map((userId) => ({
      userId,
      type: 'governance.closed',
      title: `${outcomes[state] ?? 'Vote closed'}: ${title}`,
      link: `/buz/governance/${proposalId}`,
      key: `proposal:${proposalId}:closed`,
      text: `Voting is over. ${explanations[state] ?? 'The page of the proposal shows how it was counted.'}`,
    })),
  ),
};

const outcomes: Record<string, string> = { PASSED: 'Passed', REJECTED: 'Rejected', EXPIRED: 'No quorum' };
const explanations: Record<string, string> = {
  PASSED: 'More BUZ voted for it than against it. The hub carries it out and records how.',
  REJECTED: 'It did not have more BUZ for it than against it.',
  EXPIRED: 'Fewer than 10 % of the circulating BUZ took part, so it counts neither way.',
};

function whatBecame({ amount, renewedAs, autoRenew }: z.infer<typeof aStake>): string {
  if (renewedAs) return `The stake of ${plain(amount)} BUZ was renewed for another term.`;
  const back = `The stake of ${plain(amount)} BUZ came back with it.`;
  return autoRenew ? `${back} It could not be renewed; the staking page says what a new stake needs.` : back;
}
