import { accountOf, hub, writeBuz } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Ground } from './deps.ts';
import { eraseMemos, lastPostings } from './erasure-store.ts';
import type { Holds } from './holds.ts';
import { holdsOf, heldTransfersOf, lockOpenHoldsOf } from './payment-store.ts';
import { showHeld, showHolds } from './payment-views.ts';
import { lockStake, lockStakesOf, runningStakes } from './stake-store.ts';
import type { Stakes } from './stakes.ts';
import { balancesOf, changeWallet } from './wallet-store.ts';
import type { WalletViews } from './wallet-view.ts';

/** Enough for a life here; the statement of any period holds all of it. */
const maxPostings = 10_000;
const maxHolds = 1_000;

export interface Parting {
  readonly holds: Holds;
  readonly stakes: Pick<Stakes, 'exit'>;
  readonly views: WalletViews;
}

/** What a person takes along, and what happens to their BUZ when the account is erased. */
export function createErasure(ground: Ground, { holds, stakes, views }: Parting) {
  const { kernel, ledger, people, wallets } = ground;

  /** The history keeps its figures under the placeholder; the words go, and what is left goes to the treasury. */
  async function erase(tx: Tx, userId: string): Promise<void> {
    const wallet = await wallets.find(tx, userId);
    if (!wallet) return;
    // Rows first, the ledger after all of them.
    const open = await lockOpenHoldsOf(tx, userId);
    await lockStakesOf(tx, userId);
    const running = await runningStakes(tx, userId);
    for (const { id } of running) await lockStake(tx, id);
    await eraseMemos(tx, userId);
    if (wallet.frozen_at) await changeWallet(tx, userId, { frozen_at: null, frozen_reason: null });
    await holds.releaseAll(tx, open);
    for (const { id } of running) await stakes.exit(tx, userId, id);
    const left = (await balancesOf(tx, userId)).get('AVAILABLE') ?? 0n;
    if (!left) return;
    await ledger.post(tx, {
      key: `erased:${userId}`,
      kind: 'CHARGE',
      actorId: null,
      cause: { type: 'account.erased', id: null },
      postings: [
        { ...accountOf(userId, 'AVAILABLE'), kind: 'CHARGE', amountMicro: -left },
        { ...hub('TREASURY'), kind: 'CHARGE', amountMicro: left },
      ],
    });
  }

  kernel.outbox.subscribe('buz.erase', ['account.erased'], async (tx, { data }) => {
    if (typeof data['userId'] !== 'string') throw new Error('account.erased names nobody.');
    await erase(tx, data['userId']);
  });

  return {
    async exportOf(db: Db, userId: string) {
      const page = { limit: maxHolds, before: null };
      const postings = await lastPostings(db, userId, maxPostings);
      return {
        wallet: await views.read(db, userId),
        holds: await showHolds(people, db, await holdsOf(db, userId, page)),
        heldTransfers: await showHeld(ground, db, await heldTransfersOf(db, userId, page), userId),
        postings: postings.map(({ amount_micro, balance_micro, ...posting }) => ({
          ...posting,
          amount: writeBuz(amount_micro),
          balance: writeBuz(balance_micro),
        })),
      };
    },
  };
}
