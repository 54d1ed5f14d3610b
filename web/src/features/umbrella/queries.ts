'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';
import type { Invitation, OwnSide, PaymentState } from './types';

// All keys begin with `umbrella`: a live message about it makes all of them stale.

export const umbrellaKey = ['umbrella'] as const;
const pageSize = 25;

type Signal = { readonly signal: AbortSignal };
type Paged = Signal & { readonly pageParam: string };
export const pages = {
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};
export const after = (cursor: string) => ({ limit: pageSize, ...(cursor ? { cursor } : {}) });

export const analyticsQuery = () => ({
  queryKey: [...umbrellaKey, 'analytics'],
  queryFn: ({ signal }: Signal) => api.umbrella.analytics({}, { signal }),
});

export const relationshipsQuery = (side: OwnSide) => ({
  queryKey: [...umbrellaKey, 'relationships', side],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.umbrella.relationships({ query: { side, ...after(pageParam) } }, { signal }),
  ...pages,
});

export const relationshipQuery = (relationshipId: string) => ({
  queryKey: [...umbrellaKey, 'relationship', relationshipId],
  queryFn: ({ signal }: Signal) => api.umbrella.relationship({ params: { relationshipId } }, { signal }),
});

export interface PaymentFilter {
  readonly relationshipId?: string;
  readonly side?: OwnSide;
  readonly state?: PaymentState;
}
export const paymentsQuery = (filter: PaymentFilter) => ({
  queryKey: [...umbrellaKey, 'payments', filter],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.umbrella.payments({ query: { ...filter, ...after(pageParam) } }, { signal }),
  ...pages,
});

export const paymentQuery = (paymentId: string) => ({
  queryKey: [...umbrellaKey, 'payment', paymentId],
  queryFn: ({ signal }: Signal) => api.umbrella.payment({ params: { paymentId } }, { signal }),
});

export const invitationsQuery = (direction: Invitation['direction']) => ({
  queryKey: [...umbrellaKey, 'invitations', direction],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.umbrella.invitations({ query: { direction, ...after(pageParam) } }, { signal }),
  ...pages,
});

/** What a link is about stays as it was opened: fetched again, it would say "answered" in place of the next step. */
export const invitationByLinkQuery = (token: string) => ({
  queryKey: ['umbrella-link', token],
  queryFn: ({ signal }: Signal) => api.umbrella.invitationByLink({ params: { token } }, { signal }),
  retry: false,
});

export const statementsQuery = () => ({
  queryKey: [...umbrellaKey, 'statements'],
  queryFn: ({ signal }: Signal) => api.umbrella.statements({}, { signal }),
});

export const statementQuery = (year: number, side: OwnSide) => ({
  queryKey: [...umbrellaKey, 'statement', year, side],
  queryFn: ({ signal }: Signal) => api.umbrella.statement({ params: { year }, query: { side } }, { signal }),
});

export function useRefreshUmbrella() {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all(
        ['umbrella', 'umbrella-admin', 'documents'].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      ),
    [client],
  );
}
