import type { applicationsWire, opportunitiesWire } from '@smartstart/contract';
import type { z } from 'zod';

export type Card = z.infer<typeof opportunitiesWire.opportunityCard>;
export type Opportunity = z.infer<typeof opportunitiesWire.opportunity>;
export type Posting = Opportunity & { readonly waiting: number };
export type OpportunityInFull = z.infer<typeof opportunitiesWire.opportunityInFull>;
/** As the server answered it: an edit rests on its tag. */
export type Tagged = OpportunityInFull & { readonly etag?: string };
export type PublicOpportunity = z.infer<typeof opportunitiesWire.publicOpportunity>;
export type Kind = z.infer<typeof opportunitiesWire.opportunityKind>;
export type OpportunityType = z.infer<typeof opportunitiesWire.opportunityType>;
export type OpportunityState = z.infer<typeof opportunitiesWire.opportunityState>;
export type OpportunityAction = z.infer<typeof opportunitiesWire.opportunityAction>;
export type Engagement = z.infer<typeof opportunitiesWire.engagement>;
export type RewardKind = z.infer<typeof opportunitiesWire.rewardKind>;
export type Reward = z.infer<typeof opportunitiesWire.reward>;
export type Visibility = z.infer<typeof opportunitiesWire.opportunityVisibility>;
export type SeatRole = z.infer<typeof opportunitiesWire.seatRole>;
export type SkillLevel = z.infer<typeof opportunitiesWire.skillLevel>;
export type Application = z.infer<typeof opportunitiesWire.application>;
export type ApplicationState = z.infer<typeof opportunitiesWire.applicationState>;
export type ApplicationBody = z.input<typeof applicationsWire.applicationBody>;
export type Analytics = z.infer<typeof opportunitiesWire.opportunityAnalytics>;
export type OpportunityInvitation = z.infer<typeof opportunitiesWire.opportunityInvitation>;

export interface PageOf<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

export const opportunityHref = (opportunityId: string, path = '') => `/opportunities/${opportunityId}${path}`;
