import type { analyticsWire, contract } from '@smartstart/contract';
import { addDays } from '@smartstart/units';
import { callerOf, type Handlers } from '../../../kernel/call.ts';
import { Fail } from '../../../kernel/errors.ts';
import { readCursor, writeCursor } from '../../../kernel/paging.ts';
import { catalogue, eventTypes, isEventType } from '../events/catalogue.ts';
import { smallestGroup } from '../metrics/definition.ts';
import { rangeOf, rangeView, type ChosenRange, type RangeWish } from '../metrics/range.ts';
import type { Drill, PeopleFilter } from '../queries/questions.ts';
import { funnelQuestion, retentionQuestion, shareOf } from '../reports/question-tables.ts';
import { words } from '../metrics/money-metrics.ts';
import type { AnalyticsDesk } from './desk.ts';

type Routes = Pick<
  Handlers<typeof contract.analytics>,
  'events' | 'trend' | 'funnel' | 'retention' | 'cohorts' | 'paths' | 'segments' | 'people'
>;
type Source = (typeof analyticsWire.peopleSource)['_zod']['output'];
type SegmentQuery = (typeof analyticsWire.segmentQuery)['_zod']['output'];

/** Behind one point of a chart; who looks for more asks a narrower question. */
const mostPeople = 2_000;

