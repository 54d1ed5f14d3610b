import { isoDay } from '@smartstart/units';
import type { HubCalendar } from '../events/hub-calendar.ts';
import type { EventProperties, Range } from '../events/event.ts';
import type {
  ActiveUsers,
  CohortQuestion,
  EventMatch,
  FunnelAnswer,
  FunnelQuestion,
  PathQuestion,
  PeopleFilter,
  Period,
  RetentionQuestion,
  TrendQuestion,
} from './questions.ts';

/** The questions read word for word, slowly: what the fast answers are held against. */

export interface SeenEvent {
  readonly seq: number;
  readonly at: number;
  readonly person: number;
  readonly type: string;
  readonly properties: EventProperties;
  readonly caused: boolean;
}

const order = (a: SeenEvent, b: SeenEvent) => a.at - b.at || a.seq - b.seq;
const inside = ({ from, to }: Range, at: number) => at >= from.getTime() && at < to.getTime();

function matches({ event, where = [] }: EventMatch, one: SeenEvent): boolean {
  const type = event === '*' ? one.caused : one.type === event;
  return (
    type &&
    where.every(({ property, is }) => String(one.properties[property]) === is && property in one.properties)
  );
}

function median(values: readonly number[]): number | null {
  if (!values.length) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function byPerson(events: readonly SeenEvent[]): Map<number, SeenEvent[]> {
  const people = Map.groupBy(events, ({ person }) => person);
  for (const list of people.values()) list.sort(order);
  return people;
}

/** Every step-one event begins an attempt; each takes the next event that fits, or for strict the next one at all. */
export function funnel(events: readonly SeenEvent[], question: FunnelQuestion): FunnelAnswer {
  const { steps, range, windowMs, by } = question;
  const known = events.reduce((last, { at }) => Math.max(last, at), Number.NEGATIVE_INFINITY);
  const people: { depth: number; fastest: number[]; part: string | null; open: boolean }[] = [];
  for (const list of byPerson(events).values()) {
    const relevant = list.filter(
      (event) =>
        event.at >= range.from.getTime() &&
        event.at < range.to.getTime() + windowMs &&
        steps.some((step) => matches(step, event)),
    );
    const attempts = relevant.flatMap((first, index) =>
      matches(steps[0]!, first) && inside(range, first.at) ? [attempt(relevant, index, question)] : [],
    );
    if (!attempts.length) continue;
    const depth = Math.max(...attempts.map((times) => times.length));
    const best = attempts.filter((times) => times.length === depth).at(-1)!;
    const start = best[0]!;
    const first = relevant.filter((event) => event.at === start && matches(steps[0]!, event)).at(-1)!;
    const fastest = steps.map((_, step) =>
      Math.min(...attempts.flatMap((times) => (times.length > step ? [times[step]! - times[0]!] : []))),
    );
    people.push({
      depth,
      fastest,
      part: by && by in first.properties ? String(first.properties[by]) : null,
      open: depth < steps.length && Math.max(...attempts.map((times) => times[0]!)) + windowMs > known,
    });
  }
  const summed = (some: typeof people) =>
    steps.map((_, step) => {
      const count = (index: number) => some.filter(({ depth }) => depth > index).length;
      const share = (of: number) => (of ? count(step) / of : null);
      const times = some.flatMap(({ depth, fastest }) => (depth > step ? [fastest[step]! / 1000] : []));
      return {
        people: count(step),
        share: share(count(0)),
        stepShare: share(count(Math.max(0, step - 1))),
        medianSeconds: step === 0 ? null : median(times),
      };
    });
  const parts = by ? [...Map.groupBy(people, ({ part }) => part)] : [];
  return {
    steps: summed(people),
    parts: parts.map(([value, some]) => ({ value, steps: summed(some) })),
    open: people.filter(({ open }) => open).length,
  };
}

/** When each step was reached. */
function attempt(
  events: readonly SeenEvent[],
  from: number,
  { steps, windowMs, order: strictness }: FunnelQuestion,
): number[] {
  const times = [events[from]!.at];
  for (let index = from + 1; index < events.length && times.length < steps.length; index++) {
    const event = events[index]!;
    if (event.at - times[0]! > windowMs) break;
    if (matches(steps[times.length]!, event)) times.push(event.at);
    else if (strictness === 'STRICT') break;
  }
  return times;
}

export function activeDays(events: readonly SeenEvent[], calendar: HubCalendar): Map<number, Set<number>> {
  const days = new Map<number, Set<number>>();
  for (const { person, at, caused } of events)
    if (caused) days.set(person, (days.get(person) ?? new Set()).add(calendar.dayOf(new Date(at))));
  return days;
}

export function activeUsers(
  events: readonly SeenEvent[],
  calendar: HubCalendar,
  range: Range,
): ActiveUsers[] {
  const active = [...activeDays(events, calendar).values()];
  const first = calendar.dayOf(range.from);
  const last = calendar.dayOf(new Date(range.to.getTime() - 1));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const day = first + index;
    const within = (count: number) =>
      active.filter((days) => [...days].some((one) => one <= day && one > day - count)).length;
    return { day: isoDay(day), dau: within(1), wau: within(7), mau: within(30) };
  });
}

