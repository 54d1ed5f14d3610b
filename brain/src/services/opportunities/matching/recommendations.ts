import type { matchingWire } from '@smartstart/contract';
import {
  keptAbove,
  score,
  yearsByStage,
  type Match,
  type Opportunity,
  type Person,
} from '../../../engines/matching/index.ts';
import type { Db } from '../../../kernel/db.ts';
import { seekerOf, type Reader } from './fits.ts';
import type { Ground, SeekingVenture } from './ground.ts';
import { knownPeople, knownPerson, type Known } from './people.ts';
import { rounded, shown } from './rules.ts';
import { roundedAll } from './views.ts';
import { reasonsFor } from './words.ts';

type VentureView = (typeof matchingWire.suggestedVenture)['_zod']['input'];
type PersonView = (typeof matchingWire.suggestedPerson)['_zod']['input'];

/** The newest ventures that look for people are looked at. */
const venturesLookedAt = 500;
const most = 15;

/** Ventures whose cards name what the person has, and people who have what the person has. */
export async function othersFor(
  ground: Ground,
  db: Db,
  actor: Reader,
): Promise<{ ventures: VentureView[]; people: PersonView[] }> {
  const self = await knownPerson(ground, db, actor.userId);
  if (!self || self.optedOut) return { ventures: [], people: [] };
  return {
    ventures: await venturesFor(ground, db, actor, self),
    people: await peopleLike(ground, db, actor, self),
  };
}

async function venturesFor(ground: Ground, db: Db, actor: Reader, self: Known): Promise<VentureView[]> {
  const person = seekerOf(self, actor);
  const seeking = await ground.seeking(db, venturesLookedAt);
  const others = seeking.filter(({ id }) => !person.ventureIds.includes(id));
  const stages = others.length
    ? await ground.posting.stagesOf(
        db,
        others.map(({ id }) => id),
      )
    : new Map<string, string>();
  return others
    .map((venture) => ({ venture, match: score(person, asOpportunity(venture, stages.get(venture.id))) }))
    .filter(({ match }) => match.score > keptAbove && meets(match))
    .toSorted((a, b) => b.match.score - a.match.score || (a.venture.id < b.venture.id ? -1 : 1))
    .slice(0, shown.ventures)
    .map(({ venture, match }) => ({
      id: venture.id,
      slug: venture.slug,
      name: venture.name,
      purpose: venture.purpose,
      industry: venture.industry,
      phase: venture.phase,
      skillsWanted: venture.skillsWanted.map(({ name, level }) => ({ name, level })),
      score: rounded(match.score),
      components: roundedAll(match.components),
      reasons: reasonsFor('PERSON', match),
    }));
}

/** Inputs nobody stated count half; that alone is no reason to suggest anything. */
function meets({ reasons }: Match): boolean {
  return reasons.some(
    (reason) =>
      (reason.code === 'REQUIRED_SKILLS' && reason.lacking.length < reason.asked) ||
      (reason.code === 'TOPICS' && reason.shared.length > 0),
  );
}

const nothingAsked = {
  creatorId: '',
  open: true,
  expiresAt: Infinity,
  visibility: 'MEMBER_ONLY',
  ventureId: null,
  invitedIds: [],
  rungs: [1],
  type: 'VENTURE_COLLABORATION',
  engagement: 'PART_TIME',
  reward: 'EQUITY',
  preferred: [],
  hours: null,
  remote: true,
  place: null,
  utcOffset: null,
  languages: [],
  withinMinutes: null,
} as const satisfies Partial<Opportunity>;

function asOpportunity(venture: SeekingVenture, stage: string | undefined): Opportunity {
  const years: Readonly<Record<string, number>> = yearsByStage;
  return {
    ...nothingAsked,
    id: venture.id,
    required: venture.skillsWanted,
    years: years[stage?.toUpperCase() ?? ''] ?? 0,
    industry: venture.industry,
    tags: venture.tags,
  };
}

/** The same components, asked by what the person states: people who share skills, interests and the time of day. */
async function peopleLike(ground: Ground, db: Db, actor: Reader, self: Known): Promise<PersonView[]> {
  const person = seekerOf(self, actor);
  if (person.skills.length === 0 && person.interests.length === 0) return [];
  const opportunity = likeOneself(person);
  const at = ground.posting.kernel.clock.now().getTime();
  const { ranked } = await ground.readModel.peopleFor(opportunity, { at, take: most });
  const known = await knownPeople(
    ground,
    db,
    ranked.map(({ id }) => id),
  );
  return ranked
    .flatMap(({ id }) => {
      const one = known.get(id);
      if (!one?.person.open || id === actor.userId) return [];
      const match = score(one.person, opportunity);
      return meets(match) ? [{ one, match }] : [];
    })
    .toSorted((a, b) => b.match.score - a.match.score || (a.one.person.id < b.one.person.id ? -1 : 1))
    .slice(0, shown.people)
    .map(({ one: { profile }, match }) => ({
      userId: profile.id,
      name: profile.name,
      slug: profile.slug,
      headline: profile.headline,
      location: profile.location,
      score: rounded(match.score),
      reasons: sharedReasons(match),
    }));
}

function likeOneself(person: Person): Opportunity {
  return {
    ...nothingAsked,
    id: person.id,
    creatorId: person.id,
    required: person.skills.slice(0, most),
    years: 0,
    place: person.place,
    utcOffset: person.utcOffset,
    industry: null,
    tags: person.interests,
  };
}

/** Of two people it is what they share that is said, not what one asks of the other. */
function sharedReasons({ reasons }: Match): PersonView['reasons'] {
  return reasons.flatMap((reason): PersonView['reasons'] => {
    if (reason.code === 'REQUIRED_SKILLS') {
      const shared = reason.asked - reason.lacking.length;
      return shared ? [{ about: 'skills', text: `Shares ${shared} of your ${reason.asked} skills.` }] : [];
    }
    if (reason.code === 'TOPICS' && reason.shared.length)
      return [{ about: 'interests', text: `Shares your interest in ${reason.shared.join(', ')}.` }];
    if (reason.code === 'SAME_PLACE') return [{ about: 'location', text: reason.text }];
    if (reason.code === 'CLOCKS' && reason.minutes <= 180)
      return [{ about: 'location', text: 'At most 3 h time difference.' }];
    return [];
  });
}
