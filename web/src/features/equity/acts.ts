import type { equityWire } from '@smartstart/contract';
import type { Security } from './types';

/** What an owner can do with a table, and what each act asks for. The order is that of the form. Pure. */

export type ActName = equityWire.EquityAct['act'];

type Of = 'SHARES' | 'OPTIONS' | 'CONVERTS' | 'ANY' | 'VESTING';

export type Field =
  | { readonly kind: 'holder'; readonly name: 'stakeholderId' | 'toStakeholderId' }
  /** Chosen by its holder first. */
  | { readonly kind: 'security'; readonly name: 'securityId'; readonly of: Of }
  | { readonly kind: 'securities'; readonly name: 'securityIds' }
  | { readonly kind: 'class'; readonly name: 'classId' }
  | { readonly kind: 'plan'; readonly name: 'planId'; readonly optional?: true }
  | { readonly kind: 'terms'; readonly name: 'termsId' }
  | { readonly kind: 'condition'; readonly name: 'conditionId' }
  | { readonly kind: 'count'; readonly name: 'shares' | 'reserved' | 'numerator' | 'denominator' }
  | {
      readonly kind: 'money';
      readonly name: 'pricePerShare' | 'exercisePrice' | 'purchasePrice' | 'investment' | 'valuationCap';
      readonly optional?: true;
    }
  | { readonly kind: 'percent'; readonly name: 'discount' | 'interestRate'; readonly optional?: true }
  | { readonly kind: 'wholePercent'; readonly name: 'percent' }
  | { readonly kind: 'date'; readonly name: 'vestingStart' | 'expires' | 'matures'; readonly optional?: true }
  | {
      readonly kind: 'text';
      readonly name: 'name' | 'provider';
      readonly max: number;
      readonly optional?: true;
    }
  | { readonly kind: 'note'; readonly name: 'note'; readonly required?: true }
  | { readonly kind: 'switch'; readonly name: 'mostFavoured' | 'compounding' }
  | { readonly kind: 'choice'; readonly name: 'timing' | 'dayCount'; readonly options: readonly string[] }
  /** Several values that belong together have a form part of their own. */
  | { readonly kind: 'newClass' }
  | { readonly kind: 'newTerms' }
  | { readonly kind: 'newHolder' };

const holder = { kind: 'holder', name: 'stakeholderId' } as const;
const security = (of: Of) => ({ kind: 'security', name: 'securityId', of }) as const;
const shareClass = { kind: 'class', name: 'classId' } as const;
const shares = { kind: 'count', name: 'shares' } as const;
const price = { kind: 'money', name: 'pricePerShare' } as const;
const vesting = [
  { kind: 'terms', name: 'termsId' },
  { kind: 'date', name: 'vestingStart', optional: true },
] as const;
const note = { kind: 'note', name: 'note' } as const;
const reason = { ...note, required: true } as const;
const cap = { kind: 'money', name: 'valuationCap', optional: true } as const;
const discount = { kind: 'percent', name: 'discount', optional: true } as const;
const expires = { kind: 'date', name: 'expires', optional: true } as const;

