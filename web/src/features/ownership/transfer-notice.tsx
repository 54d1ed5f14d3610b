'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconTransfer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useSession } from '../../lib/session';
import type { Venture } from '../ventures/types';
import { ownershipQuery, transferHref } from './queries';

/** On the page of the venture: a transfer waits for a signature. Seen by its two sides only. */
export function TransferNotice({ venture }: { venture: Venture }) {
  const t = useTranslations('ownership.notice');
  const { userId } = useSession();
  const { data } = useQuery({ ...ownershipQuery(venture.id), enabled: venture.myState === 'ACTIVE' });
  const transfer = data?.transfer;
  if (transfer?.state !== 'WAITING') return null;
  const gives = transfer.fromId === userId;
  return (
    <Alert color="blue" icon={<IconTransfer aria-hidden />} title={t('title')}>
      <Stack gap="sm">
        <Text size="sm">
          {t(gives ? 'given' : 'offered', { from: transfer.fromName, to: transfer.toName })}
        </Text>
        <Group>
          <Button component={Link} href={transferHref(venture.id)} size="xs" variant="default">
            {t('look')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
