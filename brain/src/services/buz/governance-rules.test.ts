import { buz } from '@smartstart/units';
import { describe, expect, test } from 'vitest';
import {
  nextProposalState,
  outcomeOf,
  quorumMicro,
  quorumReached,
  type ProposalEvent,
  type ProposalState,
} from './governance-rules.ts';

const states: ProposalState[] = [
  'DRAFT',
  'DISCUSSION',
  'VOTING',
  'PASSED',
  'REJECTED',
  'EXPIRED',
  'WITHDRAWN',
  'EXECUTED',
];
const events: ProposalEvent[] = ['submit', 'withdraw', 'open', 'pass', 'reject', 'expire', 'execute'];

test('the transitions of a proposal are those of the table, and no others', () => {
  const found = states.flatMap((state) =>
    events.flatMap((event) => {
      const next = nextProposalState(state, event);
      return next ? [`${state} ${event} ${next}`] : [];
    }),
  );
  expect(found).toEqual([
    'DRAFT submit DISCUSSION',
    'DRAFT withdraw WITHDRAWN',
    'DISCUSSION withdraw WITHDRAWN',
    'DISCUSSION open VOTING',
    'VOTING pass PASSED',
    'VOTING reject REJECTED',
    'VOTING expire EXPIRED',
    'PASSED execute EXECUTED',
  ]);
});

describe('counting', () => {
  const tally = (forMicro: bigint, againstMicro: bigint, abstainMicro = 0n) => ({
    forMicro,
    againstMicro,
    abstainMicro,
  });

  test('the quorum is a tenth, rounded up', () => {
    expect(quorumMicro(buz(1_000))).toBe(buz(100));
    expect(quorumMicro(1_001n)).toBe(101n);
    expect(quorumReached(tally(100n, 0n), 1_000n)).toBe(true);
    expect(quorumReached(tally(99n, 0n), 1_000n)).toBe(false);
    expect(quorumReached(tally(100n, 0n), 1_001n)).toBe(false);
    expect(quorumReached(tally(0n, 0n), 0n)).toBe(false);
  });

  test('abstentions count for the quorum only; a tie does not pass', () => {
    expect(outcomeOf(tally(1n, 0n, 99n), 1_000n)).toBe('pass');
    expect(outcomeOf(tally(50n, 50n), 1_000n)).toBe('reject');
    expect(outcomeOf(tally(50n, 51n), 1_000n)).toBe('reject');
    expect(outcomeOf(tally(0n, 0n, 100n), 1_000n)).toBe('reject');
    expect(outcomeOf(tally(99n, 0n), 1_000n)).toBe('expire');
  });
});
