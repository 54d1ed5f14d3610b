import type { analyticsWire, contract } from '@smartstart/contract';
import { addDays, addMs, hourMs } from '@smartstart/units';
import { callerOf, type Handlers } from '../../../kernel/call.ts';
import { Fail } from '../../../kernel/errors.ts';
import { readCursor, writeCursor } from '../../../kernel/paging.ts';
import { catalogue, eventTypes } from '../events/catalogue.ts';
import { createHubCalendar, type HubCalendar } from '../events/hub-calendar.ts';
import { propertiesOf } from '../events/properties.ts';
import { rangeOf, rangeView, type ChosenRange, type RangeWish, type Span } from '../metrics/range.ts';
import type { Queries } from '../queries/queries.ts';
import type { Drill } from '../queries/questions.ts';
import * as answers from '../reports/question-answers.ts';
import { words } from '../metrics/money-metrics.ts';
import type { AnalyticsDesk } from './desk.ts';

type Routes = Pick<
  Handlers<typeof contract.analytics>,
  'events' | 'trend' | 'funnel' | 'retention' | 'cohorts' | 'paths' | 'segments' | 'people'
>;
type Source = (typeof analyticsWire.peopleSource)['_zod']['output'];

/** Behind one point of a chart; who looks for more asks a narrower question. */
const mostPeople = 2_000;

/** Questions over the events of everybody. What they mean is fixed in `queries/questions.ts`. */
export function questionRoutes({ ground }: AnalyticsDesk): Routes {
  const { kernel, queries, events } = ground;
  const { db } = kernel.database;
  const { timeZone, weekStart } = kernel.config.analytics;
  const calendar = createHubCalendar(timeZone, weekStart);
  const chosen = (wish: RangeWish) => rangeOf(wish, kernel.clock.now());
  /** The answer with the range it is about and the time it was computed. */
  async function answered<Q extends RangeWish, A extends object>(
    query: Q,
    answer: (queries: Queries, query: Q, range: ChosenRange) => Promise<A>,
  ) {
    const range = chosen(query);
    const found = await answer(queries, query, range);
    return { ...found, range: rangeView(range), computedAt: kernel.clock.now().toISOString() };
  }

  return {
    async events() {
      const to = kernel.clock.now();
      const counts = await queries.dayCounts({ from: addDays(to, -30), to }, eventTypes);
      const byType = Map.groupBy(counts, ({ type }) => type);
      return {
        items: eventTypes.map((event) => ({
          event,
          group: catalogue[event].group,
          title: words(event.replace('.', ' ')),
          events: (byType.get(event) ?? []).reduce((sum, one) => sum + one.events, 0),
          properties: [...propertiesOf(event)],
        })),
      };
    },
    trend: async ({ body }) => answered(body, answers.trendAnswer),
    funnel: async ({ body }) => answered(body, answers.funnelAnswer),
    retention: async ({ body }) => answered(body, answers.retentionAnswer),
    cohorts: async ({ body }) => answered(body, answers.cohortAnswer),
    paths: async ({ body }) => answered(body, answers.pathAnswer),
    segments: async ({ body }) => answered(body, answers.segmentAnswer),
    async people({ body: { source, limit, cursor } }, call) {
      const [offset = 0] = (readCursor(cursor, 1) ?? [0]) as number[];
      if (!Number.isSafeInteger(offset) || offset < 0 || offset > mostPeople)
        throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
      const { persons, withheld } = await queries.peopleAt(drillOf(source, chosen, calendar), mostPeople);
      const page = persons.slice(offset, offset + limit);
      const who = await events.usersOf(
        db,
        page.map(({ person }) => person),
      );
      const accounts = await ground.people.byIds(
        db,
        [...who.values()].map(({ userId }) => userId),
      );
      await kernel.database.transact((tx) =>
        ground.security.audit(tx, {
          actorId: callerOf(call).userId,
          action: 'analytics.people-seen',
          entity: 'analytics',
          entityId: source.kind,
          after: { source, shown: page.length, from: offset },
          call,
        }),
      );
      return {
        items: page.flatMap(({ person, lastAt }) => {
          const account = who.get(person);
          return account
            ? [
                {
                  userId: account.userId,
                  name: accounts.get(account.userId)?.name ?? 'Somebody',
                  lastAt: lastAt?.toISOString() ?? null,
                },
              ]
            : [];
        }),
        nextCursor: persons.length > offset + limit ? writeCursor(offset + limit) : null,
        total: persons.length,
        withheld,
      };
    },
  };
}

/** Who is meant by a point of a chart, in the terms of the store of events. */
function drillOf(source: Source, chosen: (wish: RangeWish) => ChosenRange, calendar: HubCalendar): Drill {
  switch (source.kind) {
    case 'FUNNEL': {
      const { query, step, who } = source;
      answers.requireEvents(query.steps.map(({ event }) => event));
      return { kind: 'FUNNEL', funnel: answers.funnelQuestion(query, chosen(query)), step, who };
    }
    case 'RETENTION': {
      const { query, cohort, period, who } = source;
      answers.requireEvents([query.start.event, ...(query.back ? [query.back.event] : [])]);
      const retention = answers.retentionQuestion(query, chosen(query));
      return { kind: 'RETENTION', retention, cohort, period, who };
    }
    case 'SEGMENT': {
      const { query } = source;
      answers.requireEvents(query.rules.map(({ match }) => match.event));
      return { kind: 'PEOPLE', filter: answers.segmentFilter(query, chosen(query)) };
    }
    case 'TREND': {
      const { query, at, part } = source;
      const { event, where } = query.match;
      answers.requireEvents([event]);
      const did =
        part === null || query.by === null
          ? query.match
          : { event, where: [...where, { property: query.by, is: part }] };
      const range = chosen(query);
      const span = at === null ? range : within(range, slotOf(new Date(at), query.grain, calendar));
      return { kind: 'PEOPLE', filter: { did, range: span, atLeast: 1 } };
    }
    case 'EVENT':
      answers.requireEvents([source.match.event]);
      return { kind: 'PEOPLE', filter: { did: source.match, range: chosen(source), atLeast: 1 } };
    case 'ACTIVE':
      return { kind: 'PEOPLE', filter: { activeDays: chosen(source), atLeast: 1 } };
  }
}

/** The hour, or the day, week or month of the hub, that holds the moment. */
function slotOf(at: Date, grain: 'HOUR' | 'DAY' | 'WEEK' | 'MONTH', calendar: HubCalendar): Span {
  if (grain === 'HOUR') {
    const from = new Date(Math.floor(at.getTime() / hourMs) * hourMs);
    return { from, to: addMs(from, hourMs) };
  }
  const first = calendar.floor(calendar.dayOf(at), grain);
  return { from: calendar.startOf(first), to: calendar.startOf(calendar.add(first, grain, 1)) };
}

/** The part of the slot that lies in the range; the first and the last slot of a chart are cut off by it. */
function within(range: Span, slot: Span): Span {
  const from = new Date(Math.max(range.from.getTime(), slot.from.getTime()));
  const to = new Date(Math.min(range.to.getTime(), slot.to.getTime()));
  if (from >= to) throw new Fail('INVALID_INPUT', 'This time lies outside the range.');
  return { from, to };
}
