'use client';

import { Button, Grid, Stack } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { useSeen } from '../onboarding/progress';
import { BalanceAt } from './balance-at';
import { BuzFrame } from './buz-frame';
import { EntryList } from './entry-list';
import { HistoryChart } from './history-chart';
import { walletQuery } from './queries';
import { Statement } from './statement';
import { WalletFigures } from './wallet-figures';
import { WalletSettings } from './wallet-settings';

/** `/buz`: what one has, how it came about, and where one may say how it is guarded. */
export function WalletPage() {
  const t = useTranslations('buz.wallet');
  useSeen('WALLET');
  return (
    <BuzFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button component={Link} href="/buz/send" leftSection={<IconSend size={18} aria-hidden />}>
          {t('send')}
        </Button>
      }
    >
      <Wallet />
    </BuzFrame>
  );
}

function Wallet() {
  const wallet = useQuery(walletQuery());
  return (
    <>
      <QueryView query={wallet} lines={2}>
        {(data) => <WalletFigures wallet={data} />}
      </QueryView>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="lg">
            <HistoryChart />
            <EntryList canReceive={wallet.data?.canReceive ?? true} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="lg">
            <BalanceAt />
            <Statement />
            {wallet.data && <WalletSettings wallet={wallet.data} />}
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
