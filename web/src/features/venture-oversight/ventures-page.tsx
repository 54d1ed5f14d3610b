'use client';

import { Anchor, Badge, Card, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Page } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { useFormat } from '../../lib/format';
import { AdminMenu } from '../admin/admin-menu';
import { StatusBadge } from '../ventures/venture-badges';
import { venturesQuery, type HubVenture, type Status } from './queries';

const statuses = [
  'PENDING_CONTRACTS',
  'PENDING_APPROVAL',
  'ACTIVE',
  'PAUSED',
  'SUSPENDED',
  'CLOSED',
] as const satisfies readonly Status[];

/** `/admin/ventures`: every venture that was submitted, as the hub sees it. */
export function VenturesPage() {
  const t = useTranslations('ventureOversight.list');
  const names = useTranslations('ventures.status');
  const [words, setWords] = useState('');
  const [status, setStatus] = useState<Status | null>(null);
  const [settled] = useDebouncedValue(words.trim(), 250);
  const ventures = useInfiniteQuery(venturesQuery(settled, status));
  return (
    <Page title={t('title')} lead={t('lead')} crumbs={[{ label: t('admin'), href: '/admin' }]}>
      <AdminMenu />
      <search>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('search')}
            value={words}
            maxLength={100}
            w={{ base: '100%', xs: 280 }}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
          <NativeSelect
            label={t('status')}
            value={status ?? ''}
            w={{ base: '100%', xs: 220 }}
            onChange={({ currentTarget: { value } }) => setStatus(value === '' ? null : (value as Status))}
            data={[
              { value: '', label: t('all') },
              ...statuses.map((one) => ({ value: one, label: names(one) })),
            ]}
          />
        </Group>
      </search>
      <PagedList query={ventures} label={t('title')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(venture) => <VentureRow venture={venture} />}
      </PagedList>
    </Page>
  );
}

function VentureRow({ venture }: { venture: HubVenture['card'] }) {
  const t = useTranslations('ventureOversight.list');
  const format = useFormat();
  return (
    <Card p="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} style={{ flex: '1 1 16rem' }}>
          <Anchor component={Link} href={`/admin/ventures/${venture.id}`} fw={600}>
            {venture.name}
          </Anchor>
          <Text size="sm" c="dimmed">
            {t('line', {
              owner: venture.ownerName,
              members: venture.memberCount,
              date: format.date(venture.createdAt),
            })}
          </Text>
        </Stack>
        <Group gap="xs">
          {venture.approvalsDue.length > 0 && (
            <Badge color="yellow">{t('due', { count: venture.approvalsDue.length })}</Badge>
          )}
          <StatusBadge status={venture.status} />
        </Group>
      </Group>
    </Card>
  );
}
