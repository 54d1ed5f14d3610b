import { applyPlatt, fitPlatt, meanOf, type PlattScale } from '../../ml/index.ts';
import {
  contributions,
  createMatrix,
  fitBoosting,
  FitError,
  marginsOf,
  meanOfBoosted,
  type BoostedTrees,
  type Matrix,
} from '../../ml/tabular/index.ts';
import { snapshotAt, type Snapshot } from './features.ts';
import { raisedWithin, type FundingHistory } from './histories.ts';

export interface NextRoundModel {
  readonly trees: BoostedTrees;
  readonly scale: PlattScale;
  /** The share of ones, as the mean over the days of the fit: it is days that differ, not rows. */
  readonly baseRate: number;
}

export interface LabelledSnapshot extends Snapshot {
  /** 1 where a round came within twelve months from the day on. */
  readonly labels: Float64Array;
}

const settings = {
  rounds: 300,
  learningRate: 0.03,
  leaves: 6,
  minLeafRows: 60,
  ridge: 5,
  columnShare: 0.3,
} as const;

const fits = 3;

export function labelledSnapshot(histories: readonly FundingHistory[], day: number): LabelledSnapshot {
  const snapshot = snapshotAt(histories, day);
  const byId = new Map(histories.map((history) => [history.id, history]));
  return {
    ...snapshot,
    labels: Float64Array.from(snapshot.ids, (id) => (raisedWithin(byId.get(id)!, day) ? 1 : 0)),
  };
}

/**
 * Boosted trees on the rows of all snapshots. How far their margins may be trusted is found on the latest one, by trees
 * that saw only those before it: its slope is taken over. The offset is that of all days alike: how many raise at all
 * changes from year to year and turns back as often as it goes on, so that the mean of the years foretells the next one better
 * than the latest does. (Both were chosen on the autumns of 2008, 2009 and 2010, each foretold from the two before it.)
 */
export function fitNextRound(snapshots: readonly LabelledSnapshot[], seed: number): NextRoundModel {
  if (snapshots.length < 2)
    throw new FitError('Two days at least are needed: one to fit on, a later one to check.');
  const ordered = snapshots.toSorted((a, b) => a.day - b.day);
  const latest = ordered.at(-1)!;
  const before = stack(ordered.slice(0, -1));
  const early = fitTrees(before, seed);
  const all = stack(ordered);
  const trees = fitTrees(all, seed);
  const baseRate = meanOf(ordered.map(({ labels }) => meanOf(labels)));
  const { slope } = fitPlatt(marginsOf(early, latest.matrix), latest.labels);
  return {
    trees,
    scale: { slope, offset: offsetFor(marginsOf(trees, all.matrix), slope, baseRate) },
    baseRate,
  };
}

/** Several fits that draw other columns: their mean depends less on the draw. */
function fitTrees({ matrix, labels }: ReturnType<typeof stack>, seed: number): BoostedTrees {
  return meanOfBoosted(
    Array.from({ length: fits }, (_, fit) => fitBoosting(matrix, labels, { seed: seed + fit, ...settings })),
  );
}

/** With which the mean chance is the base rate, by halving. */
function offsetFor(margins: Float64Array, slope: number, baseRate: number): number {
  let [low, high] = [-20, 20];
  while (high - low > 1e-9) {
    const offset = (low + high) / 2;
    const mean =
      margins.reduce((sum, margin) => sum + applyPlatt({ slope, offset }, margin), 0) / margins.length;
    // A larger offset means a smaller chance.
    if (mean > baseRate) low = offset;
    else high = offset;
  }
  return (low + high) / 2;
}

/** The chance of a round within twelve months, of each row. */
export function nextRoundChances({ trees, scale }: NextRoundModel, matrix: Matrix): Float64Array {
  return marginsOf(trees, matrix).map((margin) => applyPlatt(scale, margin));
}

/** What each feature adds to the log-odds of a row, before the scale. */
export function nextRoundReasons({ trees }: NextRoundModel, row: Float64Array): Float64Array {
  return contributions(trees, row);
}

function stack(snapshots: readonly LabelledSnapshot[]): { matrix: Matrix; labels: Float64Array } {
  const rows = snapshots.reduce((sum, { matrix }) => sum + matrix.rows, 0);
  const matrix = createMatrix(rows, snapshots[0]!.matrix.names);
  const labels = new Float64Array(rows);
  let at = 0;
  for (const snapshot of snapshots) {
    matrix.values.set(snapshot.matrix.values, at * matrix.columns);
    labels.set(snapshot.labels, at);
    at += snapshot.matrix.rows;
  }
  return { matrix, labels };
}
