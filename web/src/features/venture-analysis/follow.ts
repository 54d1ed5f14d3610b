'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTopic } from '../../lib/live';
import type { Venture } from '../ventures/types';
import { standingKey } from './queries';

/** What any figure of these pages rests on. */
const sources = /^(?:finances|work|equity|venture|member|analysis)\./;
/** Words about a task change no figure. */
const silent = new Set(['work.meeting']);
/** One act is told in several messages, and a simulation is not free: it is asked for again once they have settled. */
const settleMs = 1500;
let settling: ReturnType<typeof setTimeout> | undefined;

/** Follows what the figures rest on while they are shown, and says so to those who do not see that they changed. */
export function useFollowStanding(venture: Venture): string {
  const t = useTranslations('standing.frame');
  const client = useQueryClient();
  const [count, setCount] = useState(0);
  useTopic(venture.myState === 'ACTIVE' ? `venture:${venture.id}` : null, (event) => {
    if (!sources.test(event.type) || silent.has(event.type)) return;
    clearTimeout(settling);
    settling = setTimeout(() => {
      setCount((before) => before + 1);
      void client.invalidateQueries({ queryKey: standingKey(venture.id) });
    }, settleMs);
  });
  // A space that comes and goes makes the same sentence count as new.
  return count === 0 ? '' : t('changed') + (count % 2 ? '' : '\u00a0');
}
