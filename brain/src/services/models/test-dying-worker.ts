import { parentPort } from 'node:worker_threads';

/** Dies in the middle, as a thread that is killed does. */
const port = parentPort!;
port.postMessage({ progress: { share: 0.2, note: 'Learning' } });
setTimeout(() => process.exit(3), 50);
