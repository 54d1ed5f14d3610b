import type { ComplianceState } from '../compliance/types';

/** What can happen to a case (domain rules, section 20.4), in the order in which a case runs. */

export type Decision =
  | 'AUDIT_OPENED'
  | 'PASSED'
  | 'FINDING'
  | 'VIOLATION_CONFIRMED'
  | 'PLAN_AGREED'
  | 'CRITICAL'
  | 'PLAN_DONE'
  | 'SETTLED'
  | 'SUSPEND'
  | 'CONDITIONS_MET'
  | 'TERMINATE';
export type Automatic =
  | 'PAPERS_MISSING'
  | 'PAPERS_SIGNED'
  | 'CHECK_PASSED'
  | 'CHECK_FAILED'
  | 'NO_PLAN'
  | 'DEADLINE_MISSED';
export type Decider = 10 | 11 | 12;

interface Common {
  readonly from: readonly ComplianceState[];
  readonly to: ComplianceState;
}
export type DecidedStep = Common & { readonly act: Decision; readonly by: readonly Decider[] };
export type AutomaticStep = Common & { readonly happens: Automatic };
export type PossibleStep = DecidedStep | AutomaticStep;

const steps: readonly PossibleStep[] = [
  { happens: 'PAPERS_MISSING', from: ['COMPLIANT'], to: 'ACTION_REQUIRED' },
  { happens: 'PAPERS_SIGNED', from: ['ACTION_REQUIRED'], to: 'CHECKING' },
  { happens: 'CHECK_PASSED', from: ['CHECKING'], to: 'COMPLIANT' },
  { happens: 'CHECK_FAILED', from: ['CHECKING'], to: 'ACTION_REQUIRED' },
  { act: 'AUDIT_OPENED', from: ['COMPLIANT'], to: 'AUDIT', by: [11] },
  { act: 'PASSED', from: ['AUDIT'], to: 'COMPLIANT', by: [11] },
  { act: 'FINDING', from: ['AUDIT'], to: 'VIOLATION', by: [11] },
  {
    act: 'VIOLATION_CONFIRMED',
    from: ['COMPLIANT', 'ACTION_REQUIRED', 'CHECKING'],
    to: 'VIOLATION',
    by: [10, 11],
  },
  { act: 'PLAN_AGREED', from: ['VIOLATION'], to: 'REMEDIATION', by: [11] },
  { act: 'CRITICAL', from: ['VIOLATION'], to: 'ESCALATED', by: [11] },
  { happens: 'NO_PLAN', from: ['VIOLATION'], to: 'ESCALATED' },
  { act: 'PLAN_DONE', from: ['REMEDIATION'], to: 'CHECKING', by: [11] },
  { happens: 'DEADLINE_MISSED', from: ['REMEDIATION'], to: 'ESCALATED' },
  { act: 'SETTLED', from: ['ESCALATED'], to: 'CHECKING', by: [11] },
  { act: 'SUSPEND', from: ['ESCALATED'], to: 'SUSPENDED', by: [10, 11, 12] },
  { act: 'CONDITIONS_MET', from: ['SUSPENDED'], to: 'CHECKING', by: [11] },
  { act: 'TERMINATE', from: ['SUSPENDED'], to: 'TERMINATED', by: [12] },
];

export function possibleIn(state: ComplianceState): PossibleStep[] {
  return steps.filter(({ from }) => from.includes(state));
}

const harsh: readonly Decision[] = ['FINDING', 'VIOLATION_CONFIRMED', 'CRITICAL', 'SUSPEND', 'TERMINATE'];

/** Steps that are against the person. */
export function isHarsh(act: Decision): boolean {
  return harsh.includes(act);
}
