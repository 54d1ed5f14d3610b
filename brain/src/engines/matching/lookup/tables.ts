import {
  bitsOf,
  type Components,
  minutesApart,
  missingValue,
  remoteValue,
  shareOf,
  weights,
  wishSixths,
} from '../scoring/components.ts';
import { memberRung, subscriberRung } from '../scoring/filters.ts';
import {
  engagements,
  limits,
  type Opportunity,
  opportunityTypes,
  rewards,
  within,
  type Wishes,
} from '../scoring/profiles.ts';

const clockCount = limits.utcOffset.most - limits.utcOffset.least + 1;

/** How a column says "not stated"; a clock says it with the number after the last clock. */
export const unstated = { small: 255, clock: clockCount, word: -1 } as const;

/** What a component without its inputs adds, before the division by 100. */
export const unknown = {
  skills: weights.skills * missingValue,
  location: weights.location * missingValue,
  interests: weights.interests * missingValue,
} as const;

/** Kinds of word that share one vocabulary. */
export const kinds = {
  skill: 's ',
  interest: 'i ',
  language: 'l ',
  venture: 'v ',
  place: 'p ',
  person: 'u ',
} as const;

/** A term and its level in one number. */
export const levelBits = 3;
export const levelMask = 7;

/** A place nobody has: what is asked for is stated, and equal to nothing. */
export const nowhere = -2;

export function smallOf(value: number | null): number {
  return value ?? unstated.small;
}

/** A time zone as the minutes after the westernmost, which fit a column of whole numbers. */
export function clockOf(utcOffset: number | null): number {
  return utcOffset === null ? unstated.clock : utcOffset - limits.utcOffset.least;
}

/** weight × min(stated ÷ asked, 1) for each value of a column, "not stated" included. */
export function shareTable(component: keyof Components, asked: number | null): Float64Array {
  const table = new Float64Array(unstated.small + 1);
  for (let stated = 0; stated <= unstated.small; stated++)
    table[stated] = weights[component] * shareOf(numberOf(stated), asked);
  return table;
}

/** The same from the side of the one who states: for each value asked. */
export function askedTable(component: keyof Components, stated: number | null): Float64Array {
  const table = new Float64Array(unstated.small + 1);
  for (let asked = 0; asked <= unstated.small; asked++)
    table[asked] = weights[component] * shareOf(stated, numberOf(asked));
  return table;
}

/** Which hours of a column leave the availability component at least so high, as 1 and 0. */
export function hoursWith(least: number, value: (hours: number | null) => number): Uint8Array {
  const table = new Uint8Array(unstated.small + 1);
  for (let hours = 0; hours <= unstated.small; hours++)
    table[hours] = value(numberOf(hours)) >= least ? 1 : 0;
  return table;
}

/** Which clocks are near enough, as 1 and 0; one that is not stated is. */
export function clocksWithin(distances: Uint16Array | null, farthest: number): Uint8Array {
  const table = new Uint8Array(clockCount + 1).fill(1);
  for (let clock = 0; distances && clock < clockCount; clock++)
    if (distances[clock]! > farthest) table[clock] = 0;
  return table;
}

function numberOf(small: number): number | null {
  return small === unstated.small ? null : small;
}

/** Minutes from one clock to every other, and none to one that is not stated; null when the one is not stated. */
export function clockDistances(utcOffset: number | null): Uint16Array | null {
  if (utcOffset === null) return null;
  const distances = new Uint16Array(clockCount + 1);
  for (let clock = 0; clock < clockCount; clock++)
    distances[clock] = minutesApart(utcOffset, clock + limits.utcOffset.least);
  return distances;
}

/** weight × the location component of remote work, for each clock of a column. */
export function remoteTable(distances: Uint16Array | null): Float64Array {
  const table = new Float64Array(clockCount + 1).fill(weights.location * missingValue);
  for (let clock = 0; distances && clock < clockCount; clock++)
    table[clock] = weights.location * remoteValue(distances[clock]!);
  return table;
}

/** Rungs as bits. */
export function rungBits(rungs: readonly number[]): number {
  return rungs.reduce((bits, rung) => bits | (1 << within('rung', rung)), 0);
}

/** The papers' rungs, and the one that opens what only members or subscribers see. */
export function neededRungs({ rungs, visibility }: Opportunity): number {
  const opening =
    visibility === 'MEMBER_ONLY' ? [memberRung] : visibility === 'SUBSCRIBER_ONLY' ? [subscriberRung] : [];
  return rungBits([...rungs, ...opening]);
}

/** Wanted types, engagements and rewards, each set in a byte of its own; an offer has one bit in each. */
export function wishBits({ types, engagements: wanted, rewards: paid }: Wishes): number {
  return bitsOf(opportunityTypes, types) | (bitsOf(engagements, wanted) << 8) | (bitsOf(rewards, paid) << 16);
}

export function offerBits({ type, engagement, reward }: Opportunity): number {
  return wishBits({ types: [type], engagements: [engagement], rewards: [reward] });
}

/** The wish of a pair from its two packed numbers, 0 to 1. */
export function wishValue(wanted: number, offered: number): number {
  return (
    wishSixths(
      wanted & 0xff,
      offered & 0xff,
      wanted & 0xff00,
      offered & 0xff00,
      wanted & 0xff0000,
      offered & 0xff0000,
    ) / 6
  );
}
