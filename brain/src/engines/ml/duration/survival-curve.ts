import { FitError } from '../tabular/index.ts';

/** How long each was seen, and whether the event came (1) or the watch ended before (0). */
export interface Durations {
  readonly time: ArrayLike<number>;
  readonly event: ArrayLike<number>;
}

export interface SurvivalCurve {
  /** Moments of events, rising. */
  readonly times: Float64Array;
  /** The share still without the event after each. */
  readonly survival: Float64Array;
  /** Of a band of 95 % by Greenwood's variance on the scale of log(−log S). */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly atRisk: Float64Array;
}

const z95 = 1.959963984540054;

/** Kaplan and Meier, 1958. */
export function kaplanMeier({ time, event }: Durations): SurvivalCurve {
  if (time.length === 0) throw new FitError('There is nobody to watch.');
  const order = Uint32Array.from({ length: time.length }, (_, row) => row).sort(
    (a, b) => time[a]! - time[b]!,
  );
  const points: { time: number; survival: number; low: number; high: number; atRisk: number }[] = [];
  let survival = 1;
  let greenwood = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    let events = 0;
    while (to < order.length && time[order[to]!] === time[order[from]!])
      events += event[order[to++]!]! ? 1 : 0;
    const atRisk = order.length - from;
    if (events > 0) {
      survival *= 1 - events / atRisk;
      greenwood += atRisk > events ? events / (atRisk * (atRisk - events)) : Infinity;
      points.push({ time: time[order[from]!]!, survival, atRisk, ...band(survival, greenwood) });
    }
    from = to;
  }
  const column = (pick: (point: (typeof points)[number]) => number) => Float64Array.from(points, pick);
  return {
    times: column((point) => point.time),
    survival: column((point) => point.survival),
    low: column((point) => point.low),
    high: column((point) => point.high),
    atRisk: column((point) => point.atRisk),
  };
}

/** The share still without the event at a moment. */
export function survivalAt({ times, survival }: SurvivalCurve, moment: number): number {
  let share = 1;
  for (let at = 0; at < times.length && times[at]! <= moment; at++) share = survival[at]!;
  return share;
}

function band(survival: number, greenwood: number): { low: number; high: number } {
  if (survival <= 0 || survival >= 1) return { low: survival, high: survival };
  const spread = (z95 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(spread), high: survival ** Math.exp(-spread) };
}
