/**
 * Milliseconds of processor time that `work` takes. Unlike the time on the clock it does not grow with what else the
 * machine does, so a test may hold a bound on it that tells an endless search from a slow day.
 */
export function processorMs(work: () => unknown): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}
