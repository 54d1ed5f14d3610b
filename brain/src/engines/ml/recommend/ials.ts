import { createDraw } from '../chance.ts';
import { cholesky, solve } from '../dense.ts';
import type { History, Interactions, Recommender } from './interactions.ts';

export interface IalsOptions {
  /** Length of the vectors. */
  readonly rank: number;
  /** Weight of what was not met; what was met weighs 1 more. */
  readonly unmet: number;
  /** Ridge, before it is scaled by how often a person or item comes. */
  readonly ridge: number;
  readonly rounds: number;
  readonly seed: number;
}

/**
 * Implicit alternating least squares (Hu, Koren, Volinsky 2008) with the ridge scaled by frequency as in Rendle et al.,
 * "Revisiting the Performance of iALS on Item Recommendation Benchmarks" (2022): person and item are vectors, and
 * Σ met (x·y − 1)² + unmet · Σ all (x·y)² + Σ ridge · (met + unmet · others) · |v|² is made small, one side at a time.
 */
export function fitIals(data: Interactions, options: IalsOptions): Recommender {
  const { rank, rounds, seed } = options;
  const people = randomVectors(data.people, rank, seed);
  const items = randomVectors(data.items, rank, seed + 1);
  const back = transposed(data);
  for (let round = 0; round < rounds; round++) {
    solveAll(people, data.starts, data.item, { others: items, options });
    solveAll(items, back.starts, back.item, { others: people, options });
  }
  const gram = gramOf(items, rank);
  const vector = new Float64Array(rank);
  const work = new Float64Array(rank * rank);
  return {
    score(history: History, scores) {
      solveOne(vector, history.items, { others: items, gram, work, options });
      for (let item = 0; item < data.items; item++) {
        let sum = 0;
        for (let k = 0; k < rank; k++) sum += vector[k]! * items[item * rank + k]!;
        scores[item] = sum;
      }
    },
  };
}

interface Side {
  readonly others: Float64Array;
  readonly options: IalsOptions;
}

function solveAll(own: Float64Array, starts: Uint32Array, met: Uint32Array, side: Side): void {
  const { rank } = side.options;
  const gram = gramOf(side.others, rank);
  const work = new Float64Array(rank * rank);
  for (let row = 0; row + 1 < starts.length; row++)
    solveOne(own.subarray(row * rank, (row + 1) * rank), met.subarray(starts[row], starts[row + 1]), {
      ...side,
      gram,
      work,
    });
}

/** The best vector for one who met these others, all other vectors being given. */
function solveOne(
  vector: Float64Array,
  met: ArrayLike<number>,
  { others, gram, work, options }: Side & { gram: Float64Array; work: Float64Array },
): void {
  const { rank, unmet, ridge } = options;
  const all = others.length / rank;
  for (let at = 0; at < work.length; at++) work[at] = unmet * gram[at]!;
  vector.fill(0);
  for (let k = 0; k < met.length; k++) {
    const other = met[k]! * rank;
    for (let a = 0; a < rank; a++) {
      const value = others[other + a]!;
      vector[a] = vector[a]! + value;
      for (let b = 0; b <= a; b++) work[a * rank + b] = work[a * rank + b]! + value * others[other + b]!;
    }
  }
  const own = ridge * (met.length + unmet * all);
  for (let a = 0; a < rank; a++) work[a * rank + a] = work[a * rank + a]! + own;
  solve(cholesky(work, rank), rank, vector);
}

function gramOf(vectors: Float64Array, rank: number): Float64Array {
  const gram = new Float64Array(rank * rank);
  for (let at = 0; at < vectors.length; at += rank)
    for (let a = 0; a < rank; a++)
      for (let b = 0; b < rank; b++)
        gram[a * rank + b] = gram[a * rank + b]! + vectors[at + a]! * vectors[at + b]!;
  return gram;
}

function randomVectors(count: number, rank: number, seed: number): Float64Array {
  const draw = createDraw(seed);
  const steps = 1 << 20;
  return Float64Array.from({ length: count * rank }, () => (draw(steps) / steps - 0.5) / Math.sqrt(rank));
}

function transposed(data: Interactions): { starts: Uint32Array; item: Uint32Array } {
  const starts = new Uint32Array(data.items + 1);
  for (const item of data.item) starts[item + 1] = starts[item + 1]! + 1;
  for (let item = 0; item < data.items; item++) starts[item + 1] = starts[item + 1]! + starts[item]!;
  const next = starts.slice();
  const people = new Uint32Array(data.item.length);
  for (let person = 0; person < data.people; person++)
    for (let k = data.starts[person]!; k < data.starts[person + 1]!; k++) {
      const item = data.item[k]!;
      people[next[item]!] = person;
      next[item] = next[item]! + 1;
    }
  return { starts, item: people };
}
