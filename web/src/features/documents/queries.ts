'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';

export const papersQuery = () => ({ queryKey: ['papers'], queryFn: () => api.legal.papers({}) });

export const documentQuery = (documentId: string) => ({
  queryKey: ['documents', 'one', documentId],
  queryFn: () => api.legal.document({ params: { documentId } }),
});

export const dueDocumentsQuery = () => ({
  queryKey: ['documents', 'due'],
  queryFn: () => api.legal.documents({ query: { due: 'true', limit: 100 } }),
});

/** Marks everything stale that a signature can change: papers, rungs, gates, ventures, the seat. */
export function useRefreshPapers() {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all(
        ['papers', 'documents', 'access', 'ventures', 'subscription'].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      ),
    [client],
  );
}
