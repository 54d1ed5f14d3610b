/** Why a posting was made, in the words a person reads in a wallet, a statement or on the operator's page. Pure. */

const kindWords: Readonly<Record<string, string>> = {
  GENESIS: 'Genesis of the ledger',
  ALLOCATION: 'Allocation',
  REWARD: 'Reward',
  AWARD: 'Award of the hub',
  TRANSFER: 'Transfer',
  FEE: 'Fee',
  CHARGE: 'Charge',
  REFUND: 'Refund',
  HOLD: 'Reserved',
  RELEASE: 'No longer reserved',
  STAKE: 'Staked',
  UNSTAKE: 'Stake returned',
  INTEREST: 'Interest of a stake',
  PENALTY: 'Penalty for leaving a stake early',
  POOL_RELEASE: 'Paid out of a pool',
  BURN: 'Burned for good',
  REVERSAL: 'Correction of an earlier transaction',
};

/** What differs from the words of the kind, by the type of cause. */
const causeWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  genesis: { GENESIS: 'Genesis: the whole supply goes to the pools' },
  transfer: {
    FEE: 'Fee of a transfer',
    HOLD: 'Transfer held for review',
    RELEASE: 'Held transfer returned',
  },
  hold: {
    TRANSFER: 'Payment of what was reserved',
    FEE: 'Fee of a reserved payment',
    HOLD: 'Reserved for a payment',
    RELEASE: 'Reservation released',
  },
  reversal: { RELEASE: 'Given back by a correction' },
  'treasury-return': { ALLOCATION: 'Returned from the treasury to the rewards pool' },
  'account.erased': { '': 'Left over when an account was closed' },
};

/** With the name of a reward or an action, where the cause is one of those. */
const labelled: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  claim: { ALLOCATION: 'Allocation', REVERSAL: 'Taken back', '': 'Reward' },
  charge: { REFUND: 'Refund', '': 'Charge' },
};

/**
 * `kind` is that of the posting, so that the fee of a transfer reads as a fee. `label` names the reward or the action of a
 * claim or a charge.
 */
export function causeText(type: string, kind: string, label?: string): string {
  const named = labelled[type];
  if (named && label) return `${named[kind] ?? named['']}: ${label}`;
  const words = causeWords[type];
  return words?.[kind] ?? words?.[''] ?? kindWords[kind] ?? 'Movement';
}