/** Questions over the events of everybody. What they mean is fixed in `queries/questions.ts`. */
export function questionRoutes({ ground }: AnalyticsDesk): Routes {
  const { kernel, queries, events } = ground;
  const { db } = kernel.database;
  const chosen = (wish: RangeWish) => rangeOf(wish, kernel.clock.now());
  const said = (range: ChosenRange) => ({
    range: rangeView(range),
    computedAt: kernel.clock.now().toISOString(),
  });

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
          properties: [],
        })),
      };
    },
    async trend({ body }) {
      requireEvents([body.match.event]);
      const range = chosen(body);
      const { match, count, grain, by } = body;
      const { lines } = await queries.trend({ match, count, grain, by, range });
      const split = by !== null;
      // Values that few people have are left out by name; the whole line stands without a split.
      const shown = split ? lines.filter(({ people }) => people >= smallestGroup) : lines;
      return {
        lines: shown.map(({ value, points, total }) => ({
          label: value ?? (split ? '(none)' : match.event),
          points: points.map((point) => ({ at: point.at.toISOString(), value: point.value })),
          total,
        })),
        ...said(range),
      };
    },
    async funnel({ body }) {
      requireEvents(body.steps.map(({ event }) => event));
      const range = chosen(body);
      const answer = await queries.funnel(funnelQuestion(body, range));
      const named = (steps: (typeof answer)['steps']) =>
        steps.map((step, at) => ({ event: body.steps[at]!.event, ...step }));
      const shown = answer.parts.filter(({ steps }) => (steps[0]?.people ?? 0) >= smallestGroup);
      const behind = (parts: (typeof answer)['parts']) =>
        parts.reduce((sum, { steps }) => sum + (steps[0]?.people ?? 0), 0);
      return {
        steps: named(answer.steps),
        parts:
          body.by === null
            ? []
            : shown.map(({ value, steps }) => ({ label: value ?? '(none)', steps: named(steps) })),
        suppressed: body.by === null ? 0 : behind(answer.parts) - behind(shown),
        open: answer.open,
        ...said(range),
      };
    },
    async retention({ body }) {
      requireEvents([body.start.event, ...(body.back ? [body.back.event] : [])]);
      const range = chosen(body);
      const { cohorts } = await queries.retention(retentionQuestion(body, range));
      const shown = cohorts.filter(({ size }) => size >= smallestGroup);
      return {
        cohorts: cohorts.map(({ start, size, people }) =>
          size < smallestGroup
            ? { start, size: null, shares: people.map(() => null) }
            : { start, size, shares: people.map((count) => shareOf(count, size)) },
        ),
        mean: Array.from({ length: body.periods + 1 }, (_, period) => {
          const over = shown.filter(({ people }) => people[period] !== null && people[period] !== undefined);
          const size = over.reduce((sum, cohort) => sum + cohort.size, 0);
          const back = over.reduce((sum, { people }) => sum + people[period]!, 0);
          return shareOf(over.length ? back : null, size);
        }),
        period: body.period,
        ...said(range),
      };
    },
    async cohorts({ body }) {
      requireEvents([body.start.event, body.measure.event]);
      const range = chosen(body);
      const { start, measure, period, periods } = body;
      const { cohorts } = await queries.cohorts({ start, measure, period, periods, range });
      return {
        cohorts: cohorts.map((cohort) => ({
          start: cohort.start,
          size: cohort.size < smallestGroup ? null : cohort.size,
          perPerson: cohort.events.map((count) =>
            cohort.size < smallestGroup ? null : shareOf(count, cohort.size),
          ),
        })),
        ...said(range),
      };
    },
    async paths({ body }) {
      if (body.anchor) requireEvents([body.anchor]);
      const range = chosen(body);
      const { anchor, direction, depth, limit } = body;
      const { paths } = await queries.paths({ range, anchor, direction, depth, limit });
      const shown = paths.filter(({ people }) => people >= smallestGroup);
      return {
        paths: shown.map((path) => ({ ...path, events: [...path.events] })),
        suppressed: paths.length - shown.length,
        ...said(range),
      };
    },
    async segments({ body }) {
      const range = chosen(body);
      const { people, ofPeople } = await queries.countPeople(segmentFilter(body, range));
      const byRule: number[] = [];
      for (const rule of body.rules)
        byRule.push((await queries.countPeople(segmentFilter({ ...body, rules: [rule] }, range))).people);
      return { people, ofPeople, share: shareOf(people, ofPeople), byRule, ...said(range) };
    },
    async people({ body: { source, limit, cursor } }, call) {
      const [offset = 0] = (readCursor(cursor, 1) ?? [0]) as number[];
      if (!Number.isSafeInteger(offset) || offset < 0 || offset > mostPeople)
        throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
      const { persons, withheld } = await queries.peopleAt(drillOf(source, chosen), mostPeople);
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

function requireEvents(names: readonly string[]): void {
  for (const name of names)
    if (name !== '*' && !isEventType(name))
      throw new Fail('INVALID_INPUT', `There is no event “${name}”. GET /analytics/events names them.`);
}

function segmentFilter({ rules, combine }: SegmentQuery, range: ChosenRange): PeopleFilter {
  requireEvents(rules.map(({ match }) => match.event));
  const parts = rules.map(({ match, atLeast, atMost }) => ({ did: match, range, atLeast, atMost }));
  return combine === 'ALL' ? { all: parts } : { any: parts };
}

function drillOf(source: Source, chosen: (wish: RangeWish) => ChosenRange): Drill {
  switch (source.kind) {
    case 'FUNNEL': {
      const { query, step, who } = source;
      requireEvents(query.steps.map(({ event }) => event));
      return { kind: 'FUNNEL', funnel: funnelQuestion(query, chosen(query)), step, who };
    }
    case 'RETENTION': {
      const { query, cohort, period, who } = source;
      requireEvents([query.start.event, ...(query.back ? [query.back.event] : [])]);
      return { kind: 'RETENTION', retention: retentionQuestion(query, chosen(query)), cohort, period, who };
    }
    case 'SEGMENT':
      return { kind: 'PEOPLE', filter: segmentFilter(source.query, chosen(source.query)) };
    case 'EVENT': {
      requireEvents([source.match.event]);
      return { kind: 'PEOPLE', filter: { did: source.match, range: chosen(source), atLeast: 1 } };
    }
    case 'ACTIVE':
      return { kind: 'PEOPLE', filter: { activeDays: chosen(source), atLeast: 1 } };
  }
}
