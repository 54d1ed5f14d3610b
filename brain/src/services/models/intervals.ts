import type { ChanceInterval } from './report.ts';

/** Wilson's interval of a share (1927), `z` standard deviations wide; of nothing it is everything. */
export function wilson(successes: number, count: number, z: number): { low: number; high: number } {
  if (count <= 0) return { low: 0, high: 1 };
  const share = successes / count;
  const middle = (share + (z * z) / (2 * count)) / (1 + (z * z) / count);
  const half =
    (z / (1 + (z * z) / count)) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Standard deviations either side of the mean that hold the share of a normal distribution. */
export const zOf = { 0.9: 1.6448536269514722, 0.95: 1.959963984540054 } as const;

/** Fewest rows from which a share is told, and the part of all rows that counts as “about this chance”. */
const fewestNear = 30;
const nearPart = 1 / 6;
const gridSteps = 40;

/**
 * Between what the share that came true lies, among rows that were told about the same chance; 90 %. Rows of one key count
 * as one, for they are not independent.
 */
export function chanceIntervals(
  chances: Float64Array,
  labels: Float64Array,
  keys: readonly string[],
): ChanceInterval[] {
  const order = Uint32Array.from(chances, (_, row) => row).sort((a, b) => chances[a]! - chances[b]! || a - b);
  const near = Math.min(order.length, Math.max(fewestNear, Math.round(order.length * nearPart)));
  const steps = Math.min(gridSteps, order.length);
  const grid: ChanceInterval[] = [];
  for (let step = 0; step < steps; step++) {
    const place = Math.round((step * (order.length - 1)) / Math.max(1, steps - 1));
    const chance = chances[order[place]!]!;
    if (grid.length && grid.at(-1)!.chance >= chance) continue;
    const from = Math.min(Math.max(0, place - (near >> 1)), order.length - near);
    const rows = order.subarray(from, from + near);
    const distinct = new Set(Array.from(rows, (row) => keys[row])).size;
    const share = rows.reduce((sum, row) => sum + labels[row]!, 0) / rows.length;
    grid.push({ chance, ...wilson(share * distinct, distinct, zOf[0.9]) });
  }
  return grid;
}

/** The interval of a chance, straight between the places it was told for; it always holds the chance itself. */
export function intervalAt(grid: readonly ChanceInterval[], chance: number): { low: number; high: number } {
  if (!grid.length) return { low: 0, high: 1 };
  const above = grid.findIndex((one) => one.chance >= chance);
  const [first, second] =
    above < 0 ? [grid.at(-1)!, grid.at(-1)!] : [grid[Math.max(0, above - 1)]!, grid[above]!];
  const width = second.chance - first.chance;
  const share = width > 0 ? Math.min(1, Math.max(0, (chance - first.chance) / width)) : 0;
  const low = first.low + share * (second.low - first.low);
  const high = first.high + share * (second.high - first.high);
  return { low: Math.min(low, chance), high: Math.max(high, chance) };
}

/** No more digits than the interval allows: a step is at most as wide as half of it. */
export function stepOf({ low, high }: { low: number; high: number }): number {
  const half = (high - low) / 2;
  return [0.1, 0.05, 0.01].find((step) => step <= half) ?? 0.005;
}

/** Never 0 or 1, which would say that it is certain. */
export function roundedChance(value: number, step: number): number {
  const places = Math.round(1 / step);
  return Math.min(1 - step / 2, Math.max(step / 2, Math.round(value * places) / places));
}

/** The interval in the same steps, rounded outward: what is said lies in it, however it was rounded. */
export function widened({ low, high }: { low: number; high: number }, step: number) {
  const places = Math.round(1 / step);
  return {
    low: Math.max(0, Math.floor(low * places + 1e-9) / places),
    high: Math.min(1, Math.ceil(high * places - 1e-9) / places),
  };
}
