import { z } from 'zod';
import { engagement, opportunity, opportunityType, rewardKind, skillLevel } from './opportunity-schemas.ts';
import { industry } from './venture-schemas.ts';
import { id, instant, text } from './wire.ts';

/** What matching tells on the wire: scores with their reasons, teams, what people look for, saved searches. */

/** Section 20.14. A match that was hidden may be shown again. */
export const matchState = z.enum(['SUGGESTED', 'VIEWED', 'APPLIED', 'ACCEPTED', 'REJECTED', 'IGNORED']);

export const share = z.number().min(0).max(1);
export const componentName = z.enum(['skills', 'experience', 'availability', 'location', 'interests']);
export const components = z.object({
  skills: share,
  experience: share,
  availability: share,
  location: share,
  interests: share,
});
export const matchReason = z.object({
  /** The component it explains; `wish` is what the person looks for, `other` anything beside the score. */
  about: z.enum([...componentName.options, 'wish', 'other']),
  text: z.string(),
});
/** An input that was not stated and counts half, with a sentence that says so. */
export const missingInput = z.object({
  input: z.string(),
  /** Whose input it is. */
  side: z.enum(['PERSON', 'OPPORTUNITY']),
  text: z.string(),
});
/** How the order was made. The score shown is the transparent one in both cases. */
export const ranking = z.object({
  mode: z.enum(['BASELINE', 'LEARNED']),
  /** A sentence that says why this mode is in use. */
  why: z.string(),
  /** Applications decided so far, and how many a learned order needs at least. */
  decided: z.int(),
  needed: z.int(),
  model: z.nullable(z.object({ name: z.string(), version: z.string(), trainedAt: instant })),
});
/** `READY`: from the index. `EXACT`: every open opportunity was scored, the index is still filling. */
export const readiness = z.enum(['READY', 'EXACT', 'WARMING', 'OFF']);

/** Papers behind which the details stand; the card is shown either way. */
export const papersFlag = z.object({ open: z.boolean(), missing: z.array(z.string()) });

const fit = {
  /** 0 to 1, by stated weights; not a probability. */
  score: share,
  /** The share of type, engagement and reward that the person looks for. */
  wish: share,
  components,
  reasons: z.array(matchReason),
  missing: z.array(missingInput),
};
export const match = z.object({
  id,
  state: matchState,
  opportunity,
  ...fit,
  papers: papersFlag,
  /** The person asked for more of this kind. */
  liked: z.boolean(),
  hiddenReason: z.nullable(z.string()),
  suggestedAt: instant,
  viewedAt: z.nullable(instant),
});
export const suggestions = z.object({
  items: z.array(match),
  ranking,
  readiness,
  /** What the person has not said, with what it would be good for. */
  missing: z.array(missingInput),
});

export const candidate = z.object({
  userId: id,
  name: z.string(),
  slug: z.string(),
  headline: z.string(),
  location: z.string(),
  skills: z.array(skillLevel),
  /** √(score × wish): high only where both sides want it. */
  value: share,
  ...fit,
  /** The papers that the details ask for are in force already. */
  papersOpen: z.boolean(),
  applicationId: z.nullable(id),
  invited: z.boolean(),
});

export const teamRole = z.strictObject({
  title: text(1, 80),
  seats: z.int().min(1).max(12).default(1),
  skills: z.array(skillLevel).min(1).max(15),
  hoursPerWeek: z.nullable(z.int().min(0).max(168)).optional(),
});
export const teamProposal = z.object({
  members: z.array(
    z.object({
      /** Null where one opportunity is filled as a whole. */
      role: z.nullable(z.string()),
      candidate,
      /** What this person brings to the team. */
      why: z.array(z.string()),
    }),
  ),
  /** 0 to 1: the mean over the skills asked of min(highest level in the team ÷ level asked, 1). */
  coverage: share,
  skills: z.array(
    z.object({
      name: z.string(),
      asked: z.int(),
      /** The highest level in the team; 0 where nobody has it. */
      best: z.int(),
      userId: z.nullable(id),
    }),
  ),
  /** Seats that nobody suitable was found for. */
  openSeats: z.int(),
  considered: z.int(),
  /** Every possible team was considered. */
  exact: z.boolean(),
  readiness,
});

export const wishes = {
  types: z.array(opportunityType).max(8),
  engagements: z.array(engagement).max(5),
  rewards: z.array(rewardKind).max(7),
  languages: z.array(text(1, 40)).max(10),
  /** False: nobody is proposed this person; own suggestions stay. */
  openToOffers: z.boolean(),
};
export const preferences = z.object({
  ...wishes,
  optedOut: z.boolean(),
  /** Why creators are not shown this person, if they are not. */
  notSuggested: z.array(z.string()),
});

export const searchFrequency = z.enum(['INSTANT', 'DAILY', 'OFF']);
/** The filters of the list of opportunities that a search keeps. */
export const searchFilters = z.strictObject({
  q: text(1, 200).optional(),
  type: opportunityType.optional(),
  engagement: engagement.optional(),
  reward: rewardKind.optional(),
  skill: text(1, 60).optional(),
  industry: industry.optional(),
  tag: text(1, 30).optional(),
  remote: z.enum(['true', 'false']).optional(),
  minHours: z.int().min(0).max(80).optional(),
  maxHours: z.int().min(1).max(80).optional(),
});
export const savedSearch = z.object({
  id,
  name: z.string(),
  filters: searchFilters,
  frequency: searchFrequency,
  /** Opportunities told of so far. */
  told: z.int(),
  lastToldAt: z.nullable(instant),
  version: z.int(),
  createdAt: instant,
});

export const suggestedVenture = z.object({
  id,
  slug: z.string(),
  name: z.string(),
  purpose: z.string(),
  industry: z.string(),
  phase: z.nullable(z.string()),
  skillsWanted: z.array(skillLevel),
  score: share,
  components,
  reasons: z.array(matchReason),
});
export const suggestedPerson = z.object({
  userId: id,
  name: z.string(),
  slug: z.string(),
  headline: z.string(),
  location: z.string(),
  score: share,
  reasons: z.array(matchReason),
});
