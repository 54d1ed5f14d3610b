import type { buzWire } from '@smartstart/contract';
import { buz, dayMs, interestMicro, showBuz } from '@smartstart/units';

/** Tiers, figures and states of staking (sections 5.6 and 20.12). Pure. */

export type TierName = (typeof buzWire.stakeTier)['options'][number];
export type StakeState = (typeof buzWire.stakeState)['options'][number];

export interface Tier {
  readonly tier: TierName;
  readonly rateBps: number;
  readonly days: number;
  /** Of one stake. */
  readonly minimumMicro: bigint;
  /** Of all running stakes of a person in this tier. */
  readonly maximumMicro: bigint;
}

export const tiers: readonly Tier[] = [
  { tier: 'BRONZE', rateBps: 500, days: 30, minimumMicro: buz(100), maximumMicro: buz(10_000) },
  { tier: 'SILVER', rateBps: 800, days: 90, minimumMicro: buz(500), maximumMicro: buz(50_000) },
  { tier: 'GOLD', rateBps: 1_200, days: 180, minimumMicro: buz(1_000), maximumMicro: buz(100_000) },
  { tier: 'PLATINUM', rateBps: 1_800, days: 365, minimumMicro: buz(5_000), maximumMicro: buz(500_000) },
];

export function tierOf(name: string): Tier {
  return tiers.find(({ tier }) => tier === name)!;
}

export interface Stake {
  readonly state: string;
  readonly amount_micro: bigint;
  readonly interest_micro: bigint;
  readonly rate_bps: number;
  readonly days: number;
  readonly opened_at: Date;
  readonly matures_at: Date;
}

/** Why a stake of this amount cannot be opened beside those that run in the tier, as a sentence. */
export function boundsFault(tier: Tier, amountMicro: bigint, runningMicro: bigint): string | null {
  if (amountMicro < tier.minimumMicro)
    return `A stake in this tier is at least ${showBuz(tier.minimumMicro)} BUZ.`;
  if (runningMicro + amountMicro <= tier.maximumMicro) return null;
  const left = tier.maximumMicro > runningMicro ? tier.maximumMicro - runningMicro : 0n;
  return `Your stakes in this tier may come to ${showBuz(tier.maximumMicro)} BUZ; ${showBuz(left)} BUZ are left.`;
}

/** What an early exit keeps back: a tenth, rounded down in the owner's favour. */
export function penaltyMicro(amountMicro: bigint): bigint {
  return amountMicro / 10n;
}

/** What leaving now would cost: nothing once the term is over. */
export function exitCostMicro(stake: Stake, now: Date): bigint {
  return stake.state === 'ACTIVE' && !isDue(stake, now) ? penaltyMicro(stake.amount_micro) : 0n;
}

/** Interest of the whole days gone by. A stake that was left early has earned none. */
export function accruedMicro(stake: Stake, now: Date): bigint {
  if (stake.state === 'EXITED_EARLY') return 0n;
  if (stake.state === 'MATURED') return stake.interest_micro;
  const days = Math.floor((now.getTime() - stake.opened_at.getTime()) / dayMs);
  return interestMicro(stake.amount_micro, stake.rate_bps, Math.min(Math.max(days, 0), stake.days));
}

export function isDue(stake: Pick<Stake, 'matures_at'>, now: Date): boolean {
  return stake.matures_at <= now;
}

type StakeEvent = 'mature' | 'exit';

/** Section 20.12. A transition that is not listed does not exist. */
const transitions: Record<StakeEvent, Partial<Record<StakeState, StakeState>>> = {
  mature: { ACTIVE: 'MATURED' },
  exit: { ACTIVE: 'EXITED_EARLY' },
};

export function nextStakeState(state: string, event: StakeEvent): StakeState | null {
  return transitions[event][state as StakeState] ?? null;
}
