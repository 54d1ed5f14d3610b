import { Fail } from '../../kernel/errors.ts';
import type { DocumentRow, SignerRow } from './store.ts';

/** Pure rules of documents: the transitions of section 3.4 that exist for copies of standard papers, and who is a party. */

export type DocumentState =
  | 'APPROVED'
  | 'SIGNING'
  | 'VERIFYING'
  | 'EFFECTIVE'
  | 'SIGNATURE_REJECTED'
  | 'SIGNATURE_INVALID'
  | 'SIGNING_EXPIRED'
  | 'EXPIRED'
  | 'TERMINATED'
  | 'CANCELLED';

/** The trigger on `documents` holds the same list; a test compares the two. A fresh copy takes the place of a retry. */
export const transitions: Readonly<Record<DocumentState, readonly DocumentState[]>> = {
  APPROVED: ['SIGNING', 'CANCELLED'],
  SIGNING: ['VERIFYING', 'SIGNATURE_REJECTED', 'SIGNING_EXPIRED', 'CANCELLED'],
  VERIFYING: ['EFFECTIVE', 'SIGNATURE_INVALID'],
  EFFECTIVE: ['TERMINATED', 'EXPIRED'],
  SIGNATURE_REJECTED: [],
  SIGNATURE_INVALID: [],
  SIGNING_EXPIRED: [],
  EXPIRED: [],
  TERMINATED: [],
  CANCELLED: [],
};

const sentences: Readonly<Record<DocumentState, string>> = {
  APPROVED: 'This copy is not open for signing.',
  SIGNING: 'This copy is still being signed.',
  VERIFYING: 'This copy is being verified.',
  EFFECTIVE: 'This copy is in force already.',
  SIGNATURE_REJECTED: 'A signer declined this copy. Open a fresh one.',
  SIGNATURE_INVALID: 'A check of this copy failed. Open a fresh one.',
  SIGNING_EXPIRED: 'The time for signing this copy is over. Open a fresh one.',
  EXPIRED: 'This copy has expired. Open a fresh one.',
  TERMINATED: 'This copy was ended.',
  CANCELLED: 'This copy was cancelled.',
};

export function requireTransition(document: Pick<DocumentRow, 'state'>, next: DocumentState): void {
  const state = document.state as DocumentState;
  if (!transitions[state].includes(next)) throw new Fail('ILLEGAL_TRANSITION', sentences[state]);
}

export interface Reader {
  readonly userId: string;
  readonly held: ReadonlySet<number>;
}

/** The administrative rungs of which a holder may sign for the hub; a super administrator may in place of each. */
export const signingRungs: readonly number[] = [10, 12];

export function adminRungsOf(reader: Reader): number[] {
  return reader.held.has(12) ? [...signingRungs] : signingRungs.filter((rung) => reader.held.has(rung));
}

/** The places in which the reader stands, or could sign for the hub. */
export function placesOf(signers: readonly SignerRow[], reader: Reader): SignerRow[] {
  const own = signers.filter((signer) => signer.user_id === reader.userId);
  // Nobody countersigns their own paper for the hub.
  if (own.length) return own;
  const rungs = adminRungsOf(reader);
  return signers.filter(
    (signer) =>
      signer.user_id === null &&
      signer.admin_rung !== null &&
      rungs.includes(signer.admin_rung) &&
      signer.state === 'DUE',
  );
}

export function isDue(
  document: Pick<DocumentRow, 'state'>,
  signers: readonly SignerRow[],
  reader: Reader,
): boolean {
  return document.state === 'SIGNING' && placesOf(signers, reader).some((place) => place.state === 'DUE');
}

export function isInForce(
  copy: { readonly state: string; readonly validUntil: Date | null },
  now: Date,
): boolean {
  return copy.state === 'EFFECTIVE' && (copy.validUntil === null || copy.validUntil > now);
}
