import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import type { Database } from '../../kernel/db.ts';
import type { WalletViews } from './wallet-view.ts';

export function walletRoutes(
  views: WalletViews,
  { db }: Pick<Database, 'db'>,
): Pick<Handlers<typeof contract.buz>, 'wallet' | 'setWallet'> {
  return {
    wallet: (_input, call) => views.read(db, callerOf(call).userId),
    setWallet: ({ body }, call) => call.transact((tx) => views.set(tx, callerOf(call).userId, body)),
  };
}
