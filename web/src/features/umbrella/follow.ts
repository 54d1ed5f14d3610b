'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';
import { umbrellaKey } from './queries';

/** A month that is settled says so for every amount; one look afterwards is enough. */
const burstMs = 200;

/** Follows the reader's own topic: both sides are told of every step of their relationships. */
export function useFollowUmbrella(): void {
  const client = useQueryClient();
  const { userId } = useSession();
  const burst = useRef(0);
  useEffect(() => () => clearTimeout(burst.current), []);
  useTopic(userId && `user:${userId}`, ({ type }) => {
    if (!type.startsWith('umbrella.') || burst.current) return;
    burst.current = window.setTimeout(() => {
      burst.current = 0;
      void client.invalidateQueries({ queryKey: umbrellaKey });
    }, burstMs);
  });
}
