import { Worker } from 'node:worker_threads';

/** The work took longer, or more memory, than it may. */
export class ThreadLimit extends Error {
  readonly limit: 'TIME' | 'MEMORY';
  constructor(limit: 'TIME' | 'MEMORY') {
    super(
      `The work in a thread was stopped: ${limit === 'TIME' ? 'it took too long' : 'it took too much memory'}.`,
    );
    this.limit = limit;
  }
}

export interface ThreadOptions {
  readonly deadlineMs: number;
  readonly memoryMb: number;
  /**
   * Called each second, while the thread is silent too, with the progress it told last. What it throws ends the thread:
   * so work is cancelled.
   */
  readonly onBeat?: (latest: unknown) => Promise<void>;
}

const beatMs = 1_000;

/**
 * Runs a module in a thread of its own, so that heavy work holds up nobody, and a stranger's file cannot take the process
 * down. The module reads `workerData` and posts one message `{ answer }`, and before it any number of `{ progress }`.
 */
export async function inThread<T>(
  module: URL,
  data: unknown,
  { deadlineMs, memoryMb, onBeat }: ThreadOptions,
): Promise<T> {
  const worker = new Worker(module, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    // What a library prints about a stranger's file has no place in our logs.
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;
  let latest: unknown;
  try {
    return await new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => reject(new ThreadLimit('TIME')), deadlineMs);
      if (onBeat) beat = beating(() => onBeat(latest), reject);
      worker.on('message', (message: unknown) => {
        // Anything else is not ours: a development server watching files talks through the same channel.
        if (typeof message !== 'object' || message === null) return;
        if ('progress' in message) latest = message.progress;
        else if ('answer' in message) resolve(message.answer as T);
      });
      worker.on('error', (error: Error & { code?: string }) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadLimit('MEMORY') : error),
      );
      worker.on('exit', () => reject(new Error('A thread ended without an answer.')));
    });
  } finally {
    clearTimeout(timer);
    clearInterval(beat);
    await worker.terminate();
  }
}

/** One beat at a time: a slow database makes them fewer, not more. */
function beating(act: () => Promise<void>, fail: (error: unknown) => void): NodeJS.Timeout {
  let busy = false;
  return setInterval(() => {
    if (busy) return;
    busy = true;
    act()
      .catch(fail)
      .finally(() => (busy = false));
  }, beatMs);
}
