import { z } from 'zod';
import { id, instant, text } from './wire.ts';

/** BUZ on the wire: integers of 10⁻⁶ BUZ as decimal strings with six decimals. */
export const buzAmount = z.string().regex(/^-?\d{1,10}\.\d{6}$/);
/** What a person typed. Its form is judged by the Brain, which answers AMOUNT_INVALID with a sentence. */
export const buzInput = z.string().max(40);
export const reason = text(5, 500);
export const memo = z.string().trim().max(140);

export const buzKind = z.enum([
  'GENESIS',
  'ALLOCATION',
  'REWARD',
  'AWARD',
  'TRANSFER',
  'FEE',
  'CHARGE',
  'REFUND',
  'HOLD',
  'RELEASE',
  'STAKE',
  'UNSTAKE',
  'INTEREST',
  'PENALTY',
  'POOL_RELEASE',
  'BURN',
  'REVERSAL',
]);
export const buzAccount = z.enum([
  'AVAILABLE',
  'HELD',
  'STAKED',
  'STAKING',
  'USER_REWARDS',
  'COMMUNITY',
  'VENTURE_FUND',
  'RESERVE',
  'LIQUIDITY',
  'TEAM',
  'TREASURY',
  'INTEREST_RESERVED',
  'BURNED',
]);
export const poolName = z.enum([
  'STAKING',
  'USER_REWARDS',
  'COMMUNITY',
  'VENTURE_FUND',
  'RESERVE',
  'LIQUIDITY',
  'TEAM',
]);

/** The other side of a posting: a person, or an account of the hub. */
const counterparty = z.object({ userId: z.nullable(id), name: z.string() });
/** What a transaction happened for, in words and as a reference other services know. */
const cause = z.object({ type: z.string(), id: z.nullable(z.string()), text: z.string() });

export const entry = z.object({
  transactionId: id,
  seq: z.int(),
  no: z.int(),
  at: instant,
  kind: buzKind,
  account: buzAccount,
  amount: buzAmount,
  /** Of that account, right after this posting. */
  balance: buzAmount,
  counterparty: z.nullable(counterparty),
  cause,
  memo: z.nullable(z.string()),
  /** The transaction this one undoes. */
  reverses: z.nullable(id),
});
export const transaction = z.object({
  id,
  seq: z.int(),
  at: instant,
  kind: buzKind,
  cause,
  memo: z.nullable(z.string()),
  actor: z.nullable(counterparty),
  reason: z.nullable(z.string()),
  reverses: z.nullable(id),
  reversedBy: z.nullable(id),
  /** SHA-256 over the previous transaction's hash and this one's canonical form. */
  hash: z.string(),
  postings: z.array(
    z.object({
      kind: buzKind,
      account: buzAccount,
      party: counterparty,
      amount: buzAmount,
      /** Shown for the reader's own accounts, and to operators. */
      balance: z.nullable(buzAmount),
    }),
  ),
});

export const limits = z.object({
  perTransfer: buzAmount,
  perDay: buzAmount,
  per30Days: buzAmount,
  usedToday: buzAmount,
  used30Days: buzAmount,
  /** Transfers above this ask for a step-up check; the person may lower it. */
  stepUpAbove: buzAmount,
  /** More than this in one transfer needs a verified identity. */
  identityAbove: buzAmount,
});
export const wallet = z.object({
  available: buzAmount,
  held: buzAmount,
  staked: buzAmount,
  /** Interest accrued on running stakes, paid at maturity. */
  accruedInterest: buzAmount,
  /** Rewards that wait. */
  waiting: buzAmount,
  frozen: z.boolean(),
  /** All debits of the installation are paused. */
  paused: z.boolean(),
  canReceive: z.boolean(),
  canTransfer: z.boolean(),
  limits,
  /** Movements at or above this are notified. */
  notifyFrom: buzAmount,
  /** Position in the ledger that these balances hold for. */
  seq: z.int(),
});
export const balance = z.object({
  at: instant,
  seq: z.int(),
  available: buzAmount,
  held: buzAmount,
  staked: buzAmount,
});

export const transferState = z.enum(['COMPLETED', 'HELD', 'CANCELLED']);
export const transfer = z.object({
  id,
  state: transferState,
  sender: counterparty,
  recipient: counterparty,
  amount: buzAmount,
  fee: buzAmount,
  total: buzAmount,
  memo: z.nullable(z.string()),
  at: instant,
  /** When a held transfer is returned by itself. */
  expiresAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  /** What is still available to the sender; null for the recipient. */
  availableAfter: z.nullable(buzAmount),
});
export const quote = z.object({
  amount: buzAmount,
  fee: buzAmount,
  total: buzAmount,
  available: buzAmount,
  stepUpNeeded: z.boolean(),
  recipientReady: z.nullable(z.boolean()),
  /** Codes that would refuse this transfer now, with the sentence for each; empty when it would go through. */
  obstacles: z.array(z.object({ code: z.string(), text: z.string() })),
});

export const holdState = z.enum(['OPEN', 'POSTED', 'VOIDED', 'EXPIRED']);
export const hold = z.object({
  id,
  state: holdState,
  payer: counterparty,
  recipient: counterparty,
  amount: buzAmount,
  fee: buzAmount,
  /** What was paid in the end; less than `amount` when a part was released. */
  posted: z.nullable(buzAmount),
  memo: z.nullable(z.string()),
  createdAt: instant,
  expiresAt: instant,
  endedAt: z.nullable(instant),
});

