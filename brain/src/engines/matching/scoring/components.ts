import { limits } from './profiles.ts';

/*
 * The arithmetic of the score, shared by the pair-by-pair form and the columnar one: what both compute from the same
 * whole numbers is the same to the last bit. Sums are whole numbers, and every rounding (one division a component, then
 * the weighted sum in one order) is monotone, so that no raised input can lower a score by rounding.
 */

/** Weights in hundredths (domain, "Transparent match score"). Their sum is 100, so five full components make exactly 1. */
export const weights = { skills: 40, experience: 20, availability: 15, location: 10, interests: 15 } as const;

/** What a missing input counts. */
export const missingValue = 0.5;

/** Matches above this are kept. */
export const keptAbove = 0.3;

/** The component values, each 0 to 1. */
export interface Components {
  readonly skills: number;
  readonly experience: number;
  readonly availability: number;
  readonly location: number;
  readonly interests: number;
}

export function weightedSum({ skills, experience, availability, location, interests }: Components): number {
  return (
    hundredths(
      weights.skills * skills,
      weights.experience * experience,
      weights.availability * availability,
      weights.location * location,
      weights.interests * interests,
    ) / 100
  );
}

/** The score in hundredths, from the components times their weights, always summed in this order. */
export function hundredths(
  skills: number,
  experience: number,
  availability: number,
  location: number,
  interests: number,
): number {
  return skills + experience + availability + location + interests;
}

/** Every level divides 60, so shares of levels are whole sixtieths and their sums exact. */
export const wholeLevel = 60;

/** min(held ÷ asked, 1) in sixtieths; 0 held is "not held". */
export function levelShare(held: number, asked: number): number {
  return held >= asked ? wholeLevel : (held * wholeLevel) / asked;
}

/**
 * How the sum of a person's level shares becomes the component: 0.8 × mean over required + 0.2 × mean over preferred as
 * one whole numerator over one whole denominator. Without preferred skills the required ones count alone; without
 * required ones that part is a missing input and counts half.
 */
export interface SkillScale {
  /** What a sixtieth of a required and of a preferred skill adds to the numerator. */
  readonly perRequired: number;
  readonly perPreferred: number;
  /** What the numerator starts with: the missing required part. */
  readonly base: number;
  readonly denominator: number;
}

export function skillScale(required: number, preferred: number): SkillScale | null {
  if (required === 0 && preferred === 0) return null;
  if (preferred === 0)
    return { perRequired: 1, perPreferred: 0, base: 0, denominator: wholeLevel * required };
  if (required === 0)
    return {
      perRequired: 0,
      perPreferred: 1,
      base: 2 * wholeLevel * preferred,
      denominator: 5 * wholeLevel * preferred,
    };
  return {
    perRequired: 4 * preferred,
    perPreferred: required,
    base: 0,
    denominator: 5 * wholeLevel * required * preferred,
  };
}

/** min(stated ÷ asked, 1): 1 where nothing is asked, half where one of the two is not stated. */
export function shareOf(stated: number | null, asked: number | null): number {
  if (asked === 0) return 1;
  if (stated === null || asked === null) return missingValue;
  return stated >= asked ? 1 : stated / asked;
}

/** Minutes between two places' clocks, the short way round the day: 0 to 720. */
export function minutesApart(one: number, other: number): number {
  const { least, most } = limits.utcOffset;
  if (one < least || one > most || other < least || other > most)
    throw new RangeError(`A time zone is ${least} to ${most} minutes ahead of UTC.`);
  const apart = Math.abs(one - other) % 1440;
  return Math.min(apart, 1440 - apart);
}

/** Remote work by the difference of the clocks: ≤ 3 h 1, ≤ 6 h 0.75, more 0.5. */
export function remoteValue(minutes: number): number {
  if (minutes <= 180) return 1;
  return minutes <= 360 ? 0.75 : 0.5;
}

/** A set of at most 31 choices as bits. */
export function bitsOf<T>(all: readonly T[], chosen: readonly T[]): number {
  return chosen.reduce((bits, one) => bits | (1 << all.indexOf(one)), 0);
}

/**
 * The person's side in sixths: for each of type, engagement and reward 2 where the offered one is among the wanted, 1
 * where nothing is stated, 0 where it is not wanted. A bit set wanted, one bit offered.
 */
export function wishSixths(
  typesWanted: number,
  type: number,
  engagementsWanted: number,
  engagement: number,
  rewardsWanted: number,
  reward: number,
): number {
  return wished(typesWanted, type) + wished(engagementsWanted, engagement) + wished(rewardsWanted, reward);
}

function wished(wanted: number, offered: number): number {
  if (wanted === 0) return 1;
  return (wanted & offered) === 0 ? 0 : 2;
}

/** The geometric mean: 0 as soon as one side is 0, and never above the better side. */
export function mutual(one: number, other: number): number {
  return Math.sqrt(one * other);
}
