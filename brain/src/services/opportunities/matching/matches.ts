import type { matchingWire } from '@smartstart/contract';
import { utcDay } from '@smartstart/units';
import {
  bothSided,
  diversify,
  likeness,
  score,
  type Components,
  type Person,
} from '../../../engines/matching/index.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import { readIdCursor } from '../../../kernel/paging.ts';
import { fitsFor, seekerOf, type Fit, type Reader } from './fits.ts';
import type { Ground, Ratable } from './ground.ts';
import { rankingNow, type RankingNow } from './learned.ts';
import * as store from './match-store.ts';
import { knownPerson, type Known } from './people.ts';
import {
  featuresOf,
  likedBonus,
  matchMachine,
  shown,
  variety,
  type MatchEvent,
  type MatchState,
} from './rules.ts';
import { postedByIds, type Posted } from './shelf.ts';
import { countMatches } from './shelf-store.ts';
import { missingFor, wishMissing, type MissingInput } from './words.ts';

export interface Suggestion extends Fit {
  readonly row: store.MatchRow;
}

export interface Suggestions {
  readonly items: readonly Suggestion[];
  readonly ranking: RankingNow;
  readonly readiness: (typeof matchingWire.readiness)['options'][number];
  readonly missing: readonly MissingInput[];
}

/**
 * The opportunities that fit a person best, a varied few, kept as suggestions (domain rules, section 8). Whatever is
 * looked up in memory or read happens before the transaction that keeps them.
 */
export async function suggest(
  ground: Ground,
  actor: Reader,
  transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  take: number = shown.matches,
): Promise<Suggestions> {
  const { db } = ground.posting.kernel.database;
  const ranking = await rankingNow(ground, db);
  const self = await knownPerson(ground, db, actor.userId);
  if (!self || self.optedOut) return { items: [], ranking: ranking.now, readiness: 'OFF', missing: [] };
  const { fits, readiness } = await fitsFor(ground, db, actor, self);
  const order = await ranking.order(actor.userId, fits.map(ratable));
  const chosen = varied(inOrder(fits, order, ranking.now.mode), take);
  const rows = await kept(ground, db, transact, actor.userId, chosen, ranking.now);
  return {
    items: chosen.flatMap((fit) => {
      const row = rows.get(fit.posted.opportunity.id);
      // Hidden or applied for at this very moment, by another request.
      return row && (row.state === 'SUGGESTED' || row.state === 'VIEWED') ? [{ ...fit, row }] : [];
    }),
    ranking: ranking.now,
    readiness,
    missing: unsaid(self, fits),
  };
}

/** The same person and opportunity again, for the training data of an application. Null where it says nothing. */
export async function componentsOf(
  ground: Ground,
  db: Db,
  { userId, opportunityId }: { userId: string; opportunityId: string },
): Promise<Components | null> {
  const self = await knownPerson(ground, db, userId);
  const posted = (await postedByIds(ground, db, [opportunityId])).get(opportunityId);
  if (!self || self.optedOut || posted?.row.kind !== 'OPPORTUNITY') return null;
  return score(self.person, posted.opportunity).components;
}

export interface SeenMatch {
  readonly row: store.MatchRow;
  readonly fit: Fit;
}

export async function history(
  ground: Ground,
  db: Db,
  actor: Reader,
  query: { state?: MatchState | undefined; cursor?: string | undefined; limit: number },
) {
  const before = readIdCursor(query.cursor);
  const rows = await store.listMatches(db, {
    userId: actor.userId,
    state: query.state,
    before,
    limit: query.limit,
  });
  return { rows, fits: await fitsOf(ground, db, actor, rows) };
}

/** Scores of matches that were made before, as they are now. */
export async function fitsOf(
  ground: Ground,
  db: Db,
  actor: Reader,
  rows: readonly store.MatchRow[],
): Promise<Map<string, Fit>> {
  const self = await knownPerson(ground, db, actor.userId);
  if (!self) return new Map();
  const person = seekerOf(self, actor);
  const posted = await postedByIds(
    ground,
    db,
    rows.map((row) => row.opportunity_id),
  );
  return new Map([...posted].map(([id, one]) => [id, fitOf(person, one)]));
}

function fitOf(person: Person, posted: Posted): Fit {
  const { opportunity } = posted;
  return {
    posted,
    person,
    match: score(person, opportunity),
    both: bothSided(person, opportunity),
    like: null,
  };
}

export type Feedback =
  | { kind: 'VIEW' }
  | { kind: 'HIDE'; reason: string }
  | { kind: 'UNHIDE' }
  | { kind: 'MORE_LIKE_THIS'; on: boolean };

