import { createDraw } from './chance.ts';
import type { SparseRows } from './sparse.ts';

/** The largest singular values of a matrix A ≈ U·S·Vᵀ and their right vectors. */
export interface TruncatedSvd {
  readonly rank: number;
  readonly columns: number;
  /** Singular values, falling; length `rank`. */
  readonly values: Float64Array;
  /** V row by row: the `rank` coordinates of column c of A begin at `c * rank`. */
  readonly right: Float32Array;
}

export interface SvdOptions {
  /** At most; a matrix of lower rank gives fewer. */
  readonly rank: number;
  readonly seed: number;
  /** Rounds of subspace iteration; each sharpens the smaller values. Three unless told otherwise. */
  readonly iterations?: number;
  /** Spare directions carried along and dropped at the end. Ten unless told otherwise. */
  readonly oversample?: number;
}

/** A direction is dropped when less than this share of its length is new: it is rounding. */
const dependent = 1e-10;
/** Values below this share of the largest are rounding. */
const negligible = 1e-7;

/** Of so few columns the eigenvectors of AᵀA are had at once, exactly, for less than the random directions cost. */
const fewColumns = 64;

/**
 * Randomised subspace iteration on AᵀA (Halko, Martinsson, Tropp 2011, algorithm 4.4): a few random directions are
 * multiplied and made orthonormal in turn, so the cost is a handful of passes over the values that are not zero.
 * Equal input and seed give equal bits.
 */
export function truncatedSvd(matrix: SparseRows, options: SvdOptions): TruncatedSvd {
  const { columns } = matrix;
  const limit = Math.min(matrix.rows, columns);
  const wanted = Math.min(options.rank, limit);
  if (wanted < 1) return { rank: 0, columns, values: new Float64Array(0), right: new Float32Array(0) };
  const width = Math.min(wanted + (options.oversample ?? 10), limit);
  if (columns <= fewColumns && matrix.rows >= columns) return exactSvd(matrix, wanted);
  const draw = createDraw(options.seed);
  const basis = new Float64Array(columns * width);
  for (let at = 0; at < basis.length; at++) basis[at] = draw(2) === 0 ? -1 : 1;
  const image = new Float64Array(matrix.rows * width);
  for (let round = options.iterations ?? 3; round >= 0; round--) {
    multiply(matrix, basis, image, width);
    orthonormalise(image, matrix.rows, width, round === 0 ? 2 : 1);
    multiplyTransposed(matrix, image, basis, width);
  }
  // With Q = image, AᵀQ = basis = V·S·Wᵀ: the eigenvectors of its Gram matrix are W, its eigenvalues S².
  const { values, vectors } = symmetricEigen(gram(basis, columns, width), width);
  return rotated(basis, values, vectors, { columns, width, wanted });
}

/** With AᵀA = V·S²·Vᵀ and the identity as its basis, the vectors only have to be put in order. */
function exactSvd(matrix: SparseRows, wanted: number): TruncatedSvd {
  const { columns, starts, indices, values: cells } = matrix;
  const products = new Float64Array(columns * columns);
  for (let row = 0; row < matrix.rows; row++) {
    const end = starts[row + 1]!;
    for (let k = starts[row]!; k < end; k++) {
      const value = cells[k]!;
      const base = indices[k]! * columns;
      for (let l = k; l < end; l++) {
        const at = base + indices[l]!;
        products[at] = products[at]! + value * cells[l]!;
      }
    }
  }
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < i; j++) products[i * columns + j] = products[j * columns + i]!;
  const { values, vectors } = symmetricEigen(products, columns);
  const order = Array.from(values, (_, j) => j).sort((a, b) => values[b]! - values[a]!);
  const lengths = order.slice(0, wanted).map((j) => Math.sqrt(Math.max(0, values[j]!)));
  const rank = lengths.filter((length) => length > negligible * lengths[0]!).length;
  const right = new Float32Array(columns * rank);
  for (let j = 0; j < rank; j++) {
    let largest = 0;
    for (let c = 0; c < columns; c++) {
      const weight = vectors[c * columns + order[j]!]!;
      if (Math.abs(weight) > Math.abs(largest)) largest = weight;
      right[c * rank + j] = weight;
    }
    if (largest < 0) for (let c = 0; c < columns; c++) right[c * rank + j] = -right[c * rank + j]!;
  }
  return { rank, columns, values: Float64Array.from(lengths.slice(0, rank)), right };
}

/**
 * Rows of `matrix` in the coordinates of the right vectors (A·V), row by row, `rank` numbers each. Columns that were not
 * there when the vectors were found count as zero.
 */
export function project(matrix: SparseRows, svd: TruncatedSvd): Float32Array {
  const { rank, right } = svd;
  const out = new Float32Array(matrix.rows * rank);
  for (let row = 0; row < matrix.rows; row++) {
    const base = row * rank;
    for (let k = matrix.starts[row]!; k < matrix.starts[row + 1]!; k++) {
      const column = matrix.indices[k]!;
      if (column >= svd.columns) continue;
      const from = column * rank;
      const value = matrix.values[k]!;
      for (let j = 0; j < rank; j++) out[base + j] = out[base + j]! + value * right[from + j]!;
    }
  }
  return out;
}

