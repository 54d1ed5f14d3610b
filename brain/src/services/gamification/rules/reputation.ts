import { dayMs } from '@smartstart/units';

/** Rule scores of standing and community, and what an endorsement weighs (domain rules, section 9). Pure. */

export interface ReputationFigures {
  readonly xp: number;
  readonly endorsementWeights: readonly number[];
  readonly kudosReceived: number;
  readonly contributionsApproved: number;
  readonly ideas: number;
  readonly verifiedSkills: number;
}

export function reputationOf(figures: ReputationFigures): number {
  return (
    Math.floor(figures.xp / 100) +
    5 * figures.endorsementWeights.reduce((sum, weight) => sum + weight, 0) +
    3 * figures.kudosReceived +
    2 * figures.contributionsApproved +
    5 * figures.ideas +
    10 * figures.verifiedSkills
  );
}

/** Counts of the last 30 days. */
export interface CommunityFigures {
  readonly messages: number;
  readonly kudosGiven: number;
  readonly endorsementsGiven: number;
  readonly ideas: number;
  readonly pollVotes: number;
}

export const communityWindowMs = 30 * dayMs;

export function communityScore(figures: CommunityFigures): number {
  return (
    2 * figures.messages +
    5 * figures.kudosGiven +
    8 * figures.endorsementsGiven +
    10 * figures.ideas +
    3 * figures.pollVotes
  );
}

export interface Endorser {
  /** The endorser’s own level in the endorsed skill; 0 without it. */
  readonly level: number;
  readonly verified: boolean;
  /** The most days both have worked in one venture. */
  readonly sharedDays: number;
}

/** 1 to 5. One that is answered within the window says little, however well they know each other. */
export function endorsementWeight({ level, verified, sharedDays }: Endorser, mutual: boolean): number {
  if (mutual) return 1;
  return 1 + (level >= 3 ? 1 : 0) + (verified ? 1 : 0) + (sharedDays >= 30 ? 2 : 0);
}

export interface Endorsement {
  readonly from: string;
  readonly to: string;
  readonly at: Date;
}

export const mutualWindowMs = 7 * dayMs;

/** Answered by the other within 7 days, before or after, for whichever skill. Then both weigh 1. */
export function isMutual(endorsement: Endorsement, others: readonly Endorsement[]): boolean {
  return others.some(
    ({ from, to, at }) =>
      from === endorsement.to &&
      to === endorsement.from &&
      Math.abs(at.getTime() - endorsement.at.getTime()) <= mutualWindowMs,
  );
}
