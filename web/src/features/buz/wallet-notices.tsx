'use client';

import { Alert } from '@mantine/core';
import { IconPlayerPause, IconSnowflake } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { BuzGate } from './buz-gate';
import { walletQuery } from './queries';

/** What stands in the way of moving BUZ, said before somebody fills in a form for nothing. */
export function WalletNotices() {
  const t = useTranslations('buz.notices');
  const wallet = useQuery(walletQuery()).data;
  if (!wallet) return null;
  return (
    <>
      {wallet.paused && (
        <Alert color="orange" icon={<IconPlayerPause aria-hidden />} title={t('pausedTitle')}>
          {t('pausedText')}
        </Alert>
      )}
      {wallet.frozen && (
        <Alert color="red" icon={<IconSnowflake aria-hidden />} title={t('frozenTitle')}>
          {t('frozenText')}
        </Alert>
      )}
      {!wallet.canReceive && <BuzGate action="BUZ_USE" />}
    </>
  );
}
