import { hubId, type Account } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import type { People } from './deps.ts';

/** Who stands on a side of a posting, as people read it. */
export interface Party {
  readonly userId: string | null;
  readonly name: string;
}

const hubNames: Partial<Record<Account, string>> = {
  STAKING: 'Staking pool',
  USER_REWARDS: 'Rewards pool',
  COMMUNITY: 'Community pool',
  VENTURE_FUND: 'Venture fund',
  RESERVE: 'Reserve',
  LIQUIDITY: 'Liquidity pool',
  TEAM: 'Hub team pool',
  TREASURY: 'Treasury',
  INTEREST_RESERVED: 'Reserved interest',
  BURNED: 'Burned',
};

export function hubParty(account: string): Party {
  return { userId: null, name: hubNames[account as Account] ?? 'The hub' };
}

/** Names of people in one batch; somebody who was erased is a former member. */
export async function nameParties(
  db: Db,
  people: People,
  ids: readonly (string | null)[],
): Promise<(userId: string | null, account?: string) => Party> {
  const wanted = [...new Set(ids)].filter((id): id is string => id !== null && id !== hubId);
  const known = wanted.length ? await people.byIds(db, wanted) : new Map<string, { name: string }>();
  return (userId, account = '') => {
    if (userId === null || userId === hubId) return hubParty(account);
    return { userId, name: known.get(userId)?.name ?? 'A former member' };
  };
}
