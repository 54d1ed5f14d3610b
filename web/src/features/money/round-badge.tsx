'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RoundState } from './types';

const colours: Record<RoundState, string> = {
  PLANNED: 'gray',
  ACTIVE: 'blue',
  COMPLETED: 'green',
  CANCELLED: 'red',
};

export function RoundBadge({ state }: { state: RoundState }) {
  const t = useTranslations('money.rounds.state');
  return (
    <Badge color={colours[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}
