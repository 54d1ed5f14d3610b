import type { broadcastsWire } from '@smartstart/contract';
import type { z } from 'zod';
import { api } from '../../lib/api';

export type Broadcast = z.infer<typeof broadcastsWire.broadcast>;
export type Template = z.infer<typeof broadcastsWire.template>;
export type Placeholder = z.infer<typeof broadcastsWire.placeholder>;
export type Audience = z.infer<typeof broadcastsWire.audience>;
export type Kind = z.infer<typeof broadcastsWire.kind>;

export const key = 'broadcasts';
const askEveryMs = 2_000;

export const broadcastsQuery = () => ({
  queryKey: [key, 'list'],
  queryFn: ({ pageParam }: { pageParam: string | null }) =>
    api.broadcasts.list({ query: { limit: 25, ...(pageParam ? { cursor: pageParam } : {}) } }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
  refetchInterval: askEveryMs,
});

export const templatesQuery = () => ({
  queryKey: [key, 'templates'],
  queryFn: () => api.broadcasts.templates({}),
});

export const templateQuery = (templateCode: string) => ({
  queryKey: [key, 'templates', templateCode],
  queryFn: () => api.broadcasts.template({ params: { templateCode } }),
});
