import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import type { Ground } from './deps.ts';
import type { ProposalRow } from './governance-store.ts';
import * as proposalStore from './governance-store.ts';
import { noVotes, type Tally, type VoteChoice } from './governance-rules.ts';
import * as store from './vote-store.ts';

export type Votes = ReturnType<typeof createVotes>;

/** Votes are final and public by name; their weight is that of the snapshot (section 5.7). */
export function createVotes({ kernel, wallets, tell }: Ground) {
  const { clock } = kernel;

  async function cast(tx: Tx, userId: string, proposalId: string, choice: VoteChoice): Promise<ProposalRow> {
    await wallets.requireOwn(tx, userId);
    const row = await proposalStore.holdProposal(tx, proposalId);
    const proposal = found(row?.submitted_at || row?.proposer_id === userId ? row : null);
    const now = clock.now();
    // The job that counts runs once a minute; the voting is over when its time is.
    if (proposal.state !== 'VOTING' || !proposal.voting_ends_at || proposal.voting_ends_at <= now)
      throw new Fail('ILLEGAL_TRANSITION', 'Voting on this proposal is not open.');
    const [standing] = await store.standingsOf(tx, [proposalId], userId);
    if (standing?.choice)
      throw new Fail('ALREADY_EXISTS', 'You have voted on this proposal. Votes are final.');
    if (!standing || standing.weight_micro + standing.delegated_micro === 0n)
      throw new Fail(
        'RULE_VIOLATED',
        'You had no BUZ when voting opened, and nobody’s vote to carry, so your vote would weigh nothing.',
      );
    const vote = { proposal_id: proposalId, voter_id: userId, choice, at: now };
    if (!(await store.insertVote(tx, vote)))
      throw new Fail('ALREADY_EXISTS', 'You have voted on this proposal. Votes are final.');
    await tell(tx, {
      type: 'governance.changed',
      actorId: userId,
      userIds: [...new Set([userId, proposal.proposer_id])],
      data: { proposalId, state: proposal.state },
    });
    return proposal;
  }

  return {
    cast,
    /** Live while voting is open, afterwards as it was counted; without an entry voting has not opened. */
    async talliesOf(db: Db, rows: readonly ProposalRow[]): Promise<Map<string, Tally>> {
      const result = new Map<string, Tally>();
      const open: string[] = [];
      for (const row of rows) {
        if (row.snapshot_seq === null) continue;
        const counted = storedTally(row);
        if (!counted) open.push(row.id);
        result.set(row.id, counted ?? noVotes);
      }
      for (const row of await store.tallies(db, open)) result.set(row.proposal_id, toTally(row));
      return result;
    },
    /** Where a person stands in each of these votes. */
    async standingsOf(db: Db, rows: readonly ProposalRow[], userId: string) {
      const voted = rows.filter((row) => row.snapshot_seq !== null).map((row) => row.id);
      const standings = await store.standingsOf(db, voted, userId);
      return new Map(standings.map((standing) => [standing.proposal_id, standing]));
    },
    page: store.votesOf,
  };
}

function storedTally(row: ProposalRow): Tally | null {
  const { for_micro, against_micro, abstain_micro } = row;
  if (for_micro === null || against_micro === null || abstain_micro === null) return null;
  return { forMicro: for_micro, againstMicro: against_micro, abstainMicro: abstain_micro };
}

export function toTally(row: store.TallyRow): Tally {
  return { forMicro: row.for_micro, againstMicro: row.against_micro, abstainMicro: row.abstain_micro };
}
