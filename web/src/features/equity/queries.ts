'use client';

import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { hasCode } from '../../lib/problem';
import type { CapTable, ProposalState } from './types';

// All keys begin with `equity` and the venture: a live message about its table makes that part of the cache stale.

export const equityKey = (ventureId: string) => ['equity', ventureId] as const;

/** The table of a day, today's without one; null where there is no table yet. */
export const tableQuery = (ventureId: string, date?: string) => ({
  queryKey: [...equityKey(ventureId), 'table', date ?? 'today'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<CapTable | null> => {
    try {
      const query = date === undefined ? {} : { date };
      return await api.equity.capTable({ params: { ventureId }, query }, { signal });
    } catch (error) {
      // Whoever may see the venture at all learns so from the page around; here it means that nothing was set up.
      if (hasCode(error, 'NOT_FOUND')) return null;
      throw error;
    }
  },
});

const pageSize = 50;

export const securitiesQuery = (ventureId: string, stakeholderId: string, date?: string) => ({
  queryKey: [...equityKey(ventureId), 'securities', stakeholderId, date ?? 'today'],
  queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
    api.equity.securities(
      {
        params: { ventureId },
        query: {
          stakeholderId,
          limit: pageSize,
          ...(date === undefined ? {} : { date }),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});

export const entriesQuery = (
  ventureId: string,
  { stakeholderId, setAside }: { stakeholderId: string | null; setAside: boolean },
) => ({
  queryKey: [...equityKey(ventureId), 'entries', stakeholderId, setAside],
  queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
    api.equity.entries(
      {
        params: { ventureId },
        query: {
          limit: pageSize,
          ...(stakeholderId ? { stakeholderId } : {}),
          ...(setAside ? { setAside: 'true' as const } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});

export const proposalsQuery = (ventureId: string, state: ProposalState | null) => ({
  queryKey: [...equityKey(ventureId), 'proposals', state],
  queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
    api.equity.proposals(
      {
        params: { ventureId },
        query: { limit: 25, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
      },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});

/** After an own act: the pages show the new state without waiting for the live message. */
export function useRefreshEquity(ventureId: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: equityKey(ventureId) });
}
