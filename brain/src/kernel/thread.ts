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

/**
 * Runs a module in a thread of its own, so that heavy work holds up nobody, and a stranger's file cannot take the process
 * down. The module reads `workerData` and posts one message `{ answer }`.
 */
export async function inThread<T>(
  module: URL,
  data: unknown,
  { deadlineMs, memoryMb }: { readonly deadlineMs: number; readonly memoryMb: number },
): Promise<T> {
  const worker = new Worker(module, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    // What a library prints about a stranger's file has no place in our logs.
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => reject(new ThreadLimit('TIME')), deadlineMs);
      worker.on('message', (message: unknown) => {
        // Anything else is not ours: a development server watching files talks through the same channel.
        if (typeof message === 'object' && message !== null && 'answer' in message)
          resolve(message.answer as T);
      });
      worker.on('error', (error: Error & { code?: string }) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadLimit('MEMORY') : error),
      );
      worker.on('exit', () => reject(new Error('A thread ended without an answer.')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
