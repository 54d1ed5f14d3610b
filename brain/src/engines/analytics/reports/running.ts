import type { analyticsWire } from '@smartstart/contract';
import { sql } from 'kysely';
import { Fail } from '../../../kernel/errors.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import type { Events } from '../events/events.ts';
import { smallestGroup } from '../metrics/definition.ts';
import type { Figures } from '../metrics/figures.ts';
import { rangeOf, rangeView, type ChosenRange } from '../metrics/range.ts';
import type { Queries } from '../queries/queries.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { checkCustom, compileEvents, compileMetrics, rowsOf } from './custom.ts';
import type { OwnSources } from './own.ts';
import { createHubCalendar } from '../events/hub-calendar.ts';
import { momentName, questionTables } from './question-tables.ts';
import { readableMetrics, requireRight, type Definition, type Reader } from './rights.ts';

export type Result = (typeof analyticsWire.reportResult)['_zod']['output'];
export type Table = Result['tables'][number];

export interface RunDeps {
  readonly kernel: Kernel;
  readonly figures: Figures;
  readonly queries: Queries;
  readonly warehouse: Warehouse;
  readonly events: Events;
  readonly own: OwnSources;
}

interface Filled {
  readonly tables: Table[];
  readonly notes: string[];
}

/** The figures of a report now, as this reader may see them; nobody gets more than they could look up themselves. */
export async function runReport(deps: RunDeps, definition: Definition, reader: Reader): Promise<Result> {
  requireRight(definition, reader);
  const now = deps.kernel.clock.now();
  const wish = 'range' in definition ? definition.range : definition.query;
  const range = rangeOf(wish, now);
  const { tables, notes } = await fill(deps, definition, reader, range);
  return { tables, notes, range: rangeView(range), computedAt: now.toISOString() };
}

function fill(deps: RunDeps, definition: Definition, reader: Reader, range: ChosenRange): Promise<Filled> {
  if (definition.kind === 'CUSTOM') return custom(deps, definition, reader, range);
  const { queries, kernel } = deps;
  const question = questionTables({ queries, calendar: kernel.config.analytics }, definition, range);
  if (question) return question;
  return definition.scope === 'HUB'
    ? hub(deps, definition.kind, reader, range)
    : own(deps, definition.kind, reader, range);
}

async function hub(
  deps: RunDeps,
  kind: Definition['kind'],
  reader: Reader,
  range: ChosenRange,
): Promise<Filled> {
  const figures = await deps.figures.figures(readableMetrics(kind, reader.held), range);
  const notes = figures.flatMap(({ title, noData }) => (noData ? [`${title}: no data. ${noData}`] : []));
  const overview: Table = {
    title: 'Figures',
    columns: [
      column('metric', 'Metric'),
      column('value', 'Value', true),
      column('unit', 'Unit'),
      column('previous', 'Range before', true),
      column('change', 'Change', true),
      column('note', 'Note'),
    ],
    rows: figures.map((one) => [
      one.title,
      one.value,
      unitWord(one.unit),
      one.previous,
      one.change,
      one.alarm ?? (one.noData ? 'no data' : null),
    ]),
  };
  const parts: Table = {
    title: 'Parts',
    columns: [column('metric', 'Metric'), column('part', 'Part'), column('value', 'Value', true)],
    rows: figures.flatMap((one) =>
      one.split.map((share) => [one.title, share.label, share.suppressed ? null : share.value]),
    ),
  };
  if (figures.some((one) => one.split.some((share) => share.suppressed)))
    notes.push(`Parts of fewer than ${smallestGroup} people are not shown.`);
  const { timeZone, weekStart } = deps.kernel.config.analytics;
  const calendar = createHubCalendar(timeZone, weekStart);
  const days: Table = {
    title: range.grain === 'HOUR' ? 'Hour by hour' : 'Day by day',
    columns: [column('at', 'From'), ...figures.map((one) => column(one.key, one.title, true))],
    rows: byMoment(figures).map(([at, ...values]) => [momentName(at, range.grain, calendar), ...values]),
  };
  return { tables: [overview, parts, days].filter((one) => one === overview || one.rows.length > 0), notes };
}

function byMoment(figures: readonly { readonly series: readonly { at: string; value: number | null }[] }[]) {
  const moments = [...new Set(figures.flatMap(({ series }) => series.map(({ at }) => at)))].sort();
  const known = figures.map(({ series }) => new Map(series.map(({ at, value }) => [at, value])));
  return moments.map((at): [string, ...(number | null)[]] => [
    at,
    ...known.map((values) => values.get(at) ?? null),
  ]);
}

