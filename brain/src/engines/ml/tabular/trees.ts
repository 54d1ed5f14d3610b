/** Binary trees over raw values, all of a model in common arrays; a node with `left` −1 is a leaf. */
export interface Trees {
  /** The first node of each tree. */
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  /** A value goes left when it is not above. */
  readonly threshold: Float64Array;
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Of a leaf: what it adds to the margin. */
  readonly value: Float64Array;
  /** How many rows of the fit came by. */
  readonly cover: Float64Array;
}

/** Collects nodes while trees grow. */
export interface TreeWriter {
  begin(): void;
  /** Returns the number of the node. */
  leaf(value: number, cover: number): number;
  split(node: number, split: NodeSplit): void;
  setValue(node: number, value: number): void;
  finish(): Trees;
}

export interface NodeSplit {
  readonly feature: number;
  readonly threshold: number;
  readonly missingLeft: boolean;
  readonly left: number;
  readonly right: number;
}

export function createTreeWriter(): TreeWriter {
  const roots: number[] = [];
  const [feature, threshold, missingLeft, left, right, value, cover] = Array.from(
    { length: 7 },
    () => [] as number[],
  ) as [number[], number[], number[], number[], number[], number[], number[]];
  return {
    begin: () => void roots.push(left.length),
    leaf(leafValue, leafCover) {
      feature.push(-1);
      threshold.push(0);
      missingLeft.push(0);
      left.push(-1);
      right.push(-1);
      value.push(leafValue);
      cover.push(leafCover);
      return left.length - 1;
    },
    split(node, split) {
      feature[node] = split.feature;
      threshold[node] = split.threshold;
      missingLeft[node] = split.missingLeft ? 1 : 0;
      left[node] = split.left;
      right[node] = split.right;
      value[node] = 0;
    },
    setValue: (node, nodeValue) => void (value[node] = nodeValue),
    finish: () => ({
      roots: Int32Array.from(roots),
      feature: Int32Array.from(feature),
      threshold: Float64Array.from(threshold),
      missingLeft: Uint8Array.from(missingLeft),
      left: Int32Array.from(left),
      right: Int32Array.from(right),
      value: Float64Array.from(value),
      cover: Float64Array.from(cover),
    }),
  };
}

/** The sum of what the trees say of a row. */
export function sumOfTrees(trees: Trees, row: Float64Array, from = 0, to = trees.roots.length): number {
  const { roots, left, value } = trees;
  let sum = 0;
  for (let tree = from; tree < to; tree++) {
    let node = roots[tree]!;
    while (left[node]! >= 0) node = childOf(trees, node, row);
    sum += value[node]!;
  }
  return sum;
}

export function childOf(trees: Trees, node: number, row: Float64Array): number {
  const value = row[trees.feature[node]!]!;
  const goesLeft = Number.isNaN(value) ? trees.missingLeft[node] === 1 : value <= trees.threshold[node]!;
  return goesLeft ? trees.left[node]! : trees.right[node]!;
}

/** All trees of several models in one, each saying `share` of what it said. */
export function joinTrees(models: readonly Trees[], share: number): Trees {
  const shifted = (of: (trees: Trees) => Int32Array, keep: (value: number) => boolean) => {
    let before = 0;
    return Int32Array.from(
      models.flatMap((trees) => {
        const moved = Array.from(of(trees), (value) => (keep(value) ? value : value + before));
        before += trees.left.length;
        return moved;
      }),
    );
  };
  const whole = (of: (trees: Trees) => Float64Array) =>
    Float64Array.from(models.flatMap((trees) => [...of(trees)]));
  const isLeaf = (value: number) => value < 0;
  return {
    roots: shifted(
      ({ roots }) => roots,
      () => false,
    ),
    feature: Int32Array.from(models.flatMap(({ feature }) => [...feature])),
    threshold: whole(({ threshold }) => threshold),
    missingLeft: Uint8Array.from(models.flatMap(({ missingLeft }) => [...missingLeft])),
    left: shifted(({ left }) => left, isLeaf),
    right: shifted(({ right }) => right, isLeaf),
    value: whole(({ value }) => value).map((value) => value * share),
    cover: whole(({ cover }) => cover),
  };
}
