'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';
import type { Place } from './types';

type Signal = { signal: AbortSignal };
interface PageRequest extends Signal {
  readonly pageParam: string;
}
interface Paged {
  readonly nextCursor: string | null;
}

const key = (...parts: readonly unknown[]) => ['teams', ...parts];
const paging = { initialPageParam: '', getNextPageParam: (page: Paged) => page.nextCursor } as const;
const from = (cursor: string) => (cursor ? { cursor } : {});

export interface ListFilter {
  readonly mine: 'true' | 'false';
  readonly search: string;
}

export const teamsQuery = (filter: ListFilter & { companyId?: string; ventureId?: string }) => ({
  queryKey: key('list', filter),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.teams.list({ query: { ...filter, ...from(pageParam) } }, { signal }),
  ...paging,
});

export const companiesQuery = (filter: ListFilter) => ({
  queryKey: key('companies', filter),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.companies.list({ query: { ...filter, ...from(pageParam) } }, { signal }),
  ...paging,
});

export const teamQuery = (teamId: string) => ({
  queryKey: key('team', teamId),
  queryFn: ({ signal }: Signal) => api.teams.get({ params: { teamId } }, { signal }),
});

export const companyQuery = (companyId: string) => ({
  queryKey: key('company', companyId),
  queryFn: ({ signal }: Signal) => api.companies.get({ params: { companyId } }, { signal }),
});

export const membersQuery = (teamId: string) => ({
  queryKey: key('team', teamId, 'members'),
  queryFn: ({ signal }: Signal) => api.teams.members({ params: { teamId } }, { signal }),
});

export const goalsQuery = (teamId: string) => ({
  queryKey: key('team', teamId, 'goals'),
  queryFn: ({ signal }: Signal) => api.teams.goals({ params: { teamId } }, { signal }),
});

export const productivityQuery = (teamId: string) => ({
  queryKey: key('team', teamId, 'productivity'),
  queryFn: ({ signal }: Signal) => api.teams.productivity({ params: { teamId } }, { signal }),
});

export const metricsQuery = (place: Place) => ({
  queryKey: key('metrics', place),
  queryFn: ({ signal }: Signal) =>
    'teamId' in place
      ? api.teams.metrics({ params: place }, { signal })
      : api.companies.metrics({ params: place }, { signal }),
});

export const historyQuery = (place: Place) => ({
  queryKey: key('history', place),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    'teamId' in place
      ? api.teams.history({ params: place, query: from(pageParam) }, { signal })
      : api.companies.history({ params: place, query: from(pageParam) }, { signal }),
  ...paging,
});

export const peopleQuery = (companyId: string) => ({
  queryKey: key('company', companyId, 'people'),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.companies.people({ params: { companyId }, query: from(pageParam) }, { signal }),
  ...paging,
});

export const documentsQuery = (companyId: string) => ({
  queryKey: key('company', companyId, 'documents'),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.companies.documents({ params: { companyId }, query: from(pageParam) }, { signal }),
  ...paging,
});

export const invitationsQuery = (filter: Place | { direction: 'RECEIVED'; state: 'PENDING' }) => ({
  queryKey: key('invitations', filter),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.teamInvitations.list({ query: { ...filter, ...from(pageParam) } }, { signal }),
  ...paging,
});

export const invitationLinkQuery = (token: string) => ({
  queryKey: key('link', token),
  queryFn: ({ signal }: Signal) => api.teamInvitations.byLink({ params: { token } }, { signal }),
  retry: false,
});

export const waitingQuery = {
  queryKey: key('waiting'),
  queryFn: ({ signal }: Signal) => api.approvals.waiting({}, { signal }),
};

export const requestsQuery = (side: 'REQUESTER' | 'APPROVER') => ({
  queryKey: key('requests', side),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.approvals.list({ query: { side, ...from(pageParam) } }, { signal }),
  ...paging,
});

export const approvalQuery = (approvalId: string) => ({
  queryKey: key('approval', approvalId),
  queryFn: ({ signal }: Signal) => api.approvals.get({ params: { approvalId } }, { signal }),
});

/** After an own act the pages show the new state at once. */
export function useRefreshTeams() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: key() }), [client]);
}

const told = /^(team|company|approval|team-invitation)\./;

/** Follows the reader's own topic, and the team or company that is open: each change is loaded as it happens. */
export function useFollowTeams(topic: string | null = null): void {
  const { userId } = useSession();
  const refresh = useRefreshTeams();
  useTopic(userId && `user:${userId}`, ({ type }) => void (told.test(type) && refresh()));
  useTopic(topic, () => void refresh());
}
