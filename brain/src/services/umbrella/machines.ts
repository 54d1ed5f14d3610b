import type { umbrellaWire } from '@smartstart/contract';
import type { Machine } from '../../kernel/machine.ts';

/** The state machines of the umbrella (domain rules, sections 20.10 and 20.14). A step that is not listed does not exist. */

export type RelationshipState = (typeof umbrellaWire.relationshipState)['options'][number];
export type RelationshipEvent =
  | 'activate'
  | 'lapse'
  | 'suspend'
  | 'reinstate'
  | 'end-notice'
  | 'expire'
  | 'renew'
  | 'terminate';
export const relationships: Machine<RelationshipState, RelationshipEvent> = {
  name: 'relationship',
  start: 'PENDING_AGREEMENT',
  transitions: [
    {
      event: 'activate',
      from: ['PENDING_AGREEMENT'],
      to: 'ACTIVE',
      by: 'both',
      guard: 'UMA effective, no circle, no other active sponsor',
    },
    {
      event: 'lapse',
      from: ['PENDING_AGREEMENT'],
      to: 'TERMINATED',
      by: 'a party, time',
      guard: 'refused, withdrawn, or 30 days pass',
    },
    {
      event: 'suspend',
      from: ['PENDING_AGREEMENT', 'ACTIVE'],
      to: 'SUSPENDED',
      by: '9 or 12',
      guard: 'a reason',
    },
    { event: 'reinstate', from: ['SUSPENDED'], to: 'ACTIVE', by: '9 or 12', guard: 'UMA in force' },
    { event: 'end-notice', from: ['ACTIVE'], to: 'TERMINATED', by: 'time', guard: '30 days after UMT' },
    {
      event: 'expire',
      from: ['ACTIVE'],
      to: 'EXPIRED',
      by: 'time',
      guard: 'the 365 days of the UMA are over',
    },
    { event: 'renew', from: ['EXPIRED'], to: 'ACTIVE', by: 'both', guard: 'both sign again' },
    { event: 'terminate', from: ['SUSPENDED', 'EXPIRED'], to: 'TERMINATED', by: 'a party; 9 or 12' },
  ],
};

export type PaymentState = (typeof umbrellaWire.paymentState)['options'][number];
export type PaymentEvent =
  | 'calculate'
  | 'approve'
  | 'pay'
  | 'fail'
  | 'retry'
  | 'dispute'
  | 'recalculate'
  | 'uphold';
export const payments: Machine<PaymentState, PaymentEvent> = {
  name: 'payment',
  start: 'PENDING',
  transitions: [
    { event: 'calculate', from: ['PENDING'], to: 'CALCULATED', by: 'system', guard: 'the month is closed' },
    { event: 'approve', from: ['CALCULATED'], to: 'APPROVED', by: '9 or 12' },
    {
      event: 'pay',
      from: ['APPROVED'],
      to: 'PAID',
      by: '9 or 12',
      guard: 'the sponsor’s identity is verified, the amount is withheld',
    },
    { event: 'fail', from: ['APPROVED'], to: 'FAILED', by: '9 or 12' },
    { event: 'retry', from: ['FAILED'], to: 'APPROVED', by: '9 or 12' },
    { event: 'dispute', from: ['CALCULATED', 'APPROVED'], to: 'DISPUTED', by: 'a party' },
    { event: 'recalculate', from: ['DISPUTED'], to: 'CALCULATED', by: '9 or 12', guard: 'within 60 days' },
    { event: 'uphold', from: ['DISPUTED'], to: 'APPROVED', by: '9 or 12', guard: 'within 60 days' },
  ],
};

export type InvitationState = (typeof umbrellaWire.invitationState)['options'][number];
export const invitations: Machine<InvitationState, 'accept' | 'decline' | 'cancel' | 'expire' | 'resend'> = {
  name: 'invitation',
  start: 'PENDING',
  transitions: [
    { event: 'accept', from: ['PENDING'], to: 'ACCEPTED', by: 'addressee' },
    { event: 'decline', from: ['PENDING'], to: 'DECLINED', by: 'addressee' },
    { event: 'cancel', from: ['PENDING'], to: 'CANCELLED', by: 'sponsor' },
    { event: 'expire', from: ['PENDING'], to: 'EXPIRED', by: 'time', guard: '30 days pass' },
    { event: 'resend', from: ['EXPIRED', 'CANCELLED'], to: 'PENDING', by: 'sponsor' },
  ],
};
