import type { offersWire } from '@smartstart/contract';

/** Contract offers (domain rules, section 20.6): states, and who may do what in which. Pure. */

export type OfferState =
  | 'DRAFT'
  | 'PENDING'
  | 'ACCEPTED'
  | 'REJECTED'
  | 'WITHDRAWN'
  | 'EXPIRED'
  | 'COMPLETED'
  | 'TERMINATED';
export type OfferEvent =
  | 'edit'
  | 'send'
  | 'accept'
  | 'reject'
  | 'withdraw'
  | 'expire'
  | 'complete'
  | 'terminate';

/** Only what is listed exists. */
export const transitions: Readonly<Record<OfferEvent, Partial<Record<OfferState, OfferState>>>> = {
  edit: { DRAFT: 'DRAFT' },
  send: { DRAFT: 'PENDING' },
  accept: { PENDING: 'ACCEPTED' },
  reject: { PENDING: 'REJECTED' },
  withdraw: { PENDING: 'WITHDRAWN', DRAFT: 'WITHDRAWN' },
  expire: { PENDING: 'EXPIRED' },
  complete: { ACCEPTED: 'COMPLETED' },
  terminate: { ACCEPTED: 'TERMINATED' },
};

export function nextState(state: string, event: OfferEvent): OfferState | null {
  return transitions[event][state as OfferState] ?? null;
}

type Action = 'EDIT' | 'SEND' | 'WITHDRAW' | 'ACCEPT' | 'REJECT' | 'COMPLETE' | 'TERMINATE';

const ownersActions: readonly OfferEvent[] = ['edit', 'send', 'withdraw', 'complete'];
const addresseesActions: readonly OfferEvent[] = ['accept', 'reject'];

/** What the reader may do with an offer now. */
export function actionsIn(
  state: string,
  reader: { readonly acts: boolean; readonly isAddressee: boolean },
): Action[] {
  const events = [...(reader.acts ? ownersActions : []), ...(reader.isAddressee ? addresseesActions : [])];
  return events.filter((event) => nextState(state, event)).map((event) => event.toUpperCase() as Action);
}

const kindWords: Readonly<Record<string, string>> = {
  CODE: 'software',
  DESIGN: 'design',
  GROWTH: 'growth',
  OPS: 'operations',
  SALES: 'sales',
  LEGAL: 'legal matters',
  FINANCE: 'finance',
  STRATEGY: 'strategy',
  RESEARCH: 'research',
  OTHER: 'another field',
};

/** The blanks of the document that an offer becomes, and the clauses it takes. */
export function documentFor(
  terms: offersWire.OfferTerms,
  given: { readonly ventureName: string; readonly className: string; readonly until: string },
): { values: Record<string, string>; clauses: string[] } {
  const { equity, vesting, revenuePercent, fee } = terms;
  const time = vesting.kind === 'TIME' ? vesting : null;
  const values: Record<string, string> = {
    projectName: given.ventureName,
    contributionKind: kindWords[terms.kind]!,
    work: terms.work,
    effort: terms.effort,
    deliverables: terms.deliverables,
    offerUntil: given.until,
    ...(terms.impact ? { impact: terms.impact } : {}),
    ...(equity ? { unitClass: given.className.slice(0, 60) } : {}),
    ...(equity?.unit === 'PERCENT' ? { equityPercent: equity.value } : {}),
    ...(equity?.unit === 'UNITS' ? { unitCount: equity.value } : {}),
    ...(equity && time ? { vestingMonths: String(time.months), cliffMonths: String(time.cliffMonths) } : {}),
    ...(revenuePercent === undefined ? {} : { revenuePercent }),
    ...(fee ? { fee: `${fee.amount} ${fee.currency}` } : {}),
  };
  const clauses = [
    'intro',
    'contribution',
    'deliverables',
    equity ? (equity.unit === 'PERCENT' ? 'equity-percent' : 'equity-units') : 'equity-none',
    ...(equity && time ? ['vesting'] : []),
    ...(revenuePercent === undefined ? [] : ['revenue']),
    ...(fee ? ['fee'] : []),
    'papers',
    'independence',
    'expiry',
    'term',
    'law',
    'general',
  ];
  return { values, clauses };
}
