import { sql, type Selectable } from 'kysely';
import { plainArray, textArray } from '../../../kernel/arrays.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { AnalyticsEventsTable, AnalyticsPeopleTable } from '../../../tables.gen.ts';
import type { EventConsent, EventType } from './catalogue.ts';
import type { EventProperties, EventSource, PersonKey } from './event.ts';
import type { LoggedEvent } from './mapping.ts';

export type EventRow = Selectable<AnalyticsEventsTable>;
export type PersonRow = Selectable<AnalyticsPeopleTable>;

export interface Head {
  readonly seq: bigint;
  readonly follows: bigint;
  readonly epoch: number;
}

/** Takes the order of events until the commit: whoever numbers something holds it. */
export async function lockHead(tx: Tx): Promise<Head> {
  return tx
    .selectFrom('analytics_head')
    .select(['seq', 'follows', 'epoch'])
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** The same, unless somebody else holds it: a second Brain that follows the log has nothing to wait for. */
export function lockHeadIfFree(tx: Tx): Promise<Head | undefined> {
  return tx
    .selectFrom('analytics_head')
    .select(['seq', 'follows', 'epoch'])
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export function headOf(db: Db): Promise<Head> {
  return db.selectFrom('analytics_head').select(['seq', 'follows', 'epoch']).executeTakeFirstOrThrow();
}

export async function moveHead(tx: Tx, to: { seq: bigint; follows?: bigint; epoch?: number }): Promise<void> {
  await tx.updateTable('analytics_head').set(to).execute();
}

/** Makes every copy outdated. */
export async function newEpoch(db: Db): Promise<number> {
  const { epoch } = await db
    .updateTable('analytics_head')
    .set((set) => ({ epoch: set('epoch', '+', 1) }))
    .returning('epoch')
    .executeTakeFirstOrThrow();
  return epoch;
}

// --- People --------------------------------------------------------------------------------------

export async function peopleOf(db: Db, userIds: readonly string[]): Promise<PersonRow[]> {
  if (!userIds.length) return [];
  return db
    .selectFrom('analytics_people')
    .selectAll()
    .where(sql<boolean>`user_id = any(${plainArray(userIds)}::uuid[])`)
    .execute();
}

export async function peopleBehind(db: Db, persons: readonly PersonKey[]): Promise<PersonRow[]> {
  if (!persons.length) return [];
  return db
    .selectFrom('analytics_people')
    .selectAll()
    .where(sql<boolean>`person = any(${plainArray(persons)}::integer[])`)
    .execute();
}

/** Pseudonyms are drawn from a sequence: they say who came first, and nothing else. */
export async function addPeople(
  tx: Tx,
  rows: readonly { userId: string; consented: boolean; excluded: boolean }[],
  after: bigint,
): Promise<PersonRow[]> {
  if (!rows.length) return [];
  const { rows: added } = await sql<PersonRow>`
    insert into analytics_people (person, user_id, consented, excluded, seq)
    select nextval('analytics_person_numbers'), user_id, consented, excluded, ${after}::bigint + no
    from unnest(${plainArray(rows.map((row) => row.userId))}::uuid[], ${plainArray(rows.map((row) => String(row.consented)))}::boolean[],
      ${plainArray(rows.map((row) => String(row.excluded)))}::boolean[]) with ordinality as new (user_id, consented, excluded, no)
    returning *`.execute(tx);
  return added;
}

export async function changePerson(
  tx: Tx,
  person: PersonKey,
  change: { consented?: boolean; excluded?: boolean; signed_up_at?: Date; seq: bigint },
): Promise<void> {
  await tx.updateTable('analytics_people').set(change).where('person', '=', person).execute();
}

export async function removePerson(tx: Tx, person: PersonKey): Promise<void> {
  await tx.deleteFrom('analytics_people').where('person', '=', person).execute();
}

export function peopleAfter(db: Db, seq: bigint, upTo: bigint): Promise<PersonRow[]> {
  return db
    .selectFrom('analytics_people')
    .selectAll()
    .where('seq', '>', seq)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .execute();
}

export function everybodyAfter(db: Db, userId: string | null, limit: number): Promise<PersonRow[]> {
  let query = db.selectFrom('analytics_people').selectAll().orderBy('user_id').limit(limit);
  if (userId) query = query.where('user_id', '>', userId);
  return query.execute();
}

// --- Events --------------------------------------------------------------------------------------

export interface Numbered {
  readonly id: string;
  readonly at: Date;
  readonly person: PersonKey;
  readonly visit: string | null;
  readonly type: EventType;
  readonly entityKind: string | null;
  readonly entityId: string | null;
  readonly properties: EventProperties;
  readonly consent: EventConsent;
  readonly caused: boolean;
}

/** Numbers and writes them; those whose id is known already are left out. Answers with how many were new. */
export async function insertEvents(
  tx: Tx,
  events: readonly Numbered[],
  of: { after: bigint; receivedAt: Date; source: EventSource },
): Promise<number> {
  if (!events.length) return 0;
  const column = <T>(read: (event: Numbered) => T) => events.map(read);
  const { numAffectedRows } = await sql`
    insert into analytics_events
      (seq, id, at, received_at, person, visit, type, entity_kind, entity_id, properties, source, consent, caused)
    select ${of.after}::bigint + no, id, at, ${of.receivedAt}::timestamptz, person, visit, type, entity_kind, entity_id,
      properties::jsonb, ${of.source}, consent, caused
    from unnest(
      ${plainArray(column(({ id }) => id))}::uuid[], ${plainArray(column(({ at }) => at.toISOString()))}::timestamptz[],
      ${plainArray(column(({ person }) => person))}::integer[], ${plainArray(column(({ visit }) => visit))}::uuid[],
      ${plainArray(column(({ type }) => type))}::text[], ${textArray(column(({ entityKind }) => entityKind))}::text[],
      ${plainArray(column(({ entityId }) => entityId))}::uuid[],
      ${textArray(column(({ properties }) => JSON.stringify(properties)))}::text[],
      ${plainArray(column(({ consent }) => consent))}::text[], ${plainArray(column(({ caused }) => String(caused)))}::boolean[]
    ) with ordinality as new (id, at, person, visit, type, entity_kind, entity_id, properties, consent, caused, no)
    on conflict (id) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export function eventsAfter(db: Db, seq: bigint, upTo: bigint, limit: number): Promise<EventRow[]> {
  return db
    .selectFrom('analytics_events')
    .selectAll()
    .where('seq', '>', seq)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

export function eventsOfPerson(
  db: Db,
  person: PersonKey,
  { from, to, limit, before }: { from: Date; to: Date; limit: number; before?: { at: Date; seq: number } },
): Promise<EventRow[]> {
  let query = db
    .selectFrom('analytics_events')
    .selectAll()
    .where('person', '=', person)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit);
  if (before)
    query = query.where(sql<boolean>`(at, seq) < (${before.at}::timestamptz, ${before.seq}::bigint)`);
  return query.execute();
}

export async function deleteEventsOf(tx: Tx, person: PersonKey, behaviourOnly: boolean): Promise<number> {
  let query = tx.deleteFrom('analytics_events').where('person', '=', person);
  if (behaviourOnly) query = query.where('consent', '=', 'BEHAVIOUR');
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** Some of the events before a moment, oldest arrivals first. */
export async function deleteEventsBefore(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from analytics_events where seq in (
      select seq from analytics_events where at < ${before} order by seq limit ${limit})`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

// --- Erasures, and what stays of days ------------------------------------------------------------

export interface ErasureRow {
  readonly seq: bigint;
  readonly scope: 'BEHAVIOUR' | 'PERSON' | 'BEFORE';
  readonly person: number | null;
  readonly before: Date | null;
}

export async function insertErasure(tx: Tx, erasure: ErasureRow & { readonly at: Date }): Promise<void> {
  await tx.insertInto('analytics_erasures').values(erasure).execute();
}

export async function erasuresAfter(db: Db, seq: bigint, upTo: bigint): Promise<ErasureRow[]> {
  const rows = await db
    .selectFrom('analytics_erasures')
    .select(['seq', 'scope', 'person', 'before'])
    .where('seq', '>', seq)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ ...row, scope: row.scope as ErasureRow['scope'] }));
}

