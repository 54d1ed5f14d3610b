import { accountOf, hub, transferFeeMicro, utcDay, writeBuz, type AccountRef } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Kind, Posting } from '../ledger/index.ts';
import type { Ground } from './deps.ts';
import { nameParties } from './parties.ts';
import * as store from './payment-store.ts';

/** How an open hold ends. */
export type Ending =
  | { readonly state: 'POSTED'; readonly amountMicro: bigint }
  | { readonly state: 'VOIDED' | 'EXPIRED' };

export interface Settled {
  readonly row: store.HoldRow;
  /** What the payer has available after it, when that changed. */
  readonly availableMicro: bigint | null;
}

export interface Decider {
  /** Null when time decided. */
  readonly actorId: string | null;
  /** Of a transfer held for review. */
  readonly review?: { readonly approved: boolean; readonly reason: string };
}

/** The lines of a payment out of an account of the payer: the amount to the recipient, the fee on top to the treasury. */
export function paymentPostings(
  from: AccountRef,
  recipientId: string,
  amountMicro: bigint,
  feeMicro: bigint,
): Posting[] {
  return [
    ...move('TRANSFER', from, accountOf(recipientId, 'AVAILABLE'), amountMicro),
    ...move('FEE', from, hub('TREASURY'), feeMicro),
  ];
}

/**
 * Ends an open hold whose row the caller has locked: pays out of HELD what is to be paid, gives the rest back in the same
 * transaction, and takes it off the day's sum. What this does comes last in its transaction, as it takes the ledger.
 */
export async function settle(
  ground: Ground,
  tx: Tx,
  hold: store.HoldRow,
  ending: Ending,
  decider: Decider,
): Promise<Settled> {
  const { ledger, wallets } = ground;
  const { id, owner_id: payerId } = hold;
  const paidMicro = ending.state === 'POSTED' ? ending.amountMicro : 0n;
  await store.lockLedger(tx);
  // The ledger looks at a freeze only where AVAILABLE is debited; what is held must not leave a frozen wallet either.
  if (paidMicro && (await wallets.find(tx, payerId))?.frozen_at) throw new Fail('WALLET_FROZEN');
  const backMicro = hold.amount_micro - paidMicro;
  if (backMicro)
    await store.giveBack(tx, payerId, {
      day: utcDay(hold.created_at),
      micro: backMicro,
      count: paidMicro ? 0 : 1,
    });
  const receipt = await ledger.post(tx, {
    key: `hold:${id}:end`,
    kind: paidMicro ? 'TRANSFER' : 'RELEASE',
    actorId: decider.actorId,
    cause: { type: hold.purpose === 'REVIEW' ? 'transfer' : 'hold', id },
    postings: endPostings(hold, paidMicro),
    ...(paidMicro && hold.memo ? { memo: hold.memo } : {}),
  });
  const row = await store.endHold(tx, id, {
    state: ending.state,
    ended_at: receipt.at,
    ended_by: receipt.transactionId,
    posted_micro: paidMicro || null,
    ...(decider.review ? { reviewed_by: decider.actorId, review_reason: decider.review.reason } : {}),
  });
  await announce(ground, tx, row, decider);
  return { row, availableMicro: receipt.balances.get(`${payerId}/AVAILABLE`) ?? null };
}

function endPostings(hold: store.HoldRow, paidMicro: bigint): Posting[] {
  const held = accountOf(hold.owner_id, 'HELD');
  const feeMicro = transferFeeMicro(paidMicro);
  const restMicro = hold.amount_micro + hold.fee_micro - paidMicro - feeMicro;
  return [
    ...(paidMicro ? paymentPostings(held, hold.recipient_id, paidMicro, feeMicro) : []),
    ...(restMicro ? move('RELEASE', held, accountOf(hold.owner_id, 'AVAILABLE'), restMicro) : []),
  ];
}

function move(kind: Kind, from: AccountRef, to: AccountRef, amountMicro: bigint): Posting[] {
  return [
    { ...from, kind, amountMicro: -amountMicro },
    { ...to, kind, amountMicro },
  ];
}

/** Of a held transfer only the sender hears; of a reservation both sides do. */
async function announce(
  ground: Ground,
  tx: Tx,
  row: store.HoldRow,
  { actorId, review }: Decider,
): Promise<void> {
  if (row.purpose === 'RESERVED') return announceHold(ground, tx, row, actorId);
  const names = await nameParties(tx, ground.people, [row.recipient_id]);
  const ended = row.state === 'EXPIRED' ? 'EXPIRED' : 'CANCELLED';
  await ground.tell(tx, {
    type: 'transfer.released',
    // Who reviewed it is the hub's business.
    actorId: review ? null : actorId,
    userIds: [row.owner_id],
    data: {
      transferId: row.id,
      userId: row.owner_id,
      outcome: review ? (review.approved ? 'APPROVED' : 'REFUSED') : ended,
      recipientName: names(row.recipient_id).name,
      amount: writeBuz(row.amount_micro),
    },
  });
}

export async function announceHold(
  { people, tell }: Ground,
  tx: Tx,
  row: store.HoldRow,
  actorId: string | null,
): Promise<void> {
  const names = await nameParties(tx, people, [row.owner_id, row.recipient_id]);
  await tell(tx, {
    type: 'hold.changed',
    actorId,
    userIds: [row.owner_id, row.recipient_id],
    data: {
      holdId: row.id,
      state: row.state,
      payerId: row.owner_id,
      recipientId: row.recipient_id,
      payerName: names(row.owner_id).name,
      recipientName: names(row.recipient_id).name,
      amount: writeBuz(row.amount_micro),
      posted: row.posted_micro === null ? null : writeBuz(row.posted_micro),
      expiresAt: row.expires_at.toISOString(),
    },
  });
}
