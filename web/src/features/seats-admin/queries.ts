'use client';

import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { refetchInterval } from '../billing-admin/queries';
import type { HookState, Invoice, Payment, SeatState, DisputeState } from './types';

// All keys begin with `seats-admin`: every act of billing makes all of it stale.

const key = ['seats-admin'] as const;
const limit = 25;
type Paged = { readonly signal: AbortSignal; readonly pageParam: string };
const pages = {
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
  refetchInterval,
};
const after = (cursor: string) => (cursor ? { cursor } : {});
const only = <S extends string>(state: S | 'ALL') => (state === 'ALL' ? {} : { state });

export const summaryQuery = () => ({
  queryKey: [...key, 'summary'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.subscriptionAdmin.summary({}, { signal }),
  refetchInterval,
});
export const seatsQuery = (state: SeatState | 'ALL') => ({
  queryKey: [...key, 'seats', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.subscriptionAdmin.list({ query: { limit, ...only(state), ...after(pageParam) } }, { signal }),
  ...pages,
});
export const invoicesQuery = (state: Invoice['state'] | 'ALL') => ({
  queryKey: [...key, 'invoices', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.subscriptionAdmin.invoices({ query: { limit, ...only(state), ...after(pageParam) } }, { signal }),
  ...pages,
});
export const invoiceQuery = (invoiceId: string) => ({
  queryKey: [...key, 'invoice', invoiceId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.subscriptionAdmin.invoice({ params: { invoiceId } }, { signal }),
});
/** Transfers that are awaited, or everything. */
export const paymentsQuery = (which: 'TRANSFERS' | 'ALL') => ({
  queryKey: [...key, 'payments', which],
  queryFn: ({ pageParam, signal }: Paged) => {
    const filter =
      which === 'TRANSFERS'
        ? { state: 'PROCESSING' as Payment['state'], way: 'TRANSFER' as Payment['way'] }
        : {};
    return api.subscriptionAdmin.payments({ query: { limit, ...filter, ...after(pageParam) } }, { signal });
  },
  ...pages,
});
export const disputesQuery = (state: DisputeState | 'ALL') => ({
  queryKey: [...key, 'disputes', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.subscriptionAdmin.disputes({ query: { limit, ...only(state), ...after(pageParam) } }, { signal }),
  ...pages,
});
export const hooksQuery = (state: HookState | 'ALL') => ({
  queryKey: [...key, 'hooks', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.subscriptionAdmin.hooks({ query: { limit, ...only(state), ...after(pageParam) } }, { signal }),
  ...pages,
});
export const pricesQuery = () => ({
  queryKey: [...key, 'prices'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.subscriptionAdmin.prices({}, { signal }),
});

export function useRefreshSeats() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: key });
}
