/** How the last value of a metric stands to its target and threshold. */
export function metricState(
  { direction, target, threshold }: { direction: string; target: number; threshold: number },
  value: number | undefined,
): 'NO_VALUE' | 'ON_TARGET' | 'SHORT_OF_TARGET' | 'BEYOND_THRESHOLD' {
  if (value === undefined) return 'NO_VALUE';
  const sign = direction === 'UP' ? 1 : -1;
  if (sign * value >= sign * target) return 'ON_TARGET';
  return sign * value < sign * threshold ? 'BEYOND_THRESHOLD' : 'SHORT_OF_TARGET';
}
