'use client';

import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';

// All keys begin with `subscription`: a step of the seat makes methods and invoices stale, too.

const key = ['subscription'] as const;
const pageSize = 20;
/** A provider tells what became of a visit a moment after it is over. */
const visitPollMs = 1_500;

export const seatQuery = () => ({
  queryKey: key,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.subscriptions.get({}, { signal }),
});
export const plansQuery = () => ({
  queryKey: ['public', 'plans'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.subscriptions.plans({}, { signal }),
});
export const methodsQuery = () => ({
  queryKey: [...key, 'methods'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.subscriptions.methods({}, { signal }),
});
export const invoicesQuery = () => ({
  queryKey: [...key, 'invoices'],
  queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
    api.invoices.list(
      { query: { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) } },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});
export const invoiceQuery = (invoiceId: string) => ({
  queryKey: [...key, 'invoice', invoiceId],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.invoices.get({ params: { invoiceId } }, { signal }),
});
export const visitQuery = (visitId: string) => ({
  queryKey: [...key, 'visit', visitId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.subscriptions.visit({ params: { visitId } }, { signal }),
  refetchInterval: (query: { state: { data?: { state: string } | undefined } }) =>
    query.state.data?.state === 'OPEN' ? visitPollMs : false,
});

export function useRefreshSeat() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: key }),
      client.invalidateQueries({ queryKey: ['access'] }),
    ]);
}

/** Looks again whenever something about the reader's seat or money happens. */
export function useFollowSeat(): void {
  const { userId } = useSession();
  const client = useQueryClient();
  useTopic(userId && `user:${userId}`, ({ type }) => {
    if (/^(subscription|invoice|payment|payment-method|refund)\./.test(type))
      void client.invalidateQueries({ queryKey: key });
  });
}
