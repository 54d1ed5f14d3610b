import { dayOf as readDay } from '@smartstart/units';
import type { Range } from '../events/event.ts';
import { isoDay } from '../events/hub-calendar.ts';
import { duck, joined, matching, plain, property, render, within, type Asked } from './duck.ts';
import { among, daysOf, peopleOf } from './people.ts';
import type { ActiveUsers, PeopleFilter, PersonDay, TrendAnswer, TrendQuestion } from './questions.ts';
import { pauseMs } from './visits.ts';

const windows = [1, 7, 30] as const;
const personDayLimit = 2_000_000;
const mostLines = 200;

/**
 * Active people of each day and of the windows that end with it, exactly, in one pass: an active day counts for its window, and stops
 * counting where the next one of the same person begins to.
 */
export async function activeUsers(
  warehouse: Asked,
  range: Range,
  who?: PeopleFilter,
): Promise<ActiveUsers[]> {
  const { calendar } = warehouse;
  const first = calendar.dayOf(range.from);
  const last = calendar.dayOf(new Date(range.to.getTime() - 1));
  const counts = windows.map(
    (days) => duck`${plain(`w${days}`)} as (
      select day, sum(sum(change)) over (order by day) as people from (
        select day, 1 as change from active
        union all
        select least(day + ${days}, coalesce(next, day + ${days})) as day, -1 as change from active
      ) group by day
    )`,
  );
  const at = windows.map((days) =>
    plain(
      `coalesce((select arg_max(people, w${days}.day) from w${days} where w${days}.day <= days.day), 0) as w${days}`,
    ),
  );
  const { text, parameters } = render(duck`with active as (
      select day, lead(day) over (partition by person order by day) as next from person_days
      where day between ${isoDay(first - 29)}::date and ${isoDay(last)}::date ${among(who, calendar)}
    ), ${joined(counts, ', ')}, days as (
      select unnest(generate_series(${isoDay(first)}::date, ${isoDay(last)}::date, interval 1 day))::date as day
    )
    select day::varchar as day, ${joined(at, ', ')} from days order by day`);
  return (await warehouse.rows(text, parameters)).map((row) => ({
    day: String(row['day']),
    dau: Number(row['w1']),
    wau: Number(row['w7']),
    mau: Number(row['w30']),
  }));
}

export interface Count {
  /** YYYY-MM-DD, or the start of the hour. */
  readonly at: string;
  readonly type: string;
  readonly events: number;
  readonly people: number;
}

/** Events and people by day and type, `*` for what people caused; also of days whose events are gone. For tiles: no event is read. */
export async function dayCounts(warehouse: Asked, range: Range, types: readonly string[]): Promise<Count[]> {
  if (!types.length) return [];
  const days = daysOf(range, warehouse.calendar);
  const chosen = joined(
    types.map((type) => duck`${type}`),
    ', ',
  );
  const { text, parameters } = render(duck`
    select day::varchar as begun, type, events, people from day_counts where ${days} and type in (${chosen})
    union all
    select day::varchar, type, events, people from past_days where ${days} and type in (${chosen})
      and day not in (select day from day_counts)
    order by begun, type`);
  return (await warehouse.rows(text, parameters)).map(toCount);
}

export async function hourCounts(warehouse: Asked, range: Range, types: readonly string[]): Promise<Count[]> {
  if (!types.length) return [];
  const chosen = joined(
    types.map((type) => duck`${type}`),
    ', ',
  );
  const { text, parameters } = render(duck`
    select strftime(hour, '%Y-%m-%dT%H:%M:%SZ') as begun, type, sum(events) as events, sum(people) as people from hour_counts
    where hour >= ${range.from} and hour < ${range.to} and type in (${chosen}) group by hour, type order by hour, type`);
  return (await warehouse.rows(text, parameters)).map(toCount);
}

