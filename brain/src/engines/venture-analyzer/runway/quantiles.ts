/**
 * Quantiles of many numbers without sorting all of them: quickselect of the middle one, then of those on either side of it.
 * The type-1 definition: the smallest member with at least the share at or below it, so that money stays a whole amount
 * somebody has in one of the courses. Reorders `values`.
 *
 * @param shares rising
 */
export function takeQuantiles(values: Float64Array, shares: readonly number[]): number[] {
  const ranks = shares.map((share) =>
    Math.max(0, Math.min(values.length - 1, Math.ceil(share * values.length) - 1)),
  );
  selectAll(values, ranks, [0, ranks.length - 1], [0, values.length - 1]);
  return ranks.map((rank) => values[rank]!);
}

function selectAll(
  values: Float64Array,
  ranks: readonly number[],
  [first, last]: readonly [number, number],
  [low, high]: readonly [number, number],
): void {
  if (first > last) return;
  const middle = (first + last) >>> 1;
  const rank = ranks[middle]!;
  select(values, rank, low, high);
  selectAll(values, ranks, [first, middle - 1], [low, rank]);
  selectAll(values, ranks, [middle + 1, last], [rank, high]);
}

/** Puts the member of this rank in its place, smaller ones before it and larger ones behind it. */
function select(values: Float64Array, rank: number, low: number, high: number): void {
  while (low < high) {
    const pivot = middleOf(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let [left, right] = [low, high];
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const kept = values[left]!;
      values[left++] = values[right]!;
      values[right--] = kept;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
