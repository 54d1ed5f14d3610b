'use client';

import { Button, Code, DataList, Group, Stack, Text } from '@mantine/core';
import { workWire } from '@smartstart/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { hasCode } from '../../lib/problem';
import { AdminMenu } from '../admin/admin-menu';
import { StatusBadge } from '../ventures/venture-badges';
import { EquityTotals } from './equity-totals';
import { hubVentureQuery, type HubVenture } from './queries';
import { ReportedRevenue } from './reported-revenue';

/** `/admin/ventures/[id]`: card, equity by class, reported revenue; nothing else of a venture is for the hub. */
export function HubVenturePage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('ventureOversight.page');
  const [date, setDate] = useState<string | null>(null);
  const venture = useQuery({
    ...hubVentureQuery(ventureId, date),
    retry: false,
    placeholderData: keepPreviousData,
  });
  const crumbs = [
    { label: t('admin'), href: '/admin' },
    { label: t('ventures'), href: '/admin/ventures' },
  ];
  const missing = hasCode(venture.error, 'NOT_FOUND', 'MALFORMED');
  return (
    <Page title={venture.data?.card.name ?? t('title')} lead={t('lead')} crumbs={crumbs}>
      <AdminMenu />
      {missing ? (
        <Empty
          title={t('missingTitle')}
          text={t('missingText')}
          action={
            <Button component={Link} href="/admin/ventures" variant="default">
              {t('toList')}
            </Button>
          }
        />
      ) : (
        <QueryView query={venture}>
          {({ card, equity, revenue }) => (
            <Stack gap="lg">
              <CardSection card={card} />
              <EquityTotals
                equity={equity}
                date={date}
                onDate={setDate}
                error={venture.error}
                loading={venture.isPlaceholderData}
              />
              <ReportedRevenue reports={revenue} />
            </Stack>
          )}
        </QueryView>
      )}
    </Page>
  );
}

const approvers = ['SECURITY', 'LEGAL', 'HUB'] as const;
type Approver = (typeof approvers)[number];

function CardSection({ card }: { card: HubVenture['card'] }) {
  const t = useTranslations('ventureOversight.page');
  const phases = useTranslations('public.phases');
  const format = useFormat();
  const phase = workWire.phase.safeParse(card.phase);
  const approvals = card.approvalsDue.map((one) =>
    approvers.includes(one as Approver) ? t(`approvers.${one as Approver}`) : one,
  );
  const none = '–';
  const rows = [
    ['id', <Code key="id">{card.id}</Code>],
    ['owner', card.ownerName],
    ['members', format.number(card.memberCount)],
    ['industry', card.industry],
    ['phase', phase.success ? phases(phase.data) : none],
    ['visibility', t(`visibilities.${card.visibility}`)],
    ['approvals', approvals.join(', ') || none],
    ['created', format.date(card.createdAt)],
  ] as const;
  return (
    <Section title={t('card')}>
      <Group gap="sm">
        <StatusBadge status={card.status} />
      </Group>
      {card.purpose && <Text maw="68ch">{card.purpose}</Text>}
      <DataList orientation="horizontal">
        {rows.map(([key, value]) => (
          <DataList.Item key={key}>
            <DataList.ItemLabel>{t(`fields.${key}`)}</DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </Section>
  );
}
