'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';
import type { FeedKind, IdeaState } from './types';

type Signal = { signal: AbortSignal };
interface PageRequest extends Signal {
  readonly pageParam: string;
}
interface Paged {
  readonly nextCursor: string | null;
}

/** What happens on the platform has no live topic of its own: an open page looks again now and then. */
const lookEveryMs = 60_000;
const key = (...parts: readonly unknown[]) => ['community', ...parts];
const paging = { initialPageParam: '', getNextPageParam: (page: Paged) => page.nextCursor } as const;
const from = (cursor: string) => (cursor ? { cursor } : {});

/** One venture, the platform alone, or everywhere one takes part. */
export type Where = { readonly ventureId: string } | { readonly scope: 'PLATFORM' } | Record<never, never>;

export const feedQuery = (filter: { kind?: FeedKind; ventureId?: string }) => ({
  queryKey: key('feed', filter),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.community.feed({ query: { ...filter, ...from(pageParam) } }, { signal }),
  ...paging,
  refetchInterval: lookEveryMs,
});

export const ideasQuery = (
  filter: Where & { state?: IdeaState; tag?: string; sort: 'newest' | 'votes' },
) => ({
  queryKey: key('ideas', filter),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.community.ideas({ query: { ...filter, ...from(pageParam) } }, { signal }),
  ...paging,
});

export const ideaQuery = (ideaId: string) => ({
  queryKey: key('idea', ideaId),
  queryFn: ({ signal }: Signal) => api.community.idea({ params: { ideaId } }, { signal }),
});

export const pollsQuery = (filter: Where & { open?: 'true' | 'false' }) => ({
  queryKey: key('polls', filter),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.community.polls({ query: { ...filter, ...from(pageParam) } }, { signal }),
  ...paging,
  refetchInterval: lookEveryMs,
});

export const pollQuery = (pollId: string) => ({
  queryKey: key('poll', pollId),
  queryFn: ({ signal }: Signal) => api.community.poll({ params: { pollId } }, { signal }),
});

export const kudosQuery = (filter: { ventureId?: string; toUserId?: string; fromUserId?: string }) => ({
  queryKey: key('kudos', filter),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.community.kudos({ query: { ...filter, ...from(pageParam) } }, { signal }),
  ...paging,
});

export const connectionsQuery = (filter: { state: 'PENDING' | 'ACCEPTED'; direction?: 'in' | 'out' }) => ({
  queryKey: ['network', 'connections', filter],
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.network.connections({ query: { ...filter, ...from(pageParam) } }, { signal }),
  ...paging,
});

export const tieQuery = (userId: string) => ({
  queryKey: ['network', 'tie', userId],
  queryFn: ({ signal }: Signal) => api.network.tie({ params: { userId } }, { signal }),
});

export const endorsementsQuery = (userId: string, skill: string) => ({
  queryKey: ['network', 'endorsements', userId, skill],
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.network.endorsements({ params: { userId }, query: { skill, ...from(pageParam) } }, { signal }),
  ...paging,
});

/** After an own act the pages show the new state at once. */
export function useRefreshCommunity() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: key() }), [client]);
}

export function useRefreshNetwork() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ['network'] }), [client]);
}
