'use client';

import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { api } from '../../lib/api';
import { useAccess } from '../../lib/session';
import { VentureCard } from '../ventures/venture-card';
import { Loaded, Panel } from './panel';

const most = 4;

export function OwnVentures() {
  const t = useTranslations('dashboard.ventures');
  const access = useAccess();
  const member = access.data?.held.includes(1) ?? false;
  const ventures = useQuery({
    queryKey: ['ventures', 'dashboard'],
    queryFn: () => api.ventures.list({ query: { mine: 'true', limit: most } }),
    enabled: member,
  });
  if (!member) return null;
  return (
    <Panel
      title={t('title')}
      action={
        <Button
          component={Link}
          href="/ventures"
          variant="subtle"
          size="compact-sm"
          style={{ flexShrink: 0 }}
        >
          {t('all')}
        </Button>
      }
    >
      <Loaded query={ventures} height={160}>
        {({ items }) =>
          items.length === 0 ? (
            <Stack gap="sm">
              <Text c="dimmed">{t('none')}</Text>
              <Group>
                <Button component={Link} href="/ventures/new" variant="default">
                  {t('create')}
                </Button>
              </Group>
            </Stack>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {items.map((venture) => (
                <VentureCard key={venture.id} venture={venture} headingOrder={3} />
              ))}
            </SimpleGrid>
          )
        }
      </Loaded>
    </Panel>
  );
}
