import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Actor, FinanceDeps } from '../deps.ts';
import { isCurrency } from '../rules/amounts.ts';
import { monthAt, shifted } from '../rules/calendar.ts';
import { openStatuses, rightsIn, type Right } from '../rules/policy.ts';
import * as store from './books-store.ts';

/** What every operation of this service stands on. */
export type Ground = FinanceDeps;

/** A venture as one person finds it. */
export interface Standing {
  readonly ventureId: string;
  readonly ventureName: string;
  readonly status: string;
  readonly ownerId: string;
  readonly rights: ReadonlySet<Right>;
}

/** The person's standing; NOT_FOUND for strangers, FORBIDDEN for members whose role does not include the right. */
export async function standingFor(
  { ventures }: Ground,
  db: Db,
  ventureId: string,
  actor: Actor,
  right: Right,
): Promise<Standing> {
  const { role, name, status, ownerId } = await ventures.standingIn(db, ventureId, actor);
  const rights = rightsIn(role, actor.held);
  if (!rights.size) throw new Fail('NOT_FOUND');
  if (!rights.has(right)) throw new Fail('FORBIDDEN', 'Your role in this venture does not include that.');
  return { ventureId, ventureName: name, status, ownerId, rights };
}

/** The same for a change: the books are written while the venture is open. */
export async function writerIn(
  ground: Ground,
  db: Db,
  ventureId: string,
  actor: Actor,
  right: Right,
): Promise<Standing> {
  const standing = await standingFor(ground, db, ventureId, actor, right);
  if (!openStatuses.has(standing.status))
    throw new Fail('ILLEGAL_TRANSITION', `A venture in the state ${standing.status} does not allow this.`);
  return standing;
}

/** The books for writing: nobody else writes until the transaction ends. */
export async function lockBooks({ kernel }: Ground, tx: Tx, ventureId: string): Promise<store.BooksRow> {
  await store.openBooks(tx, ventureId, kernel.clock.now());
  return store.lockBooks(tx, ventureId);
}

/** The books kept in this currency: the first amount decides it, any other is refused. */
export async function booksIn(
  ground: Ground,
  tx: Tx,
  ventureId: string,
  currency: string,
): Promise<store.BooksRow & { currency: string }> {
  if (!isCurrency(currency)) throw new Fail('RULE_VIOLATED', `“${currency}” is no currency.`);
  const books = await lockBooks(ground, tx, ventureId);
  requireCurrency(books, currency);
  if (books.currency === null) await store.updateBooks(tx, ventureId, { currency });
  return { ...books, currency };
}

/** Refuses an amount of another currency. */
export function requireCurrency(
  { currency: own }: { currency: string | null },
  currency: string | undefined,
): void {
  if (currency === undefined || own === null || own === currency) return;
  throw new Fail(
    'RULE_VIOLATED',
    `This venture keeps its books in ${own}. An amount in ${currency} cannot be mixed in; convert it first.`,
  );
}

export interface Entry {
  readonly ventureId: string;
  readonly entity: 'round' | 'investor' | 'month' | 'target' | 'revenue' | 'shares' | 'distribution' | 'line';
  readonly id: string;
  readonly event: string;
  readonly actor: Actor | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reason?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Writes what happened, in the transaction of the change: history, audit entry and live message. */
export async function record({ kernel, security }: Ground, tx: Tx, entry: Entry): Promise<void> {
  const { ventureId, entity, id, event, actor, from = null, to = null } = entry;
  const at = kernel.clock.now();
  const reason = entry.reason || null;
  const detail = {
    ...(entry.before === undefined ? {} : { before: plain(entry.before) }),
    ...(entry.after === undefined ? {} : { after: plain(entry.after) }),
  };
  await store.insertLog(tx, {
    venture_id: ventureId,
    id: newId(),
    entity,
    entity_id: id,
    event,
    from_state: from,
    to_state: to,
    actor_id: actor?.userId ?? null,
    reason,
    detail: JSON.stringify(detail),
    at,
  });
  await security.audit(tx, {
    actorId: actor?.userId ?? null,
    action: `${entity}.${event}`,
    entity,
    entityId: id,
    before: { ...(from === null ? {} : { state: from }), ...asObject(detail.before) },
    after: { ventureId, ...(to === null ? {} : { state: to }), ...asObject(detail.after) },
    ...(reason ? { reason } : {}),
    ...(actor ? { call: actor.call } : {}),
  });
  // Everybody in the venture follows its topic: ids and states only, never an amount.
  await kernel.outbox.publish(tx, {
    type: `finances.${entity}`,
    actorId: actor?.userId ?? null,
    at: at.toISOString(),
    topics: [`venture:${ventureId}`],
    data: { ventureId, id, event, to },
  });
}

/** What people are told of; `services/notifications` has the words. */
export interface News {
  readonly type: 'revenue.distribution' | 'revenue.report' | 'runway.critical';
  readonly code: string;
  readonly ventureId: string;
  readonly ventureName: string;
  readonly recipientIds: readonly (string | null)[];
  readonly subjectId?: string;
  /** Told once under this key, however often it is said. */
  readonly key?: string;
  readonly reason?: string;
  readonly until?: string;
  readonly month?: string;
}

/** On no topic: it is for those it is told to. Who does something hears nothing of it. */
export async function tell({ kernel }: Ground, tx: Tx, news: News, actorId: string | null): Promise<void> {
  const recipientIds = [...new Set(news.recipientIds)].filter(
    (userId) => userId !== null && userId !== actorId,
  );
  if (!recipientIds.length) return;
  await kernel.outbox.publish(tx, {
    type: 'finances.news',
    actorId,
    at: kernel.clock.now().toISOString(),
    topics: [],
    data: { ...news, recipientIds },
  });
}

/** The last month that is over. */
export function lastMonthOver({ kernel }: Ground): string {
  return shifted(monthAt(kernel.clock.now()), -1);
}

/** Names for a view: all of a page with one question. */
export async function namesOf(
  { people }: Ground,
  db: Db,
  ids: readonly (string | null)[],
): Promise<(userId: string | null) => string | null> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const names = known.length ? await people.byIds(db, known) : new Map<string, { name: string }>();
  return (userId) => (userId === null ? null : (names.get(userId)?.name ?? 'a former member'));
}

function asObject(value: unknown): object {
  return value && typeof value === 'object' ? value : {};
}

/** Amounts are bigints, which JSON does not know. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part)),
  );
}
