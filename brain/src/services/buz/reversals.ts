import { accountOf, hubId, writeBuz, type Account } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import type { Command, Posting } from '../ledger/index.ts';
import { claimEvent } from './claim-event.ts';
import * as claimStore from './claim-store.ts';
import type { Ground } from './deps.ts';
import type { TransactionView } from './explanations.ts';
import * as store from './history-store.ts';
import { requireOther, type Act, type Operator } from './operator.ts';
import type { Prices } from './prices.ts';

/** What keeps a transaction from being undone by its negation, and what to do instead. */
const otherWays: Readonly<Record<string, string>> = {
  GENESIS: 'The genesis of the ledger cannot be undone.',
  REVERSAL: 'A correction is not undone. Pay again what should be paid.',
  HOLD: 'What was reserved is released, not undone: refuse the transfer, or let it run out of time.',
  RELEASE: 'What was released is back with its owner already.',
  STAKE: 'A stake ends by its term or by an early exit.',
  UNSTAKE: 'A stake that has ended is not opened again.',
};

/** Corrections: a compensating transaction that names the original (section 5.1). */
export function createReversals(ground: Ground, operator: Operator, prices: Prices) {
  const { kernel, ledger, tell } = ground;

  async function reverse(tx: Tx, act: Act, transactionId: string): Promise<TransactionView> {
    const row = found(
      await store.findTransaction(tx, ledger.seqOf(transactionId), transactionId),
      'There is no such transaction.',
    );
    const lines = (await store.linesOf(tx, [row])).get(row.seq) ?? [];
    for (const owner of row.owners) requireOther(act, owner, 'The correction of a transaction');
    if (row.cause_type === 'account.erased')
      throw new Fail('RULE_VIOLATED', 'The account that this was left over from is gone.');
    const postings = negated(row.kind, lines);
    const cause = { type: 'reversal', id: row.id } as const;
    // Its row is taken before the ledger is, as everybody does who pays or undoes rewards.
    const claim = await lockClaim(tx, row);
    const view = await operator.post(
      tx,
      act,
      [{ kind: 'REVERSAL', cause, reverses: row.id, postings }, ...releases(cause, postings)],
      {
        action: 'buz.reversed',
        entity: 'transaction',
        entityId: row.id,
        after: { kind: row.kind, moved: postings.map(lineText) },
      },
    );
    if (claim) await closeClaim(tx, claim);
    return view;
  }

  async function lockClaim(tx: Tx, row: store.TransactionRow): Promise<claimStore.ClaimRow | null> {
    const userId = row.owners.find((owner) => owner !== hubId);
    if (row.cause_type !== 'claim' || !row.cause_id || !userId) return null;
    const claim = await claimStore.lockClaim(tx, userId, row.cause_id);
    return claim?.state === 'PAID' && claim.transaction_id === row.id ? claim : null;
  }

  /** A reward that was taken back reads so in the list of rewards too. */
  async function closeClaim(tx: Tx, claim: claimStore.ClaimRow): Promise<void> {
    await claimStore.markReversed(tx, [claim.id], kernel.clock.now());
    const event = claimEvent({ ...claim, state: 'REVERSED' }, prices);
    await tell(tx, { type: 'claim.changed', actorId: null, ...event });
  }

  return { reverse };
}

export type Reversals = ReturnType<typeof createReversals>;

/** The same lines the other way. */
export function negated(kind: string, lines: readonly store.LineRow[]): Posting[] {
  const other = otherWays[kind];
  if (other) throw new Fail('RULE_VIOLATED', other);
  if (lines.some(({ account }) => account === 'STAKED' || account === 'INTEREST_RESERVED'))
    throw new Fail('RULE_VIOLATED', otherWays['UNSTAKE']);
  return lines.map(({ owner_id, account, amount_micro }) => ({
    owner: owner_id,
    account: account as Account,
    kind: 'REVERSAL',
    amountMicro: -amount_micro,
  }));
}

/**
 * What was paid out of a hold goes back to HELD, where it came from. HELD is what open holds reserve, and this hold is
 * over: at once the payer can use it again.
 */
function releases(
  cause: Command['cause'],
  postings: readonly Posting[],
): Pick<Command, 'kind' | 'cause' | 'postings'>[] {
  const held = new Map<string, bigint>();
  for (const { owner, account, amountMicro } of postings)
    if (account === 'HELD') held.set(owner, (held.get(owner) ?? 0n) + amountMicro);
  return [...held].map(([owner, micro]) => ({
    kind: 'RELEASE',
    cause,
    postings: [
      { ...accountOf(owner, 'HELD'), kind: 'RELEASE', amountMicro: -micro },
      { ...accountOf(owner, 'AVAILABLE'), kind: 'RELEASE', amountMicro: micro },
    ],
  }));
}

function lineText({ owner, account, amountMicro }: Posting): string {
  return `${owner}/${account} ${writeBuz(amountMicro)}`;
}
