'use client';

import type { buzWire } from '@smartstart/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { z } from 'zod';
import { api } from '../../lib/api';

export type Proposal = z.infer<typeof buzWire.proposal>;
export type ProposalKind = z.infer<typeof buzWire.proposalKind>;
export type ProposalState = z.infer<typeof buzWire.proposalState>;
export type VoteChoice = z.infer<typeof buzWire.voteChoice>;

/** Live messages reach those whom a proposal concerns; the lists of everybody else ask now and then. */
export const listRefreshMs = 60_000;

// All keys begin with `governance`: a live message about any proposal makes that part of the cache stale.

export const proposalQuery = (proposalId: string) => ({
  queryKey: ['governance', 'one', proposalId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.governance.get({ params: { proposalId } }, { signal }),
});

export const delegationQuery = () => ({
  queryKey: ['governance', 'delegation'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.governance.delegation({}, { signal }),
});

/** Takes the answer of a write as the new state, and fetches everything that shows a part of it. */
export function useTakeProposal() {
  const client = useQueryClient();
  return useCallback(
    async (proposal: Proposal) => {
      client.setQueryData(proposalQuery(proposal.id).queryKey, proposal);
      await client.invalidateQueries({ queryKey: ['governance'] });
    },
    [client],
  );
}
