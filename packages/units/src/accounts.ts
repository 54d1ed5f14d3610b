import { buz } from './buz.ts';
import { dayMs } from './time.ts';

/** The accounts of the BUZ ledger (domain rules, section 5.1). */

export type UserAccount = 'AVAILABLE' | 'HELD' | 'STAKED';
export type Pool =
  | 'STAKING'
  | 'USER_REWARDS'
  | 'COMMUNITY'
  | 'VENTURE_FUND'
  | 'RESERVE'
  | 'LIQUIDITY'
  | 'TEAM';
export type HubAccount = Pool | 'TREASURY' | 'INTEREST_RESERVED' | 'BURNED';
export type Account = UserAccount | HubAccount;

/** Whose account: a person's, or the hub's. */
export interface AccountRef {
  readonly owner: string;
  readonly account: Account;
}

/** The hub owns its accounts under the nil UUID, which no person can have. */
export const hubId = '00000000-0000-0000-0000-000000000000';
export const userAccounts: readonly UserAccount[] = ['AVAILABLE', 'HELD', 'STAKED'];

/** What each pool gets at genesis: 1,000,000,000 BUZ in all. */
export const genesisMicro: Readonly<Record<Pool, bigint>> = {
  STAKING: buz(200_000_000),
  USER_REWARDS: buz(150_000_000),
  COMMUNITY: buz(100_000_000),
  VENTURE_FUND: buz(100_000_000),
  RESERVE: buz(200_000_000),
  LIQUIDITY: buz(100_000_000),
  TEAM: buz(150_000_000),
};
export const pools = Object.keys(genesisMicro) as Pool[];
export const hubAccounts: readonly HubAccount[] = [...pools, 'TREASURY', 'INTEREST_RESERVED', 'BURNED'];

export function isPool(account: Account): account is Pool {
  return account in genesisMicro;
}

export function hub(account: HubAccount): AccountRef {
  return { owner: hubId, account };
}

export function accountOf(userId: string, account: UserAccount): AccountRef {
  return { owner: userId, account };
}

/** Share of a pool that may have left it by the end of each year after genesis, in percent. */
const releasePercent = [20n, 50n, 75n, 90n, 100n];
const teamMonths = 48n;

/** How far the net release of a pool (genesis − balance) may go now. TEAM vests monthly over 48 months on top. */
export function releaseCapMicro(pool: Pool, genesisAt: Date, now: Date): bigint {
  const year = Math.max(0, Math.floor((now.getTime() - genesisAt.getTime()) / (365 * dayMs)));
  const byYear = (genesisMicro[pool] * releasePercent[Math.min(year, releasePercent.length - 1)]!) / 100n;
  if (pool !== 'TEAM') return byYear;
  const months = BigInt(Math.max(0, monthsBetween(genesisAt, now)));
  const vested = (genesisMicro.TEAM * (months < teamMonths ? months : teamMonths)) / teamMonths;
  return vested < byYear ? vested : byYear;
}

/** Whole calendar months from one moment to another, in UTC. */
export function monthsBetween(from: Date, to: Date): number {
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const reached =
    to.getUTCDate() > from.getUTCDate() ||
    (to.getUTCDate() === from.getUTCDate() && to.getTime() % dayMs >= from.getTime() % dayMs) ||
    isLastDay(to);
  return reached ? months : months - 1;
}

function isLastDay(date: Date): boolean {
  return new Date(date.getTime() + dayMs).getUTCDate() === 1;
}
