import { parentPort, workerData } from 'node:worker_threads';
import { trainAndJudge } from './evaluation.ts';
import type { Outcome } from './outcomes.ts';

/** Runs in a thread of its own: learns from answers and judges on later ones. */
const port = parentPort!;
port.postMessage({ answer: trainAndJudge(workerData as Outcome[]) });
