'use client';

import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';
import type { Offer, OfferState, TaggedOffer } from './types';

// All keys begin with `offers`: a live message about any offer makes that part of the cache stale.

interface Paged {
  readonly pageParam: string;
  readonly signal: AbortSignal;
}
interface OfferPage {
  readonly items: Offer[];
  readonly nextCursor: string | null;
}

const pages = { initialPageParam: '', getNextPageParam: (page: OfferPage) => page.nextCursor };
const pageSize = 25;

function queryOf(state: OfferState | null, cursor: string) {
  return { limit: pageSize, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) };
}

export const myOffersQuery = (side: 'TO_ME' | 'BY_ME', state: OfferState | null) => ({
  queryKey: ['offers', side, state],
  queryFn: async ({ pageParam, signal }: Paged): Promise<OfferPage> =>
    (await api.offers.mine({ query: { side, ...queryOf(state, pageParam) } }, { signal })) as OfferPage,
  ...pages,
});

export const ventureOffersQuery = (ventureId: string, state: OfferState | null) => ({
  queryKey: ['offers', 'venture', ventureId, state],
  queryFn: async ({ pageParam, signal }: Paged): Promise<OfferPage> =>
    (await api.offers.ofVenture(
      { params: { ventureId }, query: queryOf(state, pageParam) },
      { signal },
    )) as OfferPage,
  ...pages,
});

export const offerQuery = (offerId: string) => ({
  queryKey: ['offers', 'one', offerId],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<TaggedOffer> =>
    (await api.offers.read({ params: { offerId } }, { signal })) as TaggedOffer,
});

/** Offers that wait for the person's own answer. */
export const waitingOffersQuery = () => ({
  queryKey: ['offers', 'waiting'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<OfferPage> =>
    (await api.offers.mine(
      { query: { side: 'TO_ME', state: 'PENDING', limit: 5 } },
      { signal },
    )) as OfferPage,
});

/** After an own act: offers, their documents and what they enter show the new state at once. */
export function useRefreshOffers() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      ['offers', 'documents', 'equity'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    );
}

/** Both sides of an offer hear of each step on their own topic. */
export function useFollowOffers(): void {
  const { userId } = useSession();
  const client = useQueryClient();
  useTopic(userId && `user:${userId}`, (event) => {
    if (event.type === 'offer.changed') void client.invalidateQueries({ queryKey: ['offers'] });
  });
}
