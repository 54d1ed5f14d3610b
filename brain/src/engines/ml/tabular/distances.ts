/** The squared distance of two runs of `length` numbers. */
export function squaredBetween(
  a: Float64Array,
  from: number,
  b: Float64Array,
  other: number,
  length: number,
): number {
  let sum = 0;
  for (let at = 0; at < length; at++) {
    const difference = a[from + at]! - b[other + at]!;
    sum += difference * difference;
  }
  return sum;
}

/** Squared distances of a row to all centres, four at a time: sums that do not wait for each other. */
export function allDistances(
  values: Float64Array,
  from: number,
  centres: Float64Array,
  columns: number,
  out: Float64Array,
): void {
  let cluster = 0;
  for (; cluster + 3 < out.length; cluster += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let at = cluster * columns;
    for (let column = 0; column < columns; column++, at++) {
      const value = values[from + column]!;
      const p = value - centres[at]!;
      const q = value - centres[at + columns]!;
      const r = value - centres[at + 2 * columns]!;
      const s = value - centres[at + 3 * columns]!;
      a += p * p;
      b += q * q;
      c += r * r;
      d += s * s;
    }
    out[cluster] = a;
    out[cluster + 1] = b;
    out[cluster + 2] = c;
    out[cluster + 3] = d;
  }
  for (; cluster < out.length; cluster++)
    out[cluster] = squaredBetween(values, from, centres, cluster * columns, columns);
}
