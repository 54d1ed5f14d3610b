/** At most `together` at once, at most `inAll` before it ends. */
export interface PoolSize {
  readonly together: number;
  readonly inAll: number;
}

/**
 * Takes what is due in small bites, as places become free, and works on it: nothing is taken long before its turn, and
 * one slow receiver holds one place and not the whole batch. Answers with how many it took.
 */
export async function work<T>(
  { together, inAll }: PoolSize,
  take: (most: number) => Promise<readonly T[]>,
  act: (one: T) => Promise<void>,
): Promise<number> {
  const running = new Set<Promise<void>>();
  let taken = 0;
  let failure: unknown;
  while (taken < inAll && failure === undefined) {
    const bite = await take(Math.min(together - running.size, inAll - taken));
    for (const one of bite) {
      const done: Promise<void> = act(one)
        .catch((error: unknown) => void (failure ??= error))
        .finally(() => running.delete(done));
      running.add(done);
    }
    taken += bite.length;
    if (bite.length === 0 && running.size === 0) break;
    // Also when nothing was due: what is running may make room for more of the same receiver.
    if (bite.length === 0 || running.size >= together) await Promise.race(running);
  }
  await Promise.all(running);
  if (failure !== undefined) throw failure;
  return taken;
}
