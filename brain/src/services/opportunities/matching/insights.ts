import type { matchingWire } from '@smartstart/contract';
import {
  bothSided,
  folded,
  keptAbove,
  levelsOf,
  score,
  type Missing,
  type Person,
} from '../../../engines/matching/index.ts';
import type { Db } from '../../../kernel/db.ts';
import { fitsFor, seekerOf, type Fit, type Reader } from './fits.ts';
import type { Ground } from './ground.ts';
import { knownPerson } from './people.ts';
import { rounded } from './rules.ts';
import { counted, missingFor } from './words.ts';

/** The best so many are looked at, whether they fit already or not. */
const lookedAt = 200;
const mostGaps = 8;
const percent = (share: number) => `${Math.max(1, Math.round(share * 100))} %`;

export interface Insights {
  readonly optedOut: boolean;
  readonly readiness: (typeof matchingWire.readiness)['options'][number];
  readonly considered: number;
  readonly fitting: number;
  readonly gaps: {
    skill: string;
    level: number;
    held: number;
    opportunities: number;
    gain: number;
    text: string;
  }[];
  readonly missing: ((typeof matchingWire.missingInput)['_zod']['output'] & {
    opportunities: number;
    gain: number;
  })[];
}

/**
 * What would raise somebody's fit with what is open to them now: each skill they lack, and each input they have not
 * stated, is tried out on every one of the best opportunities, by the same score. No trend and no prediction.
 */
export async function insightsFor(ground: Ground, db: Db, actor: Reader): Promise<Insights> {
  const self = await knownPerson(ground, db, actor.userId);
  if (!self || self.optedOut)
    return {
      optedOut: self?.optedOut ?? false,
      readiness: 'OFF',
      considered: 0,
      fitting: 0,
      gaps: [],
      missing: [],
    };
  const { fits, readiness } = await fitsFor(ground, db, actor, self, { take: lookedAt, above: 0 });
  const person = seekerOf(self, actor);
  return {
    optedOut: false,
    readiness,
    considered: fits.length,
    fitting: fits.filter(({ match }) => match.score > keptAbove).length,
    gaps: gapsOf(person, fits),
    missing: unstated(fits),
  };
}

function gapsOf(person: Person, fits: readonly Fit[]): Insights['gaps'] {
  const held = levelsOf(person.skills);
  const asked = new Map<string, { level: number; fit: Fit }[]>();
  for (const fit of fits)
    for (const [skill, level] of levelsOf([
      ...fit.posted.opportunity.required,
      ...fit.posted.opportunity.preferred,
    ]))
      if ((held.get(skill) ?? 0) < level) asked.set(skill, [...(asked.get(skill) ?? []), { level, fit }]);
  const gaps = Array.from(asked, ([skill, wanted]) => {
    const level = mostFrequent(wanted.map((one) => one.level));
    const better = withSkill(person, skill, level);
    const gains = wanted.map(({ fit }) => score(better, fit.posted.opportunity).score - fit.match.score);
    const raised = gains.filter((gain) => gain > 0);
    const gain = raised.reduce((sum, one) => sum + one, 0) / Math.max(1, raised.length);
    return { skill, level, held: held.get(skill) ?? 0, opportunities: raised.length, gain };
  });
  return gaps
    .filter(({ opportunities }) => opportunities > 0)
    .toSorted((a, b) => b.gain * b.opportunities - a.gain * a.opportunities || (a.skill < b.skill ? -1 : 1))
    .slice(0, mostGaps)
    .map((gap) => ({ ...gap, gain: rounded(gap.gain), text: gapText(gap) }));
}

function gapText({
  skill,
  level,
  held,
  opportunities,
  gain,
}: Omit<Insights['gaps'][number], 'text'>): string {
  const step = held > 0 ? `${skill} at level ${level} instead of ${held}` : `${skill} at level ${level}`;
  return `${step} would raise your score for ${counted(opportunities, 'open opportunity').replace('opportunitys', 'opportunities')} by ${percent(gain)} on average.`;
}

function withSkill(person: Person, skill: string, level: number): Person {
  const others = person.skills.filter(({ name }) => folded(name) !== skill);
  return { ...person, skills: [...others, { name: skill, level }] };
}

/** Of several as frequent ones the lowest: the nearest step. */
function mostFrequent(levels: readonly number[]): number {
  const counts = Map.groupBy(levels, (level) => level);
  return [...counts].toSorted(([a, ones], [b, others]) => others.length - ones.length || a - b)[0]![0];
}

/** Inputs not stated, with the score at most: the same opportunities as if the input met them in full. */
const atBest: Partial<Record<Missing, (fit: Fit) => Person>> = {
  'person.years': ({ person, posted }) => ({ ...person, years: posted.opportunity.years }),
  'person.hours': ({ person, posted }) => ({ ...person, hours: posted.opportunity.hours ?? 0 }),
  'person.place': ({ person, posted }) => ({ ...person, place: posted.opportunity.place }),
  'person.interests': ({ person, posted: { opportunity } }) => ({
    ...person,
    interests: [...opportunity.tags, ...(opportunity.industry === null ? [] : [opportunity.industry])],
  }),
  'person.skills': ({ person, posted: { opportunity } }) => ({
    ...person,
    skills: [...opportunity.required, ...opportunity.preferred],
  }),
};

function unstated(fits: readonly Fit[]): Insights['missing'] {
  return (Object.keys(atBest) as (keyof typeof atBest)[]).flatMap((input) => {
    const counted = fits.filter(({ match }) => match.missing.includes(input));
    const gains = counted.map((fit) => {
      const best = bothSided(atBest[input]!(fit), fit.posted.opportunity).score;
      return Math.max(0, best - fit.match.score);
    });
    if (gains.length === 0) return [];
    const gain = rounded(gains.reduce((sum, one) => sum + one, 0) / gains.length);
    return missingFor('PERSON', [input]).map((one) => ({ ...one, opportunities: gains.length, gain }));
  });
}
