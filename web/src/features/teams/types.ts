import type { contract, Output, teamsWire } from '@smartstart/contract';
import type { output } from 'zod';

export type TeamCard = output<typeof teamsWire.teamCard>;
export type Team = output<typeof teamsWire.team>;
export type TeamMember = output<typeof teamsWire.teamMember>;
export type TeamEvent = Team['steps'][number];
export type Goal = output<typeof teamsWire.goal>;
export type Metric = output<typeof teamsWire.metric>;
export type Productivity = output<typeof teamsWire.productivity>;
export type Invitation = output<typeof teamsWire.invitation>;
export type CompanyCard = output<typeof teamsWire.companyCard>;
export type Company = output<typeof teamsWire.company>;
export type CompanyPerson = output<typeof teamsWire.companyPerson>;
export type CompanyDocument = output<typeof teamsWire.companyDocument>;
export type Approval = output<typeof teamsWire.approval>;
export type HistoryEntry = output<typeof teamsWire.historyEntry>;
export type Waiting = Output<typeof contract.approvals.waiting>;
export type WaitingItem = Waiting['items'][number];

/** A team or a company: what lists, metrics and invitations belong to. */
export type Place = { readonly teamId: string } | { readonly companyId: string };
