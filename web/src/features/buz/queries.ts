'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';

// All keys begin with `buz`: a live message about any movement makes that part of the cache stale.

export const walletQuery = () => ({
  queryKey: ['buz', 'wallet'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.buz.wallet({}, { signal }),
});

export const stakesQuery = () => ({
  queryKey: ['buz', 'stakes'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.buz.stakes({}, { signal }),
});

/** After an own act: the page shows the new state without waiting for the live message. */
export function useRefreshBuz() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ['buz'] }), [client]);
}
