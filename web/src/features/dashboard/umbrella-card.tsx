'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconUmbrella } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useAccess } from '../../lib/session';
import { useMoneyFormat } from '../../lib/use-money-format';
import { analyticsQuery } from '../umbrella/queries';
import { Panel } from './panel';

/** Whom one brought along, and what is on its way because of it. Whoever has no such relationship sees nothing. */
export function UmbrellaCard() {
  const t = useTranslations('dashboard.umbrella');
  const format = useMoneyFormat();
  const member = useAccess().data?.held.includes(1) ?? false;
  const { data } = useQuery({ ...analyticsQuery(), enabled: member });
  if (!data || (data.network.referred.length === 0 && !data.network.sponsor)) return null;
  const { sponsor, referred, more } = data.network;
  return (
    <Panel title={t('title')}>
      <Stack gap="xs">
        {referred.length > 0 && <Text size="sm">{t('referred', { count: referred.length + more })}</Text>}
        {sponsor && <Text size="sm">{t('sponsor', { name: sponsor.name })}</Text>}
        {data.currencies.map(({ currency, pendingMinor, paidMinor }) => (
          <Text key={currency} size="sm">
            {t('money', {
              pending: format.money(pendingMinor, currency),
              paid: format.money(paidMinor, currency),
            })}
          </Text>
        ))}
        <Group>
          <Button
            component={Link}
            href="/umbrella"
            size="xs"
            variant="default"
            leftSection={<IconUmbrella size={16} aria-hidden />}
          >
            {t('open')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
