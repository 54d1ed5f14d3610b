import {
  limits,
  type Engagement,
  type OpportunityType,
  type Person,
  type Reward,
} from '../../../engines/matching/index.ts';
import { heldRungs, type Fact } from '../../../engines/security/index.ts';
import type { Db } from '../../../kernel/db.ts';
import type { StatedProfile } from '../../users/index.ts';
import { offsetOf } from './clocks.ts';
import type { MatchingDeps } from './ground.ts';
import { preferencesOf, type PreferenceRow } from './preference-store.ts';

/** Somebody as the engine compares them, with what they state. */
export interface Known {
  readonly person: Person;
  readonly profile: StatedProfile;
  readonly optedOut: boolean;
  /** Why nobody is shown this person; empty when they may be. */
  readonly hiddenBecause: readonly string[];
}

type Source = Pick<MatchingDeps, 'posting' | 'people'>;

/** These people as they stand in the database now. */
export async function knownPeople(
  source: Source,
  db: Db,
  userIds: readonly string[],
): Promise<Map<string, Known>> {
  return complete(source, db, await source.people.statedBy(db, userIds));
}

export async function knownPerson(source: Source, db: Db, userId: string): Promise<Known | undefined> {
  return (await knownPeople(source, db, [userId])).get(userId);
}

/** The next people whom others may be shown at all, in the order of ids. */
export async function shownPeople(
  source: Source,
  db: Db,
  afterId: string | null,
  limit: number,
): Promise<Known[]> {
  const profiles = await source.people.shownAfter(db, afterId, limit);
  return [...(await complete(source, db, profiles)).values()];
}

async function complete(
  source: Source,
  db: Db,
  profiles: readonly StatedProfile[],
): Promise<Map<string, Known>> {
  const ids = profiles.map(({ id }) => id);
  const now = source.posting.kernel.clock.now();
  const facts = await source.posting.security.factsOfMany(db, ids);
  const preferences = new Map((await preferencesOf(db, ids)).map((row) => [row.user_id, row]));
  return new Map(
    profiles.map((profile) => [
      profile.id,
      known(profile, facts.get(profile.id) ?? [], preferences.get(profile.id), now),
    ]),
  );
}

function known(
  profile: StatedProfile,
  facts: readonly Fact[],
  row: PreferenceRow | undefined,
  now: Date,
): Known {
  const hiddenBecause = [
    ...(profile.shown ? [] : ['Your profile is private.']),
    ...(profile.showSkills ? [] : ['You do not show your skills.']),
    ...(row?.opted_out ? ['You have opted out of suggestions.'] : []),
    ...((row?.open_to_offers ?? true) ? [] : ['You are not open to offers.']),
  ];
  return {
    person: personOf(profile, facts, row, now, hiddenBecause.length === 0),
    profile,
    optedOut: row?.opted_out ?? false,
    hiddenBecause,
  };
}

function personOf(
  profile: StatedProfile,
  facts: readonly Fact[],
  row: PreferenceRow | undefined,
  now: Date,
  open: boolean,
): Person {
  return {
    id: profile.id,
    open,
    rungs: [...heldRungs(facts, now)],
    ventureIds: facts.flatMap((fact) => (belongs(fact, now) ? [fact.ref] : [])),
    skills: profile.skills,
    years: atMost('years', profile.years),
    hours: atMost('hours', profile.hoursPerWeek),
    place: profile.location.trim() || null,
    utcOffset: offsetOf(profile.timeZone, now),
    languages: row?.languages ?? [],
    interests: profile.interests,
    wishes: {
      types: (row?.types ?? []) as OpportunityType[],
      engagements: (row?.engagements ?? []) as Engagement[],
      rewards: (row?.rewards ?? []) as Reward[],
    },
  };
}

function belongs({ kind, ref, until }: Fact, now: Date): boolean {
  return (kind === 'MEMBER_OF' || kind === 'OWNS_VENTURE') && ref !== '' && (until === null || until > now);
}

/** The engine refuses numbers beyond its range; more than its most is its most. */
export function atMost(what: 'years' | 'hours', value: number | null): number | null {
  return value === null ? null : Math.min(value, limits[what].most);
}
