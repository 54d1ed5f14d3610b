import { parentPort, workerData } from 'node:worker_threads';
import { compare, createIndex, type Blanks } from '../../engines/legal-processor/index.ts';
import { readFile, type ReadTask } from './reader.ts';
import type { FailureReason, ReadOutcome } from './result.ts';
import { Unread } from './unread.ts';

/** One piece of work that would hold up other people's requests: done in a thread, answered with messages. */
export type Task =
  | ({ readonly kind: 'read' } & ReadTask)
  | {
      readonly kind: 'compare';
      readonly before: string;
      readonly after: string;
      readonly blanks: Blanks;
    }
  | { readonly kind: 'index'; readonly documents: readonly { id: string; text: string }[] };

export type TaskAnswer =
  | { readonly kind: 'read'; readonly outcome: ReadOutcome }
  | { readonly kind: 'compare'; readonly comparison: ReturnType<typeof compare> }
  | { readonly kind: 'index'; readonly bytes: Uint8Array };
export type TaskMessage =
  | TaskAnswer
  | { readonly kind: 'progress'; readonly percent: number }
  | { readonly kind: 'unreadable'; readonly reason: FailureReason };

const port = parentPort!;
const tell = (message: TaskMessage) => port.postMessage(message);

async function answer(task: Task): Promise<TaskAnswer> {
  if (task.kind === 'compare')
    return { kind: 'compare', comparison: compare(task.before, task.after, task.blanks) };
  if (task.kind === 'index') return { kind: 'index', bytes: createIndex(task.documents).pack() };
  return { kind: 'read', outcome: await readFile(task, (percent) => tell({ kind: 'progress', percent })) };
}

try {
  tell(await answer(workerData as Task));
} catch (err) {
  if (!(err instanceof Unread)) throw err;
  tell({ kind: 'unreadable', reason: err.reason });
}
