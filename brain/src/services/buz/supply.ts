import type { contract, Output } from '@smartstart/contract';
import {
  genesisMicro,
  pools,
  releaseCapMicro,
  secondMs,
  supplyMicro,
  userAccounts,
  writeBuz,
  type Pool,
} from '@smartstart/units';
import type { Kernel } from '../../kernel/kernel.ts';
import * as store from './supply-store.ts';

export type SupplyView = Output<typeof contract.buz.supply>;

/** Anybody may ask, and the answer adds up all accounts: it is read at most once in this time. */
const freshMs = 5 * secondMs;

const paysFor: Readonly<Record<Pool, string>> = {
  STAKING: 'Interest on stakes',
  USER_REWARDS: 'Welcome, monthly allocation and rewards',
  COMMUNITY: 'Referrals, awards of the hub, campaigns',
  VENTURE_FUND: 'Grants for platform costs of ventures, paid to the owner',
  RESERVE: 'Only what an executed proposal decided',
  LIQUIDITY: 'Only what an executed proposal decided',
  TEAM: 'Hub team and advisers, vesting monthly over 48 months',
};

/** Where all BUZ are. */
export function createSupply({ database, clock }: Pick<Kernel, 'database' | 'clock'>) {
  let known: { readonly at: number; readonly view: Promise<SupplyView> } | undefined;

  async function readNow(): Promise<SupplyView> {
    const totals = await store.readTotals(database.db);
    return viewOf(totals, clock.now());
  }

  return {
    readNow,
    /** As `readNow`, at most five seconds old; callers of one moment share one look. */
    read(): Promise<SupplyView> {
      const now = clock.now().getTime();
      if (known && Math.abs(now - known.at) < freshMs) return known.view;
      const view = readNow();
      known = { at: now, view };
      // A failed look is not remembered.
      view.catch(() => (known = undefined));
      return view;
    },
  };
}

export type Supply = ReturnType<typeof createSupply>;

function viewOf(totals: store.Totals, now: Date): SupplyView {
  const micro = (account: string) => BigInt(totals.accounts[account] ?? '0');
  const sum = Object.values(totals.accounts).reduce((total, part) => total + BigInt(part), 0n);
  const circulating = userAccounts.reduce((total, account) => total + micro(account), 0n);
  return {
    supply: writeBuz(supplyMicro),
    sum: writeBuz(sum),
    circulating: writeBuz(circulating),
    available: writeBuz(micro('AVAILABLE')),
    held: writeBuz(micro('HELD')),
    staked: writeBuz(micro('STAKED')),
    holders: totals.holders,
    treasury: writeBuz(micro('TREASURY')),
    interestReserved: writeBuz(micro('INTEREST_RESERVED')),
    burned: writeBuz(micro('BURNED')),
    pools: pools.map((pool) => ({
      pool,
      genesis: writeBuz(genesisMicro[pool]),
      balance: writeBuz(micro(pool)),
      released: writeBuz(genesisMicro[pool] - micro(pool)),
      releaseCap: writeBuz(releaseCapMicro(pool, totals.genesis_at, now)),
      paysFor: paysFor[pool],
    })),
    seq: Number(totals.seq),
    head: headOf(totals),
    at: now.toISOString(),
  };
}

function headOf({ hash, key_id: keyId, signature, at }: store.Totals): SupplyView['head'] {
  return keyId && signature ? { hash, keyId, signature, at: at.toISOString() } : null;
}
