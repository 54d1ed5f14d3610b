'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { LiveSocket, type LiveListener } from './live-socket';
import { useSession } from './session';

const LiveContext = createContext<LiveSocket | null>(null);

/** Which cached answers a live message makes old, by the first part of their query key. */
const staleKeys: Record<string, readonly string[]> = {
  'notification.created': ['notifications'],
  'access.changed': [
    'access',
    'me',
    'papers',
    'documents',
    'ventures',
    'subscription',
    'opportunities',
    'matches',
  ],
  'document.changed': ['documents', 'papers', 'access', 'ventures', 'opportunities', 'matches'],
  'invitation.changed': ['invitations', 'ventures'],
  'venture.changed': ['ventures'],
  'member.changed': ['ventures'],
  'ownership.changed': ['ventures', 'documents', 'papers'],
  'job.progress': ['jobs', 'models'],
  'governance.changed': ['governance'],
  'connection.asked': ['network'],
  'connection.accepted': ['network'],
  'connection.ended': ['network'],
  'endorsement.given': ['network'],
  'endorsement.withdrawn': ['network'],
  'support.changed': ['support'],
  'session.started': ['sessions'],
  'session.ended': ['sessions'],
};

/** Holds the page's one socket while a person is signed in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { userId } = useSession();
  const [socket] = useState(() => new LiveSocket());
  useEffect(() => {
    if (userId === null) return;
    socket.start();
    return () => socket.stop();
  }, [socket, userId]);
  return <LiveContext value={socket}>{children}</LiveContext>;
}

/**
 * Listens to a topic (`user:<id>`, `venture:<id>`) while the component is shown. Cached answers named in `staleKeys`
 * are fetched again by themselves; after a `reset` (more was missed than the server keeps) all of them are.
 */
export function useTopic(topic: string | null, onMessage?: LiveListener): void {
  const socket = useContext(LiveContext);
  const queryClient = useQueryClient();
  const latest = useRef(onMessage);
  useEffect(() => {
    latest.current = onMessage;
  });
  useEffect(() => {
    if (!socket || topic === null) return;
    return socket.listen(topic, (event) => {
      if (event.type === 'reset') void queryClient.invalidateQueries();
      for (const key of staleKeys[event.type] ?? []) void queryClient.invalidateQueries({ queryKey: [key] });
      latest.current?.(event);
    });
  }, [socket, topic, queryClient]);
}

/** Says to the others in a channel that one is typing. */
export function useSignal(): (topic: string, signal: 'typing' | 'stopped') => void {
  const socket = useContext(LiveContext);
  return useCallback((topic, signal) => socket?.signal(topic, signal), [socket]);
}