/** Per cohort: its people, and of each person how often they came back in each period. */
function cohortTable(
  events: readonly SeenEvent[],
  calendar: HubCalendar,
  { start, period, periods, range }: Omit<RetentionQuestion, 'back'>,
  returns: (list: readonly SeenEvent[]) => number[],
) {
  const [first, last] = [range.from, new Date(range.to.getTime() - 1)].map((at) =>
    calendar.floor(calendar.dayOf(at), period),
  ) as [number, number];
  const table = new Map<number, { size: number; counts: Map<number, number[]> }>();
  for (const list of byPerson(events).values()) {
    const begun = list.find((event) => matches(start, event));
    if (!begun) continue;
    const cohort = calendar.floor(
      Math.min(
        ...list.filter((event) => matches(start, event)).map(({ at }) => calendar.dayOf(new Date(at))),
      ),
      period,
    );
    if (cohort < first || cohort > last) continue;
    const row = table.get(cohort) ?? { size: 0, counts: new Map<number, number[]>() };
    table.set(cohort, row);
    row.size++;
    const perPeriod = new Map<number, number>();
    for (const day of returns(list)) {
      const number = periodsBetween(calendar, cohort, calendar.floor(day, period), period);
      if (number >= 0 && number <= periods) perPeriod.set(number, (perPeriod.get(number) ?? 0) + 1);
    }
    for (const [number, times] of perPeriod)
      row.counts.set(number, [...(row.counts.get(number) ?? []), times]);
  }
  return [...table].sort(([a], [b]) => a - b);
}

function periodsBetween(calendar: HubCalendar, from: number, to: number, period: Period): number {
  if (to < from) return -1;
  let count = 0;
  for (let at = from; at < to; at = calendar.add(at, period, 1)) count++;
  return count;
}

export function retention(
  events: readonly SeenEvent[],
  calendar: HubCalendar,
  question: RetentionQuestion,
  now: Date,
) {
  const { back } = question;
  const days = (list: readonly SeenEvent[]) =>
    list
      .filter((event) => matches(back ?? { event: '*' }, event))
      .map(({ at }) => calendar.dayOf(new Date(at)));
  return cohortTable(events, calendar, question, days).map(([cohort, { size, counts }]) => ({
    start: isoDay(cohort),
    size,
    people: over(calendar, cohort, question, now, (number) => counts.get(number)?.length ?? 0),
  }));
}

export function cohorts(
  events: readonly SeenEvent[],
  calendar: HubCalendar,
  question: CohortQuestion,
  now: Date,
) {
  const days = (list: readonly SeenEvent[]) =>
    list.filter((event) => matches(question.measure, event)).map(({ at }) => calendar.dayOf(new Date(at)));
  return cohortTable(events, calendar, question, days).map(([cohort, { size, counts }]) => ({
    start: isoDay(cohort),
    size,
    events: over(calendar, cohort, question, now, (number) =>
      (counts.get(number) ?? []).reduce((sum, times) => sum + times, 0),
    ),
  }));
}

function over(
  calendar: HubCalendar,
  cohort: number,
  { period, periods }: { period: Period; periods: number },
  now: Date,
  value: (number: number) => number,
): (number | null)[] {
  return Array.from({ length: periods + 1 }, (_, index) =>
    calendar.startOf(calendar.add(cohort, period, index + 1)) <= now ? value(index) : null,
  );
}

const pauseMs = 30 * 60_000;

export function visitsOf(events: readonly SeenEvent[], range: Range): SeenEvent[][] {
  const found: SeenEvent[][] = [];
  for (const list of byPerson(
    events.filter(({ caused, at }) => caused && at < range.to.getTime()),
  ).values()) {
    const visits: SeenEvent[][] = [];
    for (const event of list) {
      const last = visits.at(-1)?.at(-1);
      if (last && event.at - last.at <= pauseMs) visits.at(-1)!.push(event);
      else visits.push([event]);
    }
    found.push(...visits.filter((visit) => visit[0]!.at >= range.from.getTime()));
  }
  return found;
}

