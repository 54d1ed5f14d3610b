'use client';

import { Anchor, Badge, Button, Card, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Empty } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { ProblemAlert } from '../../lib/problem';
import { DateControl, useTableDate } from './date-control';
import { EquityFrame, equityHref } from './equity-frame';
import { Explained } from './help-tip';
import { securitiesQuery, tableQuery } from './queries';
import { SecurityCard } from './security-card';
import type { CapTable, Holder, Standing } from './types';
import { useEquityFormat } from './use-equity-format';

interface HolderPageProps {
  readonly ventureId: string;
  readonly stakeholderId: string;
  readonly date: string | null;
}

/** `/ventures/[id]/equity/holders/[holder]`: what one person holds, how it vests and what it rests on. */
export function HolderPage({ ventureId, stakeholderId, date: given }: HolderPageProps) {
  const t = useTranslations('equity.holder');
  const [date, setDate] = useTableDate(given);
  const table = useQuery({ ...tableQuery(ventureId, date), placeholderData: keepPreviousData });
  const known = table.data ? nameIn(table.data, stakeholderId) : null;
  return (
    <EquityFrame ventureId={ventureId} title={known ?? t('title')} lead={t('lead')}>
      {(standing) => {
        if (table.error) return <ProblemAlert error={table.error} onRetry={() => void table.refetch()} />;
        if (table.data === undefined) return <Skeleton height={320} aria-hidden />;
        if (table.data === null) return <Missing ventureId={ventureId} />;
        return (
          <>
            <DateControl
              table={table.data}
              date={date}
              onChange={setDate}
              fetching={table.isPlaceholderData}
            />
            <Held table={table.data} standing={standing} stakeholderId={stakeholderId} date={date} />
          </>
        );
      }}
    </EquityFrame>
  );
}

function nameIn(table: CapTable, stakeholderId: string): string | null {
  const holder = table.holders.find((one) => one.stakeholderId === stakeholderId);
  return (
    holder?.name || table.convertibles.find((one) => one.stakeholderId === stakeholderId)?.holderName || null
  );
}

interface HeldProps {
  readonly table: CapTable;
  readonly standing: Standing;
  readonly stakeholderId: string;
  readonly date: string | undefined;
}

function Held({ table, standing, stakeholderId, date }: HeldProps) {
  const t = useTranslations('equity.holder');
  const ventureId = standing.venture.id;
  const securities = useInfiniteQuery(securitiesQuery(ventureId, stakeholderId, date));
  const holder = table.holders.find((one) => one.stakeholderId === stakeholderId);
  return (
    <>
      {holder && <Figures holder={holder} />}
      {standing.seesAll && (
        <Group gap="sm">
          {standing.acts && (
            <>
              <Button
                component={Link}
                href={equityHref(ventureId, `/change?act=ISSUE&holder=${encodeURIComponent(stakeholderId)}`)}
              >
                {t('issue')}
              </Button>
              <Button
                component={Link}
                href={equityHref(ventureId, `/change?act=LEAVE&holder=${encodeURIComponent(stakeholderId)}`)}
                variant="default"
              >
                {t('leave')}
              </Button>
            </>
          )}
          <Button
            component={Link}
            href={equityHref(ventureId, `/log?holder=${encodeURIComponent(stakeholderId)}`)}
            variant="default"
          >
            {t('log')}
          </Button>
        </Group>
      )}
      <PagedList
        query={securities}
        label={t('securities')}
        empty={{ title: t('noneTitle'), text: t('noneText') }}
      >
        {(security) => <SecurityCard security={security} table={table} standing={standing} />}
      </PagedList>
    </>
  );
}

function Figures({ holder }: { holder: Holder }) {
  const t = useTranslations('equity');
  const format = useEquityFormat();
  return (
    <Card component="section" aria-label={t('holder.figures')} p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="sm">
        <Group gap="sm">
          <Badge color="gray">{t(`holderClass.${holder.holderClass}`)}</Badge>
          {holder.userId && (
            <Anchor component={Link} href={`/people/${holder.userId}`} size="sm">
              {t('holder.profile')}
            </Anchor>
          )}
        </Group>
        <SimpleGrid component="dl" m={0} cols={{ base: 1, xs: 2, md: 4 }}>
          <Pair label={t('columns.shares')}>{format.count(holder.shares)}</Pair>
          <Pair label={<Explained term="vested" />}>{format.count(holder.vested)}</Pair>
          <Pair label={t('columns.part')}>{format.percent(holder.part)}</Pair>
          <Pair label={t('columns.issuedPart')}>{format.percent(holder.issuedPart)}</Pair>
        </SimpleGrid>
      </Stack>
    </Card>
  );
}

function Pair({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} fw={600} size="lg">
        {children}
      </Text>
    </div>
  );
}

function Missing({ ventureId }: { ventureId: string }) {
  const t = useTranslations('equity.holder');
  return (
    <Empty
      title={t('noneTitle')}
      text={t('noneText')}
      action={
        <Button component={Link} href={equityHref(ventureId)} variant="default">
          {t('back')}
        </Button>
      }
    />
  );
}
