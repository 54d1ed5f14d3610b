/** A stretch of rows in which an anomaly is known, both ends included. */
export interface AnomalyWindow {
  readonly from: number;
  readonly to: number;
}

export interface ScoredStream {
  /** Of each row, the higher the more unusual. */
  readonly scores: Float64Array;
  readonly windows: readonly AnomalyWindow[];
}

/** Worth of a find, a miss and a false alarm: NAB's standard profile. */
const profile = { found: 1, missed: 1, falseAlarm: 0.11 };

/** Rows at the beginning in which nothing counts: 15 %, of long streams 15 % of 5,000. */
export function probationOf(rows: number): number {
  return Math.floor(0.15 * Math.min(rows, 5000));
}

/**
 * The score of the Numenta Anomaly Benchmark (Lavin and Ahmad 2015) at the threshold that serves all streams best: 100
 * when each window is found at its first row and there is no false alarm, 0 when nothing is ever said. Early finds are
 * worth more; a false alarm costs more the farther it is behind the last window.
 */
export function nabScore(streams: readonly ScoredStream[]): { score: number; threshold: number } {
  const windows = streams.reduce((sum, stream) => sum + countable(stream).length, 0);
  if (windows === 0) return { score: Number.NaN, threshold: Infinity };
  let best = { score: 0, threshold: Infinity };
  for (const { raw, threshold } of sweep(streams)) {
    const none = -profile.missed * windows;
    const score = (100 * (raw - none)) / (profile.found * windows - none);
    if (score > best.score) best = { score, threshold };
  }
  return best;
}

interface Row {
  readonly stream: number;
  readonly score: number;
  /** The window it lies in, or −1. */
  readonly window: number;
  /** What it adds when it is said: of a window's rows only the best one counts. */
  readonly worth: number;
}

/** The sum over all streams at every threshold, from the highest down. */
function* sweep(streams: readonly ScoredStream[]): Generator<{ raw: number; threshold: number }> {
  const rows = streams.flatMap(rowsOf).sort((a, b) => b.score - a.score);
  let raw = -profile.missed * streams.reduce((sum, stream) => sum + countable(stream).length, 0);
  const best = new Map<string, number>();
  for (let at = 0; at < rows.length; at++) {
    const { stream, window, worth, score } = rows[at]!;
    if (window < 0) raw += worth;
    else {
      const key = `${stream} ${window}`;
      const known = best.get(key);
      if (known === undefined) raw += profile.missed + worth;
      else if (worth > known) raw += worth - known;
      best.set(key, Math.max(known ?? -Infinity, worth));
    }
    if (rows[at + 1]?.score !== score) yield { raw, threshold: score };
  }
}

function rowsOf(stream: ScoredStream, number: number): Row[] {
  const windows = countable(stream);
  const start = probationOf(stream.scores.length);
  const rows: Row[] = [];
  for (let row = start; row < stream.scores.length; row++) {
    const inside = windows.findIndex(({ from, to }) => row >= from && row <= to);
    const score = stream.scores[row]!;
    if (inside >= 0)
      rows.push({
        stream: number,
        score,
        window: inside,
        worth: profile.found * early(row, windows[inside]!),
      });
    else rows.push({ stream: number, score, window: -1, worth: profile.falseAlarm * late(row, windows) });
  }
  return rows;
}

/** Windows that begin after the probation. */
function countable({ scores, windows }: ScoredStream): AnomalyWindow[] {
  const start = probationOf(scores.length);
  return windows.filter(({ from }) => from >= start);
}

/** 1 at the first row of a window, about 0 at its last. */
function early(row: number, { from, to }: AnomalyWindow): number {
  return sigmoid(-(to - row + 1) / (to - from + 1)) / sigmoid(-1);
}

function late(row: number, windows: readonly AnomalyWindow[]): number {
  const before = windows.findLast(({ to }) => to < row);
  if (!before) return -1;
  const position = (row - before.to) / Math.max(1, before.to - before.from);
  return position > 3 ? -1 : sigmoid(position);
}

function sigmoid(position: number): number {
  return 2 / (1 + Math.exp(5 * position)) - 1;
}
