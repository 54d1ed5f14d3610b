import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { awaitDone, mark, marks, over, type HelperOrder } from './crew-marks.ts';
import { canShare, sharedInts } from './shared.ts';
import { doPart, type TreeWork } from './tree-work.ts';

/** Does work in parts, on this thread and, where there is one ready, on the helper's. */
export interface Crew {
  /** Does parts 0 … `parts` − 1 of the present task, each once, and returns when all are done. */
  run(parts: number): void;
  /** Lets the helper go; after that there is nothing to run. */
  end(): void;
}

/** Fits of fewer steps (rows × columns × rounds) end before a helper is of use. */
const leastWork = 4_000_000;

/**
 * Two threads, or one where the work is small or the machine has no more. The helper joins when it is ready, and nobody
 * waits for it before.
 */
export function crewFor(work: TreeWork, rounds: number): Crew {
  const size = work.order.length * work.columns.length * rounds;
  return size >= leastWork && availableParallelism() > 1 && canWait()
    ? crewWith(work, helperThread())
    : aloneOn(work);
}

/** Does all parts on this thread. */
export function aloneOn(work: TreeWork): Crew {
  return { run: (parts) => doAll(work, parts), end: () => undefined };
}

/**
 * The owner takes parts from the front, the helper from the back, so that each keeps to columns it has at hand; whoever is
 * faster does more. A part is taken by counting `left` down, and nobody changes a task before all its parts are done.
 *
 * @param ownerTakes false: all is left to the helper
 */
export function crewWith(work: TreeWork, helper: Worker, ownerTakes = true): Crew {
  const state = sharedInts(marks);
  helper.postMessage({ work, marks: state } satisfies HelperOrder, []);
  return {
    run(parts) {
      if (ownerTakes && Atomics.load(state, mark.ready) === 0) return doAll(work, parts);
      state[mark.parts] = parts;
      state[mark.task] = state[mark.task]! + 1;
      Atomics.store(state, mark.done, 0);
      Atomics.store(state, mark.left, parts);
      if (Atomics.load(state, mark.helperSleeps) === 1) Atomics.notify(state, mark.left);
      let own = 0;
      while (ownerTakes && Atomics.sub(state, mark.left, 1) > 0) doPart(work, own++);
      awaitDone(state, parts - own);
      if (Atomics.load(state, mark.failed) === 1) throw new Error('The second thread of a fit failed.');
    },
    end() {
      Atomics.store(state, mark.left, over);
      Atomics.notify(state, mark.left);
    },
  };
}

function doAll(work: TreeWork, parts: number): void {
  for (let part = 0; part < parts; part++) doPart(work, part);
}

/** Whether threads can share memory here and this one may wait: some hosts forbid it. */
function canWait(): boolean {
  try {
    return canShare && Atomics.wait(sharedInts(1), 0, 1, 0) === 'not-equal';
  } catch {
    return false;
  }
}

let kept: Worker | null = null;

/** One helper, which stays, because a new one takes longer than a fit. It holds no process open, and ends with this thread. */
export function helperThread(): Worker {
  if (kept) return kept;
  const worker = new Worker(new URL('./tree-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 32 },
  });
  const forget = () => {
    if (kept === worker) kept = null;
  };
  worker.on('error', forget).on('exit', forget);
  worker.unref();
  return (kept = worker);
}
