import type { BoostedTrees } from './boosting.ts';
import { childOf, type Trees } from './trees.ts';

/**
 * How much each feature moves the margin of one row away from the mean of the fit: exact Shapley values of the trees
 * (Lundberg, Erion, Lee, "Consistent individualized feature attribution for tree ensembles", 2018, algorithm 2). What a
 * tree says without a feature is the mean over both branches, weighted by the rows that took them in the fit. They sum
 * to `margin − expected` up to rounding.
 *
 * @returns as many numbers as there are features, in units of the margin.
 */
export function contributions(model: BoostedTrees, row: Float64Array): Float64Array {
  const phi = new Float64Array(model.names.length);
  for (const root of model.trees.roots) walkTree(model.trees, root, row, phi);
  return phi;
}

/** The mean margin over the rows of the fit: what contributions start from. */
export function expectedMargin({ trees, base }: BoostedTrees): number {
  const meanOf = (node: number): number => {
    const [left, right] = [trees.left[node]!, trees.right[node]!];
    if (left < 0) return trees.value[node]!;
    return (trees.cover[left]! * meanOf(left) + trees.cover[right]! * meanOf(right)) / trees.cover[node]!;
  };
  return trees.roots.reduce((sum, root) => sum + meanOf(root), base);
}

/** The features met on the way down, with the shares of paths that go on without (zero) and with (one) them known. */
interface Path {
  readonly feature: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;
}

function walkTree(trees: Trees, root: number, row: Float64Array, phi: Float64Array): void {
  const recurse = (
    node: number,
    parent: Path,
    depth: number,
    zero: number,
    one: number,
    feature: number,
  ): void => {
    const path = grown(parent, depth);
    extend(path, depth, zero, one, feature);
    const [left, right] = [trees.left[node]!, trees.right[node]!];
    if (left < 0) {
      for (let at = 1; at <= depth; at++) {
        const weight = unwoundSum(path, depth, at);
        const of = path.feature[at]!;
        phi[of] = phi[of]! + weight * (path.one[at]! - path.zero[at]!) * trees.value[node]!;
      }
      return;
    }
    const hot = childOf(trees, node, row);
    const cold = hot === left ? right : left;
    const own = trees.feature[node]!;
    let [zeroHere, oneHere, length] = [1, 1, depth];
    for (let at = 1; at <= depth; at++) {
      if (path.feature[at] !== own) continue;
      // A feature met a second time counts once: its first step is taken back and joined with this one.
      zeroHere = path.zero[at]!;
      oneHere = path.one[at]!;
      unwind(path, depth, at);
      length--;
      break;
    }
    const cover = trees.cover[node]!;
    recurse(hot, path, length + 1, (zeroHere * trees.cover[hot]!) / cover, oneHere, own);
    recurse(cold, path, length + 1, (zeroHere * trees.cover[cold]!) / cover, 0, own);
  };
  recurse(root, emptyPath(0), 0, 1, 1, -1);
}

function emptyPath(length: number): Path {
  return {
    feature: new Int32Array(length),
    zero: new Float64Array(length),
    one: new Float64Array(length),
    weight: new Float64Array(length),
  };
}

/** A copy of the first `depth` steps with room for one more. */
function grown(parent: Path, depth: number): Path {
  const path = emptyPath(depth + 1);
  path.feature.set(parent.feature.subarray(0, depth));
  path.zero.set(parent.zero.subarray(0, depth));
  path.one.set(parent.one.subarray(0, depth));
  path.weight.set(parent.weight.subarray(0, depth));
  return path;
}

function extend({ feature, zero, one, weight }: Path, depth: number, z: number, o: number, of: number): void {
  feature[depth] = of;
  zero[depth] = z;
  one[depth] = o;
  weight[depth] = depth === 0 ? 1 : 0;
  for (let at = depth - 1; at >= 0; at--) {
    weight[at + 1] = weight[at + 1]! + (o * weight[at]! * (at + 1)) / (depth + 1);
    weight[at] = (z * weight[at]! * (depth - at)) / (depth + 1);
  }
}

function unwind({ feature, zero, one, weight }: Path, depth: number, step: number): void {
  const [o, z] = [one[step]!, zero[step]!];
  let next = weight[depth]!;
  for (let at = depth - 1; at >= 0; at--) {
    if (o !== 0) {
      const kept = weight[at]!;
      weight[at] = (next * (depth + 1)) / ((at + 1) * o);
      next = kept - (weight[at]! * z * (depth - at)) / (depth + 1);
    } else weight[at] = (weight[at]! * (depth + 1)) / (z * (depth - at));
  }
  for (let at = step; at < depth; at++) {
    feature[at] = feature[at + 1]!;
    zero[at] = zero[at + 1]!;
    one[at] = one[at + 1]!;
  }
}

/** The sum of the weights that `unwind` would leave, without changing the path. */
function unwoundSum({ zero, one, weight }: Path, depth: number, step: number): number {
  const [o, z] = [one[step]!, zero[step]!];
  let next = weight[depth]!;
  let sum = 0;
  for (let at = depth - 1; at >= 0; at--) {
    if (o !== 0) {
      const part = (next * (depth + 1)) / ((at + 1) * o);
      sum += part;
      next = weight[at]! - (part * z * (depth - at)) / (depth + 1);
    } else sum += (weight[at]! * (depth + 1)) / (z * (depth - at));
  }
  return sum;
}
