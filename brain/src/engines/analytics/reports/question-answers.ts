import type { analyticsWire } from '@smartstart/contract';
import { hourMs } from '@smartstart/units';
import { Fail } from '../../../kernel/errors.ts';
import { isEventType } from '../events/catalogue.ts';
import { smallestGroup } from '../metrics/definition.ts';
import type { ChosenRange } from '../metrics/range.ts';
import type { Queries } from '../queries/queries.ts';
import type { FunnelQuestion, PeopleFilter, RetentionQuestion } from '../queries/questions.ts';

/**
 * The answers to questions over everybody's events, as a page and a saved report show them: what fewer than five people
 * stand behind is left out here, once.
 */

export type TrendQuery = (typeof analyticsWire.trendQuery)['_zod']['output'];
export type FunnelQuery = (typeof analyticsWire.funnelQuery)['_zod']['output'];
export type RetentionQuery = (typeof analyticsWire.retentionQuery)['_zod']['output'];
export type CohortQuery = (typeof analyticsWire.cohortQuery)['_zod']['output'];
export type PathQuery = (typeof analyticsWire.pathQuery)['_zod']['output'];
export type SegmentQuery = (typeof analyticsWire.segmentQuery)['_zod']['output'];

/** What an event without the property is listed under. */
const without = '(none)';

export function funnelQuestion(query: FunnelQuery, range: ChosenRange): FunnelQuestion {
  return {
    steps: query.steps,
    range: { from: range.from, to: range.to },
    windowMs: query.windowHours * hourMs,
    order: query.order,
    by: query.by,
  };
}

export function retentionQuestion(query: RetentionQuery, range: ChosenRange): RetentionQuestion {
  const { start, back, period, periods } = query;
  return { start, back, period, periods, range: { from: range.from, to: range.to } };
}

export function segmentFilter({ rules, combine }: SegmentQuery, range: ChosenRange): PeopleFilter {
  const parts = rules.map(({ match, atLeast, atMost }) => ({ did: match, range, atLeast, atMost }));
  return combine === 'ALL' ? { all: parts } : { any: parts };
}

/** `suppressed`: how many values of the property were left out. */
export async function trendAnswer(queries: Queries, query: TrendQuery, range: ChosenRange) {
  requireEvents([query.match.event]);
  const { match, count, grain, by } = query;
  const { lines } = await queries.trend({ match, count, grain, by, range });
  const split = by !== null;
  const shown = split ? lines.filter(({ people }) => people >= smallestGroup) : lines;
  return {
    lines: shown.map(({ value, points, total }) => ({
      label: value ?? (split ? without : match.event),
      points: points.map((point) => ({ at: point.at.toISOString(), value: point.value })),
      total,
    })),
    suppressed: lines.length - shown.length,
  };
}

export async function funnelAnswer(queries: Queries, query: FunnelQuery, range: ChosenRange) {
  requireEvents(query.steps.map(({ event }) => event));
  const answer = await queries.funnel(funnelQuestion(query, range));
  const named = (steps: (typeof answer)['steps']) =>
    steps.map((step, at) => ({ event: query.steps[at]!.event, ...step }));
  const all = query.by === null ? [] : answer.parts;
  const shown = all.filter(({ steps }) => (steps[0]?.people ?? 0) >= smallestGroup);
  const behind = (parts: (typeof answer)['parts']) =>
    parts.reduce((sum, { steps }) => sum + (steps[0]?.people ?? 0), 0);
  return {
    steps: named(answer.steps),
    parts: shown.map(({ value, steps }) => ({ label: value ?? without, steps: named(steps) })),
    suppressed: behind(all) - behind(shown),
    open: answer.open,
  };
}

export async function retentionAnswer(queries: Queries, query: RetentionQuery, range: ChosenRange) {
  requireEvents([query.start.event, ...(query.back ? [query.back.event] : [])]);
  const { cohorts } = await queries.retention(retentionQuestion(query, range));
  const shown = cohorts.filter(({ size }) => size >= smallestGroup);
  return {
    cohorts: cohorts.map(({ start, size, people }) => ({
      start,
      size: sizeOf(size),
      shares: people.map((count) => (size < smallestGroup ? null : shareOf(count, size))),
    })),
    mean: Array.from({ length: query.periods + 1 }, (_, period) => {
      const over = shown.filter(({ people }) => people[period] !== null && people[period] !== undefined);
      const size = over.reduce((sum, cohort) => sum + cohort.size, 0);
      const back = over.reduce((sum, { people }) => sum + people[period]!, 0);
      return shareOf(over.length ? back : null, size);
    }),
    period: query.period,
  };
}

export async function cohortAnswer(queries: Queries, query: CohortQuery, range: ChosenRange) {
  requireEvents([query.start.event, query.measure.event]);
  const { start, measure, period, periods } = query;
  const { cohorts } = await queries.cohorts({ start, measure, period, periods, range });
  return {
    cohorts: cohorts.map(({ start: day, size, events }) => ({
      start: day,
      size: sizeOf(size),
      perPerson: events.map((count) => (size < smallestGroup ? null : shareOf(count, size))),
    })),
  };
}

export async function pathAnswer(queries: Queries, query: PathQuery, range: ChosenRange) {
  if (query.anchor) requireEvents([query.anchor]);
  const { anchor, direction, depth, limit } = query;
  const { paths } = await queries.paths({ range, anchor, direction, depth, limit });
  const shown = paths.filter(({ people }) => people >= smallestGroup);
  return {
    paths: shown.map((path) => ({ ...path, events: [...path.events] })),
    suppressed: paths.length - shown.length,
  };
}

export async function segmentAnswer(queries: Queries, query: SegmentQuery, range: ChosenRange) {
  requireEvents(query.rules.map(({ match }) => match.event));
  const { people, ofPeople } = await queries.countPeople(segmentFilter(query, range));
  const byRule: number[] = [];
  for (const rule of query.rules)
    byRule.push((await queries.countPeople(segmentFilter({ ...query, rules: [rule] }, range))).people);
  return { people, ofPeople, share: shareOf(people, ofPeople), byRule };
}

export function requireEvents(names: readonly string[]): void {
  for (const name of names)
    if (name !== '*' && !isEventType(name))
      throw new Fail('INVALID_INPUT', `There is no event “${name}”. GET /analytics/events names them.`);
}

const sizeOf = (size: number): number | null => (size < smallestGroup ? null : size);

const shareOf = (people: number | null | undefined, size: number): number | null =>
  people === null || people === undefined || !size ? null : people / size;
