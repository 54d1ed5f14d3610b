'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Page } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { TabbedParts } from '../../components/tabbed-parts';
import { useFormat } from '../../lib/format';
import { useAccess, useSession } from '../../lib/session';
import { useTopic } from '../../lib/live';
import { AskForm } from './ask-form';
import { Decisions } from './decisions';
import { reportsQuery, requestsQuery } from './queries';
import { RequestState } from './request-state';
import type { Report, SupportRequest } from './types';

export type SupportPart = 'requests' | 'reports' | 'decisions';

/** `/support`: own requests to the hub, own reports, and what moderators decided about oneself. */
export function SupportPage({ part = 'requests' }: { part?: SupportPart }) {
  const t = useTranslations('support');
  const { userId } = useSession();
  const member = useAccess().data?.held.includes(1) ?? false;
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<SupportPart>(part);
  useTopic(userId && `user:${userId}`);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="normal"
      actions={
        <Button leftSection={<IconLifebuoy size={18} aria-hidden />} onClick={() => setAsking(true)}>
          {t('ask')}
        </Button>
      }
    >
      <TabbedParts<SupportPart>
        label={t('title')}
        value={shown}
        onChange={setShown}
        parts={[
          { key: 'requests', title: t('parts.requests'), content: <Requests /> },
          ...(member ? [{ key: 'reports' as const, title: t('parts.reports'), content: <Reports /> }] : []),
          { key: 'decisions', title: t('parts.decisions'), content: <Decisions /> },
        ]}
      />
      {asking && <AskForm onClose={() => setAsking(false)} />}
    </Page>
  );
}

function Requests() {
  const t = useTranslations('support');
  const query = useInfiniteQuery(requestsQuery());
  return (
    <PagedList
      query={query}
      label={t('parts.requests')}
      empty={{ title: t('emptyTitle'), text: t('emptyText') }}
    >
      {(request) => <RequestRow request={request} href={`/support/${request.id}`} />}
    </PagedList>
  );
}

export function RequestRow({
  request,
  href,
  forHub = false,
}: {
  request: SupportRequest;
  href: string;
  forHub?: boolean;
}) {
  const t = useTranslations('support');
  const format = useFormat();
  return (
    <Card component="article" p="md" aria-label={request.subject}>
      <Stack gap={4}>
        <Group justify="space-between" gap="xs">
          <Anchor component={Link} href={href} fw={600} style={{ overflowWrap: 'anywhere' }}>
            {request.subject}
          </Anchor>
          <RequestState request={request} />
        </Group>
        <Text size="sm" c="dimmed">
          {forHub && `${request.person.name} · `}
          {t('written', { time: format.relative(request.updatedAt) })}
          {request.answerDueAt && ` · ${t('due', { time: format.dateTime(request.answerDueAt) })}`}
        </Text>
      </Stack>
    </Card>
  );
}

function Reports() {
  const t = useTranslations('support');
  const query = useInfiniteQuery(reportsQuery());
  return (
    <PagedList
      query={query}
      label={t('parts.reports')}
      empty={{ title: t('reports.emptyTitle'), text: t('reports.emptyText') }}
    >
      {(report) => <ReportRow report={report} />}
    </PagedList>
  );
}

function ReportRow({ report }: { report: Report }) {
  const t = useTranslations('support');
  const words = useTranslations('community.report');
  const format = useFormat();
  return (
    <Card component="article" p="md">
      <Group justify="space-between" align="flex-start">
        <Stack gap={2} miw={0} flex="1 1 14rem">
          <Text size="sm" fw={600}>
            {t(`kinds.${report.kind}`)} · {words(`reasons.${report.reason}`)}
          </Text>
          {report.text && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {report.text}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {format.dateTime(report.at)}
          </Text>
        </Stack>
        <Badge variant="light" color={report.outcome === 'ACTED' ? 'fir' : report.outcome ? 'gray' : 'blue'}>
          {t(`reports.outcomes.${report.outcome ?? 'OPEN'}`)}
        </Badge>
      </Group>
    </Card>
  );
}
