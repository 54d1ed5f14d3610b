import { accountOf, transferFeeMicro } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { toPage } from '../../kernel/paging.ts';
import type { Accepted, Command } from '../ledger/index.ts';
import type { Ground } from './deps.ts';
import { nameParties } from './parties.ts';
import type { Order, PaymentRules } from './payment-rules.ts';
import * as store from './payment-store.ts';
import { holdStatesOf, postedFacts, showHeld, transferView, type TransferView } from './payment-views.ts';
import { paymentPostings, settle } from './settlement.ts';

export interface TransferOrder extends Order {
  readonly memo?: string | undefined;
  /** Unique for ever: the second order with a key gets the answer of the first. */
  readonly key: string;
}

export type Transfers = ReturnType<typeof createTransfers>;

/** Payments from person to person. */
export function createTransfers(ground: Ground, rules: PaymentRules) {
  const { kernel, ledger, people } = ground;
  const { db } = kernel.database;

  /** The hot path: what rules look at is remembered, and the ledger writes for many senders at once. */
  async function send(order: TransferOrder): Promise<Accepted> {
    await rules.requirePayment(db, order);
    return ledger.submit(commandOf(order));
  }

  /** What an order led to that went through before. Its repetition gets that, whatever rules would say by now. */
  function earlier(order: TransferOrder): Promise<Accepted | null> {
    return ledger.recall(commandOf(order));
  }

  /** The answer to an order, made of the order and its receipt alone, so that a repetition reads the same. */
  async function answer(order: TransferOrder, { receipt }: Accepted): Promise<TransferView> {
    const { senderId, recipientId, amountMicro, memo } = order;
    const facts = {
      id: receipt.transactionId,
      state: receipt.state === 'HELD' ? 'HELD' : 'COMPLETED',
      senderId,
      recipientId,
      amountMicro,
      feeMicro: transferFeeMicro(amountMicro),
      memo: memo || null,
      at: receipt.at,
      expiresAt: receipt.expiresAt,
      endedAt: null,
    } as const;
    const names = await nameParties(db, people, [senderId, recipientId]);
    return transferView(facts, names, receipt.balances.get(`${senderId}/AVAILABLE`)!);
  }

  async function list(
    on: Db,
    senderId: string,
    page: { limit: number; before: string | null; state?: TransferView['state'] | undefined },
  ) {
    const states = holdStatesOf(page.state);
    const rows = await store.heldTransfersOf(on, senderId, { ...page, states });
    const { items, nextCursor } = toPage(
      rows,
      page.limit,
      (row) => [row.id],
      (row) => row,
    );
    return { items: await showHeld(ground, on, items, senderId), nextCursor };
  }

  /** By the id of the transfer: of its hold, or of the transaction that made it. */
  async function get(on: Db, readerId: string, id: string): Promise<TransferView> {
    const hold = await store.findHold(on, id);
    if (hold) {
      const isParty = [hold.owner_id, hold.recipient_id].includes(readerId);
      const row = found(hold.purpose === 'REVIEW' && isParty ? hold : null);
      return (await showHeld(ground, on, [row], readerId))[0]!;
    }
    const seq = ledger.seqOf(id);
    const facts = postedFacts(id, await store.transferLines(on, id, seq));
    if (!facts || ![facts.senderId, facts.recipientId].includes(readerId)) throw new Fail('NOT_FOUND');
    const names = await nameParties(on, people, [facts.senderId, facts.recipientId]);
    const after =
      facts.senderId === readerId ? (await store.availableAfter(on, readerId, [seq])).get(seq) : undefined;
    return transferView(facts, names, after ?? null);
  }

  /** The sender takes back what waits for review. */
  async function cancel(tx: Tx, senderId: string, id: string): Promise<TransferView> {
    const hold = await store.lockHold(tx, id);
    // A transfer that was never held is through: to the sender that is a state, to others nothing is there.
    const transfer = hold ? null : await get(tx, senderId, id);
    if (transfer?.sender.userId === senderId)
      throw new Fail('ILLEGAL_TRANSITION', 'This transfer went through at once.');
    const row = found(hold?.purpose === 'REVIEW' && hold.owner_id === senderId ? hold : null);
    if (row.state !== 'OPEN')
      throw new Fail('ILLEGAL_TRANSITION', 'This transfer no longer waits for review.');
    const settled = await settle(ground, tx, row, { state: 'VOIDED' }, { actorId: senderId });
    return (await showHeld(ground, tx, [settled.row], senderId))[0]!;
  }

  return { send, earlier, answer, list, get, cancel };
}

function commandOf({ senderId, recipientId, amountMicro, memo, key }: TransferOrder): Command {
  const feeMicro = transferFeeMicro(amountMicro);
  return {
    key,
    kind: 'TRANSFER',
    actorId: senderId,
    cause: { type: 'transfer', id: null },
    postings: paymentPostings(accountOf(senderId, 'AVAILABLE'), recipientId, amountMicro, feeMicro),
    payment: { senderId, recipientId, amountMicro, feeMicro },
    ...(memo ? { memo } : {}),
  };
}
