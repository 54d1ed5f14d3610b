import type { Assumptions, Shock } from './types';

/** Assumptions while somebody tries them, with the way back. Pure. */

interface Row {
  /** Tells rows apart while they are edited. */
  readonly key: string;
}
/** An amount is empty until it is given; the row counts from then on. */
export interface HireRow extends Row {
  readonly month: number;
  readonly people: number;
  readonly monthlyCostMinor: string;
}
export interface RoundRow extends Row {
  readonly month: number;
  readonly amountMinor: string;
  readonly probability: number;
}
export interface OneOffRow extends Row {
  readonly month: number;
  readonly amountMinor: string;
  readonly direction: 'IN' | 'OUT';
  readonly name: string;
}
export type ShockRow = Shock & Row;
export type ShockKind = Shock['kind'];

export interface Draft {
  readonly horizonMonths: number;
  readonly growthPercent: number | null;
  readonly costChange: { readonly percent: number; readonly month: number } | null;
  readonly hires: readonly HireRow[];
  readonly rounds: readonly RoundRow[];
  readonly oneOffs: readonly OneOffRow[];
  readonly shocks: readonly ShockRow[];
}

export const horizons = [12, 24, 36, 48, 60] as const;
export const shockKinds = ['REVENUE_DROP', 'DELAYED_PAYMENT', 'COST_RISE'] as const;
/** What may be listed at most (contract). */
export const most = { hires: 20, rounds: 6, oneOffs: 20, shocks: 10 } as const;

/** Nothing assumed: the own months speak. */
export const untouched: Draft = {
  horizonMonths: 36,
  growthPercent: null,
  costChange: null,
  hires: [],
  rounds: [],
  oneOffs: [],
  shocks: [],
};

/** A shock as it is tried first. */
export function usualShock(kind: ShockKind, key: string): ShockRow {
  const always = { key, month: 1, probability: 1 };
  if (kind === 'REVENUE_DROP') return { ...always, kind, lastsMonths: 6, percent: 30 };
  if (kind === 'DELAYED_PAYMENT') return { ...always, kind, lastsMonths: 6, percent: 50, delayMonths: 2 };
  return { ...always, kind, lastsMonths: null, percent: 15 };
}

/** As they travel: rows without an amount are left out, and so is what changes nothing. */
export function assumptionsOf(draft: Draft): Assumptions {
  const { horizonMonths, growthPercent, costChange, hires, rounds, oneOffs, shocks } = draft;
  const within = ({ month }: { month: number }) => month <= horizonMonths;
  return {
    horizonMonths,
    growthPercent,
    costChange: costChange?.percent ? costChange : null,
    hires: hires.filter((row) => given(row.monthlyCostMinor) && within(row)).map(withoutKey),
    rounds: rounds.filter((row) => given(row.amountMinor) && within(row)).map(withoutKey),
    oneOffs: oneOffs
      .filter((row) => given(row.amountMinor) && within(row))
      .map(({ month, amountMinor, direction, name }) => ({
        month,
        amountMinor: direction === 'OUT' ? `-${amountMinor}` : amountMinor,
        name: name.trim(),
      })),
    shocks: shocks
      .filter((row) => row.percent > 0 && within(row))
      .map(({ key: _, ...shock }): Shock => shock),
  };
}

/** Saved ones, to go on from. */
export function draftOf(saved: Assumptions, keyOf: (kind: string, index: number) => string): Draft {
  return {
    ...saved,
    hires: saved.hires.map((row, index) => ({ ...row, key: keyOf('hire', index) })),
    rounds: saved.rounds.map((row, index) => ({ ...row, key: keyOf('round', index) })),
    oneOffs: saved.oneOffs.map(({ amountMinor, ...row }, index) => ({
      ...row,
      key: keyOf('one-off', index),
      direction: amountMinor.startsWith('-') ? 'OUT' : 'IN',
      amountMinor: amountMinor.replace('-', ''),
    })),
    shocks: saved.shocks.map((row, index) => ({ ...row, key: keyOf('shock', index) })),
  };
}

export function isSame(one: Assumptions, other: Assumptions): boolean {
  return contentOf(one) === contentOf(other);
}

/** How many things were assumed; the length of the look ahead is none. */
export function countOf({ growthPercent, costChange, hires, rounds, oneOffs, shocks }: Assumptions): number {
  const single = (growthPercent === null ? 0 : 1) + (costChange === null ? 0 : 1);
  return single + hires.length + rounds.length + oneOffs.length + shocks.length;
}

function given(minor: string): boolean {
  return minor !== '' && BigInt(minor) !== 0n;
}

function withoutKey<T extends Row>({ key: _, ...row }: T): Omit<T, 'key'> {
  return row;
}

/** Names in the order of the draft, whatever order they came in. */
function contentOf(assumptions: Assumptions): string {
  return JSON.stringify(assumptions, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/* The way back */

export interface Steps {
  readonly past: readonly Draft[];
  readonly present: Draft;
  readonly future: readonly Draft[];
  /** What was changed last: a slider that is drawn on is one step. */
  readonly field: string | null;
}

export type Step =
  | { readonly kind: 'change'; readonly field: string; readonly draft: Draft }
  | { readonly kind: 'replace'; readonly draft: Draft }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

const mostSteps = 100;

export const firstStep: Steps = { past: [], present: untouched, future: [], field: null };

export function stepped(steps: Steps, step: Step): Steps {
  const { past, present, future, field } = steps;
  switch (step.kind) {
    case 'undo': {
      const before = past.at(-1);
      return before
        ? { past: past.slice(0, -1), present: before, future: [present, ...future], field: null }
        : steps;
    }
    case 'redo': {
      const [next, ...rest] = future;
      return next ? { past: [...past, present], present: next, future: rest, field: null } : steps;
    }
    case 'change':
      if (step.field === field) return { ...steps, present: step.draft, future: [] };
      return {
        past: [...past, present].slice(-mostSteps),
        present: step.draft,
        future: [],
        field: step.field,
      };
    case 'replace':
      return {
        past: [...past, present].slice(-mostSteps),
        present: step.draft,
        future: [],
        field: null,
      };
  }
}