/** What the person says about a suggestion. Saying it twice changes nothing. */
export async function giveFeedback(
  ground: Ground,
  tx: Tx,
  actor: Reader,
  matchId: string,
  feedback: Feedback,
): Promise<store.MatchRow> {
  const row = found(await store.lockMatch(tx, actor.userId, matchId));
  const now = ground.posting.kernel.clock.now();
  switch (feedback.kind) {
    case 'VIEW':
      return row.state === 'SUGGESTED' ? step(tx, row, 'view', { viewed_at: now }) : row;
    case 'HIDE':
      if (row.state === 'IGNORED') return row;
      return step(tx, row, 'ignore', {
        hidden_at: now,
        hidden_reason: feedback.reason || null,
        liked: false,
      });
    case 'UNHIDE':
      if (row.state === 'SUGGESTED' || row.state === 'VIEWED') return row;
      return step(tx, row, 'restore', {
        hidden_at: null,
        hidden_reason: null,
        viewed_at: row.viewed_at ?? now,
      });
    case 'MORE_LIKE_THIS':
      if (feedback.on && row.state === 'IGNORED')
        throw new Fail('ILLEGAL_TRANSITION', 'You have hidden this. Show it again first.');
      return store.updateMatch(tx, row.id, { liked: feedback.on });
  }
}

/** What an application and its answer do to the suggestion it followed, if it did. */
export async function follow(
  ground: Ground,
  tx: Tx,
  pair: { userId: string; opportunityId: string },
  event: 'apply' | 'accept' | 'reject',
): Promise<void> {
  let row = await store.lockMatchOf(tx, pair.userId, pair.opportunityId);
  if (!row) return;
  const now = ground.posting.kernel.clock.now();
  // Whoever applies has looked at it, wherever; and applying to what was hidden takes that back.
  if (row.state === 'IGNORED') row = await step(tx, row, 'restore', { hidden_at: null, hidden_reason: null });
  if (row.state === 'SUGGESTED') row = await step(tx, row, 'view', { viewed_at: now });
  if (row.state === 'VIEWED') row = await step(tx, row, 'apply', { applied_at: now });
  if (event !== 'apply' && row.state === 'APPLIED') await step(tx, row, event, { answered_at: now });
}

function step(
  tx: Tx,
  row: store.MatchRow,
  event: MatchEvent,
  change: Parameters<typeof store.updateMatch>[2],
): Promise<store.MatchRow> {
  return store.updateMatch(tx, row.id, { ...change, state: nextState(matchMachine, row.state, event) });
}

function ratable({ posted, match, both }: Fit): Ratable {
  return {
    opportunityId: posted.opportunity.id,
    score: match.score,
    wish: both.wish,
    components: match.components,
  };
}

interface Ordered {
  readonly id: string;
  readonly value: number;
  readonly fit: Fit;
}

/** With the value the order goes by: that of both sides, or the place in a learned order. */
function inOrder(fits: readonly Fit[], order: readonly string[], mode: RankingNow['mode']): Ordered[] {
  const places = new Map(order.map((id, place) => [id, place]));
  return fits.map((fit) => {
    const { id } = fit.posted.opportunity;
    const learned = 1 - (places.get(id) ?? fits.length) / Math.max(1, fits.length);
    const value = (mode === 'LEARNED' ? learned : fit.both.value) + likedBonus * (fit.like?.likeness ?? 0);
    return { id, value, fit };
  });
}

function varied(ordered: readonly Ordered[], take: number): Fit[] {
  const features = new Map(ordered.map(({ id, fit }) => [id, featuresOf(fit.posted.opportunity)]));
  const alike = (one: Ordered, other: Ordered) => likeness(features.get(one.id)!, features.get(other.id)!);
  return diversify(ordered, { take, cut: 0, tradeOff: variety, alike }).map(({ fit }) => fit);
}

/** Writes what was not suggested before, and counts it for the creators. */
async function kept(
  ground: Ground,
  db: Db,
  transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  userId: string,
  chosen: readonly Fit[],
  ranking: RankingNow,
): Promise<Map<string, store.MatchRow>> {
  const ids = chosen.map(({ posted }) => posted.opportunity.id);
  const known = new Map((await store.matchesFor(db, userId, ids)).map((row) => [row.opportunity_id, row]));
  if (ids.every((id) => known.has(id))) return known;
  return transact(async (tx) => {
    const at = ground.posting.kernel.clock.now();
    const fresh = chosen.flatMap(({ posted, match, both }, place) =>
      known.has(posted.opportunity.id)
        ? []
        : [
            {
              id: newId(),
              user_id: userId,
              opportunity_id: posted.opportunity.id,
              state: matchMachine.start,
              score: match.score,
              wish: both.wish,
              components: JSON.stringify(match.components),
              ranking: ranking.model ? `${ranking.model.name} ${ranking.model.version}` : 'baseline',
              place: place + 1,
              suggested_at: at,
            },
          ],
    );
    const written = await store.insertMatches(tx, fresh);
    await countMatches(
      tx,
      written.map((row) => row.opportunity_id),
      utcDay(at),
    );
    return new Map((await store.matchesFor(tx, userId, ids)).map((row) => [row.opportunity_id, row]));
  });
}

/** Own inputs that some of the suggestions had to count half, and wishes not said. */
function unsaid(self: Known, fits: readonly Fit[]): MissingInput[] {
  const own = fits.flatMap(({ match, both }) => [...match.missing, ...wishMissing(both)]);
  const stated = self.person;
  const always = [
    ...(stated.skills.length ? [] : ['person.skills' as const]),
    ...(stated.hours === null ? ['person.hours' as const] : []),
    ...(stated.interests.length ? [] : ['person.interests' as const]),
  ];
  return missingFor(
    'PERSON',
    [...new Set([...always, ...own])].filter((input) => input.startsWith('person.')),
  );
}
