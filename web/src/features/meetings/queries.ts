'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';

type Signal = { signal: AbortSignal };
interface PageRequest extends Signal {
  readonly pageParam: string;
}

const key = (...parts: readonly unknown[]) => ['meetings', ...parts];
/** Meetings pass, and those of ventures change, without a word on one's own topic. */
const lookEveryMs = 60_000;

export const meetingsQuery = (filter: { when: 'upcoming' | 'past'; teamId?: string }) => ({
  queryKey: key('list', filter),
  queryFn: ({ pageParam, signal }: PageRequest) =>
    api.meetings.list({ query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
  initialPageParam: '',
  getNextPageParam: (page: { readonly nextCursor: string | null }) => page.nextCursor,
  refetchInterval: lookEveryMs,
});

export const meetingQuery = (meetingId: string) => ({
  queryKey: key('one', meetingId),
  queryFn: ({ signal }: Signal) => api.meetings.get({ params: { meetingId } }, { signal }),
});

/** After an own act the pages show the new state at once. */
export function useRefreshMeetings() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: key() }), [client]);
}

/** What others do to meetings one is invited to is loaded as it happens. */
export function useFollowMeetings(): void {
  const { userId } = useSession();
  const refresh = useRefreshMeetings();
  useTopic(userId && `user:${userId}`, ({ type }) => void (type.startsWith('meeting.') && refresh()));
}
