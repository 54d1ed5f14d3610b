import type { webhooksWire } from '@smartstart/contract';
import type { z } from 'zod';
import { api } from '../../lib/api';

export type Endpoint = z.infer<typeof webhooksWire.endpoint>;
export type Delivery = z.infer<typeof webhooksWire.delivery>;
export type DeliveryState = Delivery['state'];

export const key = 'webhooks';
/** Deliveries happen without the page's doing; it looks this often. */
const askEveryMs = 4_000;

export const endpointsQuery = () => ({
  queryKey: [key, 'list'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.webhooks.list({}, { signal }),
  retry: false,
});

export const endpointQuery = (endpointId: string) => ({
  queryKey: [key, endpointId],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.webhooks.get({ params: { endpointId } }, { signal }),
  retry: false,
});

export const deliveriesQuery = (endpointId: string, state: DeliveryState | '') => ({
  queryKey: [key, endpointId, 'deliveries', state],
  queryFn: ({ pageParam }: { pageParam: string | null }) =>
    api.webhooks.deliveries({
      params: { endpointId },
      query: { limit: 25, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
  refetchInterval: askEveryMs,
});

export const deliveryQuery = (endpointId: string, deliveryId: string) => ({
  queryKey: [key, endpointId, 'delivery', deliveryId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.webhooks.delivery({ params: { endpointId, deliveryId } }, { signal }),
});
