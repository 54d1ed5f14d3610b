import type { Feature, FeatureVector } from '../../../services/models/index.ts';
import {
  dayAfter,
  daysBetween,
  dayStart,
  dayText,
  factsAt,
  knownBefore,
  lastActive,
  windowOf,
  type History,
} from './history.ts';

/**
 * What models look at of a person, as known at a moment. One function makes the rows of training and what is served. A day
 * counts once it has ended, and an event once it has arrived: whatever came later changes nothing. Age, sex, origin,
 * religion, health, name, language and place are not among them.
 */

export const featureSet = 'person-behaviour-1';

export const personFeatures = [
  { name: 'daysSinceActive', kind: 'number', description: 'days since the last active day', monotone: 1 },
  { name: 'activeDays7', kind: 'number', description: 'active days in the last 7' },
  { name: 'activeDays30', kind: 'number', description: 'active days in the last 30' },
  { name: 'activeDays90', kind: 'number', description: 'active days in the last 90' },
  {
    name: 'trend',
    kind: 'number',
    description: 'active days of the last 30 against the 30 before',
  },
  { name: 'featureBreadth', kind: 'number', description: 'different features used in 30 days' },
  { name: 'featureUses', kind: 'number', description: 'uses of features in 30 days' },
  { name: 'contentItems', kind: 'number', description: 'things written or shared in 30 days' },
  { name: 'ventures', kind: 'number', description: 'ventures taken part in' },
  { name: 'teams', kind: 'number', description: 'teams' },
  { name: 'connections', kind: 'number', description: 'connections' },
  { name: 'compliance', kind: 'number', description: 'compliance score' },
  { name: 'xp', kind: 'number', description: 'XP' },
  { name: 'reputation', kind: 'number', description: 'reputation' },
  { name: 'seat', kind: 'category', description: 'state of the seat' },
  { name: 'openRequests', kind: 'number', description: 'open support requests' },
  { name: 'tenureDays', kind: 'number', description: 'days since the account was opened' },
] as const satisfies readonly Feature[];

export type FeatureName = (typeof personFeatures)[number]['name'];

export function featuresAt(history: History, asOf: Date): FeatureVector {
  const cutoff = dayText(asOf);
  const before = (days: number) => dayAfter(cutoff, -days);
  const days = knownBefore(history.days, cutoff);
  const last = lastActive(days);
  const [week, month, monthBefore, quarter] = [
    windowOf(days, before(7), before(1)),
    windowOf(days, before(30), before(1)),
    windowOf(days, before(60), before(31)),
    windowOf(days, before(90), before(1)),
  ];
  const facts = factsAt(history.facts, dayStart(cutoff));
  return {
    daysSinceActive: last === null ? null : daysBetween(last, cutoff),
    activeDays7: week.activeDays,
    activeDays30: month.activeDays,
    activeDays90: quarter.activeDays,
    // Of the logarithms, so that from 2 days to 1 weighs as much as from 20 to 10.
    trend: Math.log((month.activeDays + 1) / (monthBefore.activeDays + 1)),
    featureBreadth: month.features,
    featureUses: month.uses,
    contentItems: month.content,
    ventures: facts?.ventures ?? null,
    teams: facts?.teams ?? null,
    connections: facts?.connections ?? null,
    compliance: facts?.compliance ?? null,
    xp: facts?.xp ?? null,
    reputation: facts?.reputation ?? null,
    seat: facts?.seat ?? null,
    openRequests: facts?.openRequests ?? null,
    tenureDays: Math.max(
      0,
      Math.floor((dayStart(cutoff).getTime() - history.joinedAt.getTime()) / 86_400_000),
    ),
  };
}
