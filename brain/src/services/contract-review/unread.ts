import type { FailureReason } from './result.ts';

/** Thrown inside the reading thread for a contract that cannot be read. */
export class Unread extends Error {
  readonly reason: FailureReason;
  constructor(reason: FailureReason) {
    super(reason);
    this.reason = reason;
  }
}
