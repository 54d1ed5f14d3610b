import type { contractReviewWire } from '@smartstart/contract';
import type { z } from 'zod';
import { api } from '../../lib/api';

export type Reading = z.infer<typeof contractReviewWire.reading>;
export type FullReading = z.infer<typeof contractReviewWire.fullReading>;
export type Finding = z.infer<typeof contractReviewWire.finding>;
export type Clause = z.infer<typeof contractReviewWire.clauseSpan>;
export type Playbook = z.infer<typeof contractReviewWire.playbook>;
export type Comparison = z.infer<typeof contractReviewWire.comparison>;

export interface Span {
  readonly start: number;
  readonly end: number;
}

const key = 'contracts';

export const readingsQuery = () => ({
  queryKey: [key, 'list'],
  queryFn: ({ pageParam }: { pageParam: string | null }) =>
    api.contractReview.list({ query: { limit: 25, ...(pageParam ? { cursor: pageParam } : {}) } }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});

export const readingQuery = (readingId: string) => ({
  queryKey: [key, 'one', readingId],
  queryFn: () => api.contractReview.read({ params: { readingId } }),
});

export const playbooksQuery = () => ({
  queryKey: [key, 'playbooks'],
  queryFn: () => api.contractReview.playbooks({}),
});

/** The work is done elsewhere; without a socket the page asks this often. */
export const askEveryMs = 2500;

export function isUnderWay({ state }: { state: string }): boolean {
  return state === 'WAITING' || state === 'READING';
}
