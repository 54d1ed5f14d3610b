'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { api } from '../../lib/api';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';
import type { Board, XpEvent } from './types';

// All keys begin with `gamification`: a live message about any of it makes that part of the cache stale.
const key = (...parts: readonly unknown[]) => ['gamification', ...parts];
type Signal = { signal: AbortSignal };

export const meQuery = () => ({
  queryKey: key('me'),
  queryFn: ({ signal }: Signal) => api.gamification.me({}, { signal }),
});
export const badgesQuery = () => ({
  queryKey: key('badges'),
  queryFn: ({ signal }: Signal) => api.gamification.badges({}, { signal }),
});
export const reputationQuery = () => ({
  queryKey: key('reputation'),
  queryFn: ({ signal }: Signal) => api.gamification.reputation({}, { signal }),
});
export const challengeQuery = () => ({
  queryKey: key('challenge'),
  queryFn: ({ signal }: Signal) => api.gamification.challenge({}, { signal }),
});
export const skillGapsQuery = () => ({
  queryKey: key('skills'),
  queryFn: ({ signal }: Signal) => api.gamification.skillGaps({}, { signal }),
});
export const rulesQuery = () => ({
  queryKey: key('rules'),
  queryFn: ({ signal }: Signal) => api.gamification.rules({}, { signal }),
});
export const portfolioQuery = () => ({
  queryKey: key('portfolio'),
  queryFn: ({ signal }: Signal) => api.gamification.portfolio({}, { signal }),
});
export const personQuery = (userId: string) => ({
  queryKey: key('person', userId),
  queryFn: ({ signal }: Signal) => api.gamification.ofPerson({ params: { userId } }, { signal }),
});
export const boardsQuery = (board: Board | null) => ({
  queryKey: key('boards', board),
  queryFn: ({ signal }: Signal) =>
    api.gamification.leaderboards({ query: board ? { board } : {} }, { signal }),
});
export const goalsQuery = () => ({
  queryKey: key('goals'),
  initialPageParam: '',
  queryFn: ({ pageParam, signal }: Signal & { pageParam: string }) =>
    api.gamification.goals({ query: pageParam ? { cursor: pageParam } : {} }, { signal }),
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});
export const eventsQuery = (event: XpEvent | null) => ({
  queryKey: key('events', event),
  initialPageParam: '',
  queryFn: ({ pageParam, signal }: Signal & { pageParam: string }) =>
    api.gamification.events(
      { query: { ...(event ? { event } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
      { signal },
    ),
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});

/** After an own act: the page shows the new state without waiting for the live message. */
export function useRefreshGamification() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: key() }), [client]);
}

const subjects = /^(?:xp|level|badge|goal)\./;
/** A badge brings XP, which may bring a level: one look afterwards is enough. */
const burstMs = 200;
let burst: ReturnType<typeof setTimeout> | undefined;

/** Follows the reader’s own topic, and answers with a sentence for those who do not see that figures changed. */
export function useFollowGamification(): string {
  const t = useTranslations('gamification.level');
  const client = useQueryClient();
  const { userId } = useSession();
  const [said, setSaid] = useState('');
  useTopic(userId && `user:${userId}`, (event) => {
    if (event.type === 'reset' || !subjects.test(event.type)) return;
    const xp = 'data' in event ? event.data['xp'] : undefined;
    if (event.type === 'xp.changed' && typeof xp === 'number') setSaid(t('live', { xp }));
    burst ??= setTimeout(() => {
      burst = undefined;
      void client.invalidateQueries({ queryKey: key() });
    }, burstMs);
  });
  return said;
}
