import { Worker } from 'node:worker_threads';
import { ExtractionError, limits, type Declared, type Extraction } from './extraction-types.ts';
import type { WorkerAnswer, WorkerTask } from './extraction-worker.ts';

export interface WorkerLimits {
  /** Until the worker is ended. */
  readonly timeoutMs: number;
  /** Heap of the worker. */
  readonly memoryMb: number;
}

export const usualWorkerLimits: WorkerLimits = { timeoutMs: 60_000, memoryMb: 768 };

/** Room for the stack of a deeply nested document; the rest of the heap stays with `memoryMb`. */
const stackMb = 16;

/**
 * As `extract`, in a thread of its own with a deadline and a memory limit: whatever a file does to its reader ends with
 * the thread. A worker that ran out of time or memory answers TIMEOUT.
 */
export async function extractInWorker(
  bytes: Uint8Array,
  declared: Declared,
  { timeoutMs, memoryMb }: WorkerLimits = usualWorkerLimits,
): Promise<Extraction> {
  // Before the copy: a file over the limit costs nothing.
  if (bytes.byteLength > limits.bytes) {
    throw new ExtractionError('TOO_LARGE', `The file is larger than ${limits.bytes / 1_000_000} MB.`);
  }
  const copy = bytes.slice();
  const task: WorkerTask = { bytes: copy, declared };
  const worker = new Worker(new URL('extraction-worker.ts', import.meta.url), {
    workerData: task,
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, stackSizeMb: stackMb },
    // Readers of damaged files like to complain on the console.
    stdout: true,
    stderr: true,
  });
  try {
    const answer = await outcome(worker, timeoutMs);
    if ('extraction' in answer) return answer.extraction;
    throw new ExtractionError(answer.reason, answer.message);
  } finally {
    await worker.terminate();
  }
}

function outcome(worker: Worker, timeoutMs: number): Promise<WorkerAnswer> {
  return new Promise((resolve) => {
    const gaveUp = (message: string): void => resolve({ reason: 'TIMEOUT', message });
    const timer = setTimeout(
      () => gaveUp(`The file was not read within ${timeoutMs / 1000} seconds.`),
      timeoutMs,
    );
    worker.once('message', (answer: WorkerAnswer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        gaveUp('Reading the file took more memory than allowed.');
      else resolve({ reason: 'DAMAGED', message: 'The file is damaged: reading it failed.' });
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      gaveUp('Reading the file was ended before it was done.');
    });
  });
}
