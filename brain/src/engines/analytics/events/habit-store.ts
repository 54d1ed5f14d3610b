import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';
import { contentTypes } from './catalogue.ts';

/**
 * What the events say of people one by one, for whoever works out what use says of each. It is read by person, through the
 * index on person and time, in batches and off the request path but for the person's own page. Only people who consented,
 * and no test accounts.
 */

/** One UTC day with something in it. What arrived later than it happened has a row of its own. */
export interface ActiveDay {
  /** YYYY-MM-DD */
  readonly day: string;
  /** The day on which it was known here. */
  readonly knownOn: string;
  /** Events the person caused. */
  readonly events: number;
  readonly uses: number;
  readonly content: number;
  readonly features: readonly string[];
}

/** What a browser tells is known when it arrives; the platform’s own log and imported history, when it happened. */
const knownAt = sql`case when event.source = 'BROWSER' then greatest(event.received_at, event.at) else event.at end`;

/** Days with something the person caused, from a day on, by person; who has none, or did not consent, is left out. */
export async function daysOf(
  db: Db,
  userIds: readonly string[],
  { from }: { from: Date },
): Promise<Map<string, ActiveDay[]>> {
  if (!userIds.length) return new Map();
  const { rows } = await sql<{
    user_id: string;
    day: string;
    known_on: string;
    events: number;
    uses: number;
    content: number;
    features: string[] | null;
  }>`
    select person.user_id, to_char(event.at at time zone 'UTC', 'YYYY-MM-DD') as day,
      to_char(${knownAt} at time zone 'UTC', 'YYYY-MM-DD') as known_on, count(*)::int as events,
      (count(*) filter (where event.type = 'feature.used'))::int as uses,
      (count(*) filter (where event.type = any(${contentTypes}::text[])))::int as content,
      array_agg(distinct event.properties ->> 'feature') filter (where event.type = 'feature.used'
        and event.properties ->> 'feature' is not null) as features
    from analytics_people person
    join analytics_events event on event.person = person.person
    where person.user_id = any(${[...userIds]}::uuid[]) and person.consented and not person.excluded
      and event.caused and event.at >= ${from}
    group by 1, 2, 3 order by 1, 2`.execute(db);
  const days = new Map<string, ActiveDay[]>();
  for (const row of rows) {
    const list = days.get(row.user_id) ?? [];
    const { day, events, uses, content: made } = row;
    list.push({ day, knownOn: row.known_on, events, uses, content: made, features: row.features ?? [] });
    days.set(row.user_id, list);
  }
  return days;
}

/** Events a person caused by the hour of their own day, and what they used, since a moment. */
export async function habitsOf(db: Db, userId: string, { from, timeZone }: { from: Date; timeZone: string }) {
  const hours = await sql<{ hour: number; events: number }>`
    select extract(hour from event.at at time zone ${timeZone})::int as hour, count(*)::int as events
    from analytics_people person join analytics_events event on event.person = person.person
    where person.user_id = ${userId} and person.consented and event.caused and event.at >= ${from}
    group by 1`.execute(db);
  const features = await sql<{ feature: string; uses: number; last_used: string }>`
    select event.properties ->> 'feature' as feature, count(*)::int as uses,
      to_char(max(event.at) at time zone 'UTC', 'YYYY-MM-DD') as last_used
    from analytics_people person join analytics_events event on event.person = person.person
    where person.user_id = ${userId} and person.consented and event.type = 'feature.used' and event.at >= ${from}
      and event.properties ->> 'feature' is not null
    group by 1 order by 2 desc, 1`.execute(db);
  return {
    hours: hours.rows,
    features: features.rows.map(({ feature, uses, last_used }) => ({ feature, uses, lastUsed: last_used })),
  };
}

export interface StoredKind {
  readonly type: string;
  readonly events: number;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Everything that is kept of somebody, by kind, whether they caused it or not. */
export async function storedOf(db: Db, userId: string): Promise<{ kinds: StoredKind[]; fictional: boolean }> {
  const { rows } = await sql<{
    type: string;
    events: number;
    first_day: string;
    last_day: string;
    imported: boolean;
  }>`
    select event.type, count(*)::int as events, bool_or(event.source = 'IMPORT') as imported,
      to_char(min(event.at) at time zone 'UTC', 'YYYY-MM-DD') as first_day,
      to_char(max(event.at) at time zone 'UTC', 'YYYY-MM-DD') as last_day
    from analytics_people person join analytics_events event on event.person = person.person
    where person.user_id = ${userId} group by 1 order by 2 desc, 1`.execute(db);
  const kinds = rows.map(({ type, events, first_day, last_day }) => ({
    type,
    events,
    firstDay: first_day,
    lastDay: last_day,
  }));
  return { kinds, fictional: rows.some(({ imported }) => imported) };
}

/** Those of them whose history was brought in from outside: that of a demonstration. */
export async function importedAmong(db: Db, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (!userIds.length) return new Set();
  const { rows } = await sql<{ user_id: string }>`
    select person.user_id from analytics_people person
    where person.user_id = any(${[...userIds]}::uuid[])
      and exists (select from analytics_events event where event.person = person.person and event.source = 'IMPORT')`.execute(
    db,
  );
  return new Set(rows.map((row) => row.user_id));
}

/** People who consented, in the order of ids, the next ones after this. */
export async function consentedAfter(db: Db, after: string | null, limit: number): Promise<string[]> {
  let query = db
    .selectFrom('analytics_people')
    .select('user_id')
    .where('consented', '=', true)
    .where('excluded', '=', false);
  if (after !== null) query = query.where('user_id', '>', after);
  return (await query.orderBy('user_id').limit(limit).execute()).map((row) => row.user_id);
}

/** Active seconds of people between moments: pauses over half an hour are not counted. */
export async function activeSeconds(
  db: Db,
  spans: readonly { readonly userId: string; readonly from: Date; readonly to: Date }[],
): Promise<(number | null)[]> {
  if (!spans.length) return [];
  const { rows } = await sql<{ no: bigint; seconds: number | null }>`
    select span.no, (
      select sum(extract(epoch from gap)) filter (where gap <= interval '30 minutes') from (
        select event.at - lag(event.at) over (order by event.at, event.seq) as gap
        from analytics_people person join analytics_events event on event.person = person.person
        where person.user_id = span.user_id and person.consented and event.caused
          and event.at >= span.from_at and event.at <= span.to_at
      ) gaps
    )::float8 as seconds
    from unnest(${spans.map(({ userId }) => userId)}::uuid[], ${spans.map(({ from }) => from.toISOString())}::timestamptz[],
      ${spans.map(({ to }) => to.toISOString())}::timestamptz[]) with ordinality as span (user_id, from_at, to_at, no)
    order by span.no`.execute(db);
  return rows.map((row) => row.seconds);
}
