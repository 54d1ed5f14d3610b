import { createDraw, shuffle } from '../chance.ts';
import type { Fold } from '../folds.ts';

/** k folds with about the same share of ones in each, rows by chance (scikit-learn's StratifiedKFold with shuffle). */
export function stratifiedFolds(labels: ArrayLike<number>, k: number, seed: number): Fold[] {
  if (!(k >= 2 && k <= labels.length))
    throw new RangeError('There must be two folds at least, and a row for each.');
  const draw = createDraw(seed);
  const foldOf = new Uint32Array(labels.length);
  let next = 0;
  for (const kind of [1, 0]) {
    const rows: number[] = [];
    for (let row = 0; row < labels.length; row++) if ((labels[row] === 1 ? 1 : 0) === kind) rows.push(row);
    for (const row of shuffle(rows, draw)) foldOf[row] = next++ % k;
  }
  return foldsOf(foldOf, k);
}

/**
 * Folds along time: the rows of `times` are cut into k + 1 stretches of about equal count; each fold tests on one and
 * fits on all before it. Rows of one moment stay together, so that nothing of a test's moment is learnt.
 */
export function timeFolds(times: ArrayLike<number>, k: number): Fold[] {
  const order = Uint32Array.from({ length: times.length }, (_, row) => row).sort(
    (a, b) => times[a]! - times[b]!,
  );
  const cuts = Array.from({ length: k + 2 }, (_, stretch) => {
    let cut = Math.floor((stretch * order.length) / (k + 1));
    while (cut > 0 && cut < order.length && times[order[cut]!] === times[order[cut - 1]!]) cut++;
    return cut;
  });
  return Array.from({ length: k }, (_, fold) => ({
    train: order.slice(0, cuts[fold + 1]).sort(),
    test: order.slice(cuts[fold + 1], cuts[fold + 2]).sort(),
  })).filter(({ train, test }) => train.length > 0 && test.length > 0);
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Percentile bootstrap (Efron 1979): `statistic` of rows drawn with replacement, again and again. Values that are not
 * numbers (a draw with one class only) are left out.
 */
export function bootstrapInterval(
  rows: number,
  statistic: (rows: Uint32Array) => number,
  { seed, draws = 1000, level = 0.95 }: { seed: number; draws?: number; level?: number },
): Interval {
  const draw = createDraw(seed);
  const values: number[] = [];
  for (let count = 0; count < draws; count++) {
    const value = statistic(Uint32Array.from({ length: rows }, () => draw(rows)));
    if (Number.isFinite(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  const at = (share: number) =>
    values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;
  return { low: at((1 - level) / 2), high: at(1 - (1 - level) / 2) };
}

function foldsOf(foldOf: Uint32Array, k: number): Fold[] {
  const rows = foldOf.map((_, row) => row);
  return Array.from({ length: k }, (_, fold) => ({
    train: rows.filter((row) => foldOf[row] !== fold),
    test: rows.filter((row) => foldOf[row] === fold),
  }));
}
