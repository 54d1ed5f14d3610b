import type { buzWire } from '@smartstart/contract';
import { buz } from '@smartstart/units';

/** States, terms and counting of proposals (sections 5.7 and 20.12). Pure. */

export type ProposalState = (typeof buzWire.proposalState)['options'][number];
export type ProposalKind = (typeof buzWire.proposalKind)['options'][number];
export type VoteChoice = (typeof buzWire.voteChoice)['options'][number];
export type ProposalEvent = 'submit' | 'withdraw' | 'open' | 'pass' | 'reject' | 'expire' | 'execute';

export const discussionDays = 7;
export const votingDays = 3;
/** What a proposer has, available or staked, when the discussion opens. */
export const proposerMinimumMicro = buz(100);
/** Drafts a person may keep at a time. */
export const maxDrafts = 20;

/** A transition that is not listed does not exist. */
const transitions: Record<ProposalEvent, Partial<Record<ProposalState, ProposalState>>> = {
  submit: { DRAFT: 'DISCUSSION' },
  withdraw: { DRAFT: 'WITHDRAWN', DISCUSSION: 'WITHDRAWN' },
  open: { DISCUSSION: 'VOTING' },
  pass: { VOTING: 'PASSED' },
  reject: { VOTING: 'REJECTED' },
  expire: { VOTING: 'EXPIRED' },
  execute: { PASSED: 'EXECUTED' },
};

export function nextProposalState(state: string, event: ProposalEvent): ProposalState | null {
  return transitions[event][state as ProposalState] ?? null;
}

export interface Tally {
  readonly forMicro: bigint;
  readonly againstMicro: bigint;
  readonly abstainMicro: bigint;
}

export const noVotes: Tally = { forMicro: 0n, againstMicro: 0n, abstainMicro: 0n };

/** A tenth of what circulated at the snapshot, rounded up: less than this is less than 10 %. */
export function quorumMicro(circulatingMicro: bigint): bigint {
  return (circulatingMicro + 9n) / 10n;
}

/** All votes together count for the quorum. No vote at all is none, even when nothing circulated. */
export function quorumReached(
  { forMicro, againstMicro, abstainMicro }: Tally,
  circulatingMicro: bigint,
): boolean {
  const cast = forMicro + againstMicro + abstainMicro;
  return cast > 0n && cast >= quorumMicro(circulatingMicro);
}

export function outcomeOf(tally: Tally, circulatingMicro: bigint): 'pass' | 'reject' | 'expire' {
  if (!quorumReached(tally, circulatingMicro)) return 'expire';
  return tally.forMicro > tally.againstMicro ? 'pass' : 'reject';
}
