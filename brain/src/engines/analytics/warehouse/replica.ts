import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  StatementType,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { ErasureRow, EventRow, PersonRow } from '../events/store.ts';
import { eventColumns, schema, schemaVersion } from './schema.ts';

export type Value = string | number | boolean | Date | null;
export type Row = Record<string, Value>;
export type Parameter = string | number | boolean | Date | null;

export interface ReplicaSettings {
  readonly file: string;
  readonly memoryMb: number;
  readonly threads: number;
}

/** Where a copy stands: it holds everything up to `seq`, and is of use for one epoch, time zone and first day of weeks. */
export interface Place {
  readonly seq: number;
  readonly epoch: number;
  readonly timeZone: string;
  readonly weekStart: number;
}

export interface Portion {
  readonly events: readonly EventRow[];
  readonly people: readonly PersonRow[];
  readonly erasures: readonly ErasureRow[];
  /** Everything up to here is in it. */
  readonly upTo: bigint;
  readonly dayOf: (at: Date) => number;
}

export interface Limits {
  readonly rows: number;
  readonly ms: number;
}

/** Questions about one state of the copy. */
export interface Reader {
  rows(text: string, parameters?: readonly Parameter[]): Promise<Row[]>;
  /** The answer in the columns it comes in, as many rows as there are: for many numbers. */
  chunks(text: string, parameters?: readonly Parameter[]): Promise<DuckDBDataChunk[]>;
  /** Throws when the time is over; for work between the questions. */
  requireTime(): void;
}

export class QueryTooLong extends Error {}
export class TooManyRows extends Error {}

const chunkRows = 2_048;

/** One DuckDB file that this process owns. */
export class Replica {
  readonly file: string;
  readonly exportFolder: string;
  private readonly instance: DuckDBInstance;
  /** Everything is written through this one, in turn. */
  private readonly writer: DuckDBConnection;
  /** Test accounts: nothing of theirs is taken over. */
  private readonly excluded: Set<number>;
  place: Place;

  private constructor(parts: {
    file: string;
    exportFolder: string;
    instance: DuckDBInstance;
    writer: DuckDBConnection;
    excluded: Set<number>;
    place: Place;
  }) {
    this.file = parts.file;
    this.exportFolder = parts.exportFolder;
    this.instance = parts.instance;
    this.writer = parts.writer;
    this.excluded = parts.excluded;
    this.place = parts.place;
  }

