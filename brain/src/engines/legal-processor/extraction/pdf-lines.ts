/** A piece of text as the PDF sets it; points from the upper left corner of the page. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
  /** Height of the type. */
  readonly size: number;
  readonly rightToLeft: boolean;
}

/** Runs that stand on one line of one column, in reading order. */
export interface Line {
  readonly runs: readonly Run[];
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  /** Edges of the column the line stands in. */
  readonly columnLeft: number;
  readonly columnRight: number;
}

/** Runs whose baselines differ by less than this share of their size stand on one line. */
const sameLine = 0.35;
/** A gap between columns, in sizes of the type. */
const gutterWidth = 1.1;
/** Rows a column must have at least. */
const columnRows = 4;
/** Columns of running text fill this share of their width in most lines; labels beside values do not. */
const columnFill = 0.6;
const columnDepth = 3;

/** The lines of a page in the order they are read: down the first column, then down the next. */
export function linesOfPage(runs: readonly Run[], pageWidth: number): Line[] {
  return readRegion(rowsOf(runs), pageWidth, 0).map(lineOf);
}

interface Row {
  readonly runs: readonly Run[];
  readonly baseline: number;
  readonly size: number;
}

interface Placed {
  readonly row: Row;
  readonly left: number;
  readonly right: number;
}

function rowsOf(runs: readonly Run[]): Row[] {
  const rows: { runs: Run[]; baseline: number; size: number }[] = [];
  for (const run of runs.toSorted((a, b) => a.baseline - b.baseline || a.x - b.x)) {
    const row = rows.at(-1);
    if (row && run.baseline - row.baseline <= sameLine * Math.min(run.size, row.size)) {
      row.runs.push(run);
      row.size = Math.max(row.size, run.size);
    } else {
      rows.push({ runs: [run], baseline: run.baseline, size: run.size });
    }
  }
  for (const row of rows) row.runs.sort((a, b) => a.x - b.x);
  return rows;
}

function readRegion(rows: readonly Row[], pageWidth: number, depth: number): Placed[] {
  const [left, right] = extent(rows);
  const gutter = depth < columnDepth ? findGutter(rows, left, right) : null;
  if (gutter === null) return rows.map((row) => ({ row, left, right }));
  // Titles across the columns part the page into bands; each band is read column by column.
  const placed: Placed[] = [];
  let band: Row[] = [];
  const flush = (): void => {
    if (band.length === 0) return;
    const sides = [
      band.flatMap((row) => side(row, gutter, 'left')),
      band.flatMap((row) => side(row, gutter, 'right')),
    ];
    for (const part of sides) if (part.length > 0) placed.push(...readRegion(part, pageWidth, depth + 1));
    band = [];
  };
  for (const row of rows) {
    if (crosses(row, gutter)) {
      flush();
      placed.push({ row, left, right });
    } else {
      band.push(row);
    }
  }
  flush();
  return placed;
}

function extent(rows: readonly Row[]): [number, number] {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const { runs } of rows) {
    for (const run of runs) {
      left = Math.min(left, run.x);
      right = Math.max(right, run.x + run.width);
    }
  }
  return rows.length === 0 ? [0, 0] : [left, right];
}

function crosses(row: Row, gutter: number): boolean {
  return row.runs.some(({ x, width }) => x < gutter - 1 && x + width > gutter + 1);
}

function side(row: Row, gutter: number, which: 'left' | 'right'): Row[] {
  const runs = row.runs.filter(({ x, width }) => x + width / 2 < gutter === (which === 'left'));
  return runs.length === 0 ? [] : [{ ...row, runs }];
}

/** The middle of the widest empty strip that parts two columns of running text; null when there is none. */
function findGutter(rows: readonly Row[], left: number, right: number): number | null {
  const width = right - left;
  const size = median(rows.map((row) => row.size));
  if (rows.length < 2 * columnRows || width < 20 * size) return null;
  // How many rows cover each point of the width: a gutter is covered by few, the titles across.
  const step = Math.max(1, size / 4);
  const covered = new Uint16Array(Math.ceil(width / step) + 1);
  for (const { runs } of rows) {
    for (const run of runs) {
      const from = Math.max(0, Math.floor((run.x - left) / step));
      const to = Math.min(covered.length - 1, Math.floor((run.x + run.width - left) / step));
      for (let at = from; at <= to; at += 1) covered[at] = (covered[at] ?? 0) + 1;
    }
  }
  const few = rows.length * 0.25;
  let best: { at: number; wide: number } | null = null;
  const first = Math.floor(covered.length * 0.2);
  const last = Math.ceil(covered.length * 0.8);
  for (let at = first; at < last; at += 1) {
    if ((covered[at] ?? 0) > few) continue;
    let end = at;
    while (end < last && (covered[end] ?? 0) <= few) end += 1;
    const wide = (end - at) * step;
    if (wide >= gutterWidth * size && (!best || wide > best.wide))
      best = { at: left + ((at + end) / 2) * step, wide };
    at = end;
  }
  return best && columnsAt(rows, best.at, left, right) ? best.at : null;
}

function columnsAt(rows: readonly Row[], gutter: number, left: number, right: number): boolean {
  const apart = rows.filter((row) => !crosses(row, gutter));
  for (const which of ['left', 'right'] as const) {
    const own = apart.flatMap((row) => side(row, gutter, which));
    if (own.length < columnRows) return false;
    const room = which === 'left' ? gutter - left : right - gutter;
    const fills = own.map(({ runs }) => {
      const [from, to] = extent([{ runs, baseline: 0, size: 0 }]);
      return (to - from) / room;
    });
    if (median(fills) < columnFill) return false;
  }
  return true;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function lineOf({ row, left: columnLeft, right: columnRight }: Placed): Line {
  const [left, right] = extent([row]);
  const letters = row.runs.reduce(
    (sum, { text, rightToLeft }) => sum + (rightToLeft ? 1 : -1) * text.length,
    0,
  );
  const runs = letters > 0 ? row.runs.toReversed() : row.runs;
  return { runs, left, right, baseline: row.baseline, size: row.size, columnLeft, columnRight };
}
