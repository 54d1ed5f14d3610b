'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTopic } from '../../lib/live';
import { equityKey } from './queries';
import type { Standing } from './types';

/** Entries of one act come as one message; an import and what follows it may come as several. */
const burstMs = 200;
let burst: ReturnType<typeof setTimeout> | undefined;

/** Follows the table while it is shown, and answers with a sentence for those who do not see that it changed. */
export function useFollowEquity({ venture }: Standing): string {
  const t = useTranslations('equity.live');
  const client = useQueryClient();
  const [said, setSaid] = useState({ text: '', count: 0 });
  useTopic(venture.myState === 'ACTIVE' ? `venture:${venture.id}` : null, (event) => {
    if (event.type !== 'equity.changed' && event.type !== 'equity.proposal') return;
    const text = t(event.type === 'equity.changed' ? 'changed' : 'proposal');
    setSaid(({ count }) => ({ text, count: count + 1 }));
    burst ??= setTimeout(() => {
      burst = undefined;
      void client.invalidateQueries({ queryKey: equityKey(venture.id) });
    }, burstMs);
  });
  // A space that comes and goes makes the same sentence count as new.
  return said.text + (said.count % 2 ? '' : '\u00a0');
}
