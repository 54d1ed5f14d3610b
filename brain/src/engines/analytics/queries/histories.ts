import { setImmediate as turn } from 'node:timers/promises';
import type { DuckDBDataChunk, DuckDBIntegerVector, DuckDBListVector } from '@duckdb/node-api';
import { dayMs } from '@smartstart/units';
import type { HubCalendar } from '../events/hub-calendar.ts';
import type { Reader } from '../warehouse/warehouse.ts';
import { duck, plain, render } from './duck.ts';
import { among, daysOf } from './people.ts';
import type { PeopleFilter } from './questions.ts';

/** Sees people one after the other, and of each the days in order. */
export interface Visitor {
  begin(person: number): void;
  day(events: DayOfEvents): void;
  end(): void;
}

/** What somebody did on a day, in order: by time, then by arrival. Valid until the next day is seen. */
export interface DayOfEvents {
  /** Midnight UTC of the day, in milliseconds since 1970. */
  midnight: number;
  count: number;
  /** Milliseconds after it: `count` of them, from `from` on. */
  moments: Int32Array;
  from: number;
  /** Which stop of `stopsOf`: `count` of them, from `stopsFrom` on. */
  stops: Int32Array;
  stopsFrom: number;
}

export interface Stop {
  readonly name: string;
  readonly type: string;
  readonly caused: boolean;
}

/** By their numbers; what the numbers mean differs from copy to copy. */
export async function stopsOf(reader: Reader): Promise<Stop[]> {
  const stops: Stop[] = [];
  // One row for all: there may be more of them than an answer may have rows.
  const [row] = await reader.rows(
    `select to_json(list(struct_pack(stop, name, type, caused)))::varchar as stops from stops`,
  );
  const found = JSON.parse(String(row?.['stops'] ?? 'null')) as (Stop & { stop: number })[] | null;
  for (const { stop, ...known } of found ?? []) stops[stop] = known;
  return stops;
}

/** Events that lie in memory at one time, at 12 bytes each. */
const eventsAtOnce = 4_000_000;
/** People between two pauses in which others get their turn. */
const peopleAtOnce = 4_096;

/**
 * Everybody's history of the days that the range touches, one after the other. Days are read whole: what lies outside of the range is for
 * the visitor to leave out.
 */
export async function eachHistory(
  reader: Reader,
  range: { from: Date; to: Date },
  who: PeopleFilter | undefined,
  calendar: HubCalendar,
  visitor: Visitor,
  atOnce = eventsAtOnce,
): Promise<void> {
  const days = daysOf(range, calendar);
  const size = render(
    duck`select coalesce(sum(events), 0) as events from day_counts where ${days} and type <> '*'`,
  );
  const [row] = await reader.rows(size.text, size.parameters);
  const parts = Math.max(1, Math.ceil(Number(row!['events']) / atOnce));
  for (let part = 0; part < parts; part++) {
    const chosen = plain(parts > 1 ? ` and person % ${parts} = ${part}` : '');
    const { text, parameters } = render(duck`
      select (day - date '1970-01-01')::integer, person, moments, stops from histories
      where ${days}${chosen} ${among(who, calendar)}`);
    await visitAll(await reader.chunks(text, parameters), reader, visitor);
  }
}

async function visitAll(chunks: readonly DuckDBDataChunk[], reader: Reader, visitor: Visitor): Promise<void> {
  const rows = rowsOf(chunks);
  const order = inOrder(inOrder(null, rows.day), rows.person);
  const none = new Int32Array(0);
  const events: DayOfEvents = { midnight: 0, count: 0, moments: none, from: 0, stops: none, stopsFrom: 0 };
  let people = 0;
  for (let next = 0; next < order.length;) {
    const person = rows.person[order[next]!]!;
    visitor.begin(person);
    for (; next < order.length && rows.person[order[next]!] === person; next++) {
      const row = order[next]!;
      const { moments, stops } = rows.lists[rows.list[row]!]!;
      events.midnight = rows.day[row]! * dayMs;
      events.count = rows.count[row]!;
      events.moments = moments;
      events.from = rows.from[row]!;
      events.stops = stops;
      events.stopsFrom = rows.stopsFrom[row]!;
      visitor.day(events);
    }
    visitor.end();
    if (++people % peopleAtOnce === 0) {
      await turn();
      reader.requireTime();
    }
  }
}

/** Where each row of the chunks has its day, its person and its events. */
function rowsOf(chunks: readonly DuckDBDataChunk[]) {
  const length = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const column = () => new Int32Array(length);
  const rows = {
    day: column(),
    person: column(),
    list: column(),
    from: column(),
    stopsFrom: column(),
    count: column(),
  };
  let row = 0;
  const lists = chunks.map((chunk, list) => {
    const [day, person, moments, stops] = [0, 1, 2, 3].map((index) => chunk.getColumnVector(index));
    rows.day.set(numbersOf(day as DuckDBIntegerVector), row);
    rows.person.set(numbersOf(person as DuckDBIntegerVector), row);
    const [entries, stopEntries] = [
      entriesOf(moments as DuckDBListVector),
      entriesOf(stops as DuckDBListVector),
    ];
    // Asked of the library every time it is read.
    const { rowCount } = chunk;
    for (let index = 0; index < rowCount; index++, row++) {
      rows.list[row] = list;
      rows.from[row] = entries[4 * index]!;
      rows.stopsFrom[row] = stopEntries[4 * index]!;
      rows.count[row] = entries[4 * index + 2]!;
    }
    return { moments: childrenOf(moments as DuckDBListVector), stops: childrenOf(stops as DuckDBListVector) };
  });
  return { ...rows, lists };
}

// The library hands out numbers one by one, which takes ten times as long as the arrays behind them.
const numbersOf = (vector: DuckDBIntegerVector): Int32Array => vector['items'];
const childrenOf = (vector: DuckDBListVector) => numbersOf(vector.childVector as DuckDBIntegerVector);
/** Four numbers a list: where it begins, 0, how long it is, 0; of numbers of 64 bits the lower halves are enough. */
function entriesOf(vector: DuckDBListVector): Uint32Array {
  const { buffer, byteOffset, length } = vector['entryData'];
  return new Uint32Array(buffer, byteOffset, 2 * length);
}

/** The rows by ascending keys; those of one key stay as they were. Counted, for keys lie close together. */
function inOrder(rows: Uint32Array | null, keys: Int32Array): Uint32Array {
  const { length } = keys;
  const given = rows ?? numbered(length);
  let [least, most, sorted] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let index = 0; index < length; index++) {
    const key = keys[given[index]!]!;
    sorted &&= key >= most;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  if (sorted) return given;
  const starts = new Uint32Array(most - least + 2);
  for (let index = 0; index < length; index++) starts[keys[index]! - least + 1]!++;
  for (let key = 1; key < starts.length; key++) starts[key]! += starts[key - 1]!;
  const order = new Uint32Array(length);
  for (let index = 0; index < length; index++) {
    const row = given[index]!;
    order[starts[keys[row]! - least]!++] = row;
  }
  return order;
}

function numbered(length: number): Uint32Array {
  const numbers = new Uint32Array(length);
  for (let index = 0; index < length; index++) numbers[index] = index;
  return numbers;
}
