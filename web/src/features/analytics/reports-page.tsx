'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconMail, IconMailPause, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PagedList } from '../../components/paged-list';
import { useFormat } from '../../lib/format';
import { Dashboards } from './dashboards';
import { reportsQuery } from './queries';
import { ReportFrame, useReportsRoot } from './report-frame';
import { useScheduleText } from './schedule-text';
import type { Report } from './types';

/** `/admin/analytics/reports` and `/reports`: what was saved, and when it is sent. */
export function ReportsPage() {
  const t = useTranslations('analytics.reports');
  const { root, isOwn } = useReportsRoot();
  return (
    <ReportFrame
      actions={
        <Button component={Link} href={`${root}/new`} leftSection={<IconPlus size={18} aria-hidden />}>
          {t('new')}
        </Button>
      }
    >
      <Stack gap="lg">
        {isOwn && <Dashboards scope="OWN" />}
        <Reports />
      </Stack>
    </ReportFrame>
  );
}

function Reports() {
  const t = useTranslations('analytics.reports');
  const { isOwn } = useReportsRoot();
  const query = useInfiniteQuery(reportsQuery());
  const empty = { title: t('emptyTitle'), text: t(isOwn ? 'ownEmptyText' : 'emptyText') };
  return (
    <PagedList query={query} label={t('title')} empty={empty}>
      {(report) => <ReportCard report={report} />}
    </PagedList>
  );
}

function ReportCard({ report }: { report: Report }) {
  const t = useTranslations('analytics.reports');
  const format = useFormat();
  const scheduleText = useScheduleText();
  const { root } = useReportsRoot();
  const { id, name, description, definition, owner, isOwn, schedule, updatedAt } = report;
  const running = schedule !== null && schedule.stopped === null;
  return (
    <Card component="article" padding="md">
      <Stack gap={6}>
        <Group justify="space-between" gap="sm" align="flex-start">
          <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }} flex="1 1 14rem">
            <Anchor component={Link} href={`${root}/${id}`} inherit>
              {name}
            </Anchor>
          </Title>
          <Group gap="xs">
            <Badge color="gray" h={24}>
              {t(`kinds.${definition.kind}`)}
            </Badge>
            {!isOwn && (
              <Badge color="blue" h={24}>
                {t('from', { name: owner.name })}
              </Badge>
            )}
          </Group>
        </Group>
        {description && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {description}
          </Text>
        )}
        {schedule && (
          <Group gap={6} wrap="nowrap" align="flex-start">
            {running ? <IconMail size={16} aria-hidden /> : <IconMailPause size={16} aria-hidden />}
            <Text size="sm">
              {schedule.stopped ?? scheduleText(schedule)}
              {schedule.lastSentAt && ` · ${t('lastSent', { date: format.dateTime(schedule.lastSentAt) })}`}
            </Text>
          </Group>
        )}
        <Text size="sm" c="dimmed">
          {t('changed', { date: format.dateTime(updatedAt) })}
        </Text>
      </Stack>
    </Card>
  );
}
