import type { buzWire } from '@smartstart/contract';
import type { Account, AccountRef } from '@smartstart/units';
import type { Fail } from '../../kernel/errors.ts';

export type Kind = (typeof buzWire.buzKind)['options'][number];

/** One line of a transaction: a credit when positive, a debit when negative. In micro-BUZ, never zero. */
export interface Posting extends AccountRef {
  readonly kind: Kind;
  readonly amountMicro: bigint;
}

/** What is asked of the ledger. The postings sum to zero. */
export interface Command {
  /** Unique for ever: the second command with a key gets the answer of the first. */
  readonly key: string;
  readonly kind: Kind;
  readonly actorId: string | null;
  /** What it happens for, as other services know it. */
  readonly cause: { readonly type: string; readonly id: string | null };
  readonly postings: readonly Posting[];
  readonly memo?: string | undefined;
  readonly reason?: string | undefined;
  /** The transaction this one undoes; each can be undone once. */
  readonly reverses?: string | undefined;
  /** A payment from person to person, under limits, fee and fraud score. */
  readonly payment?: Payment | undefined;
}

export interface Payment {
  readonly senderId: string;
  readonly recipientId: string;
  readonly amountMicro: bigint;
  readonly feeMicro: bigint;
  /** The payment opens a hold of the payer's own; a suspicious one is then refused, not held. */
  readonly reserveUntil?: Date | undefined;
}

/** The answer of an accepted command, kept with its transaction. */
export interface Receipt {
  readonly transactionId: string;
  readonly seq: number;
  readonly at: string;
  /** HELD: a suspicious payment that waits for review; the hold has the transaction's id. */
  readonly state: 'POSTED' | 'HELD';
  readonly expiresAt: string | null;
  /** Balances after it, of every account it touched: `owner/account` → micro-BUZ. */
  readonly balances: ReadonlyMap<string, bigint>;
}

/** A command no service may send, such as one that does not sum to zero: a fault of ours, never of a caller. */
export class MalformedCommand extends Error {
  constructor({ key }: Command, cause: unknown) {
    super(`The command ${key} cannot be posted: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

export type Verdict = { readonly receipt: Receipt; readonly replayed: boolean } | { readonly refused: Fail };

/** A rule of the fraud score that fired, with the figures it compared (section 5.5). */
export interface Signal {
  readonly rule: 'LARGE' | 'RAPID' | 'UNUSUAL' | 'YOUNG_ACCOUNT';
  readonly weight: number;
  readonly text: string;
}

export interface NewHold {
  readonly id: string;
  readonly payment: Payment;
  readonly purpose: 'REVIEW' | 'RESERVED';
  readonly memo: string | null;
  readonly expiresAt: Date;
  readonly score: number | null;
  readonly signals: readonly Signal[];
}

/** A transaction the rules accepted, with its place in the chain. */
export interface Decided {
  readonly command: Command;
  readonly seq: bigint;
  readonly id: string;
  readonly kind: Kind;
  readonly fingerprint: string;
  readonly memoHash: string | null;
  readonly owners: readonly string[];
  readonly lines: readonly Line[];
  readonly receipt: Receipt;
  readonly hold: NewHold | null;
  readonly hash: string;
}

export interface Line extends Posting {
  readonly balanceMicro: bigint;
}

export interface WalletRow {
  readonly user_id: string;
  readonly member_since: Date;
  readonly frozen_at: Date | null;
  readonly per_transfer_micro: bigint;
  readonly per_day_micro: bigint;
  readonly per_30_days_micro: bigint;
  readonly notify_from_micro: bigint;
}

/** What somebody has sent, as far as limits and the fraud score ask. Days are UTC days. */
export interface Outflow {
  /** The UTC day for which this holds. */
  readonly day: string;
  readonly todayMicro: bigint;
  /** Of the 30 × 24 h before now; at most the day on which they begin is counted whole (see `readEdges`). */
  readonly monthMicro: bigint;
  /** Of the last 90 days. */
  readonly count: number;
  readonly sumMicro: bigint;
  /** Times of the last five transfers, oldest first. */
  readonly recent: readonly Date[];
}

export const accountKey = (owner: string, account: Account): string => `${owner}/${account}`;
