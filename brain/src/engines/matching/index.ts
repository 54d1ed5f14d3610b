/**
 * The public face of the matching engine: people and opportunities in, scores with their reasons, rankings and choices
 * out. Pure: no clock, no chance, no I/O. The score is the transparent one of the domain (§8): stated weights, nothing
 * learnt, no probability. Scores and components are 0 to 1, levels 1 to 5, hours a week, years whole, clocks in minutes
 * ahead of UTC, instants in whatever unit the caller uses throughout.
 *
 * - `score` tells one pair with reasons; `bothSided` adds what the person looks for.
 * - `PeopleIndex` and `OpportunityIndex` find the best of many, after the hard filters of `admits`; `rankPeople` and
 *   `rankOpportunities` say the same, to the last bit, by scoring every pair.
 * - `diversify` varies a list, `assign` gives people seats nobody would swap, `fillTeam` finds a team for its skills.
 */

export {
  type Components,
  keptAbove,
  minutesApart,
  missingValue,
  mutual,
  weights,
} from './scoring/components.ts';
export { admits, memberRung, type Question, subscriberRung } from './scoring/filters.ts';
export {
  type Engagement,
  engagements,
  folded,
  foldedWords,
  levelsOf,
  limits,
  type Opportunity,
  type OpportunityType,
  opportunityTypes,
  type Person,
  type Reward,
  rewards,
  type SkillLevel,
  topicsOf,
  visibilities,
  type Visibility,
  type Wishes,
  yearsByStage,
} from './scoring/profiles.ts';
export { type Ranked, rankOpportunities, rankPeople } from './scoring/ranking.ts';
export type { Cause, Missing, Reason } from './scoring/reasons.ts';
export { bothSided, type BothSided, type Match, score } from './scoring/score.ts';
export { OpportunityIndex } from './lookup/opportunity-index.ts';
export { PeopleIndex } from './lookup/people-index.ts';
export { assign, type Placement, type Ranking, rankingOf, type Seat } from './selection/assignment.ts';
export { diversify, type DiversityTerms, likeness } from './selection/diversity.ts';
export { fillTeam, type Team, type TeamCandidate, type TeamTerms } from './selection/team.ts';