  /** Opens the file, or makes an empty one. Throws when it is damaged, of another version, or another process has it. */
  static async open(settings: ReplicaSettings, fresh: Omit<Place, 'seq'>): Promise<Replica> {
    const folder = path.dirname(settings.file);
    const exportFolder = path.join(folder, 'exports');
    mkdirSync(exportFolder, { recursive: true, mode: 0o700 });
    const instance = await DuckDBInstance.create(settings.file, {
      memory_limit: `${settings.memoryMb}MB`,
      threads: String(settings.threads),
      temp_directory: path.join(folder, 'spill'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // Results are sorted where order matters; keeping the order of rows besides costs memory.
      preserve_insertion_order: 'false',
    });
    try {
      const writer = await instance.connect();
      await writer.run(`set allowed_directories = [${quote(`${exportFolder}/`)}]`);
      await writer.run('set enable_external_access = false');
      await writer.run(schema);
      const known = await one(writer, 'select version, seq, epoch, time_zone, week_start from place');
      if (known && known['version'] !== schemaVersion) throw new Error('This copy is of another version.');
      const place: Place = known
        ? {
            seq: Number(known['seq']),
            epoch: Number(known['epoch']),
            timeZone: String(known['time_zone']),
            weekStart: Number(known['week_start']),
          }
        : { seq: 0, ...fresh };
      if (!known)
        await writer.run('insert into place values ($1, $2, $3, $4, $5)', [
          schemaVersion,
          0,
          place.epoch,
          place.timeZone,
          place.weekStart,
        ]);
      const reader = await writer.runAndReadAll('select person from people where excluded');
      const excluded = new Set(reader.getRowsJS().map(([person]) => Number(person)));
      return new Replica({ file: settings.file, exportFolder, instance, writer, excluded, place });
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  close(): void {
    this.writer.closeSync();
    this.instance.closeSync();
  }

  static remove(file: string): void {
    for (const part of [file, `${file}.wal`]) rmSync(part, { force: true });
  }

  /** Takes a portion over, and how far it reaches, in one transaction: a process that dies goes on where it was. */
  async apply({ events, people, erasures, upTo, dayOf }: Portion): Promise<void> {
    await this.together(async () => {
      const changed = new Set(people.filter((row) => row.excluded).map((row) => row.person));
      for (const row of people) {
        if (!row.excluded && this.excluded.has(row.person))
          throw new Error('A test account counts again: what was left out has to be read anew.');
      }
      const kept = events.filter(({ person }) => !this.excluded.has(person) && !changed.has(person));
      const days = await this.append(kept, dayOf);
      await this.savePeople(people);
      for (const day of await this.forget(erasures, [...changed])) days.add(day);
      await this.markDirty([...days]);
      await this.writer.run('update place set seq = $1', [upTo]);
      for (const person of changed) this.excluded.add(person);
    });
    this.place = { ...this.place, seq: Number(upTo) };
  }

  /** Runs statements in one transaction; for what follows from the events. */
  async together(work: (writer: DuckDBConnection) => Promise<void>): Promise<void> {
    await this.writer.run('begin transaction');
    try {
      await work(this.writer);
      await this.writer.run('commit');
    } catch (error) {
      await this.writer.run('rollback').catch(() => undefined);
      throw error;
    }
  }

  /** Writes what is in the log of the file into the file. */
  async checkpoint(): Promise<void> {
    await this.writer.run('checkpoint');
  }

  private async append(events: readonly EventRow[], dayOf: (at: Date) => number): Promise<Set<number>> {
    const days = new Set<number>();
    if (!events.length) return days;
    const appender = await this.writer.createAppender('events');
    for (let from = 0; from < events.length; from += chunkRows) {
      const rows = events.slice(from, from + chunkRows);
      const dates = rows.map(({ at }) => dayOf(at));
      for (const date of dates) days.add(date);
      const chunk = DuckDBDataChunk.create(eventColumns);
      chunk.setColumns([
        rows.map(({ seq }) => seq),
        rows.map(({ at }) => new DuckDBTimestampValue(BigInt(at.getTime()) * 1000n)),
        dates.map((date) => new DuckDBDateValue(date)),
        rows.map(({ person }) => person),
        rows.map(({ type }) => type),
        rows.map(({ entity_kind }) => entity_kind),
        rows.map(({ entity_id }) => entity_id),
        rows.map(({ properties }) => jsonOf(properties)),
        rows.map(({ source }) => source),
        rows.map(({ consent }) => consent === 'BEHAVIOUR'),
        rows.map(({ caused }) => caused),
      ]);
      appender.appendDataChunk(chunk);
      // Requests of people come in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
    appender.closeSync();
    return days;
  }

  private async savePeople(people: readonly PersonRow[]): Promise<void> {
    for (let from = 0; from < people.length; from += 500) {
      const part = people.slice(from, from + 500);
      const marks = part.map((_, index) => `$${index + 1}`).join(', ');
      await this.writer.run(
        `delete from people where person in (${marks})`,
        part.map((row) => row.person),
      );
      const values = part.map(
        (_, index) =>
          `($${4 * index + 1}, $${4 * index + 2}, $${4 * index + 3}, $${4 * index + 4}::timestamp)`,
      );
      await this.writer.run(
        `insert into people values ${values.join(', ')}`,
        part.flatMap((row): DuckDBValue[] => [
          row.person,
          row.consented,
          row.excluded,
          row.signed_up_at ? timestamp(row.signed_up_at) : null,
        ]),
      );
    }
  }

  /** Deletes what was erased; answers with the days that have changed by it. */
  private async forget(erasures: readonly ErasureRow[], excluded: readonly number[]): Promise<number[]> {
    const conditions = [
      ...erasures.map(({ seq, scope, person, before }) =>
        scope === 'BEFORE'
          ? `seq < ${seq} and moment < '${timestamp(before!)}'::timestamp`
          : `seq < ${seq} and person = ${person}${scope === 'BEHAVIOUR' ? ' and behaviour' : ''}`,
      ),
      ...excluded.map((person) => `person = ${person}`),
    ];
    const days = new Set<number>();
    for (const condition of conditions) {
      const reader = await this.writer.runAndReadAll(
        `select distinct day - date '1970-01-01' from events where ${condition}`,
      );
      const touched = reader.getRowsJS().map(([day]) => Number(day));
      for (const day of touched) days.add(day);
      if (touched.length) await this.writer.run(`delete from events where ${condition}`);
    }
    const gone = erasures.flatMap(({ scope, person }) => (scope === 'PERSON' ? [person] : []));
    if (gone.length) await this.writer.run(`delete from people where person in (${gone.join(', ')})`);
    return [...days];
  }

  private async markDirty(days: readonly number[]): Promise<void> {
    if (!days.length) return;
    const values = days.map((day) => `(date '1970-01-01' + ${day})`).join(', ');
    await this.writer.run(
      `insert into dirty_days select col0 from (values ${values}) where col0 not in (select day from dirty_days)`,
    );
  }

  async query(text: string, parameters: readonly Parameter[], limits: Limits): Promise<Row[]> {
    return this.read(limits, (reader) => reader.rows(text, parameters));
  }

  /** Questions on a connection of their own, so that they can be stopped, all about one state of the copy. They can only read. */
  async read<T>(limits: Limits, work: (reader: Reader) => Promise<T>): Promise<T> {
    const connection = await this.instance.connect();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      connection.interrupt();
    }, limits.ms);
    const requireTime = () => {
      if (late) throw new QueryTooLong(`The question took longer than ${limits.ms / 1000} seconds.`);
    };
    const prepare = async (text: string, parameters: readonly Parameter[]) => {
      requireTime();
      const prepared = await connection.prepare(text);
      if (prepared.statementType !== StatementType.SELECT)
        throw new Error('The warehouse answers questions; nothing is changed through them.');
      prepared.bind(parameters.map(toDuck));
      return prepared;
    };
    try {
      await connection.run('begin transaction');
      return await work({
        requireTime,
        async rows(text, parameters = []) {
          const answer = await (await prepare(text, parameters)).streamAndReadUntil(limits.rows + 1);
          if (answer.currentRowCount > limits.rows)
            throw new TooManyRows(`The answer has more than ${limits.rows.toLocaleString('en')} rows.`);
          return answer.getRowObjectsJS().map(toRow);
        },
        chunks: async (text, parameters = []) =>
          (await (await prepare(text, parameters)).stream()).fetchAllChunks(),
      });
    } catch (error) {
      requireTime();
      throw error;
    } finally {
      clearTimeout(timer);
      connection.closeSync();
    }
  }

  /** Writes the answer to a file below the folder of exports. */
  async copy(
    text: string,
    parameters: readonly Parameter[],
    to: string,
    options: string,
    ms: number,
  ): Promise<void> {
    const connection = await this.instance.connect();
    const timer = setTimeout(() => connection.interrupt(), ms);
    try {
      const prepared = await connection.prepare(text);
      if (prepared.statementType !== StatementType.SELECT)
        throw new Error('The warehouse answers questions; nothing is changed through them.');
      // `copy` takes no parameters.
      await connection.run(`create temp table answer as ${text}`, parameters.map(toDuck));
      await connection.run(`copy answer to ${quote(to)} (${options})`);
    } finally {
      clearTimeout(timer);
      connection.closeSync();
    }
  }
}

export const timestamp = (at: Date) => at.toISOString().slice(0, 23).replace('T', ' ');
export const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Moments as text: DuckDB reads them where the statement says `::timestamp`. */
function toDuck(value: Parameter): DuckDBValue {
  return value instanceof Date ? timestamp(value) : value;
}

function jsonOf(properties: unknown): string | null {
  const text = JSON.stringify(properties);
  return text === '{}' ? null : text;
}

/** Whole numbers of 64 bits as numbers: counts stay far below what a double holds. */
function toRow(row: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'bigint' ? Number(value) : (value as Value),
    ]),
  );
}

async function one(connection: DuckDBConnection, text: string): Promise<Record<string, unknown> | undefined> {
  return (await connection.runAndReadAll(text)).getRowObjectsJS()[0];
}
