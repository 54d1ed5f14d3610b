import {
  problem,
  type ErrorCode,
  type FieldProblem,
  type MissingPaper,
  type Problem,
} from '@smartstart/contract';

export interface FailDetails {
  fields?: readonly FieldProblem[];
  gate?: string;
  missingPapers?: readonly MissingPaper[];
  missingConditions?: readonly string[];
  retryAfterSeconds?: number;
}

/** Thrown for what a caller may act on. Everything else that is thrown is a fault of ours and answers 500. */
export class Fail extends Error {
  readonly code: ErrorCode;
  readonly details: FailDetails;

  constructor(code: ErrorCode, detail?: string, details: FailDetails = {}) {
    super(detail ?? code);
    this.name = 'Fail';
    this.code = code;
    this.details = details;
  }

  toProblem(requestId: string): Problem {
    return problem(this.code, {
      ...(this.message === this.code ? {} : { detail: this.message }),
      ...this.details,
      requestId,
    });
  }
}

/** For a row the caller may not see or that is not there: the same answer, so that ids cannot be probed. */
export function found<T>(row: T | undefined | null, what = 'There is nothing here that you can see.'): T {
  if (row === undefined || row === null) throw new Fail('NOT_FOUND', what);
  return row;
}
