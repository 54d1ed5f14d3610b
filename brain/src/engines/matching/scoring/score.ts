import {
  bitsOf,
  type Components,
  levelShare,
  minutesApart,
  missingValue,
  mutual,
  remoteValue,
  shareOf,
  skillScale,
  weightedSum,
  wishSixths,
} from './components.ts';
import {
  engagements,
  foldedPlace,
  foldedWords,
  levelsOf,
  type Opportunity,
  opportunityTypes,
  type Person,
  rewards,
  topicsOf,
  within,
} from './profiles.ts';
import { type Missing, type Reason, sentence } from './reasons.ts';

export interface Match {
  /** 0 to 1: how well the person meets what the opportunity asks. A score by stated weights, not a probability. */
  readonly score: number;
  readonly components: Components;
  /** Inputs that were not stated and counted half, in the order of the components. */
  readonly missing: readonly Missing[];
  /** One reason a component, then one for each missing input. */
  readonly reasons: readonly Reason[];
}

/**
 * The transparent match score of domain §8, 0.40 skills + 0.20 experience + 0.15 availability + 0.10 location + 0.15
 * interests. It belongs to the pair: people for an opportunity and opportunities for a person are ranked by this one
 * function. Raising a stated input (a level, years, hours, one more interest, a nearer clock) never lowers it.
 */
export function score(person: Person, opportunity: Opportunity): Match {
  const parts = [
    skillsPart(person, opportunity),
    experiencePart(person, opportunity),
    availabilityPart(person, opportunity),
    locationPart(person, opportunity),
    interestsPart(person, opportunity),
  ] as const;
  const [skills, experience, availability, location, interests] = parts;
  const missing = parts.flatMap((part) => part.missing);
  const components = {
    skills: skills.value,
    experience: experience.value,
    availability: availability.value,
    location: location.value,
    interests: interests.value,
  };
  return {
    score: weightedSum(components),
    components,
    missing,
    reasons: [
      ...parts.flatMap((part) => part.reasons),
      ...missing.map((input) => sentence({ code: 'MISSING', component: componentOf[input], input })),
    ],
  };
}

export interface BothSided {
  /** √(score × wish), 0 to 1: high only where both sides want it. */
  readonly value: number;
  readonly score: number;
  /** 0 to 1: the share of type, engagement and reward that the person looks for; what is not stated counts half. */
  readonly wish: number;
  readonly missing: readonly Missing[];
}

/** What the opportunity asks and what the person looks for, in one number. */
export function bothSided(person: Person, opportunity: Opportunity): BothSided {
  const match = score(person, opportunity);
  const wish = wishOf(person, opportunity);
  const { wishes } = person;
  const missing: Missing[] = [...match.missing];
  if (wishes.types.length === 0) missing.push('person.wishes.types');
  if (wishes.engagements.length === 0) missing.push('person.wishes.engagements');
  if (wishes.rewards.length === 0) missing.push('person.wishes.rewards');
  return { value: mutual(match.score, wish), score: match.score, wish, missing };
}

function wishOf({ wishes }: Person, { type, engagement, reward }: Opportunity): number {
  return (
    wishSixths(
      bitsOf(opportunityTypes, wishes.types),
      bitsOf(opportunityTypes, [type]),
      bitsOf(engagements, wishes.engagements),
      bitsOf(engagements, [engagement]),
      bitsOf(rewards, wishes.rewards),
      bitsOf(rewards, [reward]),
    ) / 6
  );
}

interface Part {
  readonly value: number;
  readonly missing: readonly Missing[];
  readonly reasons: readonly Reason[];
}

const componentOf: Record<Missing, keyof Components | 'wishes'> = {
  'person.skills': 'skills',
  'opportunity.required': 'skills',
  'person.years': 'experience',
  'person.hours': 'availability',
  'opportunity.hours': 'availability',
  'person.place': 'location',
  'opportunity.place': 'location',
  'person.utcOffset': 'location',
  'opportunity.utcOffset': 'location',
  'person.interests': 'interests',
  'opportunity.topics': 'interests',
  'person.wishes.types': 'wishes',
  'person.wishes.engagements': 'wishes',
  'person.wishes.rewards': 'wishes',
};

