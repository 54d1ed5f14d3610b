import { parentPort, workerData } from 'node:worker_threads';
import { fitAndJudge, type FitInput } from './fit.ts';

/** Runs in a thread of its own: learns, calibrates, judges, and tells how far it is. */
const port = parentPort!;
port.postMessage({
  answer: fitAndJudge(workerData as FitInput, (share, note) =>
    port.postMessage({ progress: { share, note } }),
  ),
});
