import type { Output, contract } from '@smartstart/contract';
import { buz, readBuz, writeBuz } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { readAmount } from './amounts.ts';
import type { Ground } from './deps.ts';
import type { Stakes } from './stakes.ts';
import { changeWallet } from './wallet-store.ts';
import * as store from './wallet-view-store.ts';

export type WalletView = Output<typeof contract.buz.wallet>;
export type Limits = WalletView['limits'];

/** What holds as long as nobody has changed it (section 5.5); the columns have the same defaults. */
const defaults = {
  per_transfer_micro: buz(1_000),
  per_day_micro: buz(10_000),
  per_30_days_micro: buz(100_000),
  step_up_above_micro: buz(1_000),
  notify_from_micro: buz(100),
};
/** A person may ask to be checked from less on, never from more (section 16.2). */
export const maxStepUpAboveMicro = defaults.step_up_above_micro;
/** More than this in one transfer needs a verified identity (section 5.5). */
export const identityAboveMicro = buz(5_000);

export function createWalletView({ security, ledger, wallets }: Ground, stakes: Pick<Stakes, 'accruedOf'>) {
  async function read(db: Db, userId: string): Promise<WalletView> {
    const overview = await store.readOverview(db, userId);
    const use = await security.stand(db, userId, 'BUZ_USE');
    const transfer = await security.stand(db, userId, 'BUZ_TRANSFER');
    const balance = (account: string) => writeBuz(BigInt(overview.balances?.[account] ?? '0'));
    return {
      available: balance('AVAILABLE'),
      held: balance('HELD'),
      staked: balance('STAKED'),
      accruedInterest: writeBuz(await stakes.accruedOf(db, userId)),
      waiting: writeBuz(overview.waiting_micro),
      frozen: overview.frozen,
      paused: overview.paused,
      canReceive: use.open,
      canTransfer: transfer.open,
      limits: await limitsOf(db, userId),
      notifyFrom: writeBuz(overview.notify_from_micro ?? defaults.notify_from_micro),
      seq: Number(overview.seq),
    };
  }

  /** The limits of a person with what is used of them; the defaults for somebody without a wallet. */
  async function limitsOf(db: Db, userId: string): Promise<Limits> {
    const row = (await wallets.find(db, userId)) ?? defaults;
    const sent = await ledger.sentBy(db, userId);
    return {
      perTransfer: writeBuz(row.per_transfer_micro),
      perDay: writeBuz(row.per_day_micro),
      per30Days: writeBuz(row.per_30_days_micro),
      usedToday: writeBuz(sent.todayMicro),
      used30Days: writeBuz(sent.monthMicro),
      stepUpAbove: writeBuz(row.step_up_above_micro),
      identityAbove: writeBuz(identityAboveMicro),
    };
  }

  async function set(
    tx: Tx,
    userId: string,
    wish: { readonly stepUpAbove: string; readonly notifyFrom: string },
  ): Promise<WalletView> {
    const stepUpAbove = readAmountOrNothing(wish.stepUpAbove, 'body.stepUpAbove');
    const notifyFrom = readAmountOrNothing(wish.notifyFrom, 'body.notifyFrom');
    if (stepUpAbove > maxStepUpAboveMicro)
      throw new Fail('RULE_VIOLATED', 'Above 1,000 BUZ you are always asked; choose that or less.');
    await wallets.requireOwn(tx, userId);
    await changeWallet(tx, userId, { step_up_above_micro: stepUpAbove, notify_from_micro: notifyFrom });
    return read(tx, userId);
  }

  return {
    read,
    limitsOf,
    set,
    /** Above this amount a transfer of this person asks for a step-up check. */
    stepUpAboveOf: async (db: Db, userId: string) =>
      (await store.stepUpAboveOf(db, userId)) ?? defaults.step_up_above_micro,
  };
}

export type WalletViews = ReturnType<typeof createWalletView>;

/** Here nothing means always. */
function readAmountOrNothing(text: string, path: string): bigint {
  return readBuz(text) === 'ZERO' ? 0n : readAmount(text, path);
}
