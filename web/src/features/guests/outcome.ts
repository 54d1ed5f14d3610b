import type { GuestDocument } from './types';

/** What a guest is asked to do. */
export type Act = 'SIGN' | 'APPROVE' | 'READ';

const acts: Partial<Record<GuestDocument['you']['kind'], Act>> = {
  SIGNER: 'SIGN',
  APPROVER: 'APPROVE',
  VIEWER: 'READ',
};

export function actOf({ you }: Pick<GuestDocument, 'you'>): Act {
  return acts[you.kind] ?? 'READ';
}

export const outcomes = [
  'declined',
  'handedOn',
  'replaced',
  'withdrawn',
  'refused',
  'tooLate',
  'invalid',
  'ended',
  'inForce',
  'released',
  'signed',
  'approved',
  'read',
  'copy',
  'notYet',
] as const;
export type Outcome = (typeof outcomes)[number];

type Facts = { state: string; you: Pick<GuestDocument['you'], 'state'> };

const leftByPerson: Partial<Record<string, Outcome>> = {
  DECLINED: 'declined',
  DELEGATED: 'handedOn',
  REPLACED: 'replaced',
};
const byDocument: Partial<Record<string, Outcome>> = {
  CANCELLED: 'withdrawn',
  SIGNATURE_REJECTED: 'refused',
  SIGNING_EXPIRED: 'tooLate',
  SIGNATURE_INVALID: 'invalid',
  TERMINATED: 'ended',
  EXPIRED: 'ended',
  EFFECTIVE: 'inForce',
  AMENDMENT_DRAFT: 'inForce',
  AMENDMENT_REVIEW: 'inForce',
  BREACH_INVESTIGATION: 'inForce',
  BREACH_REMEDIATION: 'inForce',
};
const byPlace: Partial<Record<string, Outcome>> = {
  RELEASED: 'released',
  SIGNED: 'signed',
  APPROVED: 'approved',
  VIEWED: 'read',
  COPIED: 'copy',
};

/** How it stands when nothing is left to do; null while it is the guest's turn. */
export function outcomeOf({ state, you }: Facts): Outcome | null {
  const ended = leftByPerson[you.state] ?? byDocument[state];
  if (ended) return ended;
  return you.state === 'DUE' ? null : (byPlace[you.state] ?? 'notYet');
}
