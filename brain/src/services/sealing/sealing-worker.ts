import { parentPort } from 'node:worker_threads';
import { annex } from './annex.ts';
import { SealingError, type SealingProblem } from './problems.ts';
import { render } from './rendering.ts';
import type { Sealed, SealRequest } from './request.ts';
import { seal, type SealOrder } from './seal.ts';

/** The thread that renders and seals, so that requests are answered meanwhile. One task at a time. */

export type Task =
  | { readonly kind: 'render'; readonly request: SealRequest }
  | { readonly kind: 'annex'; readonly pdf: Uint8Array; readonly request: SealRequest }
  | { readonly kind: 'seal'; readonly order: SealOrder };

export type Answer =
  | { readonly id: number; readonly result: Uint8Array | Sealed }
  | { readonly id: number; readonly problem: SealingProblem | null; readonly message: string };

parentPort?.on('message', ({ id, task }: { id: number; task: Task }) => {
  perform(task).then(
    (result) => answer({ id, result }),
    (error: unknown) =>
      answer({
        id,
        problem: error instanceof SealingError ? error.problem : null,
        message: error instanceof Error ? error.message : String(error),
      }),
  );
});

function perform(task: Task): Promise<Uint8Array | Sealed> {
  if (task.kind === 'render') return render(task.request);
  return task.kind === 'annex' ? annex(task.pdf, task.request) : seal(task.order);
}

function answer(message: Answer): void {
  parentPort!.postMessage(message, []);
}
