import type { workWire } from '@smartstart/contract';
import type { Machine } from '../../../kernel/machine.ts';

/** The phases of a venture and the ways between them (domain rules, section 7.2), as one table. Pure. */

export type Phase = (typeof workWire.phase)['options'][number];
export type Stage = (typeof workWire.stage)['options'][number];

/** A way out of STALLED or FUNDING leads back to a phase that was kept. */
type Target = Phase | 'KEPT' | 'ORIGIN';
/** What has to be so; `phase-guards.ts` finds out whether it is. */
export type Guard =
  | 'isea-in-force'
  | 'two-members'
  | 'evidence'
  | 'mvp'
  | 'scale-decided'
  | 'round-active'
  | 'round-completed'
  | 'revenue'
  | 'revenue-of-scale'
  | 'margin'
  | 'exit-concluded';
/** What the act has to bring along. */
export type Ask = 'note' | 'link' | 'exitKind' | 'documentIds';

export interface Way {
  readonly event: string;
  readonly from: readonly Phase[];
  readonly to: Target;
  /** `owners`: OWNER and CO_OWNER. `system`: nobody by hand. */
  readonly by: 'owners' | 'owner' | 'reviewer' | 'system';
  readonly guards: readonly Guard[];
  readonly asks: readonly Ask[];
}

const final: readonly Phase[] = ['EXITED', 'ABANDONED'];
/** While a thirty-day launch may run. */
export const launchPhases: readonly Phase[] = [
  'TEAM_BUILDING',
  'MARKET_VALIDATION',
  'PIVOT',
  'PRODUCT_DEVELOPMENT',
  'BETA',
];
const all: readonly Phase[] = [
  'IDEATION',
  'IDEA_REVIEW',
  ...launchPhases,
  'LAUNCH',
  'FUNDING',
  'GROWTH',
  'SCALING',
  'MATURE',
  'STALLED',
  'EXIT_NEGOTIATION',
];

const way = (
  event: string,
  from: readonly Phase[],
  to: Target,
  more: Partial<Pick<Way, 'by' | 'guards' | 'asks'>> = {},
): Way => ({ event, from, to, by: 'owners', guards: [], asks: [], ...more });

export const phaseTable = [
  way('submit-idea', ['IDEATION'], 'IDEA_REVIEW', { guards: ['isea-in-force'] }),
  way('skip-review', ['IDEATION'], 'TEAM_BUILDING'),
  way('accept-idea', ['IDEA_REVIEW'], 'TEAM_BUILDING', { by: 'reviewer' }),
  way('return-idea', ['IDEA_REVIEW'], 'IDEATION', { by: 'reviewer', asks: ['note'] }),
  way('complete-team', ['TEAM_BUILDING'], 'MARKET_VALIDATION', { guards: ['two-members'] }),
  way('validate', ['MARKET_VALIDATION'], 'PRODUCT_DEVELOPMENT', { guards: ['evidence'], asks: ['note'] }),
  way('refute', ['MARKET_VALIDATION'], 'PIVOT', { guards: ['evidence'], asks: ['note'] }),
  way('new-hypothesis', ['PIVOT'], 'MARKET_VALIDATION', { guards: ['two-members'], asks: ['note'] }),
  way('finish-mvp', ['PRODUCT_DEVELOPMENT'], 'BETA', { guards: ['mvp'], asks: ['link'] }),
  way('launch', ['BETA'], 'LAUNCH', { guards: ['scale-decided'] }),
  way('rework', ['BETA'], 'PRODUCT_DEVELOPMENT'),
  way('decide-pivot', ['TEAM_BUILDING', 'MARKET_VALIDATION', 'PRODUCT_DEVELOPMENT', 'BETA'], 'PIVOT', {
    by: 'system',
  }),
  way('open-round', ['MARKET_VALIDATION', 'PRODUCT_DEVELOPMENT', 'GROWTH', 'SCALING'], 'FUNDING', {
    guards: ['round-active'],
  }),
  way('complete-round', ['FUNDING'], 'ORIGIN', { guards: ['round-completed'] }),
  way('traction', ['LAUNCH'], 'GROWTH', { guards: ['revenue'] }),
  way('scale-up', ['GROWTH'], 'SCALING', { guards: ['revenue-of-scale'] }),
  way('mature', ['SCALING'], 'MATURE', { guards: ['margin'] }),
  way('fail', ['FUNDING', 'LAUNCH', 'SCALING'], 'STALLED', { asks: ['note'] }),
  way('fall-silent', ['PRODUCT_DEVELOPMENT', 'GROWTH'], 'STALLED', { by: 'system' }),
  way('retry', ['STALLED'], 'KEPT', { asks: ['note'] }),
  way('negotiate', ['MATURE'], 'EXIT_NEGOTIATION', { asks: ['exitKind'] }),
  way('conclude-exit', ['EXIT_NEGOTIATION'], 'EXITED', {
    guards: ['exit-concluded'],
    asks: ['documentIds'],
  }),
  way('call-off', ['EXIT_NEGOTIATION'], 'MATURE'),
  way('abandon', all, 'ABANDONED', { by: 'owner', asks: ['note'] }),
  way('decide-kill', all, 'ABANDONED', { by: 'system' }),
] as const satisfies readonly Way[];

/** The table as a machine, for documentation; KEPT and ORIGIN stand for the phase that was kept. */
export const phaseMachine: Machine<string, string> = {
  name: 'phase',
  start: 'IDEATION',
  transitions: phaseTable.map(({ event, from, to, by, guards, asks }: Way) => ({
    event,
    from,
    to,
    by,
    ...(guards.length || asks.length ? { guard: [...guards, ...asks].join(', ') } : {}),
  })),
};

/** The phases a venture may be led back to. */
export interface Kept {
  readonly kept: Phase | null;
  readonly origin: Phase | null;
}

export function waysFrom(phase: string | null): readonly Way[] {
  return phaseTable.filter(({ from }) => from.some((one) => one === phase));
}

/** A round that was opened while the market was examined lets development begin. */
export function targetOf({ to }: Way, { kept, origin }: Kept): Phase {
  if (to === 'KEPT') return kept ?? 'IDEATION';
  if (to !== 'ORIGIN') return to;
  return origin === null || origin === 'MARKET_VALIDATION' ? 'PRODUCT_DEVELOPMENT' : origin;
}

/** What to keep when a phase is left: the origin of a funding round, and where a stalled venture goes on. */
export function keptAfter(from: Phase, to: Phase, before: Kept): Kept {
  if (to === 'FUNDING') return { kept: null, origin: from };
  if (to === 'STALLED') return { kept: from === 'FUNDING' ? before.origin : from, origin: null };
  return { kept: null, origin: null };
}

const stages: Readonly<Partial<Record<Phase, Stage>>> = {
  IDEATION: 'idea',
  IDEA_REVIEW: 'idea',
  TEAM_BUILDING: 'idea',
  MARKET_VALIDATION: 'idea',
  PIVOT: 'idea',
  PRODUCT_DEVELOPMENT: 'mvp',
  BETA: 'mvp',
  LAUNCH: 'mvp',
  GROWTH: 'growth',
  SCALING: 'scale',
  MATURE: 'mature',
  EXIT_NEGOTIATION: 'mature',
};

/** FUNDING and STALLED keep the stage of the phase they came from. */
export function stageOf(phase: string | null, { kept, origin }: Kept): Stage | null {
  const counts = phase === 'FUNDING' ? origin : phase === 'STALLED' ? kept : phase;
  return stages[counts as Phase] ?? null;
}

export function isFinal(phase: string | null): boolean {
  return final.some((one) => one === phase);
}
