import type { analyticsWire, Rung } from '@smartstart/contract';
import { Fail } from '../../../kernel/errors.ts';
import { eventTypes } from '../events/catalogue.ts';
import { mayRead, smallestGroup, type Unit } from '../metrics/definition.ts';
import { metrics } from '../metrics/catalogue.ts';
import type { Span } from '../metrics/range.ts';

/**
 * Custom reports, compiled to SQL. Nothing a person typed becomes SQL: fields are looked up in the lists below, values
 * are parameters. Measures over everybody are hidden where fewer than five people stand behind a group.
 */

export type CustomQuery = (typeof analyticsWire.customReport)['_zod']['output'];
type Dataset = CustomQuery['dataset'];
type Filter = CustomQuery['filters'][number];

export interface Field {
  readonly title: string;
  readonly role: 'GROUP' | 'MEASURE';
  readonly type: 'TEXT' | 'NUMBER' | 'DAY' | 'INSTANT';
  readonly sql: string;
  readonly unit?: Unit;
  readonly values?: readonly string[];
}

/** In the SQL of DuckDB, over the table `events` of the copy; its days are those of the hub. */
const eventFields: Readonly<Record<string, Field>> = {
  event: { title: 'Event', role: 'GROUP', type: 'TEXT', sql: 'type', values: eventTypes },
  source: {
    title: 'Source',
    role: 'GROUP',
    type: 'TEXT',
    sql: 'source',
    values: ['PLATFORM', 'BROWSER', 'IMPORT'],
  },
  entityKind: { title: 'Kind of thing', role: 'GROUP', type: 'TEXT', sql: `coalesce(entity_kind, '')` },
  day: { title: 'Day', role: 'GROUP', type: 'DAY', sql: `strftime(day, '%Y-%m-%d')` },
  week: { title: 'Week', role: 'GROUP', type: 'DAY', sql: `strftime(date_trunc('week', day), '%Y-%m-%d')` },
  month: { title: 'Month', role: 'GROUP', type: 'DAY', sql: `strftime(date_trunc('month', day), '%Y-%m')` },
  events: { title: 'Events', role: 'MEASURE', type: 'NUMBER', sql: 'count(*)', unit: 'COUNT' },
  people: { title: 'People', role: 'MEASURE', type: 'NUMBER', sql: 'count(distinct person)', unit: 'COUNT' },
  activeDays: {
    title: 'Active days',
    role: 'MEASURE',
    type: 'NUMBER',
    sql: 'count(distinct (person, day)) filter (caused)',
    unit: 'COUNT',
  },
  eventsPerPerson: {
    title: 'Events a person',
    role: 'MEASURE',
    type: 'NUMBER',
    sql: 'count(*)::double / count(distinct person)',
    unit: 'COUNT',
  },
};

const metricFields: Readonly<Record<string, Field>> = {
  metric: {
    title: 'Metric',
    role: 'GROUP',
    type: 'TEXT',
    sql: 'metric',
    values: metrics.map(({ key }) => key),
  },
  day: { title: 'Day', role: 'GROUP', type: 'DAY', sql: `to_char(at at time zone zone, 'YYYY-MM-DD')` },
  week: {
    title: 'Week',
    role: 'GROUP',
    type: 'DAY',
    sql: `to_char(date_trunc('week', at at time zone zone), 'YYYY-MM-DD')`,
  },
  month: { title: 'Month', role: 'GROUP', type: 'DAY', sql: `to_char(at at time zone zone, 'YYYY-MM')` },
  average: { title: 'Average', role: 'MEASURE', type: 'NUMBER', sql: 'avg(value)' },
  lowest: { title: 'Lowest', role: 'MEASURE', type: 'NUMBER', sql: 'min(value)' },
  highest: { title: 'Highest', role: 'MEASURE', type: 'NUMBER', sql: 'max(value)' },
  sum: { title: 'Sum', role: 'MEASURE', type: 'NUMBER', sql: 'sum(value)' },
  days: {
    title: 'Days with a value',
    role: 'MEASURE',
    type: 'NUMBER',
    sql: 'count(value)::float8',
    unit: 'COUNT',
  },
};

export const datasets: Readonly<Record<Dataset, Readonly<Record<string, Field>>>> = {
  EVENTS: eventFields,
  METRICS: metricFields,
};

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly unit: Unit | null;
  readonly numeric: boolean;
}

export interface Compiled {
  readonly text: string;
  readonly parameters: readonly (string | number)[];
  readonly columns: readonly Column[];
}

const refuse = (path: string, message: string): never => {
  throw new Fail('INVALID_INPUT', message, { fields: [{ path, message }] });
};

function fieldOf(query: CustomQuery, name: string, path: string, role?: Field['role']): Field {
  const fields = datasets[query.dataset];
  const field = Object.hasOwn(fields, name)
    ? fields[name]!
    : refuse(path, `There is no field “${name}” here.`);
  if (role && field.role !== role)
    return refuse(path, `“${name}” is a ${field.role === 'GROUP' ? 'field to group by' : 'measure'}.`);
  return field;
}

/** Checks that everything named exists; the same check stands before saving and before running. */
export function checkCustom(query: CustomQuery): void {
  query.groupBy.forEach((name, at) => fieldOf(query, name, `groupBy.${at}`, 'GROUP'));
  query.measures.forEach((name, at) => fieldOf(query, name, `measures.${at}`, 'MEASURE'));
  query.filters.forEach((filter, at) => conditionOf(query, filter, at, () => '?'));
  const names = [...query.groupBy, ...query.measures];
  if (new Set(names).size < names.length) refuse('groupBy', 'A field is named twice.');
  if (query.sort && !names.includes(query.sort.field))
    refuse('sort.field', 'Sort by a field that the report shows.');
  if (query.dataset === 'METRICS' && !query.groupBy.includes('metric') && !query.filters.some(isOneMetric))
    refuse(
      'groupBy',
      'Figures of different metrics cannot be put together: group by the metric, or choose one.',
    );
}