async function own(
  deps: RunDeps,
  kind: Definition['kind'],
  reader: Reader,
  range: ChosenRange,
): Promise<Filled> {
  const { db } = deps.kernel.database;
  const { userId } = reader;
  switch (kind) {
    case 'USER_ENGAGEMENT':
      return ownActivity(deps, userId, range);
    case 'VENTURE_PERFORMANCE': {
      const rows = await deps.own.ventureFigures(db, reader);
      return {
        tables: [
          {
            title: 'Your ventures',
            columns: [
              column('venture', 'Venture'),
              column('role', 'Your role'),
              column('figure', 'Figure'),
              column('value', 'Value'),
              column('unit', 'Unit'),
            ],
            rows: rows.map(({ venture, role, figure, value, unit }) => [venture, role, figure, value, unit]),
          },
        ],
        notes: rows.length ? [] : ['You take part in no venture whose figures your role may read.'],
      };
    }
    case 'COMPLIANCE':
      return {
        tables: [
          {
            title: 'Your papers',
            columns: [
              column('paper', 'Paper'),
              column('status', 'Status'),
              column('validUntil', 'Valid until'),
            ],
            rows: (await deps.own.papers(db, userId)).map(({ name, status, validUntil }) => [
              name,
              status,
              validUntil?.toISOString() ?? null,
            ]),
          },
        ],
        notes: [],
      };
    case 'BUZ':
      return {
        tables: [
          {
            title: 'Your BUZ by month',
            columns: [column('month', 'Month'), column('kind', 'Kind'), column('buz', 'BUZ', true)],
            rows: (await deps.own.buzByMonth(db, userId, range)).map(({ month, kind: what, micro }) => [
              month,
              what,
              micro / 1_000_000,
            ]),
          },
        ],
        notes: [],
      };
    default:
      throw new Fail('FORBIDDEN', 'There is no such report about a single person.');
  }
}

async function ownActivity(
  { kernel, events, queries }: RunDeps,
  userId: string,
  range: ChosenRange,
): Promise<Filled> {
  const me = (await events.peopleOf(kernel.database.db, [userId])).get(userId);
  const days = me
    ? await queries.personDays({ range, among: { persons: [me.person] }, consentedOnly: false })
    : [];
  return {
    tables: [
      {
        title: 'Your active days',
        columns: [
          column('day', 'Day'),
          column('events', 'Events', true),
          column('uses', 'Features used', true),
          column('content', 'Things made', true),
        ],
        rows: days.map(({ day, events: count, uses, content }) => [day, count, uses, content]),
      },
    ],
    notes: days.length ? [] : ['No active day of yours is known in this range.'],
  };
}

async function custom(
  deps: RunDeps,
  { query, scope }: Extract<Definition, { kind: 'CUSTOM' }>,
  reader: Reader,
  range: ChosenRange,
): Promise<Filled> {
  checkCustom(query);
  if (scope === 'OWN' && query.dataset === 'METRICS')
    throw new Fail(
      'INVALID_INPUT',
      'Metrics are figures of the hub; choose events for a report about yourself.',
    );
  const { db } = deps.kernel.database;
  let compiled;
  let found: readonly Record<string, unknown>[];
  if (query.dataset === 'METRICS') {
    compiled = compileMetrics(query, range, deps.kernel.config.analytics.timeZone, reader.held);
    found = (await sql<Record<string, unknown>>`${raw(compiled.text, compiled.parameters)}`.execute(db)).rows;
  } else {
    const me = scope === 'OWN' ? (await deps.events.peopleOf(db, [reader.userId])).get(reader.userId) : null;
    // Nobody has the pseudonym −1: who has no event yet gets an empty report, not everybody’s.
    compiled = compileEvents(query, range, scope === 'OWN' ? (me?.person ?? -1) : null);
    found = await deps.warehouse.rows(compiled.text, compiled.parameters);
  }
  const { rows, suppressed, cut } = rowsOf(compiled, found, query.limit);
  return {
    tables: [{ title: 'Report', columns: [...compiled.columns], rows }],
    notes: [
      ...(suppressed
        ? [`${suppressed} groups are left out, because fewer than ${smallestGroup} people stand behind them.`]
        : []),
      ...(cut ? [`Only the first ${query.limit} groups are shown.`] : []),
    ],
  };
}

/** The compiled text with its numbered places, as the query builder takes it. */
function raw(text: string, parameters: readonly (string | number)[]) {
  const pieces = text.split(/\$(\d+)/);
  return sql.join(
    pieces.map((piece, at) => (at % 2 ? sql`${parameters[Number(piece) - 1]}` : sql.raw(piece))),
    sql.raw(''),
  );
}

const column = (key: string, title: string, numeric = false): Table['columns'][number] => ({
  key,
  title,
  unit: null,
  numeric,
});

const unitWords: Readonly<Record<string, string>> = {
  COUNT: '',
  RATIO: 'share (1 is 100 %)',
  DAYS: 'days',
  MINUTES: 'minutes',
  MILLISECONDS: 'milliseconds',
  MONEY: 'cents CAD',
  BUZ: 'BUZ',
  SCORE: 'points',
};
export const unitWord = (unit: string): string => unitWords[unit] ?? '';
