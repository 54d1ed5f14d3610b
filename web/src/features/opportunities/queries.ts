'use client';

import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';
import type { Filters } from './filters';
import type {
  Analytics,
  Application,
  ApplicationState,
  Kind,
  Opportunity,
  OpportunityInvitation,
  PageOf,
  Posting,
  PublicOpportunity,
  Tagged,
} from './types';

// Keys begin with `opportunities`, `applications` or `matches`: a live message makes that part of the cache stale.

interface Paged {
  readonly pageParam: string;
  readonly signal: AbortSignal;
}
interface Signal {
  readonly signal: AbortSignal;
}
export type Counted<T> = PageOf<T> & { readonly total: number };

const pageSize = 20;
const waitingShown = 5;
const pages = {
  initialPageParam: '',
  getNextPageParam: (page: { readonly nextCursor: string | null }) => page.nextCursor,
};
const pageOf = (cursor: string) => ({ limit: pageSize, ...(cursor ? { cursor } : {}) });

export const opportunitiesQuery = (filters: Filters) => ({
  queryKey: ['opportunities', 'list', filters],
  queryFn: async ({ pageParam, signal }: Paged): Promise<Counted<Opportunity>> =>
    (await api.opportunities.list(
      { query: { ...filters, ...pageOf(pageParam) } },
      { signal },
    )) as Counted<Opportunity>,
  ...pages,
});

export const serviceOffersQuery = (filters: Filters) => {
  const { type: _type, ...rest } = filters;
  return {
    queryKey: ['opportunities', 'services', rest],
    queryFn: async ({ pageParam, signal }: Paged): Promise<Counted<Opportunity>> =>
      (await api.serviceOffers.list(
        { query: { ...rest, ...pageOf(pageParam) } },
        { signal },
      )) as Counted<Opportunity>,
    ...pages,
  };
};

export const publicOpportunitiesQuery = (filters: Filters) => ({
  queryKey: ['public', 'opportunities', filters],
  queryFn: async ({ pageParam, signal }: Paged): Promise<Counted<PublicOpportunity>> =>
    (await api.opportunities.publicList(
      { query: { ...filters, ...pageOf(pageParam) } },
      { signal },
    )) as Counted<PublicOpportunity>,
  ...pages,
});

export const publicOpportunityQuery = (opportunityId: string) => ({
  queryKey: ['public', 'opportunities', 'one', opportunityId],
  queryFn: async ({ signal }: Signal): Promise<PublicOpportunity> =>
    (await api.opportunities.publicGet({ params: { opportunityId } }, { signal })) as PublicOpportunity,
});

export const postingsQuery = (kind: Kind | null, ventureId: string | null = null) => ({
  queryKey: ['opportunities', 'mine', kind, ventureId],
  queryFn: async ({ pageParam, signal }: Paged): Promise<PageOf<Posting>> =>
    (await api.opportunities.mine(
      { query: { ...pageOf(pageParam), ...(kind ? { kind } : {}), ...(ventureId ? { ventureId } : {}) } },
      { signal },
    )) as PageOf<Posting>,
  ...pages,
});

export const opportunityQuery = (opportunityId: string) => ({
  queryKey: ['opportunities', 'one', opportunityId],
  queryFn: async ({ signal }: Signal): Promise<Tagged> =>
    (await api.opportunities.get({ params: { opportunityId } }, { signal })) as Tagged,
});

export const analyticsQuery = (opportunityId: string) => ({
  queryKey: ['opportunities', 'analytics', opportunityId],
  queryFn: async ({ signal }: Signal): Promise<Analytics> =>
    (await api.opportunities.analytics({ params: { opportunityId } }, { signal })) as Analytics,
});

export const invitationsQuery = (opportunityId: string) => ({
  queryKey: ['opportunities', 'invitations', opportunityId],
  queryFn: async ({ pageParam, signal }: Paged): Promise<PageOf<OpportunityInvitation>> =>
    (await api.opportunities.invitations(
      { params: { opportunityId }, query: pageOf(pageParam) },
      { signal },
    )) as PageOf<OpportunityInvitation>,
  ...pages,
});

export const receivedQuery = (opportunityId: string, state: ApplicationState | null) => ({
  queryKey: ['applications', 'of', opportunityId, state],
  queryFn: async ({ pageParam, signal }: Paged): Promise<PageOf<Application>> =>
    (await api.applications.ofOpportunity(
      { params: { opportunityId }, query: { ...pageOf(pageParam), ...(state ? { state } : {}) } },
      { signal },
    )) as PageOf<Application>,
  ...pages,
});

export type Side = 'BY_ME' | 'TO_ME';

export const applicationsQuery = (
  side: Side,
  { kind = null, state = null }: { kind?: Kind | null; state?: ApplicationState | null } = {},
) => ({
  queryKey: ['applications', side, kind, state],
  queryFn: async ({ pageParam, signal }: Paged): Promise<PageOf<Application>> =>
    (await api.applications.mine(
      {
        query: { side, ...pageOf(pageParam), ...(kind ? { kind } : {}), ...(state ? { state } : {}) },
      },
      { signal },
    )) as PageOf<Application>,
  ...pages,
});

export const applicationQuery = (applicationId: string) => ({
  queryKey: ['applications', 'one', applicationId],
  queryFn: async ({ signal }: Signal): Promise<Application> =>
    (await api.applications.get({ params: { applicationId } }, { signal })) as Application,
});

const own = [
  'opportunities',
  'applications',
  'matches',
  'buz',
  'invitations',
  'documents',
  'papers',
] as const;

/** After an own act: what it changed, and what it cost, shows the new state at once. */
export function useRefreshOpportunities() {
  const client = useQueryClient();
  return () => Promise.all(own.map((key) => client.invalidateQueries({ queryKey: [key] })));
}

const staleKeys: Readonly<Record<string, readonly string[]>> = {
  opportunity: ['opportunities', 'matches'],
  application: ['applications', 'opportunities', 'matches', 'invitations'],
};
/** One act tells several things; one look afterwards is enough. */
const burstMs = 150;

/** Both sides hear of each step on their own topic. */
export function useFollowOpportunities(): void {
  const { userId } = useSession();
  const client = useQueryClient();
  useTopic(userId && `user:${userId}`, (event) => {
    const keys = staleKeys[event.type.split('.')[0] ?? ''];
    if (!keys) return;
    setTimeout(() => {
      for (const key of keys) void client.invalidateQueries({ queryKey: [key] });
    }, burstMs);
  });
}

/** The first few that wait for the person's own answer, those not opened yet before those being read. */
export const waitingApplicationsQuery = () => ({
  queryKey: ['applications', 'waiting'],
  queryFn: async ({ signal }: Signal): Promise<Application[]> => {
    const ask = (state: ApplicationState) =>
      api.applications.mine({ query: { side: 'TO_ME', state, limit: waitingShown } }, { signal });
    const found = await Promise.all([ask('PENDING'), ask('REVIEWING')]);
    return found.flatMap(({ items }) => items as Application[]).slice(0, waitingShown);
  },
});
