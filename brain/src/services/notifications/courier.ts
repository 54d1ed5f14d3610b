import type { Kernel } from '../../kernel/kernel.ts';

const everyMs = 5_000;
const stopTimeoutMs = 10_000;

/** Something that takes one batch of what is due and answers with how many it took. */
export interface Round {
  round(): Promise<number>;
}

export interface Courier {
  /** One batch of each kind, as every five seconds. */
  round(): Promise<void>;
  /** Runs what is due until nothing is left; for tests and a graceful end. */
  drain(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/**
 * Every five seconds each round takes one batch: what lies waiting after a failure goes out evenly, not at once. Rounds do
 * not wait for each other: a slow webhook holds up no push message.
 */
export function createCourier(
  { log }: Pick<Kernel, 'log'>,
  rounds: Readonly<Record<string, Round>>,
  settle: () => Promise<void>,
): Courier {
  const running = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  function begin(name: string, task: () => Promise<unknown>): Promise<void> {
    const under = running.get(name);
    if (under) return under;
    const begun = task()
      .then(() => undefined)
      .catch((err: unknown) => log.error({ err, round: name }, 'a round of notifications failed'))
      .finally(() => running.delete(name));
    running.set(name, begun);
    return begun;
  }

  async function once(): Promise<void> {
    await Promise.all([
      ...Object.entries(rounds).map(([name, { round }]) => begin(name, round)),
      begin('mails', settle),
    ]);
  }

  return {
    round: once,
    async drain() {
      for (const { round } of Object.values(rounds)) while ((await round()) > 0);
      await settle();
    },
    start() {
      timer = setInterval(() => void once(), everyMs);
      void once();
    },
    async stop() {
      clearInterval(timer);
      const all = Promise.all(running.values());
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, stopTimeoutMs).unref())]);
    },
  };
}
