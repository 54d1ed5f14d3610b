import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createHubCalendar } from '../brain/src/engines/analytics/events/hub-calendar.ts';
import type { Asked } from '../brain/src/engines/analytics/queries/duck.ts';
import { createQueries, type Queries } from '../brain/src/engines/analytics/queries/queries.ts';
import { pauseMs } from '../brain/src/engines/analytics/queries/visits.ts';
import { Replica, timestamp } from '../brain/src/engines/analytics/warehouse/replica.ts';
import { refreshRollups } from '../brain/src/engines/analytics/warehouse/rollups.ts';
import { median, percentile, report } from './report.ts';

const worker = fileURLToPath(new URL('analytics-worker.py', import.meta.url));
const dayMs = 86_400_000;
const first = Date.UTC(2025, 0, 1);
const days = 365;
const now = new Date(first + days * dayMs);
const rounds = 7;
const tiles = 12;
const threads = 2;
const memoryMb = 4_096;
const comparedSize = 1e7;
// UTC, so that pandas needs no time zones.
const calendar = createHubCalendar('UTC', 1);
const range = (count: number) => ({ from: new Date(now.getTime() - count * dayMs), to: now });
const steps = ['page.viewed', 'application.sent', 'application.decided'].map((event) => ({ event }));
const windowMs = 14 * dayMs;
/** Attempts of a month whose windows are over. */
const funnelRange = { from: new Date(now.getTime() - 50 * dayMs), to: new Date(now.getTime() - 20 * dayMs) };

/**
 * A funnel, weekly retention, daily actives and top paths over 10^7 generated events, against pandas on the same events in
 * the same run, answers compared; and what tiles and questions take as the events grow from 10^6 to 10^7, and to 10^8 when
 * BENCH_LARGE=1. Two threads and 4 GB for us; pandas takes what it wants.
 */
