'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { problemOf } from '../../lib/problem';
import { useRefreshChannels } from './queries';
import type { Kind, Message, Unsent } from './types';

/** What waits to be sent, by channel: it outlives a look at another channel, not the page. */
const waiting = new Map<string, readonly Unsent[]>();

/**
 * Sends messages, one after the other as they were written. Without a network they wait, and go out when it is back; a
 * message that did arrive although its answer was lost is not sent twice, because it keeps its id.
 */
export function useSending(channelId: string, onSent: (message: Message) => void) {
  const [unsent, setUnsent] = useState(waiting.get(channelId) ?? []);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const refresh = useRefreshChannels();

  const change = useCallback(
    (edit: (all: readonly Unsent[]) => readonly Unsent[]) => {
      const next = edit(waiting.get(channelId) ?? []);
      waiting.set(channelId, next);
      setUnsent(next);
    },
    [channelId],
  );
  const put = useCallback(
    async (one: Unsent) => {
      change((all) =>
        all.map((other) => (other.clientId === one.clientId ? { ...other, state: 'sending' } : other)),
      );
      const { clientId, body, kind, parentId } = one;
      try {
        const message = await api.channels.send({
          params: { channelId },
          body: { clientId, body, kind, ...(parentId ? { parentId } : {}) },
        });
        onSent(message);
        change((all) => all.filter((other) => other.clientId !== clientId));
        void refresh();
      } catch (error) {
        change((all) =>
          all.map((other) => (other.clientId === clientId ? { ...other, state: 'failed', error } : other)),
        );
      }
    },
    [change, channelId, onSent, refresh],
  );
  const enqueue = useCallback(
    (one: Unsent) => {
      queue.current = queue.current.then(() => put(one));
    },
    [put],
  );
  const send = useCallback(
    (draft: { body: string; kind: Kind; parentId: string | null }) => {
      const one: Unsent = { ...draft, clientId: crypto.randomUUID(), state: 'sending', error: null };
      change((all) => [...all, one]);
      enqueue(one);
    },
    [change, enqueue],
  );
  useEffect(() => {
    const retry = () => {
      for (const one of waiting.get(channelId) ?? [])
        if (one.state === 'failed' && isPassing(one.error)) enqueue(one);
    };
    window.addEventListener('online', retry);
    return () => window.removeEventListener('online', retry);
  }, [channelId, enqueue]);
  return {
    unsent,
    send,
    retry: enqueue,
    drop: (one: Unsent) => change((all) => all.filter((other) => other.clientId !== one.clientId)),
  };
}

/** No network, or a server that is away: worth another try. What was refused would be refused again. */
function isPassing(error: unknown): boolean {
  const problem = problemOf(error);
  return problem === null || problem.status >= 500 || problem.status === 429;
}
