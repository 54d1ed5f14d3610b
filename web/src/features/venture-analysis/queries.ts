'use client';

import { keepPreviousData, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import type { Assumptions, StatementKind } from './types';

// All keys begin with `standing` and the venture: a live message about it makes that part of the cache stale.

export const standingKey = (ventureId: string) => ['standing', ventureId] as const;

type Signal = { readonly signal: AbortSignal };
type Paged = Signal & { readonly pageParam: string };
const pageSize = 25;
/** A simulation says the same until a figure changes, and that is told live. */
const steadyMs = 5 * 60_000;

export const analysisQuery = (ventureId: string) => ({
  queryKey: [...standingKey(ventureId), 'analysis'],
  queryFn: ({ signal }: Signal) => api.ventureAnalysis.analysis({ params: { ventureId } }, { signal }),
});

/** Under assumptions; the answer before stays until the next is there. */
export const runwayQuery = (ventureId: string, assumptions: Assumptions) => ({
  queryKey: [...standingKey(ventureId), 'runway', assumptions],
  queryFn: ({ signal }: Signal) =>
    api.ventureAnalysis.runway({ params: { ventureId }, body: assumptions }, { signal }),
  placeholderData: keepPreviousData,
  staleTime: steadyMs,
});

export const scenariosQuery = (ventureId: string) => ({
  queryKey: [...standingKey(ventureId), 'scenarios'],
  queryFn: ({ signal }: Signal) => api.ventureAnalysis.scenarios({ params: { ventureId } }, { signal }),
});

/** A round to try; empty for the one that is planned or active. */
export interface RoundToTry {
  readonly raiseMinor?: string;
  readonly preMoneyMinor?: string;
}

export const valuationQuery = (ventureId: string, round: RoundToTry = {}) => ({
  queryKey: [...standingKey(ventureId), 'valuation', round],
  queryFn: ({ signal }: Signal) =>
    api.ventureAnalysis.valuation({ params: { ventureId }, query: round }, { signal }),
  placeholderData: keepPreviousData,
});

export const assessmentQuery = (ventureId: string) => ({
  queryKey: [...standingKey(ventureId), 'assessment'],
  queryFn: ({ signal }: Signal) => api.ventureAnalysis.assessment({ params: { ventureId } }, { signal }),
});

export const historyQuery = (ventureId: string, kind: StatementKind) => ({
  queryKey: [...standingKey(ventureId), 'history', kind],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.ventureAnalysis.history(
      {
        params: { ventureId },
        query: { limit: pageSize, kind, ...(pageParam ? { cursor: pageParam } : {}) },
      },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});

/** After an own act: the pages show the new state without waiting for the live message. */
export function useRefreshStanding(ventureId: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: standingKey(ventureId) });
}