/** Sums up the days before a moment, in the time zone of the hub, before their events go. Test accounts are left out. */
export async function sumUpDays(tx: Tx, before: Date, timeZone: string): Promise<void> {
  await sql`
    with due as (
      select (at at time zone ${timeZone})::date as day, analytics_events.type, analytics_events.person, caused
      from analytics_events join analytics_people on analytics_people.person = analytics_events.person and not excluded
      where at < ${before}
    )
    insert into analytics_days (day, type, events, people)
    select day, type, count(*), count(distinct person) from due group by day, type
    union all
    select day, '*', count(*), count(distinct person) from due where caused group by day
    on conflict (day, type) do nothing`.execute(tx);
}

export interface DayRow {
  readonly day: string;
  readonly type: string;
  readonly events: number;
  readonly people: number;
}

export function summedDays(db: Db): Promise<DayRow[]> {
  return db.selectFrom('analytics_days').selectAll().orderBy('day').orderBy('type').execute();
}

// --- The platform's log --------------------------------------------------------------------------

/** The next lines of the event log. Its seq follows the order of commits, so a plain cursor misses none. */
export async function loggedAfter(db: Db, seq: bigint, limit: number): Promise<LoggedEvent[]> {
  const rows = await db
    .selectFrom('event_log')
    .select(['seq', 'id', 'at', 'type', 'actor_id', 'topics', 'data'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: Number(row.seq),
    id: row.id,
    at: row.at,
    type: row.type,
    actorId: row.actor_id,
    topics: row.topics,
    data: row.data as Record<string, unknown>,
  }));
}
