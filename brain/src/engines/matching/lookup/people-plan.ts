import { hundredths, mutual, shareOf, weights } from '../scoring/components.ts';
import type { PlainQuestion } from '../scoring/filters.ts';
import { foldedPlace, limits, type Opportunity, topicsOf, within } from '../scoring/profiles.ts';
import {
  clockDistances,
  clocksWithin,
  hoursWith,
  kinds,
  neededRungs,
  nowhere,
  offerBits,
  remoteTable,
  shareTable,
  unknown,
} from './tables.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The least numerator of the skills with which the value can still reach the floor, everything else at its best. The
 * same operations as in the score, in the same order: each is monotone, so the bound holds to the last bit.
 */
export function leastSum({ skillWorth, best, bothSided }: Plan, floor: number): number {
  let low = 0;
  let high = skillWorth.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const score =
      hundredths(skillWorth[middle]!, best.experience, best.availability, best.location, best.interests) /
      100;
    if ((bothSided ? mutual(score, 1) : score) >= floor) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * A little less than the hundredths with which a value can reach the floor: whoever has fewer is passed over without the
 * exact comparison. The margin is some thousand times what rounding can do.
 */
export function roughFloor(floor: number, bothSided: boolean): number {
  if (floor <= 0) return -Infinity;
  // The value of both sides is at most the root of the score.
  return 100 * (bothSided ? floor * floor : floor) * (1 - 1e-12);
}

export type Plan = ReturnType<typeof planFor>;

/** All that a question knows before it looks at anybody: tables from the numbers of a column to weighted components. */
export function planFor(
  opportunity: Opportunity,
  asked: PlainQuestion,
  words: Vocabulary,
  skillsAsked: number,
) {
  const years = within('years', opportunity.years);
  const hours = opportunity.hours === null ? null : within('hours', opportunity.hours);
  const distances = clockDistances(opportunity.utcOffset);
  const farthest =
    opportunity.withinMinutes === null ? limits.distance.most : within('distance', opportunity.withinMinutes);
  const topics = topicsOf(opportunity).length;
  const place = foldedPlace(opportunity.place);
  const found = place === null ? -1 : words.find(kinds.place + place);
  const topicWorth = new Float64Array(topics + 2).fill(unknown.interests);
  for (let hits = 0; topics > 0 && hits <= topics; hits++)
    topicWorth[hits] = weights.interests * shareOf(hits, topics);
  const skillWorth = new Float64Array(skillsAsked + 1);
  for (let sum = 0; sum <= skillsAsked; sum++) skillWorth[sum] = weights.skills * (sum / skillsAsked);
  const experience = shareTable('experience', years);
  const availability = shareTable('availability', hours);
  return {
    needed: neededRungs(opportunity),
    clockAllowed: clocksWithin(distances, farthest),
    hoursAllowed: hoursWith(asked.availability, (free) => shareOf(free, hours)),
    offered: offerBits(opportunity),
    bothSided: asked.bothSided,
    above: asked.above,
    skillWorth,
    topicWorth,
    experience,
    availability,
    remote: opportunity.remote ? remoteTable(distances) : null,
    place: found < 0 ? nowhere : found,
    elsewhere: place === null ? unknown.location : 0,
    /** The most each of the other components can add. */
    best: {
      experience: Math.max(...experience),
      availability: Math.max(...availability),
      location: weights.location,
      interests: Math.max(unknown.interests, topicWorth[topics]!),
    },
  };
}
