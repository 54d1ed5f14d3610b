import type { TreeWork } from './tree-work.ts';

/** What the helper is handed when a fit begins. */
export interface HelperOrder {
  readonly work: TreeWork;
  readonly marks: Int32Array;
}

/** What two threads tell each other about a task, a cache line each, so that they do not get into each other's way. */
export const mark = {
  /** Parts not yet taken; below zero once all are; `over` when the fit has ended. */
  left: 0,
  /** Parts the helper has done. */
  done: 16,
  /** 1 once the helper is at this work. */
  ready: 32,
  helperSleeps: 48,
  ownerSleeps: 64,
  failed: 80,
  /** Counts tasks. */
  task: 96,
  /** Of this task: how many parts it has. */
  parts: 112,
} as const;
export const marks = 128;
export const over = -(2 ** 30);
/** How often a thread looks before it lies down: tens of microseconds, about what waking up takes. */
export const looks = 10_000;

/** Waits until there may be parts to take; false when the fit has ended. */
export function awaitParts(state: Int32Array): boolean {
  for (let look = 0; look < looks; look++) {
    const left = Atomics.load(state, mark.left);
    if (left > 0) return true;
    if (left <= over) return false;
  }
  Atomics.store(state, mark.helperSleeps, 1);
  let left = Atomics.load(state, mark.left);
  while (left <= 0 && left > over) {
    Atomics.wait(state, mark.left, left);
    left = Atomics.load(state, mark.left);
  }
  Atomics.store(state, mark.helperSleeps, 0);
  return left > 0;
}

/** Waits until the helper has done so many parts of this task. */
export function awaitDone(state: Int32Array, parts: number): void {
  for (let look = 0; look < looks; look++) if (Atomics.load(state, mark.done) === parts) return;
  Atomics.store(state, mark.ownerSleeps, 1);
  let done = Atomics.load(state, mark.done);
  while (done !== parts) {
    Atomics.wait(state, mark.done, done);
    done = Atomics.load(state, mark.done);
  }
  Atomics.store(state, mark.ownerSleeps, 0);
}
