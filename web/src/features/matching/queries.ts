'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { useAccess } from '../../lib/session';
import type {
  Candidate,
  Match,
  MatchState,
  Preferences,
  Ranking,
  Readiness,
  SavedSearch,
  Suggestions,
} from './types';

interface Signal {
  readonly signal: AbortSignal;
}

export const matchesQuery = () => ({
  queryKey: ['matches', 'best'],
  queryFn: async ({ signal }: Signal): Promise<Suggestions> =>
    (await api.matching.matches({}, { signal })) as Suggestions,
  // They are scored anew at each look; leaving for a moment and coming back should not reorder them.
  staleTime: 60_000,
});

export const matchHistoryQuery = (state: MatchState) => ({
  queryKey: ['matches', 'history', state],
  queryFn: async ({ pageParam, signal }: Signal & { readonly pageParam: string }) =>
    (await api.matching.matchHistory(
      { query: { limit: 20, state, ...(pageParam ? { cursor: pageParam } : {}) } },
      { signal },
    )) as { items: Match[]; nextCursor: string | null },
  initialPageParam: '',
  getNextPageParam: (page: { readonly nextCursor: string | null }) => page.nextCursor,
});

export const preferencesQuery = () => ({
  queryKey: ['matches', 'preferences'],
  queryFn: async ({ signal }: Signal): Promise<Preferences> =>
    (await api.matching.preferences({}, { signal })) as Preferences,
});

export const insightsQuery = () => ({
  queryKey: ['matches', 'insights'],
  queryFn: ({ signal }: Signal) => api.matching.insights({}, { signal }),
  staleTime: 300_000,
});

export interface Candidates {
  readonly items: Candidate[];
  readonly ranking: Ranking;
  readonly readiness: Readiness;
}

export const candidatesQuery = (opportunityId: string) => ({
  queryKey: ['matches', 'candidates', opportunityId],
  queryFn: async ({ signal }: Signal): Promise<Candidates> =>
    (await api.matching.candidates(
      { params: { opportunityId }, query: { limit: 50 } },
      { signal },
    )) as Candidates,
  staleTime: 60_000,
});

export const searchesQuery = () => ({
  queryKey: ['saved-searches'],
  queryFn: async ({ signal }: Signal) =>
    (await api.matching.searches({}, { signal })) as { items: SavedSearch[]; most: number },
});

type Feedback =
  | { kind: 'VIEW' }
  | { kind: 'HIDE'; reason: string }
  | { kind: 'UNHIDE' }
  | { kind: 'MORE_LIKE_THIS'; on: boolean };

/** What a person says of a match. Looking at one changes nothing that is shown, so nothing is fetched again for it. */
export function useFeedback() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ matchId, body }: { matchId: string; body: Feedback }) =>
      api.matching.feedback({ params: { matchId }, body }),
    onSuccess: (_, { body }) =>
      body.kind === 'VIEW' ? undefined : client.invalidateQueries({ queryKey: ['matches'] }),
  });
}

/** The best matches of a member; nobody else has any. */
export function useMatches() {
  const member = useAccess().data?.held.includes(1) ?? false;
  return useQuery({ ...matchesQuery(), enabled: member });
}
