import { parentPort, workerData } from 'node:worker_threads';
import { fitTextSpace, type Told } from './text-space.ts';

/** Runs in a thread of its own: a space of all open opportunities. */
const port = parentPort!;
port.postMessage({ answer: fitTextSpace(workerData as Told[]) });
