import type { Db, Tx } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import * as store from './journal-store.ts';

/**
 * The double-entry journal. RECEIVABLE and WITHHELD are assets; ACCRUED, HELD and APPROVED are what the sponsor is owed.
 * A debit is positive, a credit negative; each kind of step always moves between the same two accounts.
 */

export type Account = 'RECEIVABLE' | 'WITHHELD' | 'ACCRUED' | 'HELD' | 'APPROVED';
export type Step =
  | 'ACCRUAL'
  | 'REVERSAL'
  | 'HOLD'
  | 'RELEASE'
  | 'APPROVAL'
  | 'REOPENING'
  | 'WITHHOLDING'
  | 'PAYMENT';

/** Debit, credit. */
export const accountsOf: Readonly<Record<Step, readonly [debit: Account, credit: Account]>> = {
  ACCRUAL: ['RECEIVABLE', 'ACCRUED'],
  REVERSAL: ['ACCRUED', 'RECEIVABLE'],
  HOLD: ['ACCRUED', 'HELD'],
  RELEASE: ['HELD', 'ACCRUED'],
  APPROVAL: ['HELD', 'APPROVED'],
  REOPENING: ['APPROVED', 'HELD'],
  WITHHOLDING: ['WITHHELD', 'RECEIVABLE'],
  PAYMENT: ['APPROVED', 'WITHHELD'],
};

export interface Posting {
  readonly relationshipId: string;
  readonly currency: string;
  readonly step: Step;
  readonly amountMinor: bigint;
  readonly paymentId: string | null;
  readonly lineId?: string;
  readonly distributionLineId?: string;
  readonly actorId: string | null;
  readonly at: Date;
}

/** Nothing moves nothing: a step over zero leaves no entry. */
export async function post(tx: Tx, posting: Posting): Promise<void> {
  const { amountMinor, step } = posting;
  if (!amountMinor) return;
  if (amountMinor < 0n) throw new Error(`The step ${step} moves an amount the other way round.`);
  const [debit, credit] = accountsOf[step];
  await store.insertEntry(
    tx,
    {
      id: newId(),
      relationship_id: posting.relationshipId,
      currency: posting.currency,
      kind: step,
      payment_id: posting.paymentId,
      line_id: posting.lineId ?? null,
      distribution_line_id: posting.distributionLineId ?? null,
      actor_id: posting.actorId,
      at: posting.at,
    },
    [
      { account: debit, amountMinor },
      { account: credit, amountMinor: -amountMinor },
    ],
  );
}

export interface Standing {
  readonly currency: string;
  /** What is owed stands here as a positive figure. */
  readonly accruedMinor: bigint;
  readonly heldMinor: bigint;
  readonly approvedMinor: bigint;
  readonly withheldMinor: bigint;
  readonly receivableMinor: bigint;
  readonly paidMinor: bigint;
  readonly earnedMinor: bigint;
}

/** Where the money of these relationships stands; currencies stay apart. */
export async function standings(
  db: Db,
  relationshipIds: readonly string[],
): Promise<Map<string, Standing[]>> {
  const [balances, paid] = [
    await store.balancesOf(db, relationshipIds),
    await store.paidOf(db, relationshipIds),
  ];
  const answer = new Map<string, Standing[]>();
  for (const relationshipId of relationshipIds) {
    const own = balances.filter((row) => row.relationship_id === relationshipId);
    const currencies = [...new Set(own.map(({ currency }) => currency))];
    answer.set(
      relationshipId,
      currencies.map((currency) => {
        const balance = (account: Account) =>
          own.find((row) => row.currency === currency && row.account === account)?.balance_minor ?? 0n;
        const paidMinor =
          paid.find((row) => row.relationship_id === relationshipId && row.currency === currency)?.paid ?? 0n;
        const owed = {
          accruedMinor: -balance('ACCRUED'),
          heldMinor: -balance('HELD'),
          approvedMinor: -balance('APPROVED'),
        };
        return {
          currency,
          ...owed,
          withheldMinor: balance('WITHHELD'),
          receivableMinor: balance('RECEIVABLE'),
          paidMinor,
          earnedMinor: owed.accruedMinor + owed.heldMinor + owed.approvedMinor + paidMinor,
        };
      }),
    );
  }
  return answer;
}
