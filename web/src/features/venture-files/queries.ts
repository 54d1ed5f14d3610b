'use client';

import type { ventureFilesWire } from '@smartstart/contract';
import type { z } from 'zod';
import { api } from '../../lib/api';

export type VentureFile = z.infer<typeof ventureFilesWire.ventureFile>;

export const filesQuery = (ventureId: string) => ({
  queryKey: ['ventures', 'files', ventureId],
  queryFn: ({ pageParam }: { pageParam: string | null }) =>
    api.ventureFiles.list({ params: { ventureId }, query: pageParam ? { cursor: pageParam } : {} }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});
