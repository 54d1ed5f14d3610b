import type { opportunitiesWire } from '@smartstart/contract';
import type { Machine } from '../../../kernel/machine.ts';

/** The machines of section 20.11 as tables. A step that is not listed does not exist. Service offers and asks share them. */

export type OpportunityState = (typeof opportunitiesWire.opportunityState)['options'][number];
export type ApplicationState = (typeof opportunitiesWire.applicationState)['options'][number];
export type OpportunityEvent = 'publish' | 'pause' | 'resume' | 'fill' | 'expire' | 'cancel';
export type ApplicationEvent = 'open' | 'accept' | 'reject' | 'withdraw' | 'end';

export const opportunities: Machine<OpportunityState, OpportunityEvent> = {
  name: 'opportunity',
  start: 'DRAFT',
  transitions: [
    {
      event: 'publish',
      from: ['DRAFT'],
      to: 'ACTIVE',
      by: 'creator side with rung 2',
      guard: 'complete, the venture active, 10 BUZ (a service offer 5)',
    },
    {
      event: 'pause',
      from: ['ACTIVE'],
      to: 'PAUSED',
      by: 'creator side; the platform when the venture rests',
    },
    { event: 'resume', from: ['PAUSED'], to: 'ACTIVE', by: 'creator side', guard: 'the venture active' },
    { event: 'fill', from: ['ACTIVE'], to: 'FILLED', by: 'system', guard: 'the last place is taken' },
    { event: 'expire', from: ['ACTIVE', 'PAUSED'], to: 'EXPIRED', by: 'system', guard: 'its date has come' },
    {
      event: 'cancel',
      from: ['DRAFT', 'ACTIVE', 'PAUSED'],
      to: 'CANCELLED',
      by: 'creator side, 12 with a reason; the platform when the venture is closed',
    },
  ],
};

export const applications: Machine<ApplicationState, ApplicationEvent> = {
  name: 'application',
  start: 'PENDING',
  transitions: [
    { event: 'open', from: ['PENDING'], to: 'REVIEWING', by: 'creator side' },
    {
      event: 'accept',
      from: ['REVIEWING'],
      to: 'ACCEPTED',
      by: 'creator side',
      guard: 'the opportunity active, a place free',
    },
    { event: 'reject', from: ['REVIEWING'], to: 'REJECTED', by: 'creator side', guard: 'a reason' },
    { event: 'withdraw', from: ['PENDING', 'REVIEWING'], to: 'WITHDRAWN', by: 'applicant' },
    {
      event: 'end',
      from: ['PENDING', 'REVIEWING'],
      to: 'EXPIRED',
      by: 'system',
      guard: 'the opportunity ended',
    },
  ],
};

/** States in which an opportunity can still be changed. */
export const unfinished: readonly OpportunityState[] = ['DRAFT', 'ACTIVE', 'PAUSED'];
/** States in which an application waits for an answer. */
export const undecided: readonly ApplicationState[] = ['PENDING', 'REVIEWING'];
