/** Which part of a stream is shown around an anomaly. Pure. */

const hourMs = 3_600_000;
/** Two days in all, so that the figures come by the hour. */
const beforeMs = 42 * hourMs;
const afterMs = 6 * hourMs;

/** Whole hours, so that opening it twice asks the same question. */
export function windowAround({ startedAt }: { readonly startedAt: string }): { from: string; to: string } {
  const at = Math.floor(Date.parse(startedAt) / hourMs) * hourMs;
  return { from: new Date(at - beforeMs).toISOString(), to: new Date(at + afterMs).toISOString() };
}

/** The point the moment falls into: the last that begins at or before it. */
export function markedPoint(series: readonly { readonly at: string }[], moment: string): string | null {
  const time = Date.parse(moment);
  return series.findLast(({ at }) => Date.parse(at) <= time)?.at ?? null;
}
