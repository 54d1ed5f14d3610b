import { createDraw, shuffle } from './chance.ts';

export interface Fold {
  /** Numbers of the rows to fit on, rising. */
  readonly train: Uint32Array;
  /** Numbers of the rows to test on, rising. */
  readonly test: Uint32Array;
}

/**
 * k folds in which the rows of one group (a contract, a person) stay together. Groups are put in an order by chance and
 * each goes to the fold that has the fewest rows so far, so folds come out about equal. Fewer groups than `k` give as
 * many folds as there are groups.
 */
export function groupFolds(groups: readonly string[], k: number, seed: number): Fold[] {
  if (!(k >= 2)) throw new RangeError('There must be two folds at least.');
  const members = new Map<string, number[]>();
  groups.forEach((group, row) => {
    const rows = members.get(group);
    if (rows) rows.push(row);
    else members.set(group, [row]);
  });
  const order = shuffle([...members.keys()], createDraw(seed));
  const sizes = new Uint32Array(Math.min(k, order.length));
  const foldOf = new Uint32Array(groups.length);
  for (const group of order) {
    const smallest = sizes.indexOf(sizes.reduce((a, b) => Math.min(a, b)));
    for (const row of members.get(group)!) foldOf[row] = smallest;
    sizes[smallest] = sizes[smallest]! + members.get(group)!.length;
  }
  const rows = Uint32Array.from(groups, (_, row) => row);
  return Array.from(sizes, (_, fold) => ({
    train: rows.filter((row) => foldOf[row] !== fold),
    test: rows.filter((row) => foldOf[row] === fold),
  }));
}