export function visits(events: readonly SeenEvent[], calendar: HubCalendar, range: Range) {
  const all = visitsOf(events, range).map((visit) => ({
    person: visit[0]!.person,
    day: isoDay(calendar.dayOf(new Date(visit[0]!.at))),
    seconds: (visit.at(-1)!.at - visit[0]!.at) / 1000,
  }));
  const days = [...Map.groupBy(all, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    days: days.map(([day, list]) => ({
      day,
      visits: list.length,
      people: new Set(list.map(({ person }) => person)).size,
      medianSeconds: median(list.map(({ seconds }) => seconds)),
    })),
    visits: all.length,
    medianSeconds: median(all.map(({ seconds }) => seconds)),
    meanSeconds: all.length ? all.reduce((sum, { seconds }) => sum + seconds, 0) / all.length : null,
  };
}

function stopOf({ type, properties }: SeenEvent): string {
  const more =
    type === 'page.viewed'
      ? properties['route']
      : type === 'feature.used'
        ? properties['feature']
        : undefined;
  return more === undefined ? type : `${type} ${String(more)}`;
}

/** All ways with their visits and people, unordered. */
export function paths(events: readonly SeenEvent[], { range, anchor, direction, depth }: PathQuestion) {
  const ways = new Map<string, { visits: number; people: Set<number> }>();
  for (const visit of visitsOf(events, range)) {
    const read = direction === 'AFTER' ? visit : visit.toReversed();
    const changed = read.filter((event, index) => index === 0 || stopOf(event) !== stopOf(read[index - 1]!));
    const from = anchor === null ? 0 : changed.findIndex(({ type }) => type === anchor);
    if (from < 0) continue;
    const stops = changed.slice(from, from + depth).map(stopOf);
    const key = JSON.stringify(direction === 'AFTER' ? stops : stops.toReversed());
    const way = ways.get(key) ?? { visits: 0, people: new Set<number>() };
    ways.set(key, way);
    way.visits++;
    way.people.add(visit[0]!.person);
  }
  return new Map(
    [...ways].map(([key, { visits: count, people }]) => [key, { visits: count, people: people.size }]),
  );
}

export function people(
  events: readonly SeenEvent[],
  calendar: HubCalendar,
  everybody: readonly number[],
  filter: PeopleFilter,
): Set<number> {
  const sub = (one: PeopleFilter) => people(events, calendar, everybody, one);
  if ('all' in filter) {
    const parts = filter.all.map(sub);
    return new Set(everybody.filter((person) => parts.every((part) => part.has(person))));
  }
  if ('any' in filter) return new Set(filter.any.flatMap((one) => [...sub(one)]));
  if ('not' in filter) {
    const part = sub(filter.not);
    return new Set(everybody.filter((person) => !part.has(person)));
  }
  if ('persons' in filter) return new Set(filter.persons.filter((person) => everybody.includes(person)));
  if ('signedUp' in filter) return new Set();
  const times = new Map<number, number>();
  if ('did' in filter) {
    for (const event of events)
      if (matches(filter.did, event) && inside(filter.range, event.at))
        times.set(event.person, (times.get(event.person) ?? 0) + 1);
  } else {
    const first = calendar.dayOf(filter.activeDays.from);
    const last = calendar.dayOf(new Date(filter.activeDays.to.getTime() - 1));
    for (const [person, days] of activeDays(events, calendar))
      times.set(person, [...days].filter((day) => day >= first && day <= last).length);
  }
  const { atLeast = 1, atMost = Number.POSITIVE_INFINITY } = filter;
  return new Set(
    everybody.filter((person) => (times.get(person) ?? 0) >= atLeast && (times.get(person) ?? 0) <= atMost),
  );
}

export function trend(events: readonly SeenEvent[], calendar: HubCalendar, question: TrendQuestion) {
  const { match, count, grain, by, range } = question;
  const found = events.filter((event) => matches(match, event) && inside(range, event.at)).toSorted(order);
  const lines = Map.groupBy(found, ({ properties }) =>
    by && by in properties ? String(properties[by]) : null,
  );
  const valueOf = (list: readonly SeenEvent[], begins: ReadonlySet<SeenEvent>) => {
    if (count === 'EVENTS') return list.length;
    if (count === 'PEOPLE') return new Set(list.map(({ person }) => person)).size;
    return list.filter((event) => begins.has(event)).length;
  };
  return new Map(
    [...lines].map(([value, list]) => {
      const begins = new Set<SeenEvent>();
      const last = new Map<number, number>();
      for (const event of list) {
        const before = last.get(event.person);
        if (before === undefined || event.at - before > pauseMs) begins.add(event);
        last.set(event.person, event.at);
      }
      const points = Map.groupBy(list, ({ at }) =>
        grain === 'HOUR'
          ? Math.floor(at / 36e5) * 36e5
          : calendar.startOf(calendar.floor(calendar.dayOf(new Date(at)), grain)).getTime(),
      );
      return [
        value,
        {
          total: valueOf(list, begins),
          people: new Set(list.map(({ person }) => person)).size,
          points: [...points]
            .sort(([a], [b]) => a - b)
            .map(([at, some]) => ({ at: new Date(at), value: valueOf(some, begins) })),
        },
      ];
    }),
  );
}
