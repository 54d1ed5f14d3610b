import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import type { Users } from '../../../services/users/index.ts';
import { catalogue } from './catalogue.ts';
import type { EventSource, NewEvent } from './event.ts';
import * as store from './store.ts';

export interface EventDeps {
  readonly people: Pick<Users, 'byIds' | 'hasConsent' | 'withConsent'>;
}

export interface Ground extends EventDeps {
  readonly kernel: Kernel;
}

/** The running number of a transaction that holds the order of events. */
export interface Order {
  seq: bigint;
}

/** One statement carries this many events. */
const insertSize = 2_000;

/**
 * Gives events their pseudonyms and their places, and writes them. Behaviour of people without consent is left out, and so is
 * everything of accounts that are erased. Answers with how many are new.
 */
export async function append(
  ground: Ground,
  tx: Tx,
  order: Order,
  events: readonly NewEvent[],
  source: EventSource,
  consents: 'AS_LOGGED' | 'CURRENT',
): Promise<number> {
  const people = await enrol(ground, tx, order, [...new Set(events.map(({ userId }) => userId))], consents);
  const consenting =
    consents === 'CURRENT'
      ? await ground.people.withConsent(tx, [...people.keys()], 'BEHAVIOUR_ANALYTICS')
      : new Set([...people.values()].flatMap((row) => (row.consented ? [row.user_id] : [])));
  const kept = events.flatMap((event): store.Numbered[] => {
    const person = people.get(event.userId);
    const { consent, caused } = catalogue[event.type];
    if (!person || (consent === 'BEHAVIOUR' && !consenting.has(event.userId))) return [];
    return [
      {
        id: event.id ?? newId(),
        at: event.at,
        person: person.person,
        visit: event.visit ?? null,
        type: event.type,
        entityKind: event.entityKind ?? null,
        entityId: event.entityId ?? null,
        properties: event.properties ?? {},
        consent,
        caused: caused && event.caused !== false,
      },
    ];
  });
  let added = 0;
  for (let from = 0; from < kept.length; from += insertSize) {
    const part = kept.slice(from, from + insertSize);
    added += await store.insertEvents(tx, part, {
      after: order.seq,
      receivedAt: ground.kernel.clock.now(),
      source,
    });
    order.seq += BigInt(part.length);
  }
  return added;
}

/** The pseudonyms of these people; new ones for those who had none. Erased accounts get none again. */
export async function enrol(
  ground: Ground,
  tx: Tx,
  order: Order,
  userIds: readonly string[],
  consents: 'AS_LOGGED' | 'CURRENT',
): Promise<Map<string, store.PersonRow>> {
  const rows = new Map((await store.peopleOf(tx, userIds)).map((row) => [row.user_id, row]));
  const missing = userIds.filter((userId) => !rows.has(userId));
  if (!missing.length) return rows;
  const known = await ground.people.byIds(tx, missing);
  const consenting =
    consents === 'CURRENT'
      ? await ground.people.withConsent(tx, missing, 'BEHAVIOUR_ANALYTICS')
      : new Set<string>();
  const news = [...known.values()].flatMap(({ id, status, email }) =>
    status === 'ERASED'
      ? []
      : [{ userId: id, consented: consenting.has(id), excluded: isExcluded(ground, email) }],
  );
  for (const row of await store.addPeople(tx, news, order.seq)) rows.set(row.user_id, row);
  order.seq += BigInt(news.length);
  return rows;
}

/** Test accounts of the operator: named one by one, or by the domain of their addresses. */
export function isExcluded({ kernel }: Ground, email: string): boolean {
  const { excluded } = kernel.config.analytics;
  return excluded.some((entry) => (entry.startsWith('@') ? email.endsWith(entry) : email === entry));
}

/** An id that the same parts always make: one event of the log may mean two, and a browser may not take an id of others. */
export function derivedId(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Runs `work` while it holds the order of events, and keeps how far it got. */
export async function inOrder<T>(tx: Tx, work: (order: Order) => Promise<T>): Promise<T> {
  const head = await store.lockHead(tx);
  const order = { seq: head.seq };
  const result = await work(order);
  if (order.seq > head.seq) await store.moveHead(tx, { seq: order.seq });
  return result;
}

/** Who may be looked at one by one, and who is behind a pseudonym. */
export interface AnalyticsPerson {
  readonly person: number;
  readonly userId: string;
  readonly consented: boolean;
  readonly excluded: boolean;
  readonly signedUpAt: Date | null;
}

export const toPerson = (row: store.PersonRow): AnalyticsPerson => ({
  person: row.person,
  userId: row.user_id,
  consented: row.consented,
  excluded: row.excluded,
  signedUpAt: row.signed_up_at,
});

export async function peopleByUser(
  db: Db,
  userIds: readonly string[],
): Promise<Map<string, AnalyticsPerson>> {
  return new Map((await store.peopleOf(db, userIds)).map((row) => [row.user_id, toPerson(row)]));
}

export async function peopleByKey(db: Db, persons: readonly number[]): Promise<Map<number, AnalyticsPerson>> {
  return new Map((await store.peopleBehind(db, persons)).map((row) => [row.person, toPerson(row)]));
}
