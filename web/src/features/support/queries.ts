'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';
import type { ModerationState, SupportState } from './types';

interface PageRequest {
  readonly pageParam: string;
  readonly signal: AbortSignal;
}

const key = (...parts: readonly unknown[]) => ['support', ...parts];
const from = (cursor: string) => (cursor ? { cursor } : {});
const paging = {
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
} as const;
/** The desk of the hub looks again by itself. */
const lookEveryMs = 60_000;

export const requestsQuery = () => ({
  queryKey: key('own'),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.support.requests({ query: from(pageParam) }, { signal }),
  ...paging,
});

/** The same request as its owner or as the hub sees it. */
export const requestQuery = (requestId: string, forHub: boolean) => ({
  queryKey: key('one', requestId, forHub),
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    forHub
      ? api.support.requestForHub({ params: { requestId } }, { signal })
      : api.support.request({ params: { requestId } }, { signal }),
});

export const reportsQuery = () => ({
  queryKey: key('reports'),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.support.reports({ query: from(pageParam) }, { signal }),
  ...paging,
});

export const decisionsQuery = () => ({
  queryKey: key('decisions'),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.support.decisions({ query: from(pageParam) }, { signal }),
  ...paging,
});

export const queueQuery = (state: SupportState) => ({
  queryKey: key('queue', state),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.support.queue({ query: { state, ...from(pageParam) } }, { signal }),
  ...paging,
  refetchInterval: lookEveryMs,
});

export const casesQuery = (state: ModerationState) => ({
  queryKey: key('cases', state),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.support.cases({ query: { state, ...from(pageParam) } }, { signal }),
  ...paging,
  refetchInterval: lookEveryMs,
});

export function useRefreshSupport() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: key() }), [client]);
}
