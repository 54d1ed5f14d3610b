import { Worker } from 'node:worker_threads';
import { SealingError } from './problems.ts';
import type { Sealed } from './request.ts';
import type { Answer, Task } from './sealing-worker.ts';

/** Hands tasks to the sealing thread, one after the other. It is started when there is work and goes when there is none. */
export interface SealingThread {
  run(task: Extract<Task, { kind: 'seal' }>): Promise<Sealed>;
  run(task: Exclude<Task, { kind: 'seal' }>): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What waits holds whole files in memory. */
const maxWaiting = 200;
const taskMs = 120_000;
const idleMs = 60_000;

interface Waiting {
  readonly id: number;
  readonly task: Task;
  readonly resolve: (result: Uint8Array | Sealed) => void;
  readonly reject: (error: Error) => void;
}

export function createSealingThread(): SealingThread {
  const queue: Waiting[] = [];
  let worker: Worker | null = null;
  let current: Waiting | null = null;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let closed = false;

  function next(): void {
    clearTimeout(timer);
    current = queue.shift() ?? null;
    if (!current) {
      timer = setTimeout(stop, idleMs).unref();
      return;
    }
    worker ??= start();
    worker.ref();
    worker.postMessage({ id: current.id, task: current.task }, []);
    timer = setTimeout(() => fail(new SealingError('BUSY', 'Sealing took too long.')), taskMs);
  }

  function start(): Worker {
    const started = new Worker(new URL('./sealing-worker.ts', import.meta.url));
    started.on('message', (answer: Answer) => settle(answer));
    started.on('error', (error) => fail(error));
    return started;
  }

  function settle(answer: Answer): void {
    if (answer.id !== current?.id) return;
    const { resolve, reject } = current;
    worker?.unref();
    if ('result' in answer) resolve(answer.result);
    else if (answer.problem) reject(new SealingError(answer.problem, answer.message));
    else reject(new Error(`The sealing thread failed: ${answer.message}`));
    next();
  }

  /** A thread that hangs or broke is given up; the next task gets a new one. */
  function fail(error: Error): void {
    const failed = current;
    stop();
    failed?.reject(error);
    next();
  }

  function stop(): void {
    void worker?.removeAllListeners().terminate();
    worker = null;
  }

  function run(task: Task): Promise<Uint8Array | Sealed> {
    if (closed || queue.length >= maxWaiting)
      return Promise.reject(new SealingError('BUSY', 'Too many documents wait to be sealed.'));
    return new Promise((resolve, reject) => {
      queue.push({ id: ++lastId, task, resolve, reject });
      if (!current) next();
    });
  }

  return {
    run: run as SealingThread['run'],
    async close() {
      closed = true;
      clearTimeout(timer);
      const left = [...(current ? [current] : []), ...queue.splice(0)];
      current = null;
      await worker?.removeAllListeners().terminate();
      worker = null;
      for (const { reject } of left) reject(new SealingError('BUSY', 'The Brain is stopping.'));
    },
  };
}
