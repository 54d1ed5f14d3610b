import type { analyticsWire } from '@smartstart/contract';
import { isoDay } from '@smartstart/units';
import { createHubCalendar, type HubCalendar } from '../events/hub-calendar.ts';
import { smallestGroup, type Unit } from '../metrics/definition.ts';
import type { ChosenRange } from '../metrics/range.ts';
import type { Queries } from '../queries/queries.ts';
import * as answers from './question-answers.ts';
import type { Definition } from './rights.ts';

type Table = (typeof analyticsWire.reportTable)['_zod']['output'];
type Cell = Table['rows'][number][number];
type Trend = Awaited<ReturnType<typeof answers.trendAnswer>>;

interface Filled {
  readonly tables: Table[];
  readonly notes: string[];
}

export interface QuestionDeps {
  readonly queries: Queries;
  readonly calendar: { readonly timeZone: string; readonly weekStart: number };
}

/** Values of a split beyond these are named in a note; a mail and a page of paper hold no more columns. */
const mostLines = 12;

/** A saved question as tables: the answer of its page, in rows. Null for reports that are no question. */
export function questionTables(
  { queries, calendar: { timeZone, weekStart } }: QuestionDeps,
  definition: Definition,
  range: ChosenRange,
): Promise<Filled> | null {
  switch (definition.kind) {
    case 'TREND':
      return trendTables(queries, definition.query, range, createHubCalendar(timeZone, weekStart));
    case 'FUNNEL':
      return funnelTables(queries, definition.query, range);
    case 'RETENTION':
      return retentionTables(queries, definition.query, range);
    case 'COHORTS':
      return cohortTables(queries, definition.query, range);
    case 'PATHS':
      return pathTables(queries, definition.query, range);
    case 'SEGMENT':
      return segmentTables(queries, definition.query, range);
    default:
      return null;
  }
}

/** The events a saved question names; the checks of its page, so that a schedule does not find out on Monday. */
export function eventsOf(definition: Definition): string[] {
  switch (definition.kind) {
    case 'TREND':
      return [definition.query.match.event];
    case 'FUNNEL':
      return definition.query.steps.map(({ event }) => event);
    case 'RETENTION':
      return [definition.query.start.event, ...(definition.query.back ? [definition.query.back.event] : [])];
    case 'COHORTS':
      return [definition.query.start.event, definition.query.measure.event];
    case 'PATHS':
      return definition.query.anchor ? [definition.query.anchor] : [];
    case 'SEGMENT':
      return definition.query.rules.map(({ match }) => match.event);
    default:
      return [];
  }
}

const counted = { EVENTS: 'Events', PEOPLE: 'People', VISITS: 'Visits' } as const;

async function trendTables(
  queries: Queries,
  query: answers.TrendQuery,
  range: ChosenRange,
  calendar: HubCalendar,
): Promise<Filled> {
  const answer = await answers.trendAnswer(queries, query, range);
  const lines = answer.lines.toSorted((a, b) => b.total - a.total).slice(0, mostLines);
  const { by, match, count } = query;
  const values = lines.map(({ points }) => new Map(points.map(({ at, value }) => [at, value])));
  // The name of a time says no more than the chart does: its day in the hub, or its hour in UTC.
  const rows = timesOf(answer.lines, query.grain, calendar).map((at): Cell[] => [
    momentName(at, query.grain, calendar),
    // Between times with an event the count is a real nought.
    ...values.map((known) => known.get(at) ?? 0),
  ]);
  const title = by === null ? eventTitle(match.event) : `${eventTitle(match.event)} by ${by}`;
  const columns = lines.map(({ label }, at) =>
    column(`l${at}`, by === null ? counted[count] : label, 'COUNT'),
  );
  const left = answer.lines.length - lines.length;
  return {
    tables: [
      { title, columns: [column('at', 'Time'), ...columns], rows: lines.length ? rows : [] },
      ...(by === null
        ? []
        : [
            {
              title: `${counted[count]} in all`,
              columns: [column('part', by), column('total', counted[count], 'COUNT')],
              rows: answer.lines.map(({ label, total }) => [label, total]),
            },
          ]),
    ],
    notes: [
      ...(left > 0
        ? [`Over time, the ${mostLines} most frequent values are shown; ${left} more are not.`]
        : []),
      ...suppressedNote(answer.suppressed, `values of “${by}”`),
    ],
  };
}

/** Every time from the first to the last with an event, in order. */
function timesOf(lines: Trend['lines'], grain: answers.TrendQuery['grain'], calendar: HubCalendar): string[] {
  const found = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))].toSorted();
  const last = found.at(-1);
  if (grain === 'HOUR' || last === undefined) return found;
  const times: string[] = [];
  for (let day = calendar.dayOf(new Date(found[0]!)); ; day = calendar.add(day, grain, 1)) {
    const at = calendar.startOf(day).toISOString();
    if (at > last) return times;
    times.push(at);
  }
}

/** A day of the hub as `2026-11-23`, an hour as `2026-11-23 14:00 UTC`. */
export function momentName(
  at: string,
  grain: 'HOUR' | 'DAY' | 'WEEK' | 'MONTH',
  calendar: Pick<HubCalendar, 'dayOf'>,
): string {
  return grain === 'HOUR' ? `${at.slice(0, 16).replace('T', ' ')} UTC` : isoDay(calendar.dayOf(new Date(at)));
}

