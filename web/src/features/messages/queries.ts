'use client';

import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { api } from '../../lib/api';
import { addOlder, addThread, merge, startLog, type Log } from './log';
import type { Message } from './types';

type Signal = { signal: AbortSignal };
const key = (...parts: readonly unknown[]) => ['channels', ...parts];

/** Channels of others are not followed by a socket (that would say one is there): the list looks for itself. */
const lookEveryMs = 20_000;
const listed = 100;
const pageSize = 50;
const changesAtOnce = 100;
/** Away for longer than so many changes, a channel is read anew. */
const longestCatchUp = 5;

export interface ChannelFilter {
  readonly scope?: 'PLATFORM' | 'VENTURE' | 'TEAM' | 'DIRECT';
  readonly scopeId?: string;
}

export const channelsQuery = (filter: ChannelFilter = {}) => ({
  queryKey: key('list', filter),
  queryFn: ({ signal }: Signal) => api.channels.list({ query: { ...filter, limit: listed } }, { signal }),
  refetchInterval: lookEveryMs,
});

export const channelQuery = (channelId: string) => ({
  queryKey: key('one', channelId),
  queryFn: ({ signal }: Signal) => api.channels.get({ params: { channelId } }, { signal }),
});

export const peopleQuery = (channelId: string) => ({
  queryKey: key('people', channelId),
  queryFn: ({ signal }: Signal) => api.channels.people({ params: { channelId } }, { signal }),
  staleTime: 60_000,
});

const logKey = (channelId: string) => key('log', channelId);

/**
 * The messages of a channel. Asked for again it asks what changed since: that is all it takes to come back after ten
 * minutes without a network, and a live message only says that there is something to ask for.
 */
export const logQuery = (client: QueryClient, channelId: string) => ({
  queryKey: logKey(channelId),
  queryFn: async ({ signal }: Signal): Promise<Log> => {
    const known = client.getQueryData<Log>(logKey(channelId));
    if (!known) return readLatest(channelId, signal);
    const missed: Message[] = [];
    let change = known.change;
    for (let round = 0; ; round++) {
      if (round === longestCatchUp) return readLatest(channelId, signal);
      const page = await api.channels.changes(
        { params: { channelId }, query: { after: change, limit: changesAtOnce } },
        { signal },
      );
      missed.push(...page.items);
      change = page.change;
      if (!page.more) break;
    }
    // What was said here meanwhile is in the cache, not in what was known at the start.
    const now = client.getQueryData<Log>(logKey(channelId)) ?? known;
    return { ...merge(now, missed), change: Math.max(now.change, change) };
  },
  // The socket tells what is new; coming back to the page or to the network asks as well.
  staleTime: 0,
  structuralSharing: false,
});

async function readLatest(channelId: string, signal: AbortSignal): Promise<Log> {
  const page = await api.channels.messages({ params: { channelId }, query: { limit: pageSize } }, { signal });
  return startLog(page.items, page.change, page.nextCursor);
}

/** What a page does to its copy of a channel. */
export function useLog(channelId: string) {
  const client = useQueryClient();
  const query = useQuery(logQuery(client, channelId));
  const update = useCallback(
    (change: (log: Log) => Log) => client.setQueryData<Log>(logKey(channelId), (log) => log && change(log)),
    [client, channelId],
  );
  const put = useCallback((message: Message) => update((log) => merge(log, [message])), [update]);
  const looking = useRef({ now: false, again: false });
  // In a lively channel news come faster than answers: one look at a time, and one more after the last of the news.
  const refresh = useCallback(async () => {
    const state = looking.current;
    state.again = true;
    if (state.now) return;
    state.now = true;
    while (state.again) {
      state.again = false;
      await client.invalidateQueries({ queryKey: logKey(channelId) });
    }
    state.now = false;
  }, [client, channelId]);
  const loadOlder = useCallback(async () => {
    const cursor = client.getQueryData<Log>(logKey(channelId))?.older;
    if (!cursor) return;
    const page = await api.channels.messages({ params: { channelId }, query: { limit: pageSize, cursor } });
    update((log) => (log.older === cursor ? addOlder(log, page.items, page.nextCursor) : log));
  }, [client, channelId, update]);
  const loadThread = useCallback(
    async (parentId: string) => {
      const parent = await api.channels.message({ params: { messageId: parentId } });
      const found: Message[] = [parent];
      let cursor: string | null = null;
      do {
        const page: { items: Message[]; nextCursor: string | null } = await api.channels.messages({
          params: { channelId },
          query: { threadOf: parentId, limit: 100, ...(cursor ? { cursor } : {}) },
        });
        found.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      update((log) => addThread(log, parentId, found));
      return null;
    },
    [channelId, update],
  );
  return { query, put, refresh, loadOlder, loadThread };
}

/** After an own act the lists show the new state without waiting for their next look. */
export function useRefreshChannels() {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        client.invalidateQueries({ queryKey: key('list') }),
        client.invalidateQueries({ queryKey: key('one') }),
      ]),
    [client],
  );
}
