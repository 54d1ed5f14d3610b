'use client';

import { Anchor, Badge, Card, Group, Select, Stack, Switch, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { useFormat } from '../../lib/format';
import { EquityFrame } from './equity-frame';
import { useHolderOptions } from './holder-options';
import { entriesQuery, tableQuery } from './queries';
import type { Entry, Standing } from './types';
import { useEquityFormat } from './use-equity-format';

interface LogPageProps {
  readonly ventureId: string;
  readonly holder: string | null;
  readonly aside: boolean;
}

/** `/ventures/[id]/equity/log`: everything that was ever entered, newest first. */
export function LogPage({ ventureId, holder, aside }: LogPageProps) {
  const t = useTranslations('equity.log');
  return (
    <EquityFrame ventureId={ventureId} title={t('title')} lead={t('lead')} only="all">
      {(standing) => <Log standing={standing} holder={holder} aside={aside} />}
    </EquityFrame>
  );
}

function Log({ standing, holder, aside }: { standing: Standing; holder: string | null; aside: boolean }) {
  const t = useTranslations('equity.log');
  const ventureId = standing.venture.id;
  const [stakeholderId, setStakeholder] = useState(holder);
  const [setAside, setSetAside] = useState(aside);
  const table = useQuery(tableQuery(ventureId));
  const entries = useInfiniteQuery({
    ...entriesQuery(ventureId, { stakeholderId, setAside }),
    enabled: table.data !== null,
  });
  const options = useHolderOptions(table.data ?? null);
  if (table.data === null) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
  return (
    <>
      <Group gap="lg" align="flex-end">
        <Select
          label={t('holder')}
          placeholder={t('everybody')}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('clear') }}
          limit={50}
          nothingFoundMessage={t('nobody')}
          data={options}
          value={stakeholderId}
          onChange={setStakeholder}
          w={{ base: '100%', xs: 300 }}
        />
        <Switch
          label={t('aside')}
          checked={setAside}
          onChange={({ currentTarget }) => setSetAside(currentTarget.checked)}
          pb={8}
        />
      </Group>
      <PagedList
        query={entries}
        label={t('title')}
        empty={{ title: t('nothingTitle'), text: t('nothingText') }}
      >
        {(entry) => <Row entry={entry} />}
      </PagedList>
    </>
  );
}

function Row({ entry }: { entry: Entry }) {
  const t = useTranslations('equity.log');
  const format = useFormat();
  const { day, count } = useEquityFormat();
  return (
    <Card p="sm">
      <Stack gap={4}>
        <Group gap="xs" align="baseline">
          <Text size="sm" c="dimmed">
            {t('number', { number: count(String(entry.seq)) })}
          </Text>
          {entry.date && (
            <Text size="sm" fw={600}>
              {day(entry.date)}
            </Text>
          )}
          {entry.setAside !== null && <Badge color="yellow">{t('asideBadge')}</Badge>}
        </Group>
        <Text>{entry.summary}</Text>
        {entry.setAside !== null && <Text size="sm">{t('why', { why: entry.setAside })}</Text>}
        <Text size="sm" c="dimmed">
          {entry.recordedBy === null
            ? t('recorded', { at: format.dateTime(entry.recordedAt) })
            : t('recordedBy', { name: entry.recordedBy, at: format.dateTime(entry.recordedAt) })}
          {entry.documentId && (
            <>
              {' · '}
              <Anchor component={Link} href={`/documents/${entry.documentId}`} inherit>
                {t('document')}
              </Anchor>
            </>
          )}
        </Text>
      </Stack>
    </Card>
  );
}
