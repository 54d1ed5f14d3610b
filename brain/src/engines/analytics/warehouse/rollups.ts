import type { DuckDBConnection } from '@duckdb/node-api';
import { contentTypes } from '../events/catalogue.ts';
import type { DayRow } from '../events/store.ts';
import { quote, type Replica } from './replica.ts';

/** Days in one transaction, so that a copy that is made anew sorts a week and not a year. */
const daysAtOnce = 7;
const content = contentTypes.map(quote).join(', ');
/** Pages and features are stops by themselves; of everything else the kind of event is. */
const stopName = `type || coalesce(' ' || case type
  when 'page.viewed' then json_extract_string(properties, '$.route')
  when 'feature.used' then json_extract_string(properties, '$.feature') end, '')`;

/**
 * Brings the figures by day up to the events. Days are worked out whole: a late event, an erasure and a first event are one case.
 * Answers with how many days were dirty.
 */
export async function refreshRollups(replica: Replica): Promise<number> {
  let done = 0;
  for (;;) {
    const days = await firstDirty(replica);
    if (!days) return done;
    const within = `day between date '${days.from}' and date '${days.to}' and day in (select day from dirty_days)`;
    await replica.together(async (writer) => {
      for (const table of ['person_days', 'day_counts', 'hour_counts', 'histories'])
        await writer.run(`delete from ${table} where ${within}`);
      await writer.run(`
        insert into person_days
        select day, person, count(*), count(*) filter (type = 'feature.used'), count(*) filter (type in (${content})),
          count(distinct date_trunc('hour', moment))
        from events where caused and ${within} group by day, person order by day, person`);
      await writer.run(`
        insert into day_counts
        select day, type, count(*), count(distinct person) from events where ${within} group by day, type
        union all
        select day, '*', sum(events), count(*) from person_days where ${within} group by day`);
      await writer.run(`
        insert into hour_counts
        select day, date_trunc('hour', moment) as hour, type, count(*), count(distinct person)
        from events where ${within} group by all
        union all
        select day, date_trunc('hour', moment) as hour, '*', count(*), count(distinct person)
        from events where caused and ${within} group by all`);
      await writeHistories(writer, within);
      await writeFirsts(writer, within);
      await writer.run(`delete from dirty_days where day between date '${days.from}' and date '${days.to}'`);
    });
    done += days.count;
  }
}

/** What people did, day by day and in order; stops nobody came to before get the next numbers. */
async function writeHistories(writer: DuckDBConnection, within: string): Promise<void> {
  const named = `with named as (select seq, moment, day, person, caused, type, ${stopName} as name from events where ${within})`;
  await writer.run(`
    insert into stops ${named}
    select (select coalesce(max(stop), -1) from stops) + row_number() over (order by name, caused), name, type, caused
    from (select distinct name, type, caused from named) as found
    where not exists (from stops where stops.name = found.name and stops.caused = found.caused)`);
  await writer.run(`
    insert into histories ${named}
    select day, person, list_transform(own, lambda one: one.time), list_transform(own, lambda one: one.stop) from (
      select day, person, list_sort(list({
        time: (epoch_ms(moment) - epoch_ms(day::timestamp))::integer, seq: seq, stop: stop
      })) as own
      from named join stops using (name, caused) group by day, person
    ) order by day, person`);
}

/**
 * The first days that lie here, or lay here. Who lost theirs has the next one, which is later: the days before this one are right
 * already, or are worked out after it.
 */
async function writeFirsts(writer: DuckDBConnection, within: string): Promise<void> {
  await writer.run(`
    create or replace temp table found as
    select person, type, min(day) as day from events where ${within} group by person, type`);
  await writer.run(`
    insert into found
    select person, type, min(day) from events
    join (select person, type from firsts where ${within}) as had using (person, type)
    where not exists (from found where found.person = events.person and found.type = events.type)
    group by person, type`);
  await writer.run(`delete from firsts where ${within}`);
  await writer.run(`
    delete from firsts using found
    where found.person = firsts.person and found.type = firsts.type and found.day < firsts.day`);
  await writer.run(`
    insert into firsts select person, type, day from found
    where not exists (from firsts where firsts.person = found.person and firsts.type = found.type)
    order by type, person`);
}

async function firstDirty(replica: Replica): Promise<{ from: string; to: string; count: number } | null> {
  const [row] = await replica.query(
    `select min(day)::varchar as first, max(day)::varchar as last, count(*) as count
     from (select day from dirty_days order by day limit ${daysAtOnce})`,
    [],
    { rows: 1, ms: 30_000 },
  );
  return row?.['first']
    ? { from: String(row['first']), to: String(row['last']), count: Number(row['count']) }
    : null;
}

/** What PostgreSQL kept of days whose events are gone takes the place of whatever was there. */
export async function savePastDays(replica: Replica, days: readonly DayRow[]): Promise<void> {
  await replica.together(async (writer) => {
    await writer.run('delete from past_days');
    for (let from = 0; from < days.length; from += 500) {
      const rows = days
        .slice(from, from + 500)
        .map(({ day, type, events, people }) => `(date '${day}', ${quote(type)}, ${events}, ${people})`);
      await writer.run(`insert into past_days values ${rows.join(', ')}`);
    }
  });
}
