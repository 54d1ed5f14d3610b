import { equityWire } from '@smartstart/contract';
import { divideRounded, formatDecimal, parseDecimal } from '@smartstart/units';
import { fieldsOf, needsConsent, type ActName, type Field } from './acts';
import type { FigureFormat } from '../../lib/numbers';
import { planOf, usualPlan, type PlanDraft } from './vesting-plan';

/** What stands in the fields of an act, and the act it makes. Pure. */

export interface ActDraft {
  /** By the name of the field, as typed. */
  readonly text: Readonly<Record<string, string>>;
  readonly on: Readonly<Record<string, boolean>>;
  readonly list: readonly string[];
  /** Whose security it is; not a part of the act. */
  readonly owner: string;
  readonly plan: PlanDraft;
}

export const emptyDraft: ActDraft = { text: {}, on: {}, list: [], owner: '', plan: usualPlan };

export type FaultKey = 'missing' | 'number' | 'count' | 'percent' | 'short' | 'plan' | 'email' | 'name';
export type Faults = Readonly<Record<string, FaultKey>>;

export type Built =
  | { readonly act: equityWire.EquityAct; readonly faults: null }
  | { readonly act: null; readonly faults: Faults };

const defaults: Readonly<Record<string, string>> = {
  timing: 'POST_MONEY',
  dayCount: 'ACTUAL_365',
  kind: 'COMMON',
  allocation: 'CUMULATIVE_ROUND_DOWN',
  votesPerShare: '1',
  seniority: '1',
  holderKind: 'INDIVIDUAL',
  relationship: 'OTHER',
  who: 'MEMBER',
};

export const textOf = (draft: ActDraft, name: string) => draft.text[name] ?? defaults[name] ?? '';

/** The act, as the contract writes it; or for each field that is wrong what is wrong with it. */
export function build(name: ActName, draft: ActDraft, format: FigureFormat, currency: string): Built {
  const faults: Record<string, FaultKey> = {};
  const read = reader(draft, format, currency, faults);
  const values: Record<string, unknown> = { act: name };
  for (const field of fieldsOf[name]) Object.assign(values, read(field));
  if (Object.keys(faults).length) return { act: null, faults };
  const parsed = equityWire.consentAct.safeParse(values);
  const act = parsed.success ? parsed.data : equityWire.ownerAct.safeParse(values);
  if ('act' in act) return { act, faults: null };
  if (act.success) return { act: act.data, faults: null };
  // The fields have been looked at one by one; what is left is a limit of the contract.
  const issues = needsConsent(values as equityWire.EquityAct) ? parsed.error!.issues : act.error.issues;
  return {
    act: null,
    faults: Object.fromEntries(
      issues.map(({ path }) => [String(path.at(-1) ?? path[0] ?? ''), 'number' as const]),
    ),
  };
}

function reader(draft: ActDraft, format: FigureFormat, currency: string, faults: Record<string, FaultKey>) {
  const typed = (name: string) => textOf(draft, name).trim();
  const required = (name: string) => {
    const value = typed(name);
    if (value === '') faults[name] = 'missing';
    return value;
  };
  const count = (name: string) => {
    const value = required(name) && format.read(typed(name), 0);
    if (typed(name) !== '' && (value === null || value === '0')) faults[name] = 'count';
    return value;
  };
  const number = (name: string, optional = false) => {
    if (optional && typed(name) === '') return undefined;
    const value = required(name) && format.read(typed(name));
    if (typed(name) !== '' && value === null) faults[name] = 'number';
    return value ?? '';
  };
  const money = (name: string, optional = false) => {
    const amount = number(name, optional);
    return amount === undefined ? undefined : { amount, currency };
  };
  const percent = (name: string, optional = false) => {
    if (optional && typed(name) === '') return undefined;
    const value = required(name) && format.read(typed(name), 8);
    if (value === null || (value !== '' && parseDecimal(value) > parseDecimal('100')))
      faults[name] = 'percent';
    return value ? formatDecimal(divideRounded(parseDecimal(value), 100n, 'FLOOR')) : '';
  };
  const set = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value });

  return (field: Field): Record<string, unknown> => {
    switch (field.kind) {
      case 'holder':
      case 'security':
      case 'class':
      case 'condition':
        return { [field.name]: required(field.name) };
      case 'plan':
        return field.optional
          ? set(field.name, typed(field.name) || undefined)
          : { [field.name]: required(field.name) };
      case 'terms':
        return set(field.name, typed(field.name) || undefined);
      case 'securities':
        if (!draft.list.length) faults[field.name] = 'missing';
        return { [field.name]: draft.list };
      case 'count':
        return { [field.name]: count(field.name) };
      case 'money':
        return set(field.name, money(field.name, field.optional));
      case 'percent':
        return set(field.name, percent(field.name, field.optional));
      case 'wholePercent': {
        const value = Number(required(field.name));
        if (!(Number.isInteger(value) && value >= 1 && value <= 100)) faults[field.name] = 'percent';
        return { [field.name]: value };
      }
      case 'date':
        // A day to count from says nothing where everything vests at once.
        if (field.name === 'vestingStart' && typed('termsId') === '') return {};
        return field.optional
          ? set(field.name, typed(field.name) || undefined)
          : { [field.name]: required(field.name) };
      case 'text':
        return { [field.name]: field.optional ? typed(field.name) : required(field.name) };
      case 'note':
        if (field.required && typed('note').length < 3) faults['note'] = 'short';
        return { note: typed('note') };
      case 'switch':
        return { [field.name]: draft.on[field.name] ?? false };
      case 'choice':
        return { [field.name]: typed(field.name) };
      case 'newTerms': {
        const plan = planOf(draft.plan);
        if (typeof plan === 'string') faults['plan'] = 'plan';
        return { name: required('name'), plan, allocation: typed('allocation') };
      }
      case 'newHolder':
        return { stakeholder: stakeholder(draft, required, faults) };
      case 'newClass':
        return newClass();
    }
  };

  function newClass(): Record<string, unknown> {
    const into = typed('kind') === 'PREFERRED' ? typed('convertsInto') : '';
    return {
      name: required('name'),
      kind: typed('kind'),
      authorised: draft.on['unlimited'] ? 'UNLIMITED' : count('authorised'),
      votesPerShare: wholeNumber('votesPerShare'),
      seniority: wholeNumber('seniority'),
      ...set('pricePerShare', money('pricePerShare', true)),
      ...(typed('kind') === 'PREFERRED'
        ? {
            ...set('liquidationMultiple', number('liquidationMultiple', true)),
            ...set('participationCapMultiple', number('participationCapMultiple', true)),
          }
        : {}),
      ...(into === ''
        ? {}
        : {
            convertsInto: {
              classId: into,
              numerator: number('convertNumerator', true) ?? '1',
              denominator: number('convertDenominator', true) ?? '1',
            },
          }),
    };
  }

  function wholeNumber(name: string): number {
    const value = Number(required(name));
    if (!Number.isInteger(value) || value < 0) faults[name] = 'count';
    return value;
  }
}

function stakeholder(draft: ActDraft, required: (name: string) => string, faults: Record<string, FaultKey>) {
  const relationship = textOf(draft, 'relationship');
  if (textOf(draft, 'who') === 'MEMBER') {
    const userId = required('userId');
    return { name: textOf(draft, 'memberName') || userId, kind: 'INDIVIDUAL', userId, relationship };
  }
  const email = textOf(draft, 'email').trim();
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) faults['email'] = 'email';
  return { name: required('holderName'), kind: textOf(draft, 'holderKind'), email, relationship };
}
