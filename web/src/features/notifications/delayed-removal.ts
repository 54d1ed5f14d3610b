'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';

/** How long a deletion can be taken back. */
const delayMs = 10_000;

/**
 * Deleting with a way back: the server is asked only after the delay, or when the page is left. `hold` stops the
 * clock while the keyboard rests on "Undo", so that nobody has to be quick.
 */
export function useDelayedRemoval() {
  const client = useQueryClient();
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout> | null>());
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<unknown>(null);
  const show = useCallback(() => setPending(new Set(timers.current.keys())), []);

  const commit = useCallback(
    async (notificationId: string) => {
      // A notification deleted in another tab is what was wanted, too.
      await api.notifications.remove({ params: { notificationId } }).catch(setError);
      await client.invalidateQueries({ queryKey: ['notifications'] });
      timers.current.delete(notificationId);
      show();
    },
    [client, show],
  );

  const start = useCallback(
    (notificationId: string) => {
      clearTimeout(timers.current.get(notificationId) ?? undefined);
      timers.current.set(
        notificationId,
        setTimeout(() => void commit(notificationId), delayMs),
      );
      show();
    },
    [commit, show],
  );
  const hold = useCallback((notificationId: string) => {
    if (!timers.current.has(notificationId)) return;
    clearTimeout(timers.current.get(notificationId) ?? undefined);
    timers.current.set(notificationId, null);
  }, []);
  const release = useCallback(
    (notificationId: string) => {
      if (timers.current.has(notificationId)) start(notificationId);
    },
    [start],
  );
  const undo = useCallback(
    (notificationId: string) => {
      clearTimeout(timers.current.get(notificationId) ?? undefined);
      timers.current.delete(notificationId);
      show();
    },
    [show],
  );

  useEffect(() => {
    const held = timers.current;
    return () => {
      for (const [notificationId, timer] of held) {
        clearTimeout(timer ?? undefined);
        void api.notifications.remove({ params: { notificationId } }).catch(() => undefined);
      }
      if (held.size > 0) void client.invalidateQueries({ queryKey: ['notifications'] });
      held.clear();
    };
  }, [client]);

  return { pending, error, start, hold, release, undo };
}
