'use client';

import { api } from '../../lib/api';
import { after, pages } from '../umbrella/queries';
import type { PaymentState, RelationshipState } from '../umbrella/types';

// All keys begin with `umbrella-admin`: every act makes all of it stale.

const adminKey = ['umbrella-admin'] as const;

/** Administrators follow nobody’s topic, so no live message tells them; the pages ask. */
const refetchInterval = 30_000;

type Signal = { readonly signal: AbortSignal };
type Paged = Signal & { readonly pageParam: string };
const paged = { ...pages, refetchInterval };

export const paymentsQuery = (state: PaymentState) => ({
  queryKey: [...adminKey, 'payments', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.umbrellaAdmin.payments({ query: { state, ...after(pageParam) } }, { signal }),
  ...paged,
});

export const casesQuery = (open: 'true' | 'false') => ({
  queryKey: [...adminKey, 'cases', open],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.umbrellaAdmin.cases({ query: { open, ...after(pageParam) } }, { signal }),
  ...paged,
});

export const allRelationshipsQuery = (state: RelationshipState | null) => ({
  queryKey: [...adminKey, 'relationships', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.umbrellaAdmin.relationships(
      { query: { ...(state ? { state } : {}), ...after(pageParam) } },
      { signal },
    ),
  ...paged,
});

export const previewQuery = () => ({
  queryKey: [...adminKey, 'preview'],
  queryFn: ({ signal }: Signal) => api.umbrellaAdmin.preview({ query: {} }, { signal }),
});

export const runsQuery = () => ({
  queryKey: [...adminKey, 'runs'],
  queryFn: ({ pageParam, signal }: Paged) => api.umbrellaAdmin.runs({ query: after(pageParam) }, { signal }),
  ...paged,
});

export const flagsQuery = (year: number) => ({
  queryKey: [...adminKey, 'flags', year],
  queryFn: ({ signal }: Signal) => api.umbrellaAdmin.flags({ query: { year } }, { signal }),
});

export const settingsQuery = () => ({
  queryKey: [...adminKey, 'settings'],
  queryFn: ({ signal }: Signal) => api.umbrellaAdmin.settings({}, { signal }),
});

export const journalQuery = (relationshipId: string) => ({
  queryKey: [...adminKey, 'journal', relationshipId],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.umbrellaAdmin.journal({ params: { relationshipId }, query: after(pageParam) }, { signal }),
  ...pages,
});
