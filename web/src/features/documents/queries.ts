'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';

export const papersQuery = () => ({ queryKey: ['papers'], queryFn: () => api.legal.papers({}) });

export const dueDocumentsQuery = () => ({
  queryKey: ['documents', 'due'],
  queryFn: () => api.legal.documents({ query: { due: 'true', limit: 100 } }),
});

/** Documents that others share with the person, newest first. */
export const sharedDocumentsQuery = () => ({
  queryKey: ['documents', 'shared'],
  queryFn: ({ pageParam }: { pageParam: string | null }) =>
    api.legal.documents({ query: { shared: 'true', ...(pageParam ? { cursor: pageParam } : {}) } }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});

/** How long the live messages of a signature may take before the page asks by itself. */
const liveMs = 800;

/**
 * Marks everything stale that a signature can change: papers, rungs, gates, ventures, the seat. What is on the page
 * follows by live message; without a socket the rungs are asked for, and with them whatever hangs on them.
 */
export function useRefreshPapers() {
  const client = useQueryClient();
  return useCallback(() => {
    const signedAt = Date.now();
    for (const key of ['papers', 'documents', 'access', 'pack', 'ventures', 'subscription'])
      void client.invalidateQueries({ queryKey: [key], refetchType: 'none' });
    setTimeout(() => {
      const heard = (client.getQueryState(['access'])?.dataUpdatedAt ?? 0) > signedAt;
      if (!heard) void client.refetchQueries({ queryKey: ['access'], type: 'active' });
    }, liveMs);
  }, [client]);
}
