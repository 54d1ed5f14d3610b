import type { BinnedMatrix } from './bins.ts';
import { addAllRows, addRows, clear, removeRows, subtract, widthOf } from './histograms.ts';
import { sharedInts, sharedNumbers, sharedRows } from './shared.ts';
import { bestOfColumn, splitFields, type Bounds, type SplitRules, type Totals } from './splits.ts';

/**
 * All that growing trees reads and writes, in memory that threads share. Work on it comes in numbered parts, each of which
 * touches only what is its own: who does a part, and when, changes no bit of what comes out.
 */
export interface TreeWork {
  readonly loss: 'logistic' | 'squared';
  readonly rules: SplitRules;
  readonly columns: readonly Uint8Array[];
  readonly hasMissing: readonly boolean[];
  /** Where each column begins in a histogram; one more than columns, the last being its width. */
  readonly starts: Int32Array;
  /** The bin of the largest values of each column. */
  readonly lasts: Int32Array;
  readonly labels: Float64Array;
  readonly weights: Float64Array;
  readonly margins: Float64Array;
  /** Gradient and second derivative of the loss at each row, in turn. */
  readonly slopes: Float64Array;
  /** The rows, those of one node side by side. */
  readonly order: Uint32Array;
  /** The slopes of the rows being counted, in the order of those rows. */
  readonly near: Float64Array;
  /** Histograms of nodes, each as wide as `starts` says. */
  readonly histograms: Float64Array;
  /** The columns this tree may use. */
  readonly used: Int32Array;
  /** What is to be done, by the names of `field`. */
  readonly task: Int32Array;
  /** Totals and bounds of the nodes to look at: the left, and the right. */
  readonly nodes: Float64Array;
  /** The best split of each column in each of the two nodes. */
  readonly found: Float64Array;
  /** Runs of `order` with what is to be added to the margin of their rows: from, to; value. */
  readonly runs: Int32Array;
  readonly steps: Float64Array;
  /** Of each run the sums of gradients and of second derivatives afterwards. */
  readonly sums: Float64Array;
}

/** What a task says: the rows of the smaller child, its histogram, that of the larger (or of the root), which of them is wanted. */
export const field = { kind: 0, from: 1, to: 2, smaller: 3, larger: 4, smallerSide: 5, both: 6 } as const;
const fields = 7;
/** Kinds of work: a part is a column for the first two, a run of rows for the third. */
export const kind = { root: 0, children: 1, slopes: 2 } as const;
const nodeFields = 5;
/** Rows of one part where rows are shared out. */
export const runRows = 4096;

export function createTreeWork(
  { rows, columns, borders, hasMissing }: BinnedMatrix,
  { loss, rules, leaves }: { loss: TreeWork['loss']; rules: SplitRules; leaves: number },
): TreeWork {
  const starts = sharedInts(columns.length + 1);
  for (let column = 0; column < columns.length; column++)
    starts[column + 1] = starts[column]! + widthOf(borders[column]!, hasMissing[column]!);
  // Only leaves that may still be split keep a histogram.
  const nodes = Math.min(leaves, Math.floor(rows / Math.max(1, 2 * rules.minLeafRows)) + 1);
  const slots = (nodes + 1) * starts[columns.length]!;
  const runs = leaves + Math.ceil(rows / runRows);
  return {
    loss,
    rules,
    columns,
    hasMissing,
    starts,
    lasts: Int32Array.from(borders, ({ length }) => length),
    labels: sharedNumbers(rows),
    weights: sharedNumbers(rows),
    margins: sharedNumbers(rows),
    slopes: sharedNumbers(2 * rows),
    order: sharedRows(rows),
    near: sharedNumbers(2 * rows),
    histograms: sharedNumbers(slots),
    used: sharedInts(columns.length),
    task: sharedInts(fields),
    nodes: sharedNumbers(2 * nodeFields),
    found: sharedNumbers(2 * splitFields * columns.length),
    runs: sharedInts(2 * runs),
    steps: sharedNumbers(runs),
    sums: sharedNumbers(2 * runs),
  };
}

/** Where in `found` the split of a column stands, of the left node (0) or the right (1). */
export function placeOfSplit(column: number, side: number): number {
  return (2 * column + side) * splitFields;
}

export function setNode({ nodes }: TreeWork, side: number, total: Totals, bounds: Bounds): void {
  nodes.set([total.gradient, total.hessian, total.count, bounds.low, bounds.high], side * nodeFields);
}

export function doPart(work: TreeWork, part: number): void {
  switch (work.task[field.kind]) {
    case kind.root:
      return countRoot(work, work.used[part]!);
    case kind.children:
      return countChildren(work, work.used[part]!);
    default:
      return findSlopes(work, part);
  }
}

function countRoot(work: TreeWork, column: number): void {
  const { task, starts, histograms } = work;
  const from = task[field.larger]! * starts.at(-1)! + starts[column]!;
  clear(histograms, from, starts[column + 1]! - starts[column]!);
  addAllRows(histograms, from, work.columns[column]!, work.slopes);
  lookAt(work, column, from, 0);
}

/** Counts the smaller child; the larger is what is left of the parent. Then looks for splits where they are wanted. */
function countChildren(work: TreeWork, column: number): void {
  const { task, starts, histograms, order, near } = work;
  const size = starts.at(-1)!;
  const width = starts[column + 1]! - starts[column]!;
  const smaller = task[field.smaller]! * size + starts[column]!;
  const larger = task[field.larger]! * size + starts[column]!;
  const [from, to, side] = [task[field.from]!, task[field.to]!, task[field.smallerSide]!];
  const bins = work.columns[column]!;
  const both = task[field.both] === 1;
  if (both) {
    clear(histograms, smaller, width);
    addRows(histograms, smaller, bins, order, from, to, near);
    lookAt(work, column, smaller, side);
  }
  if (both && 2 * (to - from) > width) subtract(histograms, larger, smaller, width);
  else removeRows(histograms, larger, bins, order, from, to, near);
  lookAt(work, column, larger, 1 - side);
}

function lookAt(work: TreeWork, column: number, from: number, side: number): void {
  const at = side * nodeFields;
  const { nodes } = work;
  bestOfColumn(
    work.histograms,
    { column, from, last: work.lasts[column]!, hasMissing: work.hasMissing[column]! },
    { gradient: nodes[at]!, hessian: nodes[at + 1]!, count: nodes[at + 2]! },
    work.rules,
    { low: nodes[at + 3]!, high: nodes[at + 4]! },
    work.found,
    placeOfSplit(column, side),
  );
}

/** Adds the step of a run to the margins of its rows, and finds the slopes of the loss there. */
function findSlopes(work: TreeWork, run: number): void {
  const { order, margins, labels, weights, slopes, runs, sums } = work;
  const step = work.steps[run]!;
  const logistic = work.loss === 'logistic';
  let [sum, curve] = [0, 0];
  for (let place = runs[2 * run]!; place < runs[2 * run + 1]!; place++) {
    const row = order[place]!;
    const margin = margins[row]! + step;
    margins[row] = margin;
    const weight = weights[row]!;
    const said = logistic ? 1 / (1 + Math.exp(-margin)) : margin;
    const gradient = weight * (said - labels[row]!);
    const hessian = logistic ? weight * said * (1 - said) : weight;
    slopes[2 * row] = gradient;
    slopes[2 * row + 1] = hessian;
    sum += gradient;
    curve += hessian;
  }
  sums[2 * run] = sum;
  sums[2 * run + 1] = curve;
}
