import type { Rung } from '@smartstart/contract';
import { Fail } from '../../kernel/errors.ts';

/** The compliance of a person (domain rules, section 20.4) as one table. What is not listed does not exist. Pure. */

export const states = [
  'COMPLIANT',
  'ACTION_REQUIRED',
  'CHECKING',
  'AUDIT',
  'VIOLATION',
  'REMEDIATION',
  'ESCALATED',
  'SUSPENDED',
  'TERMINATED',
] as const;
export type ComplianceState = (typeof states)[number];

export type Decision =
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
/** What follows from papers or from time, without anybody deciding. */
export type Automatic =
  | 'PAPERS_MISSING'
  | 'PAPERS_SIGNED'
  | 'CHECK_PASSED'
  | 'CHECK_FAILED'
  | 'NO_PLAN'
  | 'DEADLINE_MISSED';
export type ComplianceEvent = Decision | Automatic | 'AUDIT_OPENED';

export interface Rule {
  readonly from: readonly ComplianceState[];
  readonly to: ComplianceState;
  /** Administrative rungs of which the decider holds one; empty for what happens by itself. */
  readonly by: readonly Rung[];
}

/** The trigger on `compliance_standings` holds the same transitions; a test compares the two. */
export const rules: Readonly<Record<ComplianceEvent, Rule>> = {
  PAPERS_MISSING: { from: ['COMPLIANT'], to: 'ACTION_REQUIRED', by: [] },
  AUDIT_OPENED: { from: ['COMPLIANT'], to: 'AUDIT', by: [11] },
  PAPERS_SIGNED: { from: ['ACTION_REQUIRED'], to: 'CHECKING', by: [] },
  CHECK_PASSED: { from: ['CHECKING'], to: 'COMPLIANT', by: [] },
  CHECK_FAILED: { from: ['CHECKING'], to: 'ACTION_REQUIRED', by: [] },
  VIOLATION_CONFIRMED: {
    from: ['COMPLIANT', 'ACTION_REQUIRED', 'CHECKING'],
    to: 'VIOLATION',
    by: [10, 11],
  },
  PASSED: { from: ['AUDIT'], to: 'COMPLIANT', by: [11] },
  FINDING: { from: ['AUDIT'], to: 'VIOLATION', by: [11] },
  PLAN_AGREED: { from: ['VIOLATION'], to: 'REMEDIATION', by: [11] },
  CRITICAL: { from: ['VIOLATION'], to: 'ESCALATED', by: [11] },
  NO_PLAN: { from: ['VIOLATION'], to: 'ESCALATED', by: [] },
  PLAN_DONE: { from: ['REMEDIATION'], to: 'CHECKING', by: [11] },
  DEADLINE_MISSED: { from: ['REMEDIATION'], to: 'ESCALATED', by: [] },
  SETTLED: { from: ['ESCALATED'], to: 'CHECKING', by: [11] },
  SUSPEND: { from: ['ESCALATED'], to: 'SUSPENDED', by: [10, 11, 12] },
  CONDITIONS_MET: { from: ['SUSPENDED'], to: 'CHECKING', by: [11] },
  TERMINATE: { from: ['SUSPENDED'], to: 'TERMINATED', by: [12] },
};

const sentences: Readonly<Record<ComplianceState, string>> = {
  COMPLIANT: 'This person is compliant.',
  ACTION_REQUIRED: 'Papers of this person are missing.',
  CHECKING: 'The papers of this person are being checked.',
  AUDIT: 'An audit of this person is open.',
  VIOLATION: 'A violation was confirmed; next comes a plan, or the escalation.',
  REMEDIATION: 'A plan was agreed and is being carried out.',
  ESCALATED: 'The case was escalated.',
  SUSPENDED: 'This person is suspended.',
  TERMINATED: 'The case has ended for good.',
};

export function nextState(from: ComplianceState, event: ComplianceEvent): ComplianceState {
  const rule = rules[event];
  if (!rule.from.includes(from)) throw new Fail('ILLEGAL_TRANSITION', sentences[from]);
  return rule.to;
}

export function mayDecide(event: ComplianceEvent, held: ReadonlySet<Rung>): boolean {
  return rules[event].by.some((rung) => held.has(rung));
}

/** What the papers alone bring about now; null when nothing. */
export function dueByPapers(state: ComplianceState, missing: number): Automatic | null {
  if (state === 'COMPLIANT') return missing > 0 ? 'PAPERS_MISSING' : null;
  if (state === 'ACTION_REQUIRED') return missing === 0 ? 'PAPERS_SIGNED' : null;
  if (state === 'CHECKING') return missing === 0 ? 'CHECK_PASSED' : 'CHECK_FAILED';
  return null;
}

/** What a deadline that is over brings about; null in states that have none. */
export function dueByTime(state: ComplianceState): Automatic | null {
  if (state === 'VIOLATION') return 'NO_PLAN';
  return state === 'REMEDIATION' ? 'DEADLINE_MISSED' : null;
}

/** Whole percent; less than all of them is never shown as 100. */
export function scoreOf(required: number, met: number): number | null {
  return required === 0 ? null : Math.floor((met / required) * 100);
}
