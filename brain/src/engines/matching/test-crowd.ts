import { createDraw } from '../ml/chance.ts';
import {
  engagements,
  type Opportunity,
  opportunityTypes,
  type Person,
  rewards,
  type SkillLevel,
  visibilities,
} from './scoring/profiles.ts';

export const crowdNow = 1_000_000;
const offsets = [-480, -300, -240, 0, 60, 120, 330, 540];

export interface Crowd {
  person(number: number): Person;
  opportunity(number: number): Opportunity;
}

/** People and opportunities by a seed: some skills are common and some rare, and one input in eight is not stated. */
export function createCrowd(seed: number, size: { skills: number; topics: number; places: number }): Crowd {
  const draw = createDraw(seed);
  const stated = () => draw(8) > 0;
  // The product of two draws: low numbers are common words, high ones rare.
  const word = (kind: string, limit: number) => `${kind} ${Math.floor((draw(limit) * draw(limit)) / limit)}`;
  const words = (kind: string, limit: number, count: number) =>
    Array.from({ length: count }, () => word(kind, limit));
  const skills = (count: number): SkillLevel[] =>
    words('skill', size.skills, count).map((name) => ({ name, level: 1 + draw(5) }));
  const some = <T>(all: readonly T[]): T[] => all.filter(() => draw(3) === 0);
  const one = <T>(all: readonly T[]): T => all[draw(all.length)]!;
  return {
    person: (number) => ({
      id: personId(number),
      open: draw(20) > 0,
      rungs: [0, 1, 2, 3, 5].slice(0, 1 + draw(5)),
      ventureIds: draw(4) === 0 ? [`venture ${draw(50)}`] : [],
      skills: stated() ? skills(3 + draw(9)) : [],
      years: stated() ? draw(25) : null,
      hours: stated() ? draw(45) : null,
      place: stated() ? word('Place', size.places) : null,
      utcOffset: stated() ? one(offsets) : null,
      languages: stated() ? ['English', ...(draw(2) ? [word('language', 8)] : [])] : [],
      interests: stated() ? words('topic', size.topics, 2 + draw(6)) : [],
      wishes: { types: some(opportunityTypes), engagements: some(engagements), rewards: some(rewards) },
    }),
    opportunity: (number) => ({
      id: `opportunity ${number}`,
      creatorId: personId(draw(1_000)),
      open: draw(20) > 0,
      expiresAt: crowdNow + draw(100) - 5,
      visibility: draw(2) ? 'MEMBER_ONLY' : one(visibilities),
      ventureId: draw(4) ? `venture ${draw(50)}` : null,
      invitedIds: Array.from({ length: draw(4) }, () => personId(draw(100))),
      rungs: draw(3) ? [1] : [1, 3],
      type: one(opportunityTypes),
      engagement: one(engagements),
      reward: one(rewards),
      required: stated() ? skills(1 + draw(6)) : [],
      preferred: draw(2) ? skills(draw(4)) : [],
      years: one([0, 1, 3, 5, 7]),
      hours: stated() ? draw(41) : null,
      remote: draw(4) > 0,
      place: draw(2) ? word('place', size.places) : null,
      utcOffset: stated() ? one(offsets) : null,
      languages: draw(4) ? [] : ['english', word('language', 8)],
      withinMinutes: draw(4) ? null : 240 + draw(480),
      industry: stated() ? word('topic', size.topics) : null,
      tags: words('topic', size.topics, draw(4)),
    }),
  };
}

/** Ids whose order is their number's. */
export function personId(number: number): string {
  return `person ${String(number).padStart(7, '0')}`;
}
