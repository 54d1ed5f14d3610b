import { minuteMs } from '@smartstart/units';
import type { HubCalendar } from '../events/hub-calendar.ts';
import type { PersonKey, Range } from '../events/event.ts';
import { duck, plain, render, type Fragment, type Asked } from './duck.ts';
import { among } from './people.ts';
import type { PeopleFilter, VisitAnswer } from './questions.ts';

/** A longer pause begins a new visit. */
export const pauseMs = 30 * minuteMs;

/**
 * `steps`: the events of the visits that began in the range, each with the beginning of its visit, which names the visit of a
 * person. One that began before the range is left out, which the half hour before it tells; what came after is not looked at.
 */
export function visitSteps(range: Range, who: PeopleFilter | undefined, calendar: HubCalendar): Fragment {
  const pauseUs = pauseMs * 1000;
  const order = 'partition by person order by t, seq';
  return duck`own as (
      select person, seq, epoch_us(moment) as t, day, type, properties from events
      where caused and moment >= ${new Date(range.from.getTime() - pauseMs)} and moment < ${range.to} ${among(who, calendar)}
    ), marked as (
      select *, case when coalesce(t - lag(t) over (${plain(order)}) > ${pauseUs}, true) then t end as begins from own
    ), steps as (
      select person, seq, t, day, type, properties,
        max(begins) over (${plain(order)} rows between unbounded preceding and current row) as visit
      from marked qualify visit >= ${range.from.getTime() * 1000}
    )`;
}

export async function visits(
  warehouse: Asked,
  { range, among: who }: { range: Range; among?: PeopleFilter | undefined },
): Promise<VisitAnswer> {
  const { text, parameters } = render(duck`with ${visitSteps(range, who, warehouse.calendar)}, lengths as (
      select person, visit, min(day) as day, (max(t) - min(t)) / 1e6 as seconds from steps group by person, visit
    )
    select day::varchar as day, grouping(day) = 1 as whole, count(*) as visits, count(distinct person) as people,
      median(seconds) as median, avg(seconds) as mean
    from lengths group by grouping sets ((), (day)) order by whole desc, day`);
  const rows = await warehouse.rows(text, parameters);
  const total = rows.find((row) => row['whole'] === true);
  const seconds = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    days: rows
      .filter((row) => row['whole'] === false)
      .map((row) => ({
        day: String(row['day']),
        visits: Number(row['visits']),
        people: Number(row['people']),
        medianSeconds: Number(row['median']),
      })),
    visits: Number(total?.['visits'] ?? 0),
    medianSeconds: seconds(total?.['median']),
    meanSeconds: seconds(total?.['mean']),
  };
}

/** When each of them last did something. */
export async function lastSeen(
  warehouse: Asked,
  persons: Fragment,
  limit: number,
): Promise<{ persons: { person: PersonKey; lastAt: Date | null }[]; withheld: number }> {
  const { text, parameters } = render(duck`with chosen as (${persons}), seen as (
      select person, max(moment) as last from events where caused and person in (select person from chosen) group by person
    )
    select people.person, consented, last from people join chosen using (person) left join seen using (person)
    order by last desc nulls last, people.person`);
  const rows = await warehouse.rows(text, parameters, { rows: 1_000_000 });
  const shown = rows.filter((row) => row['consented'] === true);
  return {
    persons: shown.slice(0, limit).map((row) => ({
      person: Number(row['person']),
      lastAt: row['last'] instanceof Date ? row['last'] : null,
    })),
    withheld: rows.length - shown.length,
  };
}
