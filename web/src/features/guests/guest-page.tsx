'use client';

import { Alert, Skeleton, Stack } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Page } from '../../components/page';

/** The frame of the steps: the heading, and a word when the connection is gone. */
export function GuestPage({
  title,
  lead,
  width,
  children,
}: {
  title: string;
  lead?: string;
  width?: 'narrow' | 'normal';
  children: ReactNode;
}) {
  const t = useTranslations('guests');
  const { online } = useNetwork();
  return (
    <Page title={title} lead={lead} {...(width ? { width } : {})}>
      <div role="status" style={{ display: 'contents' }}>
        {!online && (
          <Alert color="yellow" role="note" icon={<IconWifiOff aria-hidden />} title={t('offlineTitle')}>
            {t('offlineText')}
          </Alert>
        )}
      </div>
      {children}
    </Page>
  );
}

export function Waiting() {
  const t = useTranslations('guests');
  const common = useTranslations('common');
  return (
    <GuestPage title={t('title')}>
      <Stack aria-busy="true" role="status" aria-label={common('loading')}>
        <Skeleton height={24} width="50%" />
        <Skeleton height={200} />
      </Stack>
    </GuestPage>
  );
}