export const fieldsOf: Readonly<Record<ActName, readonly Field[]>> = {
  ISSUE: [
    holder,
    shareClass,
    { kind: 'plan', name: 'planId', optional: true },
    shares,
    price,
    ...vesting,
    note,
  ],
  GRANT_OPTIONS: [
    holder,
    { kind: 'plan', name: 'planId' },
    shares,
    { kind: 'money', name: 'exercisePrice' },
    expires,
    ...vesting,
    note,
  ],
  ISSUE_WARRANT: [
    holder,
    shareClass,
    shares,
    { kind: 'money', name: 'purchasePrice' },
    { kind: 'money', name: 'exercisePrice' },
    expires,
    note,
  ],
  ISSUE_SAFE: [
    holder,
    { kind: 'money', name: 'investment' },
    cap,
    discount,
    { kind: 'choice', name: 'timing', options: ['POST_MONEY', 'PRE_MONEY'] },
    { kind: 'switch', name: 'mostFavoured' },
    note,
  ],
  ISSUE_NOTE: [
    holder,
    { kind: 'money', name: 'investment' },
    { kind: 'percent', name: 'interestRate' },
    { kind: 'choice', name: 'dayCount', options: ['ACTUAL_365', '30_360'] },
    { kind: 'switch', name: 'compounding' },
    { kind: 'date', name: 'matures' },
    cap,
    discount,
    note,
  ],
  TRANSFER: [security('SHARES'), shares, { kind: 'holder', name: 'toStakeholderId' }, note],
  EXERCISE: [security('OPTIONS'), shares, note],
  CONVERT: [security('CONVERTS'), shareClass, shares, price, note],
  REPURCHASE: [security('SHARES'), shares, price, note],
  CANCEL: [security('ANY'), shares, reason],
  RESCHEDULE: [security('VESTING'), ...vesting, reason],
  ADD_STAKEHOLDER: [{ kind: 'newHolder' }],
  ADD_CLASS: [{ kind: 'newClass' }],
  ADD_PLAN: [{ kind: 'text', name: 'name', max: 80 }, shareClass, { kind: 'count', name: 'reserved' }],
  ADD_TERMS: [{ kind: 'newTerms' }],
  AUTHORISE: [shareClass, shares],
  RESERVE: [{ kind: 'plan', name: 'planId' }, shares],
  SPLIT: [shareClass, { kind: 'count', name: 'numerator' }, { kind: 'count', name: 'denominator' }],
  VALUATION: [shareClass, price, { kind: 'text', name: 'provider', max: 160, optional: true }],
  ROUND: [
    { kind: 'text', name: 'name', max: 120 },
    { kind: 'securities', name: 'securityIds' },
  ],
  MILESTONE: [security('VESTING'), { kind: 'condition', name: 'conditionId' }],
  ACCELERATE: [security('VESTING'), { kind: 'wholePercent', name: 'percent' }, reason],
  LEAVE: [holder, reason],
  RETRACT: [security('ANY'), reason],
};

/** What needs everybody's signature, and what the owner writes alone, as one looks for them. */
export const groups = [
  { key: 'give', acts: ['ISSUE', 'GRANT_OPTIONS', 'ISSUE_SAFE', 'ISSUE_NOTE', 'ISSUE_WARRANT'] },
  { key: 'change', acts: ['TRANSFER', 'EXERCISE', 'CONVERT', 'REPURCHASE', 'CANCEL', 'RESCHEDULE'] },
  { key: 'people', acts: ['ADD_STAKEHOLDER', 'LEAVE', 'MILESTONE', 'ACCELERATE'] },
  {
    key: 'company',
    acts: [
      'ADD_CLASS',
      'ADD_PLAN',
      'ADD_TERMS',
      'AUTHORISE',
      'RESERVE',
      'SPLIT',
      'VALUATION',
      'ROUND',
      'RETRACT',
    ],
  },
] as const satisfies readonly { key: string; acts: readonly ActName[] }[];

const consents: ReadonlySet<ActName> = new Set([...groups[0].acts, ...groups[1].acts]);

export function needsConsent(act: equityWire.EquityAct): act is equityWire.ConsentAct {
  return consents.has(act.act);
}

export function isConsentName(act: ActName): boolean {
  return consents.has(act);
}

export function isActName(text: string | null): text is ActName {
  return text !== null && text in fieldsOf;
}

/** What can be done with a security of a kind. */
export function actsOn(kind: Security['kind']): ActName[] {
  switch (kind) {
    case 'STOCK':
      return [
        'TRANSFER',
        'CONVERT',
        'REPURCHASE',
        'RESCHEDULE',
        'MILESTONE',
        'ACCELERATE',
        'CANCEL',
        'RETRACT',
      ];
    case 'EQUITY_COMPENSATION':
      return ['EXERCISE', 'RESCHEDULE', 'MILESTONE', 'ACCELERATE', 'CANCEL', 'RETRACT'];
    case 'WARRANT':
      return ['EXERCISE', 'TRANSFER', 'CANCEL', 'RETRACT'];
    case 'CONVERTIBLE':
      return ['CONVERT', 'CANCEL', 'RETRACT'];
  }
}

/** Whether a security comes into question for an act. */
export function fits({ kind, termsId }: Pick<Security, 'kind' | 'termsId'>, of: Of): boolean {
  switch (of) {
    case 'SHARES':
      return kind === 'STOCK' || kind === 'WARRANT';
    case 'OPTIONS':
      return kind === 'EQUITY_COMPENSATION' || kind === 'WARRANT';
    case 'CONVERTS':
      return kind === 'CONVERTIBLE' || kind === 'STOCK';
    case 'VESTING':
      return termsId !== null || kind === 'STOCK' || kind === 'EQUITY_COMPENSATION';
    case 'ANY':
      return true;
  }
}
