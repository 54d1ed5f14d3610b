'use client';

import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import type { DistributionState, Report } from '../money/types';

// All keys begin with `billing`: every act of billing makes all of it stale.

const billingKey = ['billing'] as const;
const pageSize = 25;

/** Billing administrators follow no venture, so no live message tells them; the pages ask. */
export const refetchInterval = 30_000;

type Paged = { readonly signal: AbortSignal; readonly pageParam: string };
const pages = {
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
  refetchInterval,
};
const after = (cursor: string) => (cursor ? { cursor } : {});

export const hubReportsQuery = (state: Report['state']) => ({
  queryKey: [...billingKey, 'reports', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.finances.reportedRevenue({ query: { state, limit: pageSize, ...after(pageParam) } }, { signal }),
  ...pages,
});

export const payableQuery = (state: DistributionState) => ({
  queryKey: [...billingKey, 'payable', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.finances.payable({ query: { state, limit: pageSize, ...after(pageParam) } }, { signal }),
  ...pages,
});

export const hubDistributionQuery = (distributionId: string) => ({
  queryKey: [...billingKey, 'distribution', distributionId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.finances.distribution({ params: { distributionId } }, { signal }),
});

export function useRefreshBilling() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: billingKey });
}
