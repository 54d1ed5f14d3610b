import { addDays } from '@smartstart/units';
import { admits, keptAbove, score } from '../../../engines/matching/index.ts';
import type { Db } from '../../../kernel/db.ts';
import type { Ground } from './ground.ts';
import { suggest } from './matches.ts';
import { knownPeople, type Known } from './people.ts';
import { bundlesOf } from './search-store.ts';
import { postedAfter, type Posted } from './shelf.ts';

/** What was published since somebody was told last, is among the best for them, and was not opened yet. */
export interface FreshFit {
  readonly opportunityId: string;
  readonly title: string;
}

/** Whoever was not told for longer, because nothing fitted or nobody ran the job, is not told of more. */
export const daysToLookBack = 7;
/** Whoever was never told is told of the last day. */
const firstLookBack = 1;
const page = 500;

/** Open opportunities published since then. */
export async function freshPostings(ground: Ground, db: Db, since: Date): Promise<Posted[]> {
  const fresh: Posted[] = [];
  for (let after: string | null = null; ;) {
    const some: Posted[] = await postedAfter(ground, db, after, page);
    fresh.push(...some.filter(({ row }) => row.published_at! > since));
    if (some.length < page) return fresh;
    after = some.at(-1)!.row.id;
  }
}

/** Of these people those for whom there is something, with it. Whoever had a bundle since `today` has none. */
export async function newFits(
  ground: Ground,
  db: Db,
  userIds: readonly string[],
  fresh: readonly Posted[],
  today: Date,
): Promise<Map<string, FreshFit[]>> {
  const found = new Map<string, FreshFit[]>();
  if (!fresh.length || !userIds.length) return found;
  const last = await bundlesOf(db, userIds);
  for (const [userId, self] of await knownPeople(ground, db, userIds)) {
    const told = last.get(userId);
    if (self.optedOut || !statesSomething(self) || (told && told >= today)) continue;
    const since = told ?? addDays(today, -firstLookBack);
    if (!fits(ground, self, fresh, since)) continue;
    const best = await newAmongBest(ground, userId, since);
    if (best.length) found.set(userId, best);
  }
  return found;
}

/** A cheap look before the full one: whether anything new would be kept at all. */
function fits(ground: Ground, self: Known, fresh: readonly Posted[], since: Date): boolean {
  const at = ground.posting.kernel.clock.now().getTime();
  const person = { ...self.person, open: true };
  return fresh.some(
    ({ row, opportunity }) =>
      row.published_at! > since &&
      admits(person, opportunity, { at, availability: 0 }) &&
      score(person, opportunity).score > keptAbove,
  );
}

/** Where nothing is stated everything counts half, and a message about it would say nothing. */
function statesSomething({ person }: Known): boolean {
  return person.skills.length > 0 || person.interests.length > 0;
}

async function newAmongBest(ground: Ground, userId: string, since: Date): Promise<FreshFit[]> {
  const { database } = ground.posting.kernel;
  const held = await ground.posting.security.held(database.db, userId);
  if (!held.has(1)) return [];
  const { items } = await suggest(ground, { userId, held }, (work) => database.transact(work));
  return items
    .filter(({ posted, row }) => row.state === 'SUGGESTED' && posted.row.published_at! > since)
    .map(({ posted }) => ({ opportunityId: posted.row.id, title: posted.row.title }));
}