async function funnelTables(
  queries: Queries,
  query: answers.FunnelQuery,
  range: ChosenRange,
): Promise<Filled> {
  const { steps, parts, suppressed, open } = await answers.funnelAnswer(queries, query, range);
  const names = query.steps.map(({ event }, at) => `${at + 1}. ${eventTitle(event)}`);
  const whole: Table = {
    title: 'Funnel',
    columns: [
      column('step', 'Step'),
      column('people', 'People', 'COUNT'),
      column('share', 'Of step one', 'RATIO'),
      column('stepShare', 'Of the step before', 'RATIO'),
      column('medianMinutes', 'Median minutes from step one', 'MINUTES'),
    ],
    rows: steps.map(({ people, share, stepShare, medianSeconds }, at) => [
      names[at]!,
      people,
      share,
      stepShare,
      medianSeconds === null ? null : medianSeconds / 60,
    ]),
  };
  const split: Table = {
    title: `By ${query.by}`,
    columns: [
      column('part', query.by ?? ''),
      ...names.map((name, at) => column(`s${at + 1}`, name, 'COUNT')),
      column('share', 'Through to the last step', 'RATIO'),
    ],
    rows: parts.map(({ label, steps: own }) => [
      label,
      ...own.map(({ people }) => people),
      own.at(-1)?.share ?? null,
    ]),
  };
  return {
    tables: query.by === null ? [whole] : [whole, split],
    notes: [
      ...(open ? [`${open} people are not through, and their window has not run out.`] : []),
      ...(suppressed ? [`${suppressed} people are in groups of fewer than ${smallestGroup}, left out.`] : []),
    ],
  };
}

async function retentionTables(
  queries: Queries,
  query: answers.RetentionQuery,
  range: ChosenRange,
): Promise<Filled> {
  const { cohorts, mean } = await answers.retentionAnswer(queries, query, range);
  const rows = cohorts.map(({ start, size, shares }) => ({ start, size, cells: shares }));
  const table = cohortTable('Retention', query, rows, 'RATIO');
  if (rows.length) table.rows.push(['All', null, ...mean]);
  return { tables: [table], notes: smallCohorts(cohorts) };
}

async function cohortTables(
  queries: Queries,
  query: answers.CohortQuery,
  range: ChosenRange,
): Promise<Filled> {
  const { cohorts } = await answers.cohortAnswer(queries, query, range);
  const rows = cohorts.map(({ start, size, perPerson }) => ({ start, size, cells: perPerson }));
  const title = `${eventTitle(query.measure.event)}, times a person`;
  return { tables: [cohortTable(title, query, rows, null)], notes: smallCohorts(cohorts) };
}

function cohortTable(
  title: string,
  { period, periods }: { readonly period: string; readonly periods: number },
  rows: readonly { readonly start: string; readonly size: number | null; readonly cells: readonly Cell[] }[],
  unit: Unit | null,
): Table {
  const numbers = Array.from({ length: periods + 1 }, (_, at) => at);
  return {
    title,
    columns: [
      column('start', 'Cohort from'),
      column('size', 'People', 'COUNT'),
      ...numbers.map((at) => ({ ...column(`p${at}`, `${capital(period)} ${at}`, unit), numeric: true })),
    ],
    rows: rows.map(({ start, size, cells }) => [start, size, ...numbers.map((at) => cells[at] ?? null)]),
  };
}

const smallCohorts = (cohorts: readonly { readonly size: number | null }[]) =>
  suppressedNote(cohorts.filter(({ size }) => size === null).length, 'cohorts');

async function pathTables(queries: Queries, query: answers.PathQuery, range: ChosenRange): Promise<Filled> {
  const { paths, suppressed } = await answers.pathAnswer(queries, query, range);
  return {
    tables: [
      {
        title: 'Most frequent ways',
        columns: [
          column('way', 'Way'),
          column('visits', 'Visits', 'COUNT'),
          column('people', 'People', 'COUNT'),
        ],
        rows: paths.map(({ events, visits, people }) => [events.map(eventTitle).join(' → '), visits, people]),
      },
    ],
    notes: suppressedNote(suppressed, 'ways'),
  };
}

async function segmentTables(
  queries: Queries,
  query: answers.SegmentQuery,
  range: ChosenRange,
): Promise<Filled> {
  const { people, ofPeople, share, byRule } = await answers.segmentAnswer(queries, query, range);
  const all = query.combine === 'ALL' ? 'All rules' : 'Any of the rules';
  return {
    tables: [
      {
        title: 'Segment',
        columns: [
          column('rule', 'Rule'),
          column('people', 'People', 'COUNT'),
          column('share', 'Of those active', 'RATIO'),
        ],
        rows: [
          [all, people, share],
          ...query.rules.map((rule, at): Cell[] => [
            ruleName(rule, at),
            byRule[at]!,
            ofPeople ? byRule[at]! / ofPeople : null,
          ]),
        ],
      },
    ],
    notes: [`${ofPeople} people were active in the range.`],
  };
}

function ruleName({ match, atLeast, atMost }: answers.SegmentQuery['rules'][number], at: number): string {
  const where = match.where.map(({ property, is }) => `${property} is ${is}`).join(', ');
  const times = atMost === undefined ? `at least ${atLeast} times` : `${atLeast} to ${atMost} times`;
  return `${at + 1}. ${eventTitle(match.event)}${where ? ` (${where})` : ''}, ${times}`;
}

const suppressedNote = (count: number, what: string) =>
  count ? [`${count} ${what} of fewer than ${smallestGroup} people are not shown.`] : [];

/** Figures have a unit; texts have none. */
function column(key: string, title: string, unit: Unit | null = null): Table['columns'][number] {
  return { key, title, unit, numeric: unit !== null };
}

const capital = (word: string) => word.charAt(0) + word.slice(1).toLowerCase();

/** “Account created” of `account.created`. */
const eventTitle = (event: string) =>
  event === '*' ? 'Any act' : event.charAt(0).toUpperCase() + event.slice(1).replaceAll(/[.-]/g, ' ');
