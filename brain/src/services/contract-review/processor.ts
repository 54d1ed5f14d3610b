import { Worker } from 'node:worker_threads';
import type { Blanks } from '../../engines/legal-processor/index.ts';
import { Fail } from '../../kernel/errors.ts';
import type { FailureReason, ReadOutcome } from './result.ts';
import type { Task, TaskAnswer, TaskMessage } from './processor-worker.ts';

/** A contract that cannot be read: why, as a stable code. */
export class Unreadable extends Error {
  readonly reason: FailureReason;
  constructor(reason: FailureReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Files come from strangers: each is read in a thread of its own, with a deadline and a limit of memory. */
interface Limits {
  readonly deadlineMs: number;
  readonly memoryMb: number;
}
const limits = {
  read: { deadlineMs: 180_000, memoryMb: 1024 },
  compare: { deadlineMs: 30_000, memoryMb: 1024 },
  index: { deadlineMs: 120_000, memoryMb: 1024 },
} as const satisfies Record<Task['kind'], Limits>;

export function readContract(
  task: Extract<Task, { kind: 'read' }>,
  progress: (percent: number) => void,
  within: Limits = limits.read,
): Promise<ReadOutcome> {
  return inThread(task, progress, within) as Promise<ReadOutcome>;
}

export function compareTexts(
  before: string,
  after: string,
  blanks: Blanks,
): Promise<Extract<TaskAnswer, { kind: 'compare' }>['comparison']> {
  return inThread({ kind: 'compare', before, after, blanks }, () => undefined, limits.compare).then(
    (answer) => (answer as Extract<TaskAnswer, { kind: 'compare' }>).comparison,
    (err: unknown) => {
      if (err instanceof Unreadable)
        throw new Fail('RULE_VIOLATED', 'Comparing these texts took too long and was stopped.');
      throw err;
    },
  );
}

export async function buildIndex(documents: readonly { id: string; text: string }[]): Promise<Uint8Array> {
  const answer = await inThread({ kind: 'index', documents }, () => undefined, limits.index);
  return (answer as Extract<TaskAnswer, { kind: 'index' }>).bytes;
}

async function inThread(
  task: Task,
  progress: (percent: number) => void,
  { deadlineMs, memoryMb }: Limits,
): Promise<unknown> {
  const worker = new Worker(new URL('./processor-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    // What a library prints about a stranger's file has no place in our logs.
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Unreadable('TIMEOUT')), deadlineMs);
      worker.on('message', (message: TaskMessage) => {
        if (message.kind === 'progress') progress(message.percent);
        else if (message.kind === 'unreadable') reject(new Unreadable(message.reason));
        else if (message.kind === 'read') resolve(message.outcome);
        // Anything else is not ours: a development server watching files talks through the same channel.
        else if (message.kind === 'compare' || message.kind === 'index') resolve(message);
      });
      worker.on('error', (err: Error & { code?: string }) =>
        reject(err.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Unreadable('TOO_LARGE') : err),
      );
      worker.on('exit', () => reject(new Error('The thread that read a contract ended without an answer.')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
