import { addDays, addMs } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { appliedFor } from '../record/application-store.ts';
import { search } from '../record/search-store.ts';
import { decides, viewerOf } from '../record/viewer.ts';
import type { Viewer } from '../record/visibility-store.ts';
import { startOfUtcDay } from './clocks.ts';
import type { Ground } from './ground.ts';
import { daysToLookBack, freshPostings, newFits, type FreshFit } from './fresh-fits.ts';
import { settled } from './match-store.ts';
import { preferencesOf } from './preference-store.ts';
import * as store from './search-store.ts';
import type { Filters } from './searches.ts';

/** People looked through at once, and finds looked at for one search. */
const batch = 100;
const mostFinds = 50;
/** Titles named in one message; the rest is a number. */
const mostNamed = 5;

/** What is published commits a little later: for so long after it searches are looked through again. */
const slackMs = 10 * 60_000;

type Frequency = 'INSTANT' | 'DAILY';

/**
 * Tells people what is new in their saved searches: what is INSTANT every few minutes, what is DAILY in one bundle a day
 * together with what is new among the best for them. An opportunity is told to a person once, whichever way it was found;
 * the claim and the message commit together, so a run that is repeated, or another Brain's at the same time, finds nothing
 * left to tell.
 */
export async function tellAtOnce(ground: Ground): Promise<void> {
  const { kernel } = ground.posting;
  const newest = await store.newestPublished(kernel.database.db);
  if (!newest) return;
  const checkedBefore = addMs(newest, slackMs);
  for (let after: string | null = null; ;) {
    const ids: string[] = await store.duePeople(kernel.database.db, {
      frequency: 'INSTANT',
      checkedBefore,
      after,
      limit: batch,
    });
    for (const userId of ids) await told(ground, userId, { frequency: 'INSTANT', checkedBefore, fits: [] });
    if (ids.length < batch) return;
    after = ids.at(-1)!;
  }
}

/** One bundle a day and person, of saved searches and of what fits. */
export async function tellDaily(ground: Ground): Promise<void> {
  const { kernel } = ground.posting;
  const { db } = kernel.database;
  const now = kernel.clock.now();
  const checkedBefore = startOfUtcDay(now);
  const fresh = await freshPostings(ground, db, addDays(now, -daysToLookBack));
  const newest = await store.newestPublished(db);
  if (!newest) return;
  for (let after: string | null = null; ;) {
    const ids: string[] = await ground.people.inUseAfter(db, after, batch);
    const searching = new Set(await store.searchingAmong(db, ids, { frequency: 'DAILY', checkedBefore }));
    const fitting = await newFits(ground, db, ids, fresh, checkedBefore);
    for (const userId of ids) {
      const fits = fitting.get(userId) ?? [];
      if (fits.length || searching.has(userId))
        await told(ground, userId, { frequency: 'DAILY', checkedBefore, fits });
    }
    if (ids.length < batch) return;
    after = ids.at(-1)!;
  }
}

interface Telling {
  readonly frequency: Frequency;
  /** Searches looked through since then have nothing new; whoever had a bundle since then has had today's. */
  readonly checkedBefore: Date;
  readonly fits: readonly FreshFit[];
}

/** One person whose rows are in the way does not keep the message from the others. */
async function told(ground: Ground, userId: string, telling: Telling): Promise<void> {
  const { kernel } = ground.posting;
  await kernel.database
    .transact((tx) => tellPerson(ground, tx, userId, telling))
    .catch((err: unknown) => kernel.log.error({ err, userId }, 'a person could not be told of what is new'));
}

interface Found {
  readonly opportunityId: string;
  readonly title: string;
  /** Null: no search found it, it fits. */
  readonly search: { readonly id: string; readonly name: string } | null;
}

async function tellPerson(
  ground: Ground,
  tx: Tx,
  userId: string,
  { frequency, checkedBefore, fits }: Telling,
): Promise<void> {
  await store.lockPerson(tx, userId);
  const now = ground.posting.kernel.clock.now();
  const last = await store.bundledAt(tx, userId);
  if (frequency === 'DAILY' && last && last >= checkedBefore) return;
  const due = (await store.searchesOf(tx, userId)).filter(
    (row) => row.frequency === frequency && row.checked_at < checkedBefore,
  );
  if (!due.length && !fits.length) return;
  const held = await ground.posting.security.held(tx, userId);
  const silent = (await preferencesOf(tx, [userId])).some((row) => row.opted_out);
  // Whoever may not see opportunities at present is told later of what is still open then.
  if (!held.has(1) || silent) return;
  const viewer = await viewerOf(ground.posting, tx, { userId, held });
  const known = new Set([...(await settled(tx, userId)), ...(await appliedFor(tx, userId))]);
  const finds: Found[] = [];
  for (const row of due) finds.push(...(await newIn(tx, viewer, now, row)));
  for (const fit of fits) finds.push({ ...fit, search: null });
  const fresh = unique(finds.filter(({ opportunityId }) => !known.has(opportunityId)));
  const claimed = new Set(
    await store.claimAlerts(
      tx,
      fresh.map(({ opportunityId, search }) => ({
        user_id: userId,
        opportunity_id: opportunityId,
        search_id: search?.id ?? null,
        told_at: now,
      })),
    ),
  );
  const news = fresh.filter(({ opportunityId }) => claimed.has(opportunityId));
  const toldBy = [...new Set(news.flatMap(({ search }) => search?.id ?? []))];
  await store.checked(
    tx,
    userId,
    due.map(({ id }) => id),
    now,
    toldBy,
  );
  if (!news.length) return;
  if (frequency === 'DAILY') await store.bundled(tx, userId, now);
  await tell(ground, tx, userId, news);
}

async function newIn(tx: Tx, viewer: Viewer, now: Date, row: store.SearchRow): Promise<Found[]> {
  const { remote, ...filters } = row.filters as Filters;
  const found = await search(
    tx,
    viewer,
    now,
    { kind: 'OPPORTUNITY', ...filters, remote: remote === undefined ? undefined : remote === 'true' },
    { sort: 'newest', after: null, limit: mostFinds },
  );
  return found
    .filter((one) => one.published_at! > row.since && !decides(viewer, one))
    .map((one) => ({
      opportunityId: one.id,
      title: one.title,
      search: { id: row.id, name: row.name },
    }));
}

/** The first way by which each was found. */
function unique(finds: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return finds.filter(({ opportunityId }) => !seen.has(opportunityId) && seen.add(opportunityId));
}

function tell({ posting }: Ground, tx: Tx, userId: string, told: readonly Found[]): Promise<void> {
  return posting.kernel.outbox.publish(tx, {
    type: 'opportunity.matches',
    actorId: null,
    at: posting.kernel.clock.now().toISOString(),
    topics: [`user:${userId}`],
    data: {
      userId,
      count: told.length,
      titles: told.slice(0, mostNamed).map(({ title }) => title),
      searches: [...new Set(told.flatMap(({ search }) => search?.name ?? []))],
      fitting: told.filter(({ search }) => search === null).length,
      opportunityIds: told.map(({ opportunityId }) => opportunityId),
    },
  });
}
