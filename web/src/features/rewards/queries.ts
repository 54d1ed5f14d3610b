import type { buzWire } from '@smartstart/contract';
import type { z } from 'zod';
import { api } from '../../lib/api';

export type Claim = z.infer<typeof buzWire.claim>;
export type ClaimState = z.infer<typeof buzWire.claimState>;
export type PriceList = z.infer<typeof buzWire.priceList>;

/** Prices change by a new version only, so they do not hang on the key `buz`, which every movement makes stale. */
export const pricesQuery = (version: number | null = null) => ({
  queryKey: ['prices', version],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.buz.prices({ query: version === null ? {} : { version } }, { signal }),
  staleTime: 300_000,
});
