import type { Agreement } from './types';

/** What may be done with an agreement besides writing, sending and signing it. */
const acts = [
  'DECLINE',
  'DELEGATE',
  'RETRY',
  'RENEW',
  'REWORK',
  'APPEAL',
  'AMEND',
  'DROP_AMENDMENT',
  'REPORT_BREACH',
  'TERMINATE',
  'CANCEL',
] as const;
export type Act = (typeof acts)[number];

export const grave: ReadonlySet<Act> = new Set(['DECLINE', 'DROP_AMENDMENT', 'TERMINATE', 'CANCEL']);
/** The ways on from where nothing goes on by itself. */
const onward: ReadonlySet<Act> = new Set(['RETRY', 'RENEW', 'REWORK', 'APPEAL']);

export function isRunning({ state }: Pick<Agreement, 'state'>): boolean {
  return state === 'SIGNING' || state === 'AMENDMENT_SIGNING';
}

/** What the server lets the reader do: the ways on, which are the next step, and everything else. */
export function actsOf(agreement: Pick<Agreement, 'state' | 'permissions'>): {
  readonly onward: readonly Act[];
  readonly other: readonly Act[];
} {
  const offered = acts.filter((act) => agreement.permissions.includes(act));
  const isOnward = (act: Act) => onward.has(act) && !isRunning(agreement);
  return { onward: offered.filter(isOnward), other: offered.filter((act) => !isOnward(act)) };
}
