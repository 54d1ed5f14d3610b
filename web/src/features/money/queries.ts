'use client';

import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import type { DistributionState, Interest, RoundState } from './types';

// All keys begin with `money` and the venture: a live message about its money makes that part of the cache stale.

export const moneyKey = (ventureId: string) => ['money', ventureId] as const;
/** What the reader gets out of all ventures. */
export const statementsKey = ['statements'] as const;

type Signal = { readonly signal: AbortSignal };
type Paged = Signal & { readonly pageParam: string };
const pages = {
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};
const after = (cursor: string) => (cursor ? { cursor } : {});
const pageSize = 25;
/** Figures of more months than this are on the pages after the first. */
const monthsAtOnce = 60;

export const roundsQuery = (ventureId: string, state: RoundState | null = null) => ({
  queryKey: [...moneyKey(ventureId), 'rounds', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.finances.rounds(
      {
        params: { ventureId },
        query: { limit: pageSize, ...(state ? { state } : {}), ...after(pageParam) },
      },
      { signal },
    ),
  ...pages,
});

/** All rounds a venture keeps at once, for fields that choose one. */
export const allRoundsQuery = (ventureId: string) => ({
  queryKey: [...moneyKey(ventureId), 'all-rounds'],
  queryFn: async ({ signal }: Signal) => {
    const { items } = await api.finances.rounds({ params: { ventureId }, query: { limit: 100 } }, { signal });
    return items;
  },
});

export const investorsQuery = (
  ventureId: string,
  { roundId, interest }: { roundId: string | null; interest: Interest | null },
) => ({
  queryKey: [...moneyKey(ventureId), 'investors', roundId, interest],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.finances.investors(
      {
        params: { ventureId },
        query: {
          limit: pageSize,
          ...(roundId ? { roundId } : {}),
          ...(interest ? { interest } : {}),
          ...after(pageParam),
        },
      },
      { signal },
    ),
  ...pages,
});

export const monthsQuery = (ventureId: string) => ({
  queryKey: [...moneyKey(ventureId), 'months'],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.finances.months(
      { params: { ventureId }, query: { limit: monthsAtOnce, ...after(pageParam) } },
      { signal },
    ),
  ...pages,
});

export const runwayQuery = (ventureId: string) => ({
  queryKey: [...moneyKey(ventureId), 'runway'],
  queryFn: ({ signal }: Signal) => api.finances.runway({ params: { ventureId } }, { signal }),
});

export const kpisQuery = (ventureId: string, months = 12) => ({
  queryKey: [...moneyKey(ventureId), 'kpis', months],
  queryFn: ({ signal }: Signal) =>
    api.finances.kpis({ params: { ventureId }, query: { months } }, { signal }),
});

export const readinessQuery = (ventureId: string) => ({
  queryKey: [...moneyKey(ventureId), 'readiness'],
  queryFn: ({ signal }: Signal) => api.finances.readiness({ params: { ventureId } }, { signal }),
});

export const reportsQuery = (ventureId: string) => ({
  queryKey: [...moneyKey(ventureId), 'revenue'],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.finances.revenue(
      { params: { ventureId }, query: { limit: pageSize, ...after(pageParam) } },
      { signal },
    ),
  ...pages,
});

export const sharesQuery = (ventureId: string) => ({
  queryKey: [...moneyKey(ventureId), 'shares'],
  queryFn: ({ signal }: Signal) => api.finances.revenueShares({ params: { ventureId } }, { signal }),
});

export const distributionsQuery = (ventureId: string, state: DistributionState | null = null) => ({
  queryKey: [...moneyKey(ventureId), 'distributions', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.finances.distributions(
      {
        params: { ventureId },
        query: { limit: pageSize, ...(state ? { state } : {}), ...after(pageParam) },
      },
      { signal },
    ),
  ...pages,
});

export const distributionQuery = (ventureId: string, distributionId: string) => ({
  queryKey: [...moneyKey(ventureId), 'distribution', distributionId],
  queryFn: ({ signal }: Signal) => api.finances.distribution({ params: { distributionId } }, { signal }),
});

export const statementsQuery = () => ({
  queryKey: [...statementsKey, 'list'],
  queryFn: async ({ pageParam, signal }: Paged) => {
    const query = { limit: pageSize, ...after(pageParam) };
    const { items, nextCursor } = await api.finances.myStatements({ query }, { signal });
    return { items: items.map((one) => ({ ...one, id: one.distributionId })), nextCursor };
  },
  ...pages,
});

export const statementQuery = (distributionId: string) => ({
  queryKey: [...statementsKey, 'one', distributionId],
  queryFn: ({ signal }: Signal) => api.finances.myStatement({ params: { distributionId } }, { signal }),
});

/** After an own act: the pages show the new state without waiting for the live message. */
export function useRefreshMoney(ventureId: string) {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [moneyKey(ventureId), statementsKey].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
}
