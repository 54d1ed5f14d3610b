import { paperOf } from '../catalogue/catalogue.ts';
import { isRelationshipPaper } from '../catalogue/relationship-papers.ts';
import {
  isBound,
  isInForce,
  mayOversee,
  placesOf,
  type DocumentState,
  type Reader,
} from '../record/policy.ts';
import type { DocumentRow, SignerRow } from '../record/store.ts';

/** What a reader may do with a document now, as one table. Pure. */

export type Permission =
  | 'EDIT'
  | 'SUBMIT'
  | 'OPEN_SIGNING'
  | 'CANCEL'
  | 'RETRY'
  | 'REMIND'
  | 'CORRECT'
  | 'SIGN'
  | 'APPROVE'
  | 'VIEW_TO_CONFIRM'
  | 'DECLINE'
  | 'DELEGATE'
  | 'AMEND'
  | 'DROP_AMENDMENT'
  | 'TERMINATE'
  | 'REPORT_BREACH'
  | 'APPEAL'
  | 'REWORK'
  | 'RENEW'
  | 'SHARE'
  | 'COMMENT';

/** Of the maker; a draft is edited and handed in by whoever writes it, which of an amendment may be another party. */
const ofMaker: Partial<Readonly<Record<DocumentState, readonly Permission[]>>> = {
  DRAFT: ['CANCEL'],
  UNDER_REVIEW: ['CANCEL'],
  REVISION_REQUESTED: ['CANCEL'],
  REJECTED: ['APPEAL', 'REWORK', 'CANCEL'],
  APPROVED: ['OPEN_SIGNING', 'CANCEL'],
  SIGNING: ['RETRY', 'REMIND', 'CORRECT', 'CANCEL'],
  SIGNATURE_REJECTED: ['RETRY', 'CORRECT', 'CANCEL'],
  SIGNATURE_INVALID: ['RETRY', 'CANCEL'],
  SIGNING_EXPIRED: ['RETRY', 'CORRECT', 'CANCEL'],
  AMENDMENT_SIGNING: ['RETRY', 'REMIND', 'CORRECT'],
  EXPIRED: ['RENEW'],
};

const writable: readonly DocumentState[] = ['DRAFT', 'REVISION_REQUESTED', 'AMENDMENT_DRAFT'];
const ofBound: readonly Permission[] = ['AMEND', 'TERMINATE', 'REPORT_BREACH'];
const ofDue: Readonly<Record<string, Permission>> = {
  SIGNER: 'SIGN',
  APPROVER: 'APPROVE',
  VIEWER: 'VIEW_TO_CONFIRM',
};

export interface Question {
  readonly document: DocumentRow;
  readonly signers: readonly SignerRow[];
  readonly reader: Reader;
  /** Somebody who is no party reads by a share. */
  readonly share: { readonly canComment: boolean } | null;
  readonly now: Date;
}

export function permissionsOf({ document, signers, reader, share, now }: Question): Permission[] {
  if (share) return share.canComment ? ['COMMENT'] : [];
  const custom = document.kind === 'CUSTOM';
  const state = document.state as DocumentState;
  const makes = custom && document.creator_id === reader.userId;
  const given: Permission[] = [];
  if (writable.includes(state) && writerOf(document) === reader.userId) given.push('EDIT', 'SUBMIT');
  if (makes) given.push(...(ofMaker[state] ?? []).filter((one) => isLeft(one, document)));
  else if (custom && mayOversee(reader) && ofMaker[state]?.includes('CANCEL')) given.push('CANCEL');
  const due = dueOf(document, signers, reader, now);
  if (due) given.push(ofDue[due.kind]!, 'DECLINE');
  if (due && custom && !(due.kind === 'SIGNER' && isRelationshipPaper(document.code))) given.push('DELEGATE');
  if (state === 'AMENDMENT_DRAFT' && custom && isBound(document, signers, reader.userId))
    given.push('DROP_AMENDMENT');
  const inForce = isInForce({ state, validUntil: document.valid_until }, now);
  if (state === 'EFFECTIVE' && inForce && isBound(document, signers, reader.userId))
    given.push(...ofBound.filter((one) => isOpen(one, document)));
  if (custom) given.push('SHARE', 'COMMENT');
  return given;
}

/** An appeal is heard once; a paper about two people is not corrected to be about others. */
function isLeft(one: Permission, { appealed, code }: DocumentRow): boolean {
  return one === 'APPEAL' ? !appealed : one !== 'CORRECT' || !isRelationshipPaper(code);
}

function dueOf(
  { state, deadline }: DocumentRow,
  signers: readonly SignerRow[],
  reader: Reader,
  now: Date,
): SignerRow | undefined {
  if ((state !== 'SIGNING' && state !== 'AMENDMENT_SIGNING') || (deadline && deadline <= now))
    return undefined;
  return placesOf(signers, reader).find((place) => place.state === 'DUE');
}

/** Papers are not amended, some end with the membership only; and notice is given once. */
function isOpen(one: Permission, { kind, code, venture_id, notice_at }: DocumentRow): boolean {
  if (one === 'AMEND') return kind === 'CUSTOM';
  const lasting = kind === 'PAPER' && venture_id !== null && paperOf(code)?.whileMember;
  return one !== 'TERMINATE' || (notice_at === null && !lasting);
}

function writerOf({ draft }: DocumentRow): string | null {
  return (draft as { writerId?: string } | null)?.writerId ?? null;
}
