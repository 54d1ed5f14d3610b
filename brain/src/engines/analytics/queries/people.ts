import type { HubCalendar } from '../events/hub-calendar.ts';
import { isoDay } from '../events/hub-calendar.ts';
import { duck, joined, matching, plain, within, type Fragment } from './duck.ts';
import type { PeopleFilter } from './questions.ts';

/** The people of a filter, as a query of one column. Test accounts are in no copy, so nobody has to leave them out. */
export function peopleOf(filter: PeopleFilter, calendar: HubCalendar): Fragment {
  if ('all' in filter) return combined(filter.all, ' intersect ', calendar);
  if ('any' in filter)
    return filter.any.length
      ? combined(filter.any, ' union ', calendar)
      : plain('(select person from people where false)');
  if ('not' in filter) return duck`(${everybody} except ${peopleOf(filter.not, calendar)})`;
  if ('persons' in filter)
    return filter.persons.length
      ? duck`(select person from people where person in (${plain(filter.persons.map(Math.trunc).join(', '))}))`
      : plain('(select person from people where false)');
  if ('signedUp' in filter)
    return duck`(select person from people where signed_up >= ${filter.signedUp.from} and signed_up < ${filter.signedUp.to})`;
  const counted =
    'did' in filter
      ? duck`select person, count(*) as times from events where ${matching(filter.did)} and ${within(filter.range)} group by person`
      : duck`select person, count(*) as times from person_days where ${daysOf(filter.activeDays, calendar)} group by person`;
  const { atLeast = 1, atMost } = filter;
  const upTo = atMost === undefined ? plain('') : duck` and coalesce(times, 0) <= ${atMost}`;
  return duck`(select people.person from people left join (${counted}) as counted on counted.person = people.person
    where coalesce(times, 0) >= ${atLeast}${upTo} and not excluded)`;
}

const everybody = plain('(select person from people where not excluded)');

function combined(filters: readonly PeopleFilter[], by: string, calendar: HubCalendar): Fragment {
  return filters.length
    ? duck`(${joined(
        filters.map((one) => duck`select person from ${peopleOf(one, calendar)}`),
        by,
      )})`
    : everybody;
}

/** Days of the hub that lie in the range, wholly or partly. */
export function daysOf(range: { from: Date; to: Date }, calendar: HubCalendar): Fragment {
  const last = calendar.dayOf(new Date(range.to.getTime() - 1));
  return duck`day between ${isoDay(calendar.dayOf(range.from))}::date and ${isoDay(last)}::date`;
}

/** Narrows events to some people; nothing to add when everybody is meant. */
export function among(filter: PeopleFilter | undefined, calendar: HubCalendar): Fragment {
  return filter ? duck` and person in (select person from ${peopleOf(filter, calendar)})` : plain('');
}
