import {
  admits,
  bothSided,
  keptAbove,
  likeness,
  score,
  type BothSided,
  type Match,
  type Opportunity,
  type Person,
} from '../../../engines/matching/index.ts';
import type { Db } from '../../../kernel/db.ts';
import type { Actor } from '../deps.ts';
import { appliedFor } from '../record/application-store.ts';
import { offeredAmong } from '../record/search-store.ts';
import { viewerOf } from '../record/viewer.ts';
import type { Ground } from './ground.ts';
import { liked, settled } from './match-store.ts';
import type { Known } from './people.ts';
import { considered, featuresOf } from './rules.ts';
import { postedByIds, postedFrom, type Posted } from './shelf.ts';
import { ofVentures } from './shelf-store.ts';

/** One opportunity that fits somebody, scored from what the database says now. */
export interface Fit {
  readonly posted: Posted;
  readonly person: Person;
  readonly match: Match;
  readonly both: BothSided;
  /** The most alike of those the person asked for more of, if any is alike at all. */
  readonly like: { readonly title: string; readonly likeness: number } | null;
}

export type Reader = Pick<Actor, 'userId' | 'held'>;

/** Of those the person asked for more of, the newest count. */
const mostLiked = 20;

/** The person as a seeker: own suggestions do not depend on whether one is shown to others. */
export function seekerOf({ person }: Known, actor: Reader): Person {
  return { ...person, open: true, rungs: [...actor.held] };
}

/**
 * What is open to the person and fits, best first: proposed by the index, then filtered by the one predicate of
 * visibility and scored anew from the rows.
 */
export async function fitsFor(
  ground: Ground,
  db: Db,
  actor: Reader,
  self: Known,
  { take = considered, above = keptAbove }: { take?: number; above?: number } = {},
) {
  const now = ground.posting.kernel.clock.now();
  const person = seekerOf(self, actor);
  const excluded = await notAgain(db, person);
  const question = { at: now.getTime(), excluded, take, above, order: 'BOTH_SIDED' } as const;
  const { ranked, readiness } = await ground.readModel.opportunitiesFor(person, question);
  const viewer = await viewerOf(ground.posting, db, actor);
  const proposed = ranked.map(({ id }) => id);
  const offered = await offeredAmong(db, viewer, now, proposed);
  const posted = await postedFrom(ground, db, [...offered.values()]);
  const likes = await likesOf(ground, db, actor.userId);
  const fits = proposed.flatMap((id): Fit[] => {
    const one = posted.get(id);
    if (!one || !admits(person, one.opportunity, { at: now.getTime(), availability: 0 })) return [];
    const match = score(person, one.opportunity);
    if (!(match.score > above)) return [];
    const both = bothSided(person, one.opportunity);
    return [{ posted: one, person, match, both, like: mostAlike(one.opportunity, likes) }];
  });
  return { fits: fits.toSorted(better), readiness, viewer };
}

/** Settled, applied for, or posted for outsiders by a venture the person is in. */
async function notAgain(db: Db, person: Person): Promise<string[]> {
  const own = (await ofVentures(db, person.ventureIds)).filter((row) => row.visibility !== 'VENTURE_ONLY');
  return [
    ...(await settled(db, person.id)),
    ...(await appliedFor(db, person.id)),
    ...own.map((row) => row.id),
  ];
}

interface Liked {
  readonly title: string;
  readonly features: ReadonlySet<string>;
}

async function likesOf(ground: Ground, db: Db, userId: string): Promise<Liked[]> {
  const posted = await postedByIds(ground, db, await liked(db, userId, mostLiked));
  return [...posted.values()].map(({ row, opportunity }) => ({
    title: row.title,
    features: featuresOf(opportunity),
  }));
}

function mostAlike(opportunity: Opportunity, likes: readonly Liked[]): Fit['like'] {
  const features = featuresOf(opportunity);
  let best: Fit['like'] = null;
  for (const { title, features: others } of likes) {
    const alike = likeness(features, others);
    if (alike > (best?.likeness ?? 0)) best = { title, likeness: alike };
  }
  return best;
}

/** Higher values first; ties go to the smaller id, as in the engine. */
function better(a: Fit, b: Fit): number {
  return b.both.value - a.both.value || (a.posted.opportunity.id < b.posted.opportunity.id ? -1 : 1);
}
