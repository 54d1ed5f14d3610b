'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSignal, useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';
import { peopleQuery } from './queries';
import type { Message } from './types';

/** Who types says so again while they go on; silence for so long means they stopped. */
const typingLastsMs = 6_000;
/** A socket takes 60 frames a minute for everything. */
const tellEveryMs = 4_000;

/** Who is in a channel now, who is typing, and whatever the channel tells. */
export function useCompany(channelId: string, known: readonly Message[], onNews: () => void) {
  const { userId } = useSession();
  const topic = `channel:${channelId}`;
  const [here, setHere] = useState<{ userIds: readonly string[]; count: number }>({ userIds: [], count: 0 });
  const [typing, setTyping] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState(false);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  const quiet = useCallback((who: string) => {
    clearTimeout(timers.current.get(who));
    timers.current.delete(who);
    setTyping((all) => all.filter((one) => one !== who));
  }, []);
  useEffect(() => {
    const all = timers.current;
    return () => {
      for (const timer of all.values()) clearTimeout(timer);
      all.clear();
    };
  }, []);

  useTopic(topic, (event) => {
    if (event.type === 'reset' || !('data' in event)) return onNews();
    const { userIds, count, userId: who, signal } = event.data;
    if (event.type === 'live.presence' && Array.isArray(userIds) && typeof count === 'number')
      setHere({ userIds: userIds.map(String), count });
    else if (event.type === 'live.refused') {
      setRefused(true);
      onNews();
    } else if (event.type === 'live.signal' && typeof who === 'string' && who !== userId) {
      quiet(who);
      if (signal !== 'typing') return;
      timers.current.set(
        who,
        setTimeout(() => quiet(who), typingLastsMs),
      );
      setTyping((all) => [...all, who]);
    } else {
      // Whoever has sent something is done typing.
      if (event.type === 'message.sent' && typeof who === 'string') quiet(who);
      onNews();
    }
  });

  const people = useQuery(peopleQuery(channelId)).data?.items ?? [];
  const names = new Map(
    [...people, ...known.map(({ author }) => author)].map((one) => [one.userId, one.name]),
  );
  const namesOf = (ids: readonly string[]) => ids.flatMap((id) => names.get(id) ?? []);
  const others = here.userIds.filter((id) => id !== userId);
  return {
    refused,
    /** Others who look at the channel now; those without a name are counted. */
    here: { names: namesOf(others), count: Math.max(0, here.count - (here.userIds.length - others.length)) },
    typing: { names: namesOf(typing), count: typing.length },
    people,
    ...useTellTyping(topic),
  };
}

function useTellTyping(topic: string) {
  const signal = useSignal();
  const told = useRef(0);
  return {
    tellTyping: useCallback(() => {
      if (Date.now() - told.current < tellEveryMs) return;
      told.current = Date.now();
      signal(topic, 'typing');
    }, [signal, topic]),
    tellStopped: useCallback(() => {
      if (told.current === 0) return;
      told.current = 0;
      signal(topic, 'stopped');
    }, [signal, topic]),
  };
}
