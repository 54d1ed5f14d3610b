import type { contract, Input, matchingWire } from '@smartstart/contract';
import { requireVersion, type Call } from '../../../kernel/call.ts';
import { violatedUnique, type Db, type Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Ground } from './ground.ts';
import * as store from './search-store.ts';

/** Filters of the list of opportunities that a person keeps, to be told of what is new. */

type View = (typeof matchingWire.savedSearch)['_zod']['output'];
type Saved = Input<typeof contract.matching.saveSearch>['body'];
type Edit = Input<typeof contract.matching.editSearch>['body'];
export type Filters = (typeof matchingWire.searchFilters)['_zod']['output'];

export const mostSearches = 20;

export async function listSearches(db: Db, userId: string): Promise<{ items: View[]; most: number }> {
  const told = await store.toldBy(db, userId);
  const rows = await store.searchesOf(db, userId);
  return { items: rows.map((row) => searchView(row, told.get(row.id) ?? 0)), most: mostSearches };
}

export async function saveSearch({ posting }: Ground, tx: Tx, userId: string, saved: Saved): Promise<View> {
  await store.lockPerson(tx, userId);
  if ((await store.searchesOf(tx, userId)).length >= mostSearches)
    throw new Fail('RULE_VIOLATED', `At most ${mostSearches} searches can be saved. Delete one first.`);
  const now = posting.kernel.clock.now();
  const { name, filters, frequency } = saved;
  const row = await unlessNamed(
    store.insertSearch(tx, {
      user_id: userId,
      id: newId(),
      name,
      filters: JSON.stringify(filters),
      frequency,
      since: now,
      checked_at: now,
      created_at: now,
    }),
  );
  return searchView(row, 0);
}

export async function editSearch(
  { posting }: Ground,
  tx: Tx,
  call: Call,
  userId: string,
  searchId: string,
  { name, filters, frequency }: Edit,
): Promise<View> {
  await store.lockPerson(tx, userId);
  const before = found(await store.findSearch(tx, userId, searchId));
  requireVersion(call, before.version);
  const now = posting.kernel.clock.now();
  // What other filters find now, or what came while the search was silent, was there to be seen.
  const anew = filters !== undefined || (before.frequency === 'OFF' && frequency !== undefined);
  const row = await unlessNamed(
    store.updateSearch(tx, userId, searchId, {
      version: before.version + 1,
      ...(name === undefined ? {} : { name }),
      ...(filters === undefined ? {} : { filters: JSON.stringify(filters) }),
      ...(frequency === undefined ? {} : { frequency }),
      ...(anew ? { since: now, checked_at: now } : {}),
    }),
  );
  return searchView(row, (await store.toldBy(tx, userId)).get(row.id) ?? 0);
}

export async function removeSearch(tx: Tx, userId: string, searchId: string): Promise<void> {
  await store.lockPerson(tx, userId);
  if (!(await store.deleteSearch(tx, userId, searchId))) throw new Fail('NOT_FOUND');
}

function unlessNamed<T>(saved: Promise<T>): Promise<T> {
  return saved.catch((error: unknown) => {
    if (violatedUnique(error) === 'saved_searches_name')
      throw new Fail('ALREADY_EXISTS', 'You have a search of this name. Choose another.');
    throw error;
  });
}

function searchView(row: store.SearchRow, told: number): View {
  return {
    id: row.id,
    name: row.name,
    filters: row.filters as Filters,
    frequency: row.frequency as View['frequency'],
    told,
    lastToldAt: row.last_told_at?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}