export async function run(): Promise<void> {
  const place = mkdtempSync(path.join(tmpdir(), 'smartstart-bench-'));
  const sizes = process.env['BENCH_LARGE'] === '1' ? [1e6, 1e7, 1e8] : [1e6, 1e7];
  if (sizes.length < 3) process.stderr.write('10^8 events are left out; BENCH_LARGE=1 takes them in.\n');
  const rows: Record<string, string | number>[] = [];
  let ratios: Record<string, number> = {};
  let figures: Record<string, number> = {};
  try {
    for (const size of sizes) {
      process.stderr.write(`${size.toExponential(0)} events\n`);
      const store = await build(place, size);
      const times = await ask(store.queries);
      rows.push(toRow(size, store, times));
      figures = { ...figures, ...figuresOf(size, store, times) };
      if (size === comparedSize) {
        const compared = await againstPandas(place, store);
        ratios = compared.ratios;
        figures = { ...figures, ...compared.figures };
      }
      store.replica.close();
      Replica.remove(store.replica.file);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  report('analytics', rows, ratios, figures);
}

interface Store {
  readonly replica: Replica;
  readonly queries: Queries;
  readonly buildMs: number;
  readonly rollupMs: number;
  readonly fileMb: number;
}

/** People come in bursts of about ten events; kinds of events by a fixed hash, so that every run has the same. */
async function build(place: string, size: number): Promise<Store> {
  const file = path.join(place, `events-${size}.duckdb`);
  const replica = await Replica.open(
    { file, memoryMb, threads },
    { epoch: 1, timeZone: 'UTC', weekStart: 1 },
  );
  const people = size / 200;
  // Whole milliseconds, as the platform's moments are.
  const apart = Math.floor((days * dayMs) / size);
  const together = Math.max(8, Math.round((64 * size) / 1e7));
  const begin = performance.now();
  for (let from = 0; from < size; from += 1e6)
    await replica.together(async (writer) => {
      await writer.run(`
        insert into events
        select i, moment, moment::date, person, type, null, null,
          null, 'IMPORT', type = 'page.viewed', true
        from (
          select i, timestamp '${timestamp(new Date(first))}' + to_microseconds(i * ${apart * 1000}) as moment,
            (1 + hash(hash(i, 1) % ${together}, i // ${together * 10}) % ${people})::integer as person,
            case when hash(i, 2) % 1000 < 8 then 'account.created' when hash(i, 2) % 1000 < 620 then 'page.viewed'
              when hash(i, 2) % 1000 < 680 then 'application.sent' when hash(i, 2) % 1000 < 720 then 'application.decided'
              when hash(i, 2) % 1000 < 850 then 'feature.used' when hash(i, 2) % 1000 < 930 then 'task.moved'
              else 'message.posted' end as type
          from range(${from}, ${Math.min(size, from + 1e6)}) as numbers (i)
        )`);
    });
  await replica.together(async (writer) => {
    await writer.run(
      `insert into people select i, true, false, null from range(1, ${people + 1}) as numbers (i)`,
    );
    await writer.run('insert into dirty_days select distinct day from events');
  });
  const buildMs = performance.now() - begin;
  const rolled = performance.now();
  await refreshRollups(replica);
  await replica.checkpoint();
  const limits = { rows: 2_000_000, ms: 600_000 };
  const rows: Asked['rows'] = (text, parameters = []) => replica.query(text, parameters, limits);
  const reading: Asked['reading'] = (work) => replica.read(limits, work);
  return {
    replica,
    queries: createQueries({ rows, reading, calendar }, { now: () => now }),
    buildMs,
    rollupMs: performance.now() - rolled,
    fileMb: statSync(file).size / 1e6,
  };
}

const questions = {
  funnel: ({ funnel }: Queries) =>
    funnel({ steps, range: funnelRange, windowMs, order: 'LOOSE' }).then((answer) =>
      answer.steps.map(({ people }) => people),
    ),
  retention: ({ retention }: Queries) =>
    retention({
      start: { event: 'account.created' },
      back: null,
      period: 'WEEK',
      periods: 12,
      range: range(days),
    }).then(({ cohorts }) =>
      cohorts.reduce((sum, { people }) => sum + people.reduce<number>((all, one) => all + (one ?? 0), 0), 0),
    ),
  daily: ({ dayCounts }: Queries) =>
    dayCounts(range(days), ['*']).then((list) => list.map(({ people }) => people)),
  paths: ({ paths }: Queries) =>
    paths({ range: range(7), anchor: null, direction: 'AFTER', depth: 4, limit: 20 }).then((answer) =>
      answer.paths.map(({ visits }) => visits),
    ),
} as const;
type Name = keyof typeof questions;
const names = Object.keys(questions) as Name[];

/** What a dashboard shows: from the rollups. */
const dashboard: readonly ((queries: Queries) => Promise<unknown>)[] = [
  (queries) => queries.activeUsers(range(90)),
  (queries) => queries.dayCounts(range(90), ['*', 'application.sent', 'feature.used']),
  (queries) => queries.hourCounts(range(7), ['*', 'page.viewed']),
  (queries) =>
    queries.retention({
      start: { event: 'account.created' },
      back: null,
      period: 'WEEK',
      periods: 12,
      range: range(90),
    }),
];

interface Times {
  readonly tiles: readonly number[];
  readonly questions: Record<Name, number>;
}

async function ask(queries: Queries): Promise<Times> {
  const shown: number[] = [];
  for (let round = 0; round <= tiles; round++)
    for (const tile of dashboard) {
      const ms = await timed(() => tile(queries));
      // The first round warms up.
      if (round > 0) shown.push(ms);
    }
  const taken = {} as Record<Name, number>;
  for (const name of names) {
    const times: number[] = [];
    for (let round = 0; round < 3; round++) times.push(await timed(() => questions[name](queries)));
    taken[name] = median(times.slice(1));
  }
  return { tiles: shown, questions: taken };
}

function toRow(size: number, store: Store, times: Times) {
  const ms = (value: number) => value.toFixed(0);
  return {
    events: size.toExponential(0),
    'file MB': ms(store.fileMb),
    'rollups s': (store.rollupMs / 1000).toFixed(1),
    'tile p50 ms': ms(median(times.tiles)),
    'tile p95 ms': ms(percentile(times.tiles, 0.95)),
    ...Object.fromEntries(names.map((name) => [`${name} ms`, ms(times.questions[name])])),
  };
}

function figuresOf(size: number, store: Store, times: Times): Record<string, number> {
  const power = Math.round(Math.log10(size));
  return {
    // Of the largest size that was asked.
    dashboardP95Ms: percentile(times.tiles, 0.95),
    [`dashboardP95Ms1e${power}`]: percentile(times.tiles, 0.95),
    [`fileMb1e${power}`]: store.fileMb,
    [`rollupMs1e${power}`]: store.rollupMs,
    ...Object.fromEntries(names.map((name) => [`${name}Ms1e${power}`, times.questions[name]])),
  };
}

type PandasRound = Record<Name, { readonly ms: number; readonly found: unknown }>;

async function againstPandas(place: string, { replica, queries }: Store) {
  const python = pythonWithPandas();
  if (!python) {
    process.stderr.write('pandas is not installed here (Debian: python3-pandas): no ratio.\n');
    return { ratios: {}, figures: {} };
  }
  const file = path.join(replica.exportFolder, 'events.csv');
  await replica.copy(
    'select person, epoch_us(moment) as t, type from events order by seq',
    [],
    file,
    'format csv, header false',
    600_000,
  );
  const us = (at: Date) => at.getTime() * 1000;
  const settings = path.join(place, 'question.json');
  const monday = calendar.floor(calendar.dayOf(new Date(first)), 'WEEK');
  writeFileSync(
    settings,
    JSON.stringify({
      from: us(funnelRange.from),
      to: us(funnelRange.to),
      window: windowMs * 1000,
      monday,
      today: calendar.dayOf(now),
      pathFrom: us(range(7).from),
      pathTo: us(now),
      pause: pauseMs * 1000,
    }),
  );
  const child = spawn(python, [worker, file, settings], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const [ours, theirs] = [timesByName(), timesByName()];
  try {
    for (let round = 0; round < rounds; round++) {
      process.stderr.write(`round ${round + 1} of ${rounds}\n`);
      child.stdin.write('\n');
      const line = await lines.next();
      if (line.done) throw new Error('The pandas side ended before it answered.');
      const other = JSON.parse(line.value) as PandasRound;
      for (const name of names) {
        const begin = performance.now();
        const found = await questions[name](queries);
        const ms = performance.now() - begin;
        compare(name, found, other[name].found);
        // The first round warms both sides up.
        if (round === 0) continue;
        ours[name].push(ms);
        theirs[name].push(other[name].ms);
      }
    }
  } finally {
    child.kill();
  }
  // The shortest of each: what else the machine does only adds to them.
  const shortest = (times: readonly number[]) => Math.min(...times);
  const each = names.map((name) => [name, shortest(theirs[name]) / shortest(ours[name])] as const);
  return {
    ratios: {
      vsPandas: median(each.map(([, ratio]) => ratio)),
      ...Object.fromEntries(each.map(([name, ratio]) => [`${name}VsPandas`, ratio])),
    },
    figures: Object.fromEntries(names.map((name) => [`${name}PandasMs`, shortest(theirs[name])])),
  };
}

function compare(name: Name, ours: unknown, theirs: unknown): void {
  if (JSON.stringify(ours) !== JSON.stringify(theirs))
    throw new Error(
      `pandas answers ${name} differently: ${JSON.stringify(ours).slice(0, 200)} and ${JSON.stringify(theirs).slice(0, 200)}`,
    );
}

const timesByName = () =>
  Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Debian's own Python first: another one on the path rarely has pandas. */
function pythonWithPandas(): string | null {
  for (const python of ['/usr/bin/python3', 'python3']) {
    try {
      execFileSync(python, ['-c', 'import pandas, numpy'], { stdio: 'ignore' });
      return python;
    } catch {
      // The next one.
    }
  }
  return null;
}
