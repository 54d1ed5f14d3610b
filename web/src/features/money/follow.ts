'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTopic } from '../../lib/live';
import { moneyKey, statementsKey } from './queries';
import type { Standing } from './types';

const subjects = [
  'round',
  'investor',
  'month',
  'target',
  'revenue',
  'shares',
  'distribution',
  'line',
] as const;

/** One act may be told in several messages: a distribution that is settled tells of its line as well. */
const burstMs = 200;
let burst: ReturnType<typeof setTimeout> | undefined;

/** Follows the money while it is shown, and answers with a sentence for those who do not see that it changed. */
export function useFollowMoney({ venture }: Standing): string {
  const t = useTranslations('money.live');
  const client = useQueryClient();
  const [said, setSaid] = useState({ text: '', count: 0 });
  useTopic(venture.myState === 'ACTIVE' ? `venture:${venture.id}` : null, (event) => {
    const subject = subjects.find((one) => event.type === `finances.${one}`);
    if (!subject) return;
    setSaid(({ count }) => ({ text: t(subject), count: count + 1 }));
    burst ??= setTimeout(() => {
      burst = undefined;
      void client.invalidateQueries({ queryKey: moneyKey(venture.id) });
      void client.invalidateQueries({ queryKey: statementsKey });
    }, burstMs);
  });
  // A space that comes and goes makes the same sentence count as new.
  return said.text + (said.count % 2 ? '' : '\u00a0');
}
