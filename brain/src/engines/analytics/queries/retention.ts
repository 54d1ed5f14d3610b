import type { HubCalendar } from '../events/hub-calendar.ts';
import { isoDay } from '../events/hub-calendar.ts';
import { duck, matching, plain, render, type Fragment, type Asked } from './duck.ts';
import { among } from './people.ts';
import type {
  CohortAnswer,
  CohortQuestion,
  EventMatch,
  Period,
  RetentionAnswer,
  RetentionQuestion,
} from './questions.ts';
import { dayOf as readDay } from '@smartstart/units';

export async function retention(
  warehouse: Asked,
  question: RetentionQuestion,
  now: Date,
): Promise<RetentionAnswer> {
  const counted = duck`select cohort, period, count(*) as value from came, range(${question.periods + 1}) as periods (period)
    where returned & (1::bigint << period::integer) <> 0 group by cohort, period`;
  const table = await read(warehouse, duck`${returned(question, warehouse.calendar)} ${both(counted)}`);
  return {
    cohorts: cohortsOf(table, question, warehouse.calendar, now).map(({ start, size, values }) => ({
      start,
      size,
      people: values,
    })),
  };
}

export async function cohorts(warehouse: Asked, question: CohortQuestion, now: Date): Promise<CohortAnswer> {
  const counted = duck`select cohort, period, sum(times) as value from returns group by cohort, period`;
  const table = await read(
    warehouse,
    duck`${returns(question, warehouse.calendar, question.measure)} ${both(counted)}`,
  );
  return {
    cohorts: cohortsOf(table, question, warehouse.calendar, now).map(({ start, size, values }) => ({
      start,
      size,
      events: values,
    })),
  };
}

/** Those of a cohort who came back in a period, or did not. */
export function returning(
  question: RetentionQuestion,
  calendar: HubCalendar,
  { cohort, period, back }: { cohort: string; period: number; back: boolean },
): Fragment {
  const came = duck`select person from returns where cohort = ${cohort}::date and period = ${period}`;
  return duck`${returns(question, calendar, question.back)}
    select person from begun where cohort = ${cohort}::date and person ${plain(back ? 'in' : 'not in')} (${came})`;
}

type Table = Map<string, { size: number; values: Map<number, number> }>;

const both = (counted: Fragment) =>
  duck`select cohort::varchar as cohort, -1 as period, count(*) as value from begun group by cohort
    union all select cohort::varchar, period, value from (${counted})`;

async function read(warehouse: Asked, fragment: Fragment): Promise<Table> {
  const { text, parameters } = render(fragment);
  const table: Table = new Map();
  for (const row of await warehouse.rows(text, parameters)) {
    const key = String(row['cohort']);
    const cohort = table.get(key) ?? { size: 0, values: new Map<number, number>() };
    table.set(key, cohort);
    if (row['period'] === -1) cohort.size = Number(row['value']);
    else cohort.values.set(Number(row['period']), Number(row['value']));
  }
  return table;
}

/** The first day of the period a day lies in. */
function floored(day: string, period: Period, weekStart: number): string {
  if (period === 'DAY') return day;
  if (period === 'MONTH') return `date_trunc('month', ${day})::date`;
  // DuckDB's weeks begin on Monday.
  return `(date_trunc('week', ${day} - ${weekStart - 1})::date + ${weekStart - 1})`;
}

/** `begun`: who belongs to which cohort, named by its first day. */
function begun(
  { start, period, range, among: who }: Omit<RetentionQuestion, 'back' | 'periods'>,
  calendar: HubCalendar,
): { begun: Fragment; first: number } {
  const [first, last] = [range.from, new Date(range.to.getTime() - 1)].map((at) =>
    calendar.floor(calendar.dayOf(at), period),
  ) as [number, number];
  const floor = (day: string) => plain(floored(day, period, calendar.weekStart));
  const someone = among(who, calendar);
  const starts =
    start.event === '*' || start.where?.length
      ? duck`select person, ${floor('min(day)')} as cohort from events where ${matching(start)} ${someone} group by person`
      : duck`select person, ${floor('day')} as cohort from firsts where ${matching(start)} ${someone}`;
  return {
    first,
    begun: duck`begun as (
      select person, cohort from (${starts}) where cohort between ${isoDay(first)}::date and ${isoDay(last)}::date
    )`,
  };
}

/** Which period after the first day of the cohort a day lies in. */
const periodOf = (day: string, period: Period) =>
  ({
    DAY: `${day} - cohort`,
    WEEK: `(${day} - cohort) // 7`,
    MONTH: `datediff('month', cohort, ${day})`,
  })[period];

/**
 * `came`: one row a person, the bits of `returned` being the periods they came back in. Sorting out people and periods by bits
 * takes half the time that distinct pairs take; 64 are more than the periods anybody asks for.
 */
function returned(question: RetentionQuestion, calendar: HubCalendar): Fragment {
  const { period, periods, back } = question;
  const number = plain(periodOf('day', period));
  const days = back ? duck`events where ${matching(back)} and` : duck`person_days where`;
  const cohort = begun(question, calendar);
  return duck`with ${cohort.begun}, came as (
      select person, any_value(cohort) as cohort, bit_or(1::bigint << (${number})::integer) as returned
      from begun join (select person, day from ${days} day >= ${isoDay(cohort.first)}::date) using (person)
      where day >= cohort and ${number} <= ${periods} group by person
    )`;
}

function returns(
  question: Omit<RetentionQuestion, 'back'>,
  calendar: HubCalendar,
  what: EventMatch | null,
): Fragment {
  const { period, periods } = question;
  const { begun: cohort, first } = begun(question, calendar);
  const floor = (day: string) => plain(floored(day, period, calendar.weekStart));
  const number = periodOf('later', period);
  const back = what
    ? duck`select person, ${floor('day')} as later, count(*) as times from events
        where ${matching(what)} and day >= ${isoDay(first)}::date group by all`
    : duck`select person, ${floor('day')} as later, count(*) as times from person_days
        where day >= ${isoDay(first)}::date group by all`;
  return duck`with ${cohort}, back as (${back}), returns as (
      select person, cohort, ${plain(number)} as period, times
      from begun join back using (person) where later >= cohort and ${plain(number)} <= ${periods}
    )`;
}

function cohortsOf(
  table: Table,
  { period, periods }: Pick<RetentionQuestion, 'period' | 'periods'>,
  calendar: HubCalendar,
  now: Date,
): { start: string; size: number; values: (number | null)[] }[] {
  return [...table]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([start, { size, values }]) => ({
      start,
      size,
      values: Array.from({ length: periods + 1 }, (_, index) => {
        const end = calendar.add(readDay(start), period, index + 1);
        return calendar.startOf(end) <= now ? (values.get(index) ?? 0) : null;
      }),
    }));
}