export const stakeTier = z.enum(['BRONZE', 'SILVER', 'GOLD', 'PLATINUM']);
export const tier = z.object({
  tier: stakeTier,
  rateBps: z.int(),
  days: z.int(),
  minimum: buzAmount,
  maximum: buzAmount,
});
export const stakeState = z.enum(['ACTIVE', 'MATURED', 'EXITED_EARLY']);
export const stake = z.object({
  id,
  tier: stakeTier,
  state: stakeState,
  amount: buzAmount,
  rateBps: z.int(),
  days: z.int(),
  openedAt: instant,
  maturesAt: instant,
  endedAt: z.nullable(instant),
  /** Due in full at maturity. */
  interest: buzAmount,
  accrued: buzAmount,
  /** What an exit now would cost. */
  penalty: buzAmount,
  autoRenew: z.boolean(),
  renewedAs: z.nullable(id),
});

export const rewardEvent = z
  .string()
  .regex(/^[a-z0-9-]+$/)
  .max(60);
export const costAction = z
  .string()
  .regex(/^[a-z0-9-]+$/)
  .max(60);
export const priceList = z.object({
  version: z.int(),
  effectiveAt: instant,
  costs: z.array(
    z.object({ action: costAction, label: z.string(), amount: buzAmount, note: z.nullable(z.string()) }),
  ),
  rewards: z.array(
    z.object({
      event: rewardEvent,
      label: z.string(),
      amount: buzAmount,
      pool: poolName,
      /** How often, in words: "once", "3 a day, 20 in all". */
      cap: z.string(),
      /** Counts towards the 50 BUZ that repeatable events give a person in a day. */
      sharedDailyCap: z.boolean(),
    }),
  ),
  sharedDailyCap: buzAmount,
});
export const claimState = z.enum(['WAITING', 'PAID', 'LAPSED', 'REVERSED']);
export const claim = z.object({
  id,
  event: rewardEvent,
  label: z.string(),
  amount: buzAmount,
  state: claimState,
  /** Why the person gets this, and what it waits for. */
  why: z.string(),
  waitsFor: z.nullable(z.string()),
  causeId: z.string(),
  priceVersion: z.int(),
  createdAt: instant,
  lapsesAt: instant,
  endedAt: z.nullable(instant),
  transactionId: z.nullable(id),
});

const pool = z.object({
  pool: poolName,
  genesis: buzAmount,
  balance: buzAmount,
  /** Net release: genesis − balance. */
  released: buzAmount,
  /** How far the net release may go this year. */
  releaseCap: buzAmount,
  paysFor: z.string(),
});
export const supply = z.object({
  supply: buzAmount,
  /** Of all accounts; equals `supply` or something is wrong. */
  sum: buzAmount,
  circulating: buzAmount,
  available: buzAmount,
  held: buzAmount,
  staked: buzAmount,
  holders: z.int(),
  treasury: buzAmount,
  interestReserved: buzAmount,
  burned: buzAmount,
  pools: z.array(pool),
  seq: z.int(),
  head: z.nullable(z.object({ hash: z.string(), keyId: z.string(), signature: z.string(), at: instant })),
  at: instant,
});

/** The root of a Merkle sum tree over all accounts: anybody can check that the leaves they know are in it. */
export const proofRoot = z.object({
  seq: z.int(),
  at: instant,
  accounts: z.int(),
  sum: buzAmount,
  hash: z.string(),
  keyId: z.string(),
  signature: z.string(),
  publicKeyPem: z.string(),
});
export const proof = z.object({
  root: proofRoot,
  /** One leaf per own account: what is hashed, and the siblings from the leaf to the root. */
  leaves: z.array(
    z.object({
      account: buzAccount,
      balance: buzAmount,
      /** Keeps others from guessing the leaf. */
      nonce: z.string(),
      ownerId: id,
      path: z.array(z.object({ side: z.enum(['left', 'right']), hash: z.string(), sum: buzAmount })),
    }),
  ),
});

export const proposalKind = z.enum(['FEATURE', 'ECONOMIC', 'PARTNERSHIP', 'TECHNICAL']);
export const proposalState = z.enum([
  'DRAFT',
  'DISCUSSION',
  'VOTING',
  'PASSED',
  'REJECTED',
  'EXPIRED',
  'WITHDRAWN',
  'EXECUTED',
]);
export const voteChoice = z.enum(['FOR', 'AGAINST', 'ABSTAIN']);
const tally = z.object({
  for: buzAmount,
  against: buzAmount,
  abstain: buzAmount,
  /** 10 % of the circulating BUZ at the snapshot. */
  quorum: buzAmount,
  reached: z.boolean(),
});
export const proposal = z.object({
  id,
  kind: proposalKind,
  state: proposalState,
  title: z.string(),
  text: z.string(),
  proposer: counterparty,
  createdAt: instant,
  discussionEndsAt: z.nullable(instant),
  votingEndsAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  snapshotSeq: z.nullable(z.int()),
  tally: z.nullable(tally),
  /** The reader's own weight and vote, once voting is open. */
  mine: z.nullable(
    z.object({
      weight: buzAmount,
      /** Weight delegated to the reader and not overridden. */
      delegated: buzAmount,
      choice: z.nullable(voteChoice),
      /** Cast by the reader's delegate. */
      viaDelegate: z.nullable(counterparty),
    }),
  ),
  executionReference: z.nullable(z.string()),
  version: z.int(),
});
export const vote = z.object({
  voter: counterparty,
  choice: voteChoice,
  weight: buzAmount,
  viaDelegate: z.nullable(counterparty),
  at: instant,
});
export const delegation = z.object({
  delegate: z.nullable(counterparty),
  since: z.nullable(instant),
  /** People who delegated to the reader. */
  delegators: z.array(counterparty),
});
