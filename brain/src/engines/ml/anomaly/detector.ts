import { watchNeighbours, type NeighbourState } from './neighbours.ts';

export interface DetectorOptions {
  /** Values to learn from before anything is said; 20 at least. */
  readonly probation: number;
  /** Values that are compared together; unless given an eighth of the probation, from 4 to 19. */
  readonly lags?: number;
  readonly neighbours?: number;
  /** The share of past windows a window must be farther than to be said. */
  readonly alarm?: number;
  /** Values after an alarm in which nothing more is said; unless given a fifth of the probation. */
  readonly rest?: number;
}

/**
 * `VALUE`: outside of all values seen. `LEVEL`: the mean of the last few moved from that of the few before by more than it
 * ever did. `PATTERN`: each value may be usual, but not these together.
 */
export type AnomalyKind = 'VALUE' | 'LEVEL' | 'PATTERN';

export interface Verdict {
  /** From 0 to 1: the share of the past that was less unusual; at most ½ while it rests. */
  readonly score: number;
  /** What stands out, where something does; null otherwise, and while it rests. */
  readonly alarm: AnomalyKind | null;
  /** The range of all values before this one, NaN before there was one. */
  readonly low: number;
  readonly high: number;
}

export interface DetectorState {
  readonly format: 1;
  readonly options: Required<DetectorOptions>;
  readonly neighbours: NeighbourState;
  readonly values: Range;
  readonly moves: Range;
  readonly recent: readonly number[];
  readonly seen: number;
  readonly resting: number;
}

/** JSON knows no infinity: both are null while nothing was seen. */
interface Range {
  readonly low: number | null;
  readonly high: number | null;
}

export interface Detector {
  /** Judges a value by those before it. One that is missing or no finite number is passed over. */
  step(value: number | null): Verdict;
  /** As plain data, from which `createDetector` goes on as if it had never stopped. */
  state(): DetectorState;
}

/** So much beyond all that was seen, as a share of its range, is outside (Ahmad and others 2017, spatial anomalies). */
const tolerance = 0.05;
const leastProbation = 20;

/**
 * Watches a stream value by value and never looks ahead. A record, of a value or of a change of level, is said at once;
 * what is unusual only together, by its neighbours. After an alarm it rests, because what follows an anomaly is unusual,
 * too, and one message is enough.
 */
export function createDetector(from: DetectorOptions | DetectorState): Detector {
  const begun = 'format' in from ? from : null;
  if (begun && begun.format !== 1) throw new RangeError('The state is of another version of the detector.');
  const options = begun ? begun.options : withDefaults(from as DetectorOptions);
  const { probation, lags, neighbours, alarm, rest } = options;
  const near = watchNeighbours({ memory: probation, lags, neighbours }, begun?.neighbours);
  const half = Math.ceil(lags / 2);
  const recent = [...(begun?.recent ?? [])];
  const values = watchRange(begun?.values);
  const moves = watchRange(begun?.moves);
  let seen = begun?.seen ?? 0;
  let resting = begun?.resting ?? 0;
  return {
    step(value) {
      const { low, high } = values.range();
      const told = { low: low ?? Number.NaN, high: high ?? Number.NaN };
      if (value === null || !Number.isFinite(value)) return { score: 0, alarm: null, ...told };
      seen++;
      recent.push(value);
      if (recent.length > 2 * half) recent.shift();
      const share = near.next(value);
      const recordValue = values.next(value);
      const recordMove =
        recent.length === 2 * half && moves.next(meanOf(recent, half, 2 * half) - meanOf(recent, 0, half));
      if (seen <= probation) return { score: 0, alarm: null, ...told };
      const kind = recordValue ? 'VALUE' : recordMove ? 'LEVEL' : share >= alarm ? 'PATTERN' : null;
      const score = recordValue || recordMove ? 1 : share;
      if (resting > 0) {
        resting--;
        return { score: Math.min(score, 0.5), alarm: null, ...told };
      }
      if (kind) resting = rest;
      return { score, alarm: kind, ...told };
    },
    state: () => ({
      format: 1,
      options,
      neighbours: near.state(),
      values: values.range(),
      moves: moves.range(),
      recent: [...recent],
      seen,
      resting,
    }),
  };
}

function withDefaults(options: DetectorOptions): Required<DetectorOptions> {
  const { probation } = options;
  if (!(Number.isInteger(probation) && probation >= leastProbation))
    throw new RangeError(`The probation must be ${leastProbation} values at least.`);
  const lags = options.lags ?? Math.max(4, Math.min(19, Math.floor(probation / 8)));
  if (!(Number.isInteger(lags) && lags >= 2 && 2 * lags <= probation))
    throw new RangeError('A window has two values at least, and at most half of the probation.');
  return {
    probation,
    lags,
    neighbours: options.neighbours ?? 5,
    alarm: options.alarm ?? 0.998,
    rest: options.rest ?? Math.floor(probation / 5),
  };
}

function watchRange(from?: Range): { next(value: number): boolean; range(): Range } {
  let low = from?.low ?? Infinity;
  let high = from?.high ?? -Infinity;
  return {
    /** Whether it lies clearly outside of all before it. Of what never varied, any change is outside. */
    next(value) {
      const slack = tolerance * (high - low);
      const outside = high >= low && (value > high + slack || value < low - slack);
      low = Math.min(low, value);
      high = Math.max(high, value);
      return outside;
    },
    range: () => (high >= low ? { low, high } : { low: null, high: null }),
  };
}

function meanOf(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += values[at]!;
  return sum / (to - from);
}
