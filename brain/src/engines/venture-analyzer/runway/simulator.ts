import { Worker } from 'node:worker_threads';
import { ThreadLimit } from '../../../kernel/thread.ts';
import type { ThreadOrder } from './simulation-thread.ts';
import type { Study, StudyOrder } from './study.ts';

const thread = new URL('./simulation-thread.ts', import.meta.url);
const deadlineMs = 20_000;
const memoryMb = 256;

interface Waiting {
  resolve(study: Study): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

let running: { readonly worker: Worker; readonly waiting: Map<number, Waiting> } | null = null;
let count = 0;

/**
 * Simulates in a thread that stays, because a new one takes longer than the simulation. It holds no process open; what
 * takes too long ends it, and the next order gets a new one.
 */
export function runStudy(order: StudyOrder): Promise<Study> {
  const { worker, waiting } = (running ??= start());
  const id = ++count;
  return new Promise<Study>((resolve, reject) => {
    const timer = setTimeout(() => stop(worker, new ThreadLimit('TIME')), deadlineMs);
    waiting.set(id, { resolve, reject, timer });
    worker.ref();
    worker.postMessage({ id, order } satisfies ThreadOrder, []);
  });
}

function start(): NonNullable<typeof running> {
  const worker = new Worker(thread, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  const waiting = new Map<number, Waiting>();
  worker.on('message', (message: { readonly id?: number; readonly answer?: Study }) => {
    // Anything else is not ours: a development server watching files talks through the same channel.
    const one = message.id === undefined ? undefined : waiting.get(message.id);
    if (!one || !message.answer) return;
    waiting.delete(message.id!);
    clearTimeout(one.timer);
    if (!waiting.size) worker.unref();
    one.resolve(message.answer);
  });
  worker.on('error', (error: Error) => stop(worker, error));
  worker.on('exit', () => stop(worker, new Error('The thread of the simulation ended.')));
  return { worker, waiting };
}

function stop(worker: Worker, error: Error): void {
  if (running?.worker !== worker) return;
  const { waiting } = running;
  running = null;
  for (const { reject, timer } of waiting.values()) {
    clearTimeout(timer);
    reject(error);
  }
  waiting.clear();
  void worker.terminate();
}
