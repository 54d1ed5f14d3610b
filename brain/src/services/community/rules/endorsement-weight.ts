import { dayMs } from '@smartstart/units';

/** What an endorsement weighs (domain rules, section 9). Pure. */

export interface Endorser {
  /** The endorser’s own level in the skill; 0 without it. */
  readonly level: number;
  readonly verified: boolean;
  /** Since when both have worked in one venture; null when they share none. */
  readonly togetherSince: Date | null;
}

const knowingLevel = 3;
const workedTogetherMs = 30 * dayMs;
/** Endorsements that answer each other within these days weigh 1, whichever skills they name. */
export const mutualMs = 7 * dayMs;

/** 1, +1 own level ≥ 3, +1 that skill verified, +2 both worked ≥ 30 days in one venture. */
export function weightOf({ level, verified, togetherSince }: Endorser, now: Date): number {
  const together = togetherSince !== null && now.getTime() - togetherSince.getTime() >= workedTogetherMs;
  return 1 + (level >= knowingLevel ? 1 : 0) + (verified ? 1 : 0) + (together ? 2 : 0);
}
