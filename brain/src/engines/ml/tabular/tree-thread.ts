import { parentPort } from 'node:worker_threads';
import { awaitParts, mark, type HelperOrder } from './crew-marks.ts';
import { doPart } from './tree-work.ts';

/** The second thread of a fit: takes parts from the back until the fit ends, then waits for the next one. */
parentPort!.on('message', (message: HelperOrder | string) => {
  // Anything else is not ours: a development server watching files talks through the same channel.
  if (typeof message === 'string' || !('work' in message)) return;
  const { work, marks } = message;
  let task = 0;
  let next = 0;
  Atomics.store(marks, mark.ready, 1);
  while (awaitParts(marks)) {
    if (Atomics.sub(marks, mark.left, 1) <= 0) continue;
    // From here on a part is ours, and the task stays what it is until we have done it.
    if (marks[mark.task] !== task) {
      task = marks[mark.task]!;
      next = marks[mark.parts]!;
    }
    try {
      doPart(work, --next);
    } catch {
      Atomics.store(marks, mark.failed, 1);
    }
    Atomics.add(marks, mark.done, 1);
    if (Atomics.load(marks, mark.ownerSleeps) === 1) Atomics.notify(marks, mark.done);
  }
});