/** V = basis · vectors / values, strongest first; the sign is chosen so that the largest coordinate is positive. */
function rotated(
  basis: Float64Array,
  eigenvalues: Float64Array,
  vectors: Float64Array,
  { columns, width, wanted }: { columns: number; width: number; wanted: number },
): TruncatedSvd {
  const order = Array.from({ length: width }, (_, j) => j).sort((a, b) => eigenvalues[b]! - eigenvalues[a]!);
  const values = order.slice(0, wanted).map((j) => Math.sqrt(Math.max(0, eigenvalues[j]!)));
  const rank = values.filter((value) => value > negligible * values[0]!).length;
  const right = new Float32Array(columns * rank);
  for (let j = 0; j < rank; j++) {
    const source = order[j]!;
    let largest = 0;
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += basis[c * width + i]! * vectors[i * width + source]!;
      right[c * rank + j] = sum / values[j]!;
      if (Math.abs(sum) > Math.abs(largest)) largest = sum;
    }
    if (largest < 0) for (let c = 0; c < columns; c++) right[c * rank + j] = -right[c * rank + j]!;
  }
  return { rank, columns, values: Float64Array.from(values.slice(0, rank)), right };
}

function multiply(matrix: SparseRows, basis: Float64Array, out: Float64Array, width: number): void {
  out.fill(0);
  for (let row = 0; row < matrix.rows; row++) {
    const base = row * width;
    for (let k = matrix.starts[row]!; k < matrix.starts[row + 1]!; k++) {
      const from = matrix.indices[k]! * width;
      const value = matrix.values[k]!;
      for (let j = 0; j < width; j++) out[base + j] = out[base + j]! + value * basis[from + j]!;
    }
  }
}

function multiplyTransposed(matrix: SparseRows, image: Float64Array, out: Float64Array, width: number): void {
  out.fill(0);
  for (let row = 0; row < matrix.rows; row++) {
    const base = row * width;
    for (let k = matrix.starts[row]!; k < matrix.starts[row + 1]!; k++) {
      const to = matrix.indices[k]! * width;
      const value = matrix.values[k]!;
      for (let j = 0; j < width; j++) out[to + j] = out[to + j]! + value * image[base + j]!;
    }
  }
}

/** XᵀX of `rows` × `width` numbers. */
function gram(x: Float64Array, rows: number, width: number): Float64Array {
  const out = new Float64Array(width * width);
  for (let row = 0; row < rows; row++) {
    const base = row * width;
    for (let i = 0; i < width; i++) {
      const value = x[base + i]!;
      if (value === 0) continue;
      const to = i * width;
      for (let j = i; j < width; j++) out[to + j] = out[to + j]! + value * x[base + j]!;
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) out[i * width + j] = out[j * width + i]!;
  return out;
}

/** Cholesky QR; done twice it is as stable as Gram and Schmidt with repetition, and all work runs along rows. */
function orthonormalise(x: Float64Array, rows: number, width: number, passes: number): void {
  for (let pass = 0; pass < passes; pass++) {
    const factor = cholesky(gram(x, rows, width), width);
    for (let row = 0; row < rows; row++) {
      const base = row * width;
      for (let i = 0; i < width; i++) {
        const from = i * width;
        const pivot = factor[from + i]!;
        const value = pivot === 0 ? 0 : x[base + i]! / pivot;
        x[base + i] = value;
        if (value === 0) continue;
        for (let j = i + 1; j < width; j++) x[base + j] = x[base + j]! - value * factor[from + j]!;
      }
    }
  }
}

/** Upper factor R of G = RᵀR; a direction that depends on those before it gets a row of zeros. */
function cholesky(g: Float64Array, width: number): Float64Array {
  const r = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    let pivot = g[i * width + i]!;
    for (let k = 0; k < i; k++) pivot -= r[k * width + i]! ** 2;
    if (!(pivot > dependent * g[i * width + i]!)) continue;
    const root = Math.sqrt(pivot);
    r[i * width + i] = root;
    for (let j = i + 1; j < width; j++) {
      let sum = g[i * width + j]!;
      for (let k = 0; k < i; k++) sum -= r[k * width + i]! * r[k * width + j]!;
      r[i * width + j] = sum / root;
    }
  }
  return r;
}

const maxSweeps = 30;

/** Eigenvalues and vectors (in columns) of a symmetric matrix, by Jacobi rotations. */
export function symmetricEigen(
  source: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = source.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  let total = 0;
  for (const value of a) total += value * value;
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let off = 0;
    for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) off += a[i * size + j]! ** 2;
    if (!(off > 1e-24 * total)) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!), vectors };
}

/** One rotation that makes a[p][q] zero. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const kp = a[k * size + p]!;
    const kq = a[k * size + q]!;
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const pk = a[p * size + k]!;
    const qk = a[q * size + k]!;
    a[p * size + k] = c * pk - s * qk;
    a[q * size + k] = s * pk + c * qk;
    const vp = vectors[k * size + p]!;
    const vq = vectors[k * size + q]!;
    vectors[k * size + p] = c * vp - s * vq;
    vectors[k * size + q] = s * vp + c * vq;
  }
}
