import type { matchingWire } from '@smartstart/contract';
import { likeness, type Opportunity } from '../../../engines/matching/index.ts';
import type { Machine } from '../../../kernel/machine.ts';

/** What is shown and kept of matches (domain rules, sections 8 and 20.14). Pure. */

export type MatchState = (typeof matchingWire.matchState)['options'][number];
export type MatchEvent = 'view' | 'ignore' | 'restore' | 'apply' | 'accept' | 'reject';

/** `restore` undoes a hiding by mistake; the rest is the table of the domain rules. */
export const matchMachine: Machine<MatchState, MatchEvent> = {
  name: 'match',
  start: 'SUGGESTED',
  transitions: [
    { event: 'view', from: ['SUGGESTED'], to: 'VIEWED', by: 'the person' },
    { event: 'ignore', from: ['SUGGESTED', 'VIEWED'], to: 'IGNORED', by: 'the person' },
    { event: 'restore', from: ['IGNORED'], to: 'VIEWED', by: 'the person' },
    { event: 'apply', from: ['VIEWED'], to: 'APPLIED', by: 'the application' },
    { event: 'accept', from: ['APPLIED'], to: 'ACCEPTED', by: 'the answer' },
    { event: 'reject', from: ['APPLIED'], to: 'REJECTED', by: 'the answer' },
  ],
};

/** How many are shown, and out of how many the varied few are chosen. */
export const shown = { matches: 10, newcomer: 5, ventures: 3, people: 3 } as const;
export const considered = 60;
/** How many candidates a team is filled from; forty and four are searched to the end. */
export const teamPool = 40;
/** Applications that must be decided before a learned order may be used (domain rules, section 14). */
export const decidedNeeded = 500;
/** Of the value against likeness to what is shown above: a close second of the same kind gives way, a far one does not. */
export const variety = 0.85;
/** What being like something the person asked for more of is worth at most, in the order only. */
export const likedBonus = 0.1;

/** What two suggestions have in common when a reader would call them alike. */
export function featuresOf(opportunity: Opportunity): Set<string> {
  return new Set([
    `type ${opportunity.type}`,
    `creator ${opportunity.ventureId ?? opportunity.creatorId}`,
    ...(opportunity.industry === null ? [] : [`industry ${opportunity.industry.toLowerCase()}`]),
    ...opportunity.required.map(({ name }) => `skill ${name.toLowerCase()}`),
    ...opportunity.tags.map((tag) => `tag ${tag.toLowerCase()}`),
  ]);
}

/** 0 to 1: how much it is like the one of these it is most alike. */
export function likenessToAny(features: ReadonlySet<string>, others: readonly ReadonlySet<string>[]): number {
  return Math.max(0, ...others.map((other) => likeness(features, other)));
}

/** To three places: what is beyond says nothing, and is different on another machine. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
