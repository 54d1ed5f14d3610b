/** Small dense matrices, row by row in one array. */

/**
 * The lower Cholesky factor L of a symmetric positive definite n × n matrix, A = L·Lᵀ, in place: the lower triangle
 * becomes L, the upper keeps what it held.
 *
 * @throws RangeError when the matrix is not positive definite
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  for (let row = 0; row < n; row++) {
    const own = row * n;
    for (let column = 0; column <= row; column++) {
      const other = column * n;
      let sum = matrix[own + column]!;
      for (let k = 0; k < column; k++) sum -= matrix[own + k]! * matrix[other + k]!;
      if (column < row) matrix[own + column] = sum / matrix[other + column]!;
      else if (sum > 0) matrix[own + row] = Math.sqrt(sum);
      else throw new RangeError('The matrix is not positive definite.');
    }
  }
  return matrix;
}

/** Solves L·Lᵀ·x = b in place of b. */
export function solve(factor: Float64Array, n: number, b: Float64Array): Float64Array {
  for (let row = 0; row < n; row++) {
    let sum = b[row]!;
    for (let k = 0; k < row; k++) sum -= factor[row * n + k]! * b[k]!;
    b[row] = sum / factor[row * n + row]!;
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = b[row]!;
    for (let k = row + 1; k < n; k++) sum -= factor[k * n + row]! * b[k]!;
    b[row] = sum / factor[row * n + row]!;
  }
  return b;
}

/** The inverse of a symmetric positive definite n × n matrix, which is used up. */
export function inverse(matrix: Float64Array, n: number): Float64Array {
  const factor = cholesky(matrix, n);
  // Rows of T = L⁻¹; A⁻¹ = Tᵀ·T is summed row by row, so that everything is read in the order it lies in.
  const lower = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const own = lower.subarray(row * n, row * n + row + 1);
    for (let k = 0; k < row; k++) {
      const weight = factor[row * n + k]!;
      if (weight === 0) continue;
      for (let column = 0; column <= k; column++)
        own[column] = own[column]! - weight * lower[k * n + column]!;
    }
    own[row] = 1;
    const scale = 1 / factor[row * n + row]!;
    for (let column = 0; column <= row; column++) own[column] = own[column]! * scale;
  }
  const result = new Float64Array(n * n);
  for (let k = 0; k < n; k++)
    for (let row = 0; row <= k; row++) {
      const weight = lower[k * n + row]!;
      if (weight === 0) continue;
      const own = row * n;
      for (let column = 0; column <= row; column++)
        result[own + column] = result[own + column]! + weight * lower[k * n + column]!;
    }
  for (let row = 0; row < n; row++)
    for (let column = 0; column < row; column++) result[column * n + row] = result[row * n + column]!;
  return result;
}
