'use client';

import type { ventureOversightWire, venturesWire } from '@smartstart/contract';
import type { z } from 'zod';
import { api } from '../../lib/api';

export type HubVenture = z.infer<typeof ventureOversightWire.ventureOversight.read.output>;
export type Status = Exclude<z.infer<typeof venturesWire.ventureStatus>, 'DRAFT'>;

export const venturesQuery = (words: string, status: Status | null) => ({
  queryKey: ['admin', 'ventures', words, status],
  queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
    api.ventureOversight.list(
      {
        query: {
          ...(words ? { q: words } : {}),
          ...(status ? { status } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      },
      { signal },
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});

export const hubVentureQuery = (ventureId: string, date: string | null) => ({
  queryKey: ['admin', 'venture', ventureId, date],
  queryFn: () => api.ventureOversight.read({ params: { ventureId }, query: date ? { date } : {} }),
});
