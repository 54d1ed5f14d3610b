import type { offersWire } from '@smartstart/contract';
import type { z } from 'zod';

type WireOffer = z.output<typeof offersWire.offer>;
export type OfferTerms = offersWire.OfferTerms;
/** The server stores the terms as they were sent, so they have their shape. */
export type Offer = Omit<WireOffer, 'terms'> & { readonly terms: OfferTerms };
export type OfferState = Offer['state'];
export type OfferAction = Offer['actions'][number];
export type Kind = OfferTerms['kind'];

/** Draft and its version tag. */
export type TaggedOffer = Offer & { readonly etag: string | null };

export const offerStates = [
  'DRAFT',
  'PENDING',
  'ACCEPTED',
  'COMPLETED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
  'TERMINATED',
] as const satisfies readonly OfferState[];

export function can({ actions }: Pick<Offer, 'actions'>, action: OfferAction): boolean {
  return actions.includes(action);
}
