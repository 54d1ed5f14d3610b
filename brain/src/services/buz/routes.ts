import type { Buz } from './index.ts';

/** The handlers of the three modules of this service, part by part. */
export function buzRoutes(_buz: Buz) {
  return {
    buz: {},
    governance: {},
    buzAdmin: {},
  };
}
