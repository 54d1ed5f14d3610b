/** The first thing that does not hold: the row it was seen in, and what is wrong, in a sentence. */
export interface Fault {
  readonly seq: number | null;
  readonly where: string;
  readonly text: string;
}

/** Ends a proof. */
export class Broken extends Error {
  readonly fault: Fault;

  constructor(where: string, seq: bigint | null, text: string) {
    super(`${where}: ${text}`);
    this.fault = { seq: seq === null ? null : Number(seq), where, text };
  }
}
