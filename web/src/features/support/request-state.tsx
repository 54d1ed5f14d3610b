'use client';

import { Badge, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { SupportRequest } from './types';

const colours = { OPEN: 'blue', ANSWERED: 'fir', CLOSED: 'gray' } as const;

/** How urgent a request is and how far it has come. */
export function RequestState({ request }: { request: SupportRequest }) {
  const t = useTranslations('support');
  return (
    <Group gap={6}>
      <Badge variant="default">{request.priority}</Badge>
      {request.prioritySupport && (
        <Badge variant="light" color="grape">
          {t('paid')}
        </Badge>
      )}
      {request.late && (
        <Badge color="red" variant="light">
          {t('late')}
        </Badge>
      )}
      <Badge variant="light" color={colours[request.state]}>
        {t(`states.${request.state}`)}
      </Badge>
    </Group>
  );
}