const toCount = (row: Record<string, unknown>): Count => ({
  at: String(row['begun']),
  type: String(row['type']),
  events: Number(row['events']),
  people: Number(row['people']),
});

export async function trend(warehouse: Asked, question: TrendQuestion): Promise<TrendAnswer> {
  const { match, count, grain, by, range, among: who } = question;
  const { calendar } = warehouse;
  const bucket = {
    HOUR: `strftime(date_trunc('hour', moment), '%Y-%m-%dT%H:%M:%SZ')`,
    DAY: 'day::varchar',
    WEEK: `(date_trunc('week', day - ${calendar.weekStart - 1})::date + ${calendar.weekStart - 1})::varchar`,
    MONTH: `date_trunc('month', day)::date::varchar`,
  }[grain];
  // A visit counts where an event of the question lies after a pause, or first: what lay between does not join two visits.
  const counted = {
    EVENTS: 'count(*)',
    PEOPLE: 'count(distinct person)',
    VISITS: 'count(*) filter (begins)',
  }[count];
  const begins =
    count === 'VISITS'
      ? `coalesce(moment - lag(moment) over (partition by person, part order by moment, seq) > interval ${pauseMs} milliseconds, true)`
      : 'true';
  const { text, parameters } = render(duck`with found as (
      select person, ${plain(bucket)} as bucket, part, ${plain(begins)} as begins from (
        select *, ${by ? property(by) : plain('null::varchar')} as part from events
        where ${within(range)} and ${matching(match)} ${among(who, calendar)}
      )
    )
    select part, bucket, grouping(bucket) = 1 as whole, ${plain(counted)} as value, count(distinct person) as people
    from found group by grouping sets ((part), (part, bucket)) order by whole desc, bucket, value desc, part`);
  const rows = await warehouse.rows(text, parameters);
  const byPart = Map.groupBy(
    rows.filter((row) => row['whole'] === false),
    (row) => row['part'],
  );
  return {
    lines: rows
      .filter((row) => row['whole'] === true)
      .slice(0, mostLines)
      .map((row) => ({
        value: row['part'] === null ? null : String(row['part']),
        total: Number(row['value']),
        people: Number(row['people']),
        points: (byPart.get(row['part'] ?? null) ?? []).map((point) => ({
          at:
            grain === 'HOUR'
              ? new Date(String(point['bucket']))
              : calendar.startOf(readDay(String(point['bucket']))),
          value: Number(point['value']),
        })),
      })),
  };
}

/** Active days one by one, of people who agreed to be looked at so; of everybody for figures that name nobody. */
export async function personDays(
  warehouse: Asked,
  {
    range,
    among: who,
    consentedOnly,
  }: { range: Range; among?: PeopleFilter | undefined; consentedOnly: boolean },
): Promise<PersonDay[]> {
  const { calendar } = warehouse;
  const agreed = consentedOnly
    ? plain(' and person in (select person from people where consented)')
    : plain('');
  const { text, parameters } = render(duck`
    select person, day::varchar as day, events, uses, content, hours from person_days
    where ${daysOf(range, calendar)}${agreed} ${among(who, calendar)} order by person, day`);
  return (await warehouse.rows(text, parameters, { rows: personDayLimit })).map((row) => ({
    person: Number(row['person']),
    day: String(row['day']),
    events: Number(row['events']),
    uses: Number(row['uses']),
    content: Number(row['content']),
    hours: Number(row['hours']),
  }));
}

/** How many the filter holds, of how many there are. */
export async function countPeople(
  warehouse: Asked,
  filter: PeopleFilter,
): Promise<{ people: number; ofPeople: number }> {
  const { text, parameters } = render(duck`select
    (select count(*) from ${peopleOf(filter, warehouse.calendar)}) as people,
    (select count(*) from people where not excluded) as ofpeople`);
  const [row] = await warehouse.rows(text, parameters);
  return { people: Number(row?.['people'] ?? 0), ofPeople: Number(row?.['ofpeople'] ?? 0) };
}
