import { parentPort, workerData } from 'node:worker_threads';
import { writeOcf } from '../../engines/cap-table/index.ts';
import { takeOver } from './takeover.ts';

/** Reading and writing whole tables: done in a thread, because a large one takes seconds. */
export type TableTask =
  | { readonly kind: 'take-over'; readonly bytes: Uint8Array; readonly name: string }
  | ({ readonly kind: 'write' } & Parameters<typeof writeOcf>[0]);

const task = workerData as TableTask;
const port = parentPort!;
const tell = (message: { readonly answer: unknown }) => port.postMessage(message);
const answer = task.kind === 'write' ? writeOcf(task) : await takeOver(task.bytes, task.name);
tell({ answer });
