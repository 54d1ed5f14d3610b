import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

/** A CSV file with a header and a series a line: its name, then its values; the lines may differ in length. */
export function readSeries(file: string): Map<string, Float64Array> {
  const lines = parse(readFileSync(file), { bom: true, from: 2, relax_column_count: true }) as string[][];
  return new Map(
    lines.map(([name = '', ...values]) => [
      name,
      Float64Array.from(
        values.filter((value) => value !== '' && value !== 'NA'),
        Number,
      ),
    ]),
  );
}

export interface LabelledStream {
  readonly name: string;
  /** NaN where there was none. */
  readonly values: Float64Array;
  /** Stretches of rows, both ends included, in which an anomaly is known. */
  readonly windows: readonly { readonly from: number; readonly to: number }[];
}

/**
 * A folder as the Numenta Anomaly Benchmark has it: `data/GROUP/NAME.csv` with `timestamp,value`, and
 * `labels/combined_windows.json` with the first and the last moment of each window.
 */
export function readStreams(folder: string): LabelledStream[] {
  const labels = JSON.parse(
    readFileSync(path.join(folder, 'labels', 'combined_windows.json'), 'utf8'),
  ) as Record<string, [string, string][] | undefined>;
  const data = path.join(folder, 'data');
  return readdirSync(data, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.csv'))
    .sort()
    .map((file) => {
      const name = file.split(path.sep).join('/');
      const lines = parse(readFileSync(path.join(data, file)), { bom: true, columns: true }) as {
        timestamp: string;
        value: string;
      }[];
      const times = lines.map(({ timestamp }) => momentOf(timestamp));
      const windows = (labels[name] ?? []).flatMap(([first, last]) => {
        const [start, end] = [momentOf(first), momentOf(last)];
        const from = times.findIndex((time) => time >= start);
        const to = times.findLastIndex((time) => time <= end);
        return from >= 0 && to >= from ? [{ from, to }] : [];
      });
      return {
        name,
        values: Float64Array.from(lines, ({ value }) => (value.trim() === '' ? Number.NaN : Number(value))),
        windows,
      };
    });
}

/** `2014-07-01 00:30:00`, with or without parts of a second, as milliseconds. */
function momentOf(text: string): number {
  return Date.parse(`${text.trim().replace(' ', 'T')}Z`);
}
