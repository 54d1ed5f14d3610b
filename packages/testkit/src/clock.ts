import { addMs } from '@smartstart/units';

/** A clock that stands until a test moves it. */
export interface FakeClock {
  now(): Date;
  advance(ms: number): void;
}

export function createFakeClock(start: Date = new Date()): FakeClock {
  let current = start;
  return { now: () => current, advance: (ms) => void (current = addMs(current, ms)) };
}
