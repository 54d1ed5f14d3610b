'use client';

import type { ownershipWire } from '@smartstart/contract';
import type { z } from 'zod';
import { api } from '../../lib/api';

export type Transfer = z.infer<typeof ownershipWire.transfer>;
export type Successor = z.infer<typeof ownershipWire.successor>;

/** Begins with `ventures`: messages about ventures and documents make it stale. */
export const ownershipQuery = (ventureId: string) => ({
  queryKey: ['ventures', 'ownership', ventureId],
  queryFn: () => api.ownership.read({ params: { ventureId } }),
});

export const transferHref = (ventureId: string) => `/ventures/${ventureId}/transfer`;
