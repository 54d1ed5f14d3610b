import { accountOf, hub } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { Command } from '../ledger/index.ts';
import * as store from './charge-store.ts';
import type { Ground } from './deps.ts';
import type { Prices } from './prices.ts';

const refundBatch = 100;

export interface Charge {
  readonly userId: string;
  /** A code of the price list. */
  readonly action: string;
  /** What the action is done to; a refund names it again. */
  readonly causeId: string;
  /** Charged once for this cause, whoever pays: a repetition is free. Such a charge is not refunded. */
  readonly once?: boolean;
}

export interface Charges {
  /**
   * Takes what the action costs, in the action's own transaction: both commit, or neither. It needs the gate BUZ_USE.
   * The ledger stays locked until the commit, so this comes last.
   */
  charge(tx: Tx, charge: Charge): Promise<void>;
  /** Gives back what the action on this cause cost, once; nothing when it was not charged. Comes last, too. */
  refund(tx: Tx, refund: { action: string; causeId: string; why: string }): Promise<void>;
  refundAll(tx: Tx, refund: { action: string; causeIds: readonly string[]; why: string }): Promise<void>;
  /** Pays refunds that could not be paid at once. */
  payRefunds(): Promise<void>;
}

export function createCharges({ kernel, ledger, wallets }: Ground, prices: Prices): Charges {
  const { clock, database } = kernel;

  async function charge(tx: Tx, { userId, action, causeId, once = false }: Charge): Promise<void> {
    if (once && (await store.isCharged(tx, action, causeId))) return;
    const amountMicro = BigInt(prices.costOf(action).amountMicro);
    await wallets.requireOwn(tx, userId);
    const id = newId();
    const [verdict] = await ledger.postAll(tx, [
      {
        key: once ? `charge:${action}:${causeId}` : `charge:${id}`,
        kind: 'CHARGE',
        actorId: userId,
        cause: { type: 'charge', id },
        postings: [
          { ...accountOf(userId, 'AVAILABLE'), kind: 'CHARGE', amountMicro: -amountMicro },
          { ...hub('TREASURY'), kind: 'CHARGE', amountMicro },
        ],
      },
    ]);
    if ('refused' in verdict!) {
      // Another request was faster: the cause is paid for.
      if (once && verdict.refused.code === 'IDEMPOTENCY_KEY_REUSED') return;
      throw verdict.refused;
    }
    await store.insertCharge(tx, {
      id,
      user_id: userId,
      action,
      cause_id: causeId,
      amount_micro: amountMicro,
      price_version: prices.current().version,
      transaction_id: verdict!.receipt.transactionId,
      charged_at: clock.now(),
    });
  }

  async function refundAll(
    tx: Tx,
    { action, causeIds, why }: { action: string; causeIds: readonly string[]; why: string },
  ): Promise<void> {
    if (!causeIds.length) return;
    const rows = await store.lockOpen(tx, action, causeIds);
    if (!rows.length) return;
    await store.markDue(
      tx,
      rows.map(({ id }) => id),
      clock.now(),
      why,
    );
    await pay(
      tx,
      rows.map((row) => ({ ...row, refund_reason: why })),
    );
  }

  /** What a pause or an empty treasury refuses stays due: nobody is kept from declining an invitation by that. */
  async function pay(tx: Tx, rows: readonly store.ChargeRow[]): Promise<number> {
    const verdicts = await ledger.postAll(tx, rows.map(refundOf));
    const now = clock.now();
    let paid = 0;
    for (const [index, { id }] of rows.entries()) {
      const verdict = verdicts[index]!;
      if ('receipt' in verdict) await store.markRefunded(tx, id, verdict.receipt.transactionId, now);
      else if (verdict.refused.code === 'ALREADY_EXISTS') await store.markRefunded(tx, id, null, now);
      else if (!['BUZ_PAUSED', 'INSUFFICIENT_FUNDS'].includes(verdict.refused.code)) throw verdict.refused;
      else continue;
      paid += 1;
    }
    return paid;
  }

  return {
    charge,
    refundAll,
    refund: (tx, { action, causeId, why }) => refundAll(tx, { action, causeIds: [causeId], why }),
    async payRefunds() {
      const batch = () =>
        database.transact(async (tx) => {
          const rows = await store.lockRefundsDue(tx, refundBatch);
          return rows.length ? pay(tx, rows) : 0;
        });
      while ((await batch()) === refundBatch);
    },
  };
}

function refundOf({ id, user_id, amount_micro, transaction_id, refund_reason }: store.ChargeRow): Command {
  return {
    key: `charge:${id}:refund`,
    kind: 'REFUND',
    actorId: null,
    cause: { type: 'charge', id },
    reverses: transaction_id,
    ...(refund_reason ? { reason: refund_reason } : {}),
    postings: [
      { ...hub('TREASURY'), kind: 'REFUND', amountMicro: -amount_micro },
      { ...accountOf(user_id, 'AVAILABLE'), kind: 'REFUND', amountMicro: amount_micro },
    ],
  };
}
