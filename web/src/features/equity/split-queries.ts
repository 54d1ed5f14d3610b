'use client';

import type { contributionSplitsWire } from '@smartstart/contract';
import type { z } from 'zod';
import { api } from '../../lib/api';
import { equityKey } from './queries';

export type SplitMonth = z.output<typeof contributionSplitsWire.splitMonth>;
export type SplitPreview = z.output<typeof contributionSplitsWire.splitPreview>;
export type SplitState = SplitMonth['state'];

/** A year at a time. */
const pageSize = 12;

export const splitMonthsQuery = (ventureId: string) => ({
  queryKey: [...equityKey(ventureId), 'splits'],
  queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
    api.contributionSplits.months(
      {
        params: { ventureId },
        query: { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) },
      },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});

export const splitQuery = (ventureId: string, month: string) => ({
  queryKey: [...equityKey(ventureId), 'split', month],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.contributionSplits.preview({ params: { ventureId, month } }, { signal }),
});
