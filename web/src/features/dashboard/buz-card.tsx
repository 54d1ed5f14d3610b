'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCoin, IconSend } from '@tabler/icons-react';
import { parseBuz } from '@smartstart/units';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useAccess } from '../../lib/session';
import { useFollowBuz } from '../buz/follow';
import { walletQuery } from '../buz/queries';
import { Loaded, Panel } from './panel';

/** The balance at a glance. Guests have no wallet yet, so they see nothing. */
export function BuzCard() {
  const t = useTranslations('dashboard.buz');
  const { short } = useBuzFormat();
  const member = useAccess().data?.held.includes(1) ?? false;
  const wallet = useQuery({ ...walletQuery(), enabled: member });
  useFollowBuz();
  if (!member) return null;
  return (
    <Panel title={t('title')}>
      <Loaded query={wallet}>
        {({ available, staked, waiting, canReceive, frozen, paused }) => (
          <Stack gap="sm">
            <Text size="xl" fw={600} lh={1.2}>
              <BuzAmount amount={available} />
            </Text>
            <Text size="sm">{t('staked', { amount: short(staked) })}</Text>
            {parseBuz(waiting) > 0n && <Text size="sm">{t('waiting', { amount: short(waiting) })}</Text>}
            {(frozen || paused || !canReceive) && (
              <Text size="sm" fw={600}>
                {frozen ? t('frozen') : paused ? t('paused') : t('closed')}
              </Text>
            )}
            <Group gap="xs">
              <Button
                component={Link}
                href="/buz"
                size="xs"
                variant="default"
                leftSection={<IconCoin size={16} aria-hidden />}
              >
                {t('wallet')}
              </Button>
              {canReceive && (
                <Button
                  component={Link}
                  href="/buz/send"
                  size="xs"
                  variant="default"
                  leftSection={<IconSend size={16} aria-hidden />}
                >
                  {t('send')}
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
