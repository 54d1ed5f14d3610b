'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { OfferState } from './types';

const colours: Record<OfferState, string> = {
  DRAFT: 'gray',
  PENDING: 'yellow',
  ACCEPTED: 'green',
  COMPLETED: 'teal',
  REJECTED: 'red',
  WITHDRAWN: 'gray',
  EXPIRED: 'gray',
  TERMINATED: 'red',
};

export function OfferBadge({ state }: { state: OfferState }) {
  const t = useTranslations('offers.states');
  return (
    <Badge color={colours[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}