const isOneMetric = ({ field, is }: Filter) => field === 'metric' && is === 'EQUALS';

function conditionOf(
  query: CustomQuery,
  filter: Filter,
  at: number,
  bind: (value: string | number) => string,
): string {
  const path = `filters.${at}`;
  const field = fieldOf(query, filter.field, path, 'GROUP');
  const { is, value } = filter;
  if (is === 'ONE_OF') {
    if (!Array.isArray(value)) return refuse(`${path}.value`, 'Give a list of values.');
    return `${field.sql} in (${value.map((one) => bind(one)).join(', ')})`;
  }
  if (Array.isArray(value)) return refuse(`${path}.value`, 'Give one value.');
  const wanted = field.type === 'NUMBER' ? Number(value) : String(value);
  if (typeof wanted === 'number' && !Number.isFinite(wanted))
    return refuse(`${path}.value`, 'Give a number.');
  switch (is) {
    case 'EQUALS':
      return `${field.sql} = ${bind(wanted)}`;
    case 'NOT_EQUALS':
      return `${field.sql} <> ${bind(wanted)}`;
    case 'AT_LEAST':
      return `${field.sql} >= ${bind(wanted)}`;
    case 'AT_MOST':
      return `${field.sql} <= ${bind(wanted)}`;
    case 'CONTAINS':
      if (field.type === 'NUMBER') return refuse(`${path}.is`, 'A number contains nothing; use a bound.');
      return `position(${bind(String(wanted).toLowerCase())} in lower(${field.sql})) > 0`;
  }
}

interface Frame {
  /** What the fields stand on: a subquery in brackets. */
  readonly from: string;
  readonly parameters: readonly (string | number)[];
  readonly conditions: readonly string[];
}

function compile(query: CustomQuery, frame: Frame, countsPeople: boolean): Compiled {
  checkCustom(query);
  const parameters = [...frame.parameters];
  const bind = (value: string | number) => `$${parameters.push(value)}`;
  const conditions = [
    ...frame.conditions,
    ...query.filters.map((filter, at) => conditionOf(query, filter, at, bind)),
  ];
  const shown = [...query.groupBy, ...query.measures];
  const columns = shown.map((name) => {
    const field = fieldOf(query, name, 'groupBy');
    return { key: name, title: field.title, unit: field.unit ?? null, numeric: field.type === 'NUMBER' };
  });
  const select = shown.map((name) => `${fieldOf(query, name, 'measures').sql} as "${name}"`);
  if (countsPeople) select.push('count(distinct person) as "behind"');
  const group = query.groupBy.map((_, at) => at + 1).join(', ');
  const order = query.sort
    ? `"${query.sort.field}" ${query.sort.descending ? 'desc' : 'asc'} nulls last`
    : query.groupBy.length
      ? group
      : '1';
  const text = [
    `select ${select.join(', ')} from ${frame.from} s`,
    conditions.length ? `where ${conditions.join(' and ')}` : '',
    group ? `group by ${group}` : '',
    `order by ${order} limit ${query.limit + 1}`,
  ]
    .filter(Boolean)
    .join(' ');
  return { text, parameters, columns };
}

/** Over the copy of the events. `person` narrows it to one, whose own rows are never hidden. */
export function compileEvents(query: CustomQuery, span: Span, person: number | null): Compiled {
  const parameters: (string | number)[] = [stamp(span.from), stamp(span.to)];
  const conditions = ['moment >= $1::timestamp', 'moment < $2::timestamp'];
  if (person !== null) conditions.push(`person = $${parameters.push(person)}`);
  const from = 'events';
  return compile(query, { from, parameters, conditions }, person === null);
}

/** Over the kept values of metrics the reader may read, in PostgreSQL. */
export function compileMetrics(
  query: CustomQuery,
  span: Span,
  zone: string,
  held: ReadonlySet<Rung>,
): Compiled {
  const readable = metrics.filter(({ part }) => mayRead(held, part)).map(({ key }) => key);
  const parameters: (string | number)[] = [span.from.toISOString(), span.to.toISOString(), zone];
  const allowed = readable.map((key) => `$${parameters.push(key)}`);
  const from = `(select metric, at, value, $3::text as zone from metric_values where grain = 'DAY'
    and at >= $1::timestamptz and at < $2::timestamptz and metric in (${allowed.join(', ') || 'null'}))`;
  return compile(query, { from, parameters, conditions: [] }, false);
}

/** DuckDB holds moments as UTC without a zone. */
const stamp = (at: Date) => at.toISOString().replace('T', ' ').replace('Z', '');

export interface Rows {
  readonly rows: (string | number | null)[][];
  /** Groups that were left out, and whether there were more rows than asked for. */
  readonly suppressed: number;
  readonly cut: boolean;
}

/** The rows as the wire carries them; groups of fewer than five people go. */
export function rowsOf(
  compiled: Compiled,
  found: readonly Readonly<Record<string, unknown>>[],
  limit: number,
): Rows {
  const shown = found.slice(0, limit);
  const kept = shown.filter((row) => row['behind'] === undefined || Number(row['behind']) >= smallestGroup);
  return {
    rows: kept.map((row) => compiled.columns.map(({ key, numeric }) => cellOf(row[key], numeric))),
    suppressed: shown.length - kept.length,
    cut: found.length > limit,
  };
}

function cellOf(value: unknown, numeric: boolean): string | number | null {
  if (value === null || value === undefined) return null;
  if (!numeric) return String(value);
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
