import type { modelSchemasWire } from '@smartstart/contract';
import {
  averagePrecision,
  brier,
  calibrationBins,
  calibrationError,
  rocAuc,
} from '../../engines/ml/index.ts';
import { bootstrapInterval } from '../../engines/ml/tabular/index.ts';
import { wilson, zOf } from './intervals.ts';

export type Measured = (typeof modelSchemasWire.measured)['_zod']['output'];
export type Bin = (typeof modelSchemasWire.reliabilityBin)['_zod']['output'];
export type Subgroup = (typeof modelSchemasWire.subgroupMeasures)['_zod']['output'];

/** Rows that neither the fit nor the calibration saw. */
export interface Judged {
  readonly labels: Float64Array;
  readonly chances: Float64Array;
  /** What the rival says, and the share that came true before these rows. */
  readonly baseline: Float64Array;
  readonly baseRate: number;
  readonly keys: readonly string[];
}

const draws = 500;
const level = 0.95;
const rowsInBin = 50;

/** Bins of fifty rows at least: with fewer, what came true differs from what was said by chance alone. */
export function binCount(rows: number): number {
  return Math.min(10, Math.max(2, Math.floor(rows / rowsInBin)));
}

export function reliability(labels: Float64Array, chances: Float64Array): Bin[] {
  return calibrationBins(labels, chances, binCount(labels.length)).map(({ count, predicted, observed }) => ({
    count,
    said: predicted,
    cameTrue: observed,
    ...wilson(observed * count, count, zOf[0.95]),
  }));
}

/** Each figure beside its rival's, with the interval of both and of the difference. */
export function measuresOf(judged: Judged, seed: number): Measured[] {
  const { labels, chances, baseline, baseRate } = judged;
  const constant = new Float64Array(labels.length).fill(baseRate);
  const bins = binCount(labels.length);
  const interval = clusterBootstrap(judged.keys, seed);
  const compared = (
    key: Measured['key'],
    figure: (truth: Float64Array, said: Float64Array) => number,
    rival: Float64Array | null,
    /** 1 where more is better. */
    sign: 1 | -1,
  ): Measured => {
    const value = known(figure(labels, chances));
    const other = rival && known(figure(labels, rival));
    const at = (rows: Uint32Array, of: Float64Array) => figure(pick(labels, rows), pick(of, rows));
    return {
      key,
      value,
      interval: value === null ? null : interval((rows) => at(rows, chances)),
      rival: other,
      gain:
        value === null || other === null || !rival
          ? null
          : {
              value: sign * (value - other),
              interval: interval((rows) => sign * (at(rows, chances) - at(rows, rival)))!,
            },
    };
  };
  return [
    compared('prAuc', averagePrecision, baseline, 1),
    compared('auc', rocAuc, baseline, 1),
    compared('brier', brier, constant, -1),
    compared('logLoss', logLoss, constant, -1),
    // Drawing again adds noise to every bin, so that draws lie above the error itself: no interval is better than that.
    { ...compared('ece', (truth, said) => calibrationError(truth, said, bins), null, -1), interval: null },
  ];
}

export function logLoss(labels: ArrayLike<number>, chances: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const chance = Math.min(1 - 1e-12, Math.max(1e-12, chances[row]!));
    sum -= labels[row] === 1 ? Math.log(chance) : Math.log(1 - chance);
  }
  return labels.length ? sum / labels.length : Number.NaN;
}

/** Positives below which the recall of a group is chance. */
export const fewestPositives = 30;

/** Figures by language, region and so on, where a row of at least this chance counts as found. */
export function subgroupMeasures(
  { labels, chances }: Pick<Judged, 'labels' | 'chances'>,
  subgroups: ReadonlyMap<string, readonly (string | null)[]>,
  rows: Uint32Array,
  threshold: number,
): Subgroup[] {
  return [...subgroups].flatMap(([by, values]) => {
    const groups = new Map<string, number[]>();
    rows.forEach((row, at) => {
      const group = values[row];
      if (group === null || group === undefined) return;
      groups.set(group, [...(groups.get(group) ?? []), at]);
    });
    return [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, places]) => {
        const positives = places.filter((at) => labels[at] === 1);
        const found = positives.filter((at) => chances[at]! >= threshold).length;
        const mean = (of: Float64Array) => places.reduce((sum, at) => sum + of[at]!, 0) / places.length;
        return {
          by,
          group,
          rows: places.length,
          positives: positives.length,
          recall: positives.length >= fewestPositives ? found / positives.length : null,
          meanSaid: mean(chances),
          shareTrue: mean(labels),
        };
      });
  });
}

/** The chance from which on as many rows are flagged as came true. */
export function thresholdOf(labels: Float64Array, chances: Float64Array): number {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  return chances.toSorted().at(-Math.max(1, Math.round(positives))) ?? 1;
}

/** Draws keys with all their rows: rows of one person are not independent of each other. */
function clusterBootstrap(keys: readonly string[], seed: number) {
  const byKey = new Map<string, number[]>();
  keys.forEach((key, row) => {
    const rows = byKey.get(key);
    if (rows) rows.push(row);
    else byKey.set(key, [row]);
  });
  const clusters = [...byKey.values()];
  return (statistic: (rows: Uint32Array) => number) => {
    const drawn = bootstrapInterval(
      clusters.length,
      (chosen) => statistic(Uint32Array.from([...chosen].flatMap((cluster) => clusters[cluster]!))),
      { seed, draws, level },
    );
    return Number.isFinite(drawn.low) ? { ...drawn, level } : null;
  };
}

function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}

const known = (value: number) => (Number.isFinite(value) ? value : null);