function skillsPart(person: Person, opportunity: Opportunity): Part {
  const held = levelsOf(person.skills);
  const required = levelsOf(opportunity.required);
  const preferred = levelsOf(opportunity.preferred);
  const missing: Missing[] = [];
  if (held.size === 0) missing.push('person.skills');
  if (required.size === 0) missing.push('opportunity.required');
  const scale = skillScale(required.size, preferred.size);
  if (held.size === 0 || scale === null) return { value: missingValue, missing, reasons: [] };
  const first = comparison(held, required);
  const second = comparison(held, preferred);
  const numerator = scale.base + scale.perRequired * first.sixtieths + scale.perPreferred * second.sixtieths;
  const reasons: Reason[] = [];
  if (required.size > 0)
    reasons.push(
      sentence({
        code: 'REQUIRED_SKILLS',
        component: 'skills',
        met: first.met.length,
        asked: required.size,
        below: first.below,
        lacking: first.lacking,
      }),
    );
  if (preferred.size > 0)
    reasons.push(
      sentence({
        code: 'PREFERRED_SKILLS',
        component: 'skills',
        met: second.met.length,
        asked: preferred.size,
      }),
    );
  return { value: numerator / scale.denominator, missing, reasons };
}

function comparison(held: ReadonlyMap<string, number>, asked: ReadonlyMap<string, number>) {
  const met: string[] = [];
  const below: string[] = [];
  const lacking: string[] = [];
  let sixtieths = 0;
  for (const [name, level] of asked) {
    const own = held.get(name) ?? 0;
    sixtieths += levelShare(own, level);
    (own >= level ? met : own > 0 ? below : lacking).push(name);
  }
  return { sixtieths, met, below, lacking };
}

function experiencePart(person: Person, opportunity: Opportunity): Part {
  const needed = within('years', opportunity.years);
  const years = person.years === null ? null : within('years', person.years);
  if (needed === 0) return whole(1, sentence({ code: 'NO_EXPERIENCE_NEEDED', component: 'experience' }));
  if (years === null) return { value: missingValue, missing: ['person.years'], reasons: [] };
  return whole(
    shareOf(years, needed),
    sentence({ code: 'EXPERIENCE', component: 'experience', years, needed }),
  );
}

function availabilityPart(person: Person, opportunity: Opportunity): Part {
  const asked = opportunity.hours === null ? null : within('hours', opportunity.hours);
  const free = person.hours === null ? null : within('hours', person.hours);
  const value = shareOf(free, asked);
  if (asked === 0) return whole(value, sentence({ code: 'NO_HOURS_ASKED', component: 'availability' }));
  if (free !== null && asked !== null)
    return whole(value, sentence({ code: 'HOURS', component: 'availability', free, asked }));
  const missing: Missing[] = [];
  if (free === null) missing.push('person.hours');
  if (asked === null) missing.push('opportunity.hours');
  return { value, missing, reasons: [] };
}

function locationPart(person: Person, opportunity: Opportunity): Part {
  const home = foldedPlace(person.place);
  const place = foldedPlace(opportunity.place);
  if (home !== null && home === place)
    return whole(1, sentence({ code: 'SAME_PLACE', component: 'location', place: opportunity.place! }));
  if (!opportunity.remote) {
    if (home !== null && place !== null)
      return whole(0, sentence({ code: 'ELSEWHERE', component: 'location', place: opportunity.place! }));
    const missing: Missing[] = [];
    if (home === null) missing.push('person.place');
    if (place === null) missing.push('opportunity.place');
    return { value: missingValue, missing, reasons: [] };
  }
  if (person.utcOffset !== null && opportunity.utcOffset !== null) {
    const minutes = minutesApart(person.utcOffset, opportunity.utcOffset);
    return whole(remoteValue(minutes), sentence({ code: 'CLOCKS', component: 'location', minutes }));
  }
  const missing: Missing[] = [];
  if (person.utcOffset === null) missing.push('person.utcOffset');
  if (opportunity.utcOffset === null) missing.push('opportunity.utcOffset');
  return { value: missingValue, missing, reasons: [] };
}

function interestsPart(person: Person, opportunity: Opportunity): Part {
  const interests = new Set(foldedWords(person.interests));
  const topics = topicsOf(opportunity);
  const missing: Missing[] = [];
  if (interests.size === 0) missing.push('person.interests');
  if (topics.length === 0) missing.push('opportunity.topics');
  if (missing.length > 0) return { value: missingValue, missing, reasons: [] };
  const shared = topics.filter((topic) => interests.has(topic));
  return whole(
    shareOf(shared.length, topics.length),
    sentence({ code: 'TOPICS', component: 'interests', shared, asked: topics.length }),
  );
}

function whole(value: number, reason: Reason): Part {
  return { value, missing: [], reasons: [reason] };
}
