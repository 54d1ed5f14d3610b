import type { financesWire } from '@smartstart/contract';
import type { Machine } from '../../../kernel/machine.ts';

/** The state machines of money (domain rules, sections 20.9 and 20.14) as tables. A step that is not listed does not exist. */

export type RoundState = (typeof financesWire.roundState)['options'][number];
export type RoundEvent = (typeof financesWire.roundEvent)['options'][number];
export type ReportState = (typeof financesWire.reportState)['options'][number];
export type DistributionState = (typeof financesWire.distributionState)['options'][number];
export type LineState = (typeof financesWire.lineState)['options'][number];

export const rounds: Machine<RoundState, RoundEvent> = {
  name: 'funding round',
  start: 'PLANNED',
  transitions: [
    { event: 'open', from: ['PLANNED'], to: 'ACTIVE', by: 'OWNER', guard: 'no other round is active' },
    { event: 'cancel', from: ['PLANNED'], to: 'CANCELLED', by: 'OWNER' },
    { event: 'complete', from: ['ACTIVE'], to: 'COMPLETED', by: 'OWNER', guard: 'raised ≥ minimum' },
    { event: 'fail', from: ['ACTIVE'], to: 'CANCELLED', by: 'OWNER', guard: 'a reason' },
  ],
};

export const reports: Machine<ReportState, 'recognise' | 'reject'> = {
  name: 'revenue report',
  start: 'REPORTED',
  transitions: [
    { event: 'recognise', from: ['REPORTED'], to: 'RECOGNISED', by: '9 or 12', guard: 'evidence' },
    { event: 'reject', from: ['REPORTED'], to: 'REJECTED', by: '9 or 12', guard: 'reasons' },
  ],
};

export type DistributionEvent =
  | 'calculate'
  | 'object'
  | 'approve'
  | 'pay'
  | 'retry'
  | 'all-paid'
  | 'some-failed';
export const distributions: Machine<DistributionState, DistributionEvent> = {
  name: 'distribution',
  start: 'DRAFT',
  transitions: [
    {
      event: 'calculate',
      from: ['DRAFT'],
      to: 'CALCULATED',
      by: 'OWNER',
      guard: 'recognised net ≥ 100, shares = 100 %, the owner’s seat active',
    },
    {
      event: 'object',
      from: ['CALCULATED'],
      to: 'DRAFT',
      by: 'recipient; the platform when a report is corrected',
      guard: 'within 5 days',
    },
    { event: 'approve', from: ['CALCULATED'], to: 'APPROVED', by: 'OWNER', guard: 'after 5 days, step-up' },
    { event: 'pay', from: ['APPROVED'], to: 'DISTRIBUTING', by: 'OWNER, 9 or 12' },
    { event: 'retry', from: ['PARTIALLY_FAILED'], to: 'DISTRIBUTING', by: 'OWNER, 9 or 12' },
    { event: 'all-paid', from: ['DISTRIBUTING'], to: 'COMPLETED', by: 'system', guard: 'every line is paid' },
    {
      event: 'some-failed',
      from: ['DISTRIBUTING'],
      to: 'PARTIALLY_FAILED',
      by: 'system',
      guard: 'no line is under way, one failed',
    },
  ],
};

export const lines: Machine<LineState, 'send' | 'confirm' | 'refuse'> = {
  name: 'payment',
  start: 'PENDING',
  transitions: [
    { event: 'send', from: ['PENDING', 'FAILED'], to: 'PROCESSING', by: 'system' },
    { event: 'confirm', from: ['PROCESSING'], to: 'COMPLETED', by: 'provider; OWNER, 9 or 12 by hand' },
    { event: 'refuse', from: ['PROCESSING'], to: 'FAILED', by: 'provider; OWNER, 9 or 12 by hand' },
  ],
};
