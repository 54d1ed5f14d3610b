'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';

export type Summary = Awaited<ReturnType<typeof api.models.list>>['items'][number];
export type Model = Awaited<ReturnType<typeof api.models.read>>;
export type Version = Awaited<ReturnType<typeof api.models.versions>>['items'][number];
export type VersionDetail = Awaited<ReturnType<typeof api.models.version>>;
export type Report = NonNullable<VersionDetail['report']>;
export type Training = Awaited<ReturnType<typeof api.models.trainings>>['items'][number];
export type Compared = Awaited<ReturnType<typeof api.models.compare>>;

/** Models are the SUPER_ADMIN's alone. */
export const modelRungs = [12] as const;

interface Signal {
  readonly signal: AbortSignal;
}

const quietMs = 30_000;
const busyMs = 1_500;

/** Whether something is being learnt, so that the page asks more often. */
export const isUnderWay = ({ state }: { readonly state: Training['state'] }) =>
  state === 'QUEUED' || state === 'RUNNING';

export const modelsQuery = () => ({
  queryKey: ['models', 'list'],
  queryFn: ({ signal }: Signal) => api.models.list({}, { signal }),
  refetchInterval: quietMs,
});

export const modelQuery = (name: string) => ({
  queryKey: ['models', name],
  queryFn: ({ signal }: Signal) => api.models.read({ params: { name } }, { signal }),
  refetchInterval: quietMs,
});

export const versionsQuery = (name: string) => ({
  queryKey: ['models', name, 'versions'],
  queryFn: ({ signal }: Signal) => api.models.versions({ params: { name } }, { signal }),
});

export const versionQuery = (name: string, version: string) => ({
  queryKey: ['models', name, 'versions', version],
  queryFn: ({ signal }: Signal) => api.models.version({ params: { name, version } }, { signal }),
});

export const cardQuery = (name: string, version: string) => ({
  queryKey: ['models', name, 'versions', version, 'card'],
  queryFn: ({ signal }: Signal) => api.models.card({ params: { name, version } }, { signal }),
});

export const compareQuery = (name: string, left: string, right: string) => ({
  queryKey: ['models', name, 'compare', left, right],
  queryFn: ({ signal }: Signal) =>
    api.models.compare({ params: { name }, query: { left, right } }, { signal }),
});

/** Whoever asked hears of progress live; others, and who was away, ask while something is under way. */
export const trainingsQuery = (name: string) => ({
  queryKey: ['models', name, 'trainings'],
  queryFn: ({ signal }: Signal) =>
    api.models.trainings({ params: { name }, query: { limit: 20 } }, { signal }),
  refetchInterval: ({ state }: { state: { data?: { items: Training[] } | undefined } }) =>
    state.data?.items.some(isUnderWay) ? busyMs : quietMs,
});

export function useRefreshModels() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ['models'] }), [client]);
}
