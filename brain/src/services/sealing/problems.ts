/** Why a document could not be rendered or sealed. */
export type SealingProblem =
  /** The HTML, the text of the round and its hash do not belong together. */
  | 'TEXT_MISMATCH'
  /** The evidence does not verify, so nothing is sealed over it. */
  | 'EVIDENCE_INVALID'
  /** A drawn signature is not a whole PNG image. */
  | 'DRAWING_DAMAGED'
  /** The document has more text than a file may have pages. */
  | 'TOO_LARGE'
  /** The file to be sealed or amended is no PDF that can be continued. */
  | 'PDF_UNREADABLE'
  /** The timestamp authority did not answer, or not rightly. Worth another try later. */
  | 'TIMESTAMP_UNAVAILABLE'
  | 'CERTIFICATE_UNUSABLE'
  /** The finished seal did not stand its own check. */
  | 'SEAL_REFUSED'
  /** Too much waits to be sealed, or it took too long. Worth another try later. */
  | 'BUSY';

export class SealingError extends Error {
  readonly problem: SealingProblem;
  /** Whether the same call may succeed later. */
  readonly retry: boolean;

  constructor(problem: SealingProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SealingError';
    this.problem = problem;
    this.retry = problem === 'TIMESTAMP_UNAVAILABLE' || problem === 'BUSY';
  }
}
