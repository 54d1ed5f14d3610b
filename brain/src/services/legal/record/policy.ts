import { Fail } from '../../../kernel/errors.ts';
import { wasAsked } from './recipients.ts';
import type { DocumentRow, SignerRow } from './store.ts';

/** Pure rules of documents: the transitions of section 3.4, and who is a party. */

/** The trigger on `documents` holds the same list; a test compares the two. */
export const transitions = {
  DRAFT: ['UNDER_REVIEW', 'CANCELLED'],
  UNDER_REVIEW: ['APPROVED', 'REVISION_REQUESTED', 'REJECTED', 'CANCELLED'],
  REVISION_REQUESTED: ['UNDER_REVIEW', 'CANCELLED'],
  REJECTED: ['UNDER_REVIEW', 'DRAFT', 'CANCELLED'],
  APPROVED: ['SIGNING', 'CANCELLED', 'EXPIRED'],
  SIGNING: ['VERIFYING', 'SIGNATURE_REJECTED', 'SIGNING_EXPIRED', 'CANCELLED'],
  VERIFYING: ['EFFECTIVE', 'SIGNATURE_INVALID', 'CANCELLED'],
  SIGNATURE_REJECTED: ['SIGNING', 'CANCELLED'],
  SIGNATURE_INVALID: ['SIGNING', 'CANCELLED'],
  SIGNING_EXPIRED: ['SIGNING', 'CANCELLED'],
  EFFECTIVE: ['AMENDMENT_DRAFT', 'BREACH_INVESTIGATION', 'TERMINATED', 'EXPIRED'],
  AMENDMENT_DRAFT: ['AMENDMENT_REVIEW', 'EFFECTIVE'],
  AMENDMENT_REVIEW: ['AMENDMENT_SIGNING', 'EFFECTIVE'],
  AMENDMENT_SIGNING: ['EFFECTIVE'],
  BREACH_INVESTIGATION: ['EFFECTIVE', 'BREACH_REMEDIATION'],
  BREACH_REMEDIATION: ['EFFECTIVE', 'TERMINATED'],
  EXPIRED: ['SIGNING'],
  TERMINATED: [],
  CANCELLED: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type DocumentState = keyof typeof transitions;

const sentences: Readonly<Record<DocumentState, string>> = {
  DRAFT: 'This document is still a draft.',
  UNDER_REVIEW: 'This text is being reviewed.',
  REVISION_REQUESTED: 'The review asked for changes. Make them and hand the text in again.',
  REJECTED: 'The review rejected this text. Take it back into the draft, or appeal once.',
  APPROVED: 'This document is not open for signing.',
  SIGNING: 'This document is still being signed.',
  VERIFYING: 'This document is being verified.',
  EFFECTIVE: 'This document is in force already.',
  SIGNATURE_REJECTED: 'A signer declined this document.',
  SIGNATURE_INVALID: 'A check of this document failed.',
  SIGNING_EXPIRED: 'The time for signing this document is over.',
  AMENDMENT_DRAFT: 'An amendment of this document is being written.',
  AMENDMENT_REVIEW: 'An amendment of this document is being reviewed.',
  AMENDMENT_SIGNING: 'An amendment of this document is being signed.',
  BREACH_INVESTIGATION: 'A reported breach of this document is being looked into.',
  BREACH_REMEDIATION: 'A breach of this document is being put right.',
  EXPIRED: 'This document has expired.',
  TERMINATED: 'This document was ended.',
  CANCELLED: 'This document was cancelled.',
};

export function requireTransition(document: Pick<DocumentRow, 'state'>, next: DocumentState): void {
  const state = document.state as DocumentState;
  if (!(transitions[state] as readonly DocumentState[]).includes(next))
    throw new Fail('ILLEGAL_TRANSITION', sentences[state]);
}

/** For acts that begin in some states only, though others lead to the same next one. */
export function requireState(document: Pick<DocumentRow, 'state'>, states: readonly DocumentState[]): void {
  const state = document.state as DocumentState;
  if (!states.includes(state)) throw new Fail('ILLEGAL_TRANSITION', sentences[state]);
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

/** Legal administrators may cancel what is not in force yet. */
export function mayOversee(reader: Reader): boolean {
  return reader.held.has(11) || reader.held.has(12);
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

/** Somebody who may read a document because of what they are to it: asked to act, or its maker. */
export function isParty(
  document: Pick<DocumentRow, 'kind' | 'creator_id'>,
  signers: readonly SignerRow[],
  reader: Reader,
): boolean {
  const makes = document.kind === 'CUSTOM' && document.creator_id === reader.userId;
  return makes || placesOf(signers, reader).some(wasAsked);
}

/**
 * Those bound by the document: whoever signed the text in force, and the maker of an agreement. Who signed an amendment
 * that came to nothing is bound by nothing.
 */
export function isBound(
  document: Pick<DocumentRow, 'creator_id' | 'round'>,
  signers: readonly Pick<SignerRow, 'user_id' | 'state' | 'round'>[],
  userId: string,
): boolean {
  return (
    document.creator_id === userId ||
    boundPlaces(document, signers).some((signer) => signer.user_id === userId)
  );
}

/** The places in which the text in force was signed. */
export function boundPlaces<T extends Pick<SignerRow, 'state' | 'round'>>(
  document: Pick<DocumentRow, 'round'>,
  signers: readonly T[],
): T[] {
  return signers.filter((signer) => signer.round === document.round && signer.state === 'SIGNED');
}

export function isDue(
  document: Pick<DocumentRow, 'state'>,
  signers: readonly SignerRow[],
  reader: Reader,
): boolean {
  const open = document.state === 'SIGNING' || document.state === 'AMENDMENT_SIGNING';
  return open && placesOf(signers, reader).some((place) => place.state === 'DUE');
}

/**
 * The states in which a document counts. While an amendment is under way its version before holds; and a breach that is
 * looked into or put right closes nothing, else a report alone could shut somebody out.
 */
export const inForceStates: readonly DocumentState[] = [
  'EFFECTIVE',
  'AMENDMENT_DRAFT',
  'AMENDMENT_REVIEW',
  'AMENDMENT_SIGNING',
  'BREACH_INVESTIGATION',
  'BREACH_REMEDIATION',
];

export function countsAsInForce(state: string): boolean {
  return (inForceStates as readonly string[]).includes(state);
}

/** Its end may have passed, though no job has written that down yet. */
export function requireInForce(document: Pick<DocumentRow, 'state' | 'valid_until'>, now: Date): void {
  if (!isInForce({ state: document.state, validUntil: document.valid_until }, now))
    throw new Fail('ILLEGAL_TRANSITION', sentences.EXPIRED);
}

export function isInForce(
  copy: { readonly state: string; readonly validUntil: Date | null },
  now: Date,
): boolean {
  return countsAsInForce(copy.state) && (copy.validUntil === null || copy.validUntil > now);
}
