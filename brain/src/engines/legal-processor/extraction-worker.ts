import { parentPort, workerData } from 'node:worker_threads';
import { extract } from './extraction.ts';
import {
  ExtractionError,
  type Declared,
  type Extraction,
  type ExtractionReason,
} from './extraction-types.ts';

/** What the worker is given and what it answers; see `extractInWorker`. */
export interface WorkerTask {
  readonly bytes: Uint8Array;
  readonly declared: Declared;
}

export type WorkerAnswer =
  | { readonly extraction: Extraction }
  | { readonly reason: ExtractionReason; readonly message: string };

async function answer({ bytes, declared }: WorkerTask): Promise<WorkerAnswer> {
  try {
    return { extraction: await extract(bytes, declared) };
  } catch (error) {
    if (error instanceof ExtractionError) return { reason: error.reason, message: error.message };
    return { reason: 'DAMAGED', message: 'The file is damaged: it could not be read to its end.' };
  }
}

// The rule means windows; a thread's port has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(await answer(workerData as WorkerTask));
