import type { offersWire } from '@smartstart/contract';
import { parseDecimal } from '@smartstart/units';
import type { FigureFormat } from '../../lib/numbers';
import { planOf, usualPlan, type PlanDraft, type PlanFault } from '../equity/vesting-plan';
import type { Kind, OfferTerms } from './types';

/** What stands in the fields of an offer, and the terms it makes. Pure. */

export interface OfferDraft {
  readonly addresseeId: string;
  readonly kind: Kind;
  readonly work: string;
  readonly effort: string;
  readonly impact: string;
  readonly deliverables: string;
  readonly withEquity: boolean;
  readonly unit: 'PERCENT' | 'UNITS';
  readonly equity: string;
  readonly plan: PlanDraft;
  readonly withRevenue: boolean;
  readonly revenue: string;
  readonly withFee: boolean;
  readonly fee: string;
  readonly currency: string;
}

export const emptyOffer: OfferDraft = {
  addresseeId: '',
  kind: 'CODE',
  work: '',
  effort: '',
  impact: '',
  deliverables: '',
  withEquity: true,
  unit: 'PERCENT',
  equity: '',
  plan: usualPlan,
  withRevenue: false,
  revenue: '',
  withFee: false,
  fee: '',
  currency: 'CAD',
};

export const lengths = {
  work: { least: 10, most: 4000 },
  effort: { least: 1, most: 200 },
  impact: { least: 0, most: 400 },
  deliverables: { least: 5, most: 4000 },
} as const;

export type OfferFault = 'person' | 'short' | 'percent' | 'units' | 'amount' | 'nothing';
export interface OfferFaults {
  readonly addresseeId?: OfferFault;
  readonly work?: OfferFault;
  readonly effort?: OfferFault;
  readonly deliverables?: OfferFault;
  readonly equity?: OfferFault;
  readonly revenue?: OfferFault;
  readonly fee?: OfferFault;
  readonly reward?: OfferFault;
  readonly plan?: PlanFault;
}

type Terms = OfferTerms;

/** The terms as the contract writes them, or what is wrong with which field. */
export function termsOf(
  draft: OfferDraft,
  format: Pick<FigureFormat, 'read'>,
): { terms: Terms; faults: null } | { terms: null; faults: OfferFaults } {
  const faults: Record<string, OfferFault | PlanFault> = {};
  if (draft.addresseeId === '') faults['addresseeId'] = 'person';
  for (const name of ['work', 'effort', 'deliverables'] as const)
    if (draft[name].trim().length < lengths[name].least) faults[name] = 'short';
  const equity = draft.withEquity ? equityOf(draft, format) : undefined;
  if (equity === null) faults['equity'] = draft.unit === 'PERCENT' ? 'percent' : 'units';
  const plan = planOf(draft.withEquity ? draft.plan : usualPlan);
  if (typeof plan === 'string') faults['plan'] = plan;
  const revenue = draft.withRevenue ? percentOf(draft.revenue, format) : undefined;
  if (revenue === null) faults['revenue'] = 'percent';
  const fee = draft.withFee ? format.read(draft.fee, 2) : undefined;
  if (fee === null || fee === '0') faults['fee'] = 'amount';
  if (!draft.withEquity && !draft.withRevenue && !draft.withFee) faults['reward'] = 'nothing';
  if (Object.keys(faults).length || typeof plan === 'string') return { terms: null, faults };
  return {
    faults: null,
    terms: {
      kind: draft.kind,
      work: draft.work.trim(),
      effort: draft.effort.trim(),
      impact: draft.impact.trim(),
      deliverables: draft.deliverables.trim(),
      vesting: plan,
      ...(equity ? { equity } : {}),
      ...(revenue ? { revenuePercent: revenue } : {}),
      ...(fee ? { fee: { amount: fee, currency: draft.currency } } : {}),
    },
  };
}

/** The draft that an offer's terms came from. */
export function draftOf(
  { addresseeId, terms }: { readonly addresseeId: string; readonly terms: Terms },
  format: Pick<FigureFormat, 'typed'>,
): OfferDraft {
  const { equity, revenuePercent, fee } = terms;
  return {
    ...emptyOffer,
    addresseeId,
    kind: terms.kind,
    work: terms.work,
    effort: terms.effort,
    impact: terms.impact,
    deliverables: terms.deliverables,
    withEquity: equity !== undefined,
    unit: equity?.unit ?? 'PERCENT',
    equity: equity ? format.typed(equity.value) : '',
    plan: planDraftOf(terms.vesting),
    withRevenue: revenuePercent !== undefined,
    revenue: revenuePercent === undefined ? '' : format.typed(revenuePercent),
    withFee: fee !== undefined,
    fee: fee ? format.typed(fee.amount) : '',
    currency: fee?.currency ?? emptyOffer.currency,
  };
}

/** After somebody else saved: fields that were changed here keep their text, all others show the other version. */
export function merged(base: OfferDraft, mine: OfferDraft, theirs: OfferDraft): OfferDraft {
  const names = Object.keys(theirs) as (keyof OfferDraft)[];
  const kept = names.filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(base[name]));
  return { ...theirs, ...Object.fromEntries(kept.map((name) => [name, mine[name]])) };
}

function equityOf(
  { unit, equity }: OfferDraft,
  format: Pick<FigureFormat, 'read'>,
): offersWire.OfferTerms['equity'] | null {
  if (unit === 'PERCENT') {
    const value = percentOf(equity, format);
    return value === null ? null : { unit, value };
  }
  const value = format.read(equity, 0);
  return value === null || value === '0' ? null : { unit, value };
}

/** Above zero, at most 100, at most six places. */
function percentOf(typed: string, format: Pick<FigureFormat, 'read'>): string | null {
  const value = format.read(typed, 6);
  if (value === null) return null;
  const exact = parseDecimal(value);
  return exact > 0n && exact <= parseDecimal('100') ? value : null;
}

function planDraftOf(plan: Terms['vesting']): PlanDraft {
  if (plan.kind === 'TIME')
    return {
      ...usualPlan,
      kind: 'TIME',
      months: String(plan.months),
      cliffMonths: String(plan.cliffMonths),
      everyMonths: String(plan.everyMonths) as PlanDraft['everyMonths'],
    };
  if (plan.kind === 'IMMEDIATE') return { ...usualPlan, kind: 'IMMEDIATE' };
  return {
    ...usualPlan,
    kind: 'MILESTONES',
    milestones: plan.milestones.map(({ title, parts }, index) => ({
      key: String(index),
      title,
      parts: String(parts),
    })),
  };
}
