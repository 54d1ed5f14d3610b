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

/**
 * Marks everything stale that a signature can change: papers, rungs, gates, ventures, the seat. Gates are asked again
 * at once, because the next step depends on them; the rest follows by live message, or when it is shown next.
 */
export function useRefreshPapers() {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        ...['papers', 'documents', 'access', 'ventures', 'subscription'].map((key) =>
          client.invalidateQueries({ queryKey: [key], refetchType: 'none' }),
        ),
        client.refetchQueries({ queryKey: ['access', 'gate'], type: 'active' }),
        client.refetchQueries({ queryKey: ['documents', 'signing'], type: 'active' }),
      ]),
    [client],
  );
}
