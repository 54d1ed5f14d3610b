import type { communityWire, networkWire, supportWire, workWire } from '@smartstart/contract';
import type { Machine } from '../../../kernel/machine.ts';

/** The state machines of the community (domain rules, section 19). */

type Of<S extends { options: readonly string[] }> = S['options'][number];

export type IdeaState = Of<typeof communityWire.ideaState>;
export type IdeaEvent = Of<typeof communityWire.ideaEvent>;
const ideaLeads = 'LEAD and above in the venture; 12 on the platform, for ideas of others';
export const ideaMachine: Machine<IdeaState, IdeaEvent> = {
  name: 'idea',
  start: 'OPEN',
  transitions: [
    { event: 'review', from: ['OPEN'], to: 'UNDER_REVIEW', by: ideaLeads },
    { event: 'accept', from: ['UNDER_REVIEW'], to: 'ACCEPTED', by: ideaLeads },
    { event: 'reject', from: ['UNDER_REVIEW'], to: 'REJECTED', by: ideaLeads, guard: 'reason' },
    { event: 'reopen', from: ['UNDER_REVIEW', 'REJECTED'], to: 'OPEN', by: ideaLeads },
    { event: 'finish', from: ['ACCEPTED'], to: 'DONE', by: ideaLeads },
  ],
};

export type ConnectionState = Of<typeof networkWire.connectionState>;
export type ConnectionEvent = 'accept' | 'reject' | 'ask-again';
export const connectionMachine: Machine<ConnectionState, ConnectionEvent> = {
  name: 'connection',
  start: 'PENDING',
  transitions: [
    { event: 'accept', from: ['PENDING'], to: 'ACCEPTED', by: 'who was asked; asking back accepts' },
    { event: 'reject', from: ['PENDING'], to: 'REJECTED', by: 'who was asked' },
    {
      event: 'ask-again',
      from: ['REJECTED'],
      to: 'PENDING',
      by: 'who rejected, at any time; who was rejected, after 90 days',
    },
  ],
};

export type SupportState = Of<typeof supportWire.supportState>;
export type SupportEvent = 'answer' | 'reply' | 'close';
export const supportMachine: Machine<SupportState, SupportEvent> = {
  name: 'support request',
  start: 'OPEN',
  transitions: [
    { event: 'answer', from: ['OPEN', 'ANSWERED'], to: 'ANSWERED', by: '12' },
    {
      event: 'reply',
      from: ['OPEN', 'ANSWERED', 'CLOSED'],
      to: 'OPEN',
      by: 'who asked',
      guard: 'CLOSED: within 14 days',
    },
    { event: 'close', from: ['OPEN', 'ANSWERED'], to: 'CLOSED', by: 'who asked, or 12 with an answer' },
  ],
};

export type ModerationState = Of<typeof supportWire.moderationState>;
export type ModerationEvent = 'decide' | 'appeal' | 'uphold' | 'overturn';
export const moderationMachine: Machine<ModerationState, ModerationEvent> = {
  name: 'moderation case',
  start: 'OPEN',
  transitions: [
    { event: 'decide', from: ['OPEN'], to: 'DECIDED', by: '12', guard: 'reason' },
    {
      event: 'appeal',
      from: ['DECIDED'],
      to: 'APPEALED',
      by: 'the person concerned',
      guard: 'once, within 30 days, of a measure',
    },
    {
      event: 'uphold',
      from: ['APPEALED'],
      to: 'CLOSED',
      by: '12, another one where there is one',
      guard: 'reason',
    },
    {
      event: 'overturn',
      from: ['APPEALED'],
      to: 'CLOSED',
      by: '12, another one where there is one',
      guard: 'reason',
    },
  ],
};

export type MeetingState = Of<typeof workWire.meetingState>;
export type MeetingEvent = Of<typeof workWire.meetingEvent>;
const meetingLeads = 'organiser; who leads the team, once the organiser has left it';
/** As meetings of ventures. */
export const meetingMachine: Machine<MeetingState, MeetingEvent> = {
  name: 'meeting',
  start: 'SCHEDULED',
  transitions: [
    { event: 'hold', from: ['SCHEDULED'], to: 'DONE', by: meetingLeads, guard: 'it has begun' },
    { event: 'cancel', from: ['SCHEDULED'], to: 'CANCELLED', by: meetingLeads },
  ],
};

export const communityMachines = [
  ideaMachine,
  meetingMachine,
  connectionMachine,
  supportMachine,
  moderationMachine,
] as const;
