import { missingBin } from './bins.ts';

/**
 * A histogram is three numbers for each bin of a column: the sums of gradients, of second derivatives, and of rows. They
 * lie side by side in one array, because each array more that a loop touches costs it registers.
 */
export const perBin = 3;

/** How many numbers the histogram of a column takes. */
export function widthOf(borders: Float64Array, hasMissing: boolean): number {
  return perBin * (hasMissing ? missingBin + 1 : borders.length + 1);
}

/** Adds rows `order[start … end)` of one column; `slopes` has gradient and second derivative of each of them in turn. */
export function addRows(
  sums: Float64Array,
  from: number,
  binOf: Uint8Array,
  order: Uint32Array,
  start: number,
  end: number,
  slopes: Float64Array,
): void {
  for (let place = start, next = 0; place < end; place++, next += 2) {
    const slot = from + perBin * binOf[order[place]!]!;
    sums[slot] = sums[slot]! + slopes[next]!;
    sums[slot + 1] = sums[slot + 1]! + slopes[next + 1]!;
    sums[slot + 2] = sums[slot + 2]! + 1;
  }
}

/** The same for all rows in the order they lie in. */
export function addAllRows(sums: Float64Array, from: number, binOf: Uint8Array, slopes: Float64Array): void {
  for (let row = 0, next = 0; row < binOf.length; row++, next += 2) {
    const slot = from + perBin * binOf[row]!;
    sums[slot] = sums[slot]! + slopes[next]!;
    sums[slot + 1] = sums[slot + 1]! + slopes[next + 1]!;
    sums[slot + 2] = sums[slot + 2]! + 1;
  }
}

/** Takes rows out again: the way from a parent to its larger child where the smaller has few rows. */
export function removeRows(
  sums: Float64Array,
  from: number,
  binOf: Uint8Array,
  order: Uint32Array,
  start: number,
  end: number,
  slopes: Float64Array,
): void {
  for (let place = start, next = 0; place < end; place++, next += 2) {
    const slot = from + perBin * binOf[order[place]!]!;
    sums[slot] = sums[slot]! - slopes[next]!;
    sums[slot + 1] = sums[slot + 1]! - slopes[next + 1]!;
    sums[slot + 2] = sums[slot + 2]! - 1;
  }
}

/** A loop: of memory that threads share, `fill` takes several times as long. */
export function clear(sums: Float64Array, from: number, width: number): void {
  const end = from + width;
  for (let slot = from; slot < end; slot++) sums[slot] = 0;
}

/** Turns a column of a parent, at `from`, into that of the child not counted. */
export function subtract(sums: Float64Array, from: number, other: number, width: number): void {
  const end = from + width;
  for (let slot = from, taken = other; slot < end; slot++, taken++) sums[slot] = sums[slot]! - sums[taken]!;
}
