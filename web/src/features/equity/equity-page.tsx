'use client';

import { Alert, Anchor, Button, Card, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../../lib/problem';
import { DateControl, useTableDate } from './date-control';
import { EquityFrame, equityHref } from './equity-frame';
import { Explained } from './help-tip';
import { HolderTable } from './holder-table';
import { NoTable } from './no-table';
import { tableQuery } from './queries';
import { SharesChart } from './shares-chart';
import { TableParts } from './table-parts';
import type { CapTable, Standing } from './types';
import { useEquityFormat } from './use-equity-format';

/** `/ventures/[id]/equity`: who owned what on a day. */
export function EquityPage({ ventureId, date }: { ventureId: string; date: string | null }) {
  const t = useTranslations('equity.page');
  return (
    <EquityFrame ventureId={ventureId} title={t('title')} lead={t('lead')}>
      {(standing) => <Content standing={standing} given={date} />}
    </EquityFrame>
  );
}

function Content({ standing, given }: { standing: Standing; given: string | null }) {
  const [date, setDate] = useTableDate(given);
  const table = useQuery({ ...tableQuery(standing.venture.id, date), placeholderData: keepPreviousData });
  if (table.error) return <ProblemAlert error={table.error} onRetry={() => void table.refetch()} />;
  if (table.data === undefined)
    return (
      <Stack aria-hidden>
        <Skeleton height={120} />
        <Skeleton height={280} />
        <Skeleton height={320} />
      </Stack>
    );
  if (table.data === null) return <NoTable standing={standing} />;
  return (
    <>
      <DateControl table={table.data} date={date} onChange={setDate} fetching={table.isPlaceholderData} />
      <Totals table={table.data} standing={standing} />
      <SharesChart table={table.data} />
      <HolderTable table={table.data} date={date} />
      <TableParts table={table.data} />
    </>
  );
}

function Totals({ table, standing }: { table: CapTable; standing: Standing }) {
  const t = useTranslations('equity.page');
  const format = useEquityFormat();
  const ventureId = standing.venture.id;
  return (
    <Stack gap="md">
      <Card component="section" aria-label={t('totals')} p={{ base: 'md', sm: 'lg' }}>
        <SimpleGrid component="dl" m={0} cols={{ base: 1, xs: 2, md: 4 }}>
          <Total label={<Explained term="fullyDiluted" />}>{format.count(table.fullyDiluted)}</Total>
          <Total label={<Explained term="issued" />}>{format.count(table.issued)}</Total>
          <Total label={t('holders')}>
            {table.holdersShown ? format.count(String(table.holders.length)) : t('hidden')}
          </Total>
          <Total label={t('model')}>{t(`models.${table.model}`)}</Total>
        </SimpleGrid>
      </Card>
      {!table.holdersShown && (
        <Alert color="gray" title={t('ownTitle')}>
          {t('ownText')}
        </Alert>
      )}
      {table.setAside > 0 && table.holdersShown && (
        <Alert color="yellow" title={t('asideTitle', { count: table.setAside })}>
          <Stack gap="xs">
            <Text size="sm">{t('asideText')}</Text>
            <Anchor component={Link} href={equityHref(ventureId, '/log?aside=1')} size="sm" c="inherit">
              {t('asideLink')}
            </Anchor>
          </Stack>
        </Alert>
      )}
      {standing.acts && (
        <Group gap="sm">
          <Button component={Link} href={equityHref(ventureId, '/change')}>
            {t('change')}
          </Button>
          <Button component={Link} href={equityHref(ventureId, '/scenarios')} variant="default">
            {t('scenarios')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Total({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} fw={600} size="xl" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}
