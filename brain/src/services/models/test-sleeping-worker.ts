import { parentPort } from 'node:worker_threads';

/** Tells once how far it is, and then nothing for ever: only what ends the thread ends it. */
const port = parentPort!;
port.postMessage({ progress: { share: 0.5, note: 'Learning' } });
setInterval(() => undefined, 1_000);
