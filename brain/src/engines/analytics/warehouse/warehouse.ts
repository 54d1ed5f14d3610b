import { createReadStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { finished, type Readable } from 'node:stream';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import type { HubCalendar } from '../events/hub-calendar.ts';
import { createHubCalendar } from '../events/hub-calendar.ts';
import * as store from '../events/store.ts';
import {
  Replica,
  QueryTooLong,
  TooManyRows,
  type Limits,
  type Parameter,
  type Reader,
  type Row,
} from './replica.ts';
import { refreshRollups, savePastDays } from './rollups.ts';

export type { Parameter, Reader, Row, Value } from './replica.ts';

/** A copy of the events in DuckDB, made for questions over all of them. PostgreSQL is the truth; this can be made anew. */
export interface Warehouse {
  readonly calendar: HubCalendar;
  /** Takes over what came since; everything committed before the call is in the answers after it. */
  catchUp(): Promise<WarehouseState>;
  /** Makes the copy anew beside the one that answers, and puts it in its place. */
  rebuild(progress?: (done: number, total: number) => void | Promise<void>): Promise<WarehouseState>;
  /**
   * A question in SQL over `events`, `people`, `person_days`, `histories`, `stops`, `firsts`, `day_counts`, `hour_counts`, `past_days`.
   * Parameters are $1, $2 …; moments with `$1::timestamp`. It reads only, for a limited time, a limited number of rows.
   */
  rows(text: string, parameters?: readonly Parameter[], limits?: Partial<Limits>): Promise<Row[]>;
  /** Several questions about one state of the copy, within the same limits. */
  reading<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
  /** The answer as a file, streamed; the file is gone when the stream ends. */
  exportTo(format: 'CSV' | 'PARQUET', text: string, parameters?: readonly Parameter[]): Promise<Readable>;
  state(): Promise<WarehouseState>;
  /** Keeps the copy near the truth, so that erasures reach it though nobody asks anything. */
  start(): void;
  close(): Promise<void>;
}

export interface WarehouseState {
  /** How many numbers of the order the copy has taken over, and how many there are. */
  readonly seq: number;
  readonly head: number;
  readonly epoch: number;
}

const portionSize = 10_000;
const usual: Limits = { rows: 100_000, ms: 30_000 };
const exportMs = 120_000;
/** Questions wait for each other: each may use all threads and the memory, and the pool of threads has other work. */
const atOnce = 2;
/** Between two looks for news that a question makes by itself. */
const freshMs = 1_000;
const idleMs = 10 * 60_000;
/** Several Brains on one data directory have a copy each. */
const slots = 8;

type Reports = (done: number, total: number) => void | Promise<void>;

/** What the copy needs of the kernel. */
type Base = Pick<Kernel, 'config' | 'log'> & { readonly database: Pick<Kernel['database'], 'db'> };

/** `first`: the first copy or none, for the command that makes it anew. `portion`: events in one transaction. */
export function createWarehouse(
  kernel: Base,
  { first = false, portion = portionSize }: { first?: boolean; portion?: number } = {},
): Warehouse {
  const { database, config, log } = kernel;
  const { timeZone, weekStart, memoryMb, threads } = config.analytics;
  const folder = path.join(config.dataDir, 'analytics');
  const calendar = createHubCalendar(timeZone, weekStart);
  let current: Replica | undefined;
  /** Openings, portions and rebuilds, one after the other. */
  let turn: Promise<unknown> = Promise.resolve();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let closed = false;
  let idle: NodeJS.Timeout | undefined;
  const gate = createGate(atOnce);

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  }

  const settingsFor = (file: string) => ({ file, memoryMb, threads });

  async function openAt(file: string): Promise<Replica> {
    const { epoch } = await store.headOf(database.db);
    const fresh = { epoch, timeZone, weekStart };
    try {
      return await Replica.open(settingsFor(file), fresh);
    } catch (err) {
      if (isTaken(err)) throw err;
      // A copy that cannot be read is worth nothing, and costs minutes to make anew.
      log.warn({ err, file }, 'the copy of the events was damaged and is made anew');
      Replica.remove(file);
      return Replica.open(settingsFor(file), fresh);
    }
  }

  async function opened(): Promise<Replica> {
    if (closed) throw stopping();
    if (current) return current;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (let slot = 1; slot <= slots; slot++) {
      try {
        current = await openAt(path.join(folder, slot === 1 ? 'replica.duckdb' : `replica-${slot}.duckdb`));
        return current;
      } catch (error) {
        if (!isTaken(error) || first) throw error;
      }
    }
    throw new Fail('UPSTREAM_UNAVAILABLE', 'Every copy of the events is in use by another process.');
  }

  const serves = (replica: Replica, head: store.Head) =>
    replica.place.epoch === head.epoch &&
    replica.place.timeZone === timeZone &&
    replica.place.weekStart === weekStart &&
    // The database was put back to an earlier day.
    replica.place.seq <= Number(head.seq);

  /** Up to the head as it is now. */
  async function follow(replica: Replica, head: store.Head, progress?: Reports): Promise<void> {
    const total = Number(head.seq);
    let past = false;
    while (replica.place.seq < total) {
      if (closed) throw stopping();
      const from = BigInt(replica.place.seq);
      const events = await store.eventsAfter(database.db, from, head.seq, portion);
      const upTo = events.length === portion ? events.at(-1)!.seq : head.seq;
      const [people, erasures] = await Promise.all([
        store.peopleAfter(database.db, from, upTo),
        store.erasuresAfter(database.db, from, upTo),
      ]);
      await replica.apply({ events, people, erasures, upTo, dayOf: calendar.dayOf });
      past ||= erasures.some(({ scope }) => scope === 'BEFORE');
      await progress?.(replica.place.seq, total);
    }
    if (past) await savePastDays(replica, await store.summedDays(database.db));
    await refreshRollups(replica);
  }

  async function look(): Promise<WarehouseState> {
    const replica = await opened();
    const head = await store.headOf(database.db);
    if (!serves(replica, head)) return makeAnew();
    try {
      await follow(replica, head);
    } catch (err) {
      if (closed) throw err;
      log.warn({ err }, 'the copy of the events could not take over what came and is made anew');
      await gate.alone(async () => discard());
      await follow(await opened(), head);
    }
    lookedAt = performance.now();
    return stateOf(current!, head);
  }

  function discard(): void {
    if (!current) return;
    const { file } = current;
    current.close();
    current = undefined;
    Replica.remove(file);
  }

  async function makeAnew(progress?: Reports): Promise<WarehouseState> {
    const { file } = await opened();
    const building = `${file}.building`;
    Replica.remove(building);
    const head = await store.headOf(database.db);
    const next = await openAt(building);
    try {
      await follow(next, head, progress);
    } finally {
      next.close();
    }
    await gate.alone(async () => {
      discard();
      renameSync(building, file);
      if (existsSync(`${building}.wal`)) renameSync(`${building}.wal`, `${file}.wal`);
      await opened();
    });
    lookedAt = performance.now();
    return stateOf(current!, head);
  }

  /** The copy, not much behind. While it is made anew the old one answers. */
  async function fresh(): Promise<void> {
    if (current && performance.now() - lookedAt < freshMs) return;
    await inTurn(look);
  }

  async function ask<T>(work: (replica: Replica) => Promise<T>): Promise<T> {
    await fresh();
    return gate.pass(async () => {
      try {
        return await work(await opened());
      } catch (error) {
        if (error instanceof QueryTooLong)
          throw new Fail('RULE_VIOLATED', 'This question takes too long. Ask for a shorter range.');
        if (error instanceof TooManyRows)
          throw new Fail('RULE_VIOLATED', `${error.message} Ask for a shorter range or fewer groups.`);
        throw error;
      }
    });
  }

  return {
    calendar,
    catchUp: () => inTurn(look),
    rebuild: (progress) => inTurn(() => makeAnew(progress)),
    rows: (text, parameters = [], limits = {}) =>
      ask((replica) => replica.query(text, parameters, { ...usual, ...limits })),
    reading: (work) => ask((replica) => replica.read(usual, work)),
    exportTo: (format, text, parameters = []) =>
      ask(async (replica) => {
        const file = path.join(replica.exportFolder, `${newId()}.${format.toLowerCase()}`);
        const options = format === 'CSV' ? 'format csv, header' : 'format parquet, compression zstd';
        await replica.copy(text, parameters, file, options, exportMs);
        const stream = createReadStream(file);
        finished(stream, () => rmSync(file, { force: true }));
        return stream;
      }),
    async state() {
      return stateOf(await inTurn(opened), await store.headOf(database.db));
    },
    start() {
      idle = setInterval(() => {
        // Not before somebody asked something, now or in an earlier life of the Brain.
        if (!current && !existsSync(path.join(folder, 'replica.duckdb'))) return;
        inTurn(look).catch((err: unknown) => log.error({ err }, 'the copy of the events could not follow'));
      }, idleMs);
      idle.unref();
    },
    async close() {
      closed = true;
      clearInterval(idle);
      await turn;
      await gate.alone(async () => {
        current?.close();
        current = undefined;
      });
    },
  };
}

const stopping = () => new Fail('UPSTREAM_UNAVAILABLE', 'The platform is stopping. Ask again in a moment.');

function stateOf({ place }: Replica, head: store.Head): WarehouseState {
  return { seq: place.seq, head: Number(head.seq), epoch: place.epoch };
}

/** Another process has the file. */
export function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    /could not set lock|conflicting lock|being used by another process/i.test(error.message)
  );
}

/** Lets so many in at once; `alone` waits until all are out and keeps others waiting. */
function createGate(places: number) {
  let inside = 0;
  let closed = false;
  const waiting: (() => void)[] = [];
  const leave = () => {
    inside--;
    for (const next of waiting.splice(0)) next();
  };
  const enter = async (free: () => boolean) => {
    while (!free()) await new Promise<void>((resolve) => waiting.push(resolve));
    inside++;
  };
  return {
    async pass<T>(work: () => Promise<T>): Promise<T> {
      await enter(() => !closed && inside < places);
      try {
        return await work();
      } finally {
        leave();
      }
    },
    async alone(work: () => Promise<void>): Promise<void> {
      closed = true;
      await enter(() => inside === 0);
      try {
        await work();
      } finally {
        closed = false;
        leave();
      }
    },
  };
}
