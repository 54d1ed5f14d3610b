'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode } from '../../lib/problem';
import { ConfirmModal } from '../ventures/confirm-modal';
import { ExportSection } from './export-section';
import { ReportFrame, useReportsRoot } from './report-frame';
import { pageOfDefinition } from './report-links';
import { ReportNameModal } from './report-name';
import { ReportResultView } from './report-result';
import { reportQuery, resultQuery, useRefresh } from './queries';
import { ScheduleSection } from './schedule-section';
import type { Report } from './types';

/** `/admin/analytics/reports/[id]` and `/reports/[id]`: a saved report, run now. */
export function ReportPage({ reportId }: { reportId: string }) {
  const t = useTranslations('analytics.report');
  const query = useQuery(reportQuery(reportId));
  const { root } = useReportsRoot();
  const missing = hasCode(query.error, 'NOT_FOUND');
  return (
    <ReportFrame title={query.data?.name ?? t('title')}>
      {missing ? (
        <Empty
          title={t('missingTitle')}
          text={t('missingText')}
          action={
            <Button component={Link} href={root}>
              {t('toReports')}
            </Button>
          }
        />
      ) : (
        <QueryView query={query}>
          {(report) => (
            <Stack gap="lg">
              <Head report={report} />
              <Run report={report} />
              <ScheduleSection report={report} />
              <ExportSection report={report} />
            </Stack>
          )}
        </QueryView>
      )}
    </ReportFrame>
  );
}

function Head({ report }: { report: Report }) {
  const t = useTranslations('analytics.report');
  const kinds = useTranslations('analytics.reports.kinds');
  const format = useFormat();
  const router = useRouter();
  const { root } = useReportsRoot();
  const refresh = useRefresh();
  const [open, setOpen] = useState<'name' | 'delete' | null>(null);
  const { definition, description, owner, isOwn, updatedAt } = report;
  const href = pageOfDefinition(definition);
  return (
    <Stack gap="sm">
      {description && <Text maw="68ch">{description}</Text>}
      <Text size="sm" c="dimmed">
        {t('facts', { kind: kinds(definition.kind), name: owner.name, date: format.dateTime(updatedAt) })}
      </Text>
      <Group gap="xs">
        {href && (
          <Button component={Link} href={href} variant="default">
            {t('openQuestion')}
          </Button>
        )}
        {isOwn && (
          <>
            <Button
              variant="default"
              leftSection={<IconPencil size={18} aria-hidden />}
              onClick={() => setOpen('name')}
            >
              {t('rename')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconTrash size={18} aria-hidden />}
              onClick={() => setOpen('delete')}
            >
              {t('delete')}
            </Button>
          </>
        )}
      </Group>
      {open === 'name' && <ReportNameModal report={report} onClose={() => setOpen(null)} />}
      {open === 'delete' && (
        <ConfirmModal
          title={t('deleteTitle', { name: report.name })}
          text={t('deleteText')}
          confirm={t('delete')}
          danger
          run={() => api.analytics.deleteReport({ params: { reportId: report.id } })}
          onClose={() => setOpen(null)}
          onDone={() => {
            void refresh('reports');
            router.push(root);
          }}
        />
      )}
    </Stack>
  );
}

function Run({ report }: { report: Report }) {
  const t = useTranslations('analytics.report');
  const query = useQuery(resultQuery(report.id, report.version));
  return (
    <Section title={t('figures')}>
      <QueryView query={query} lines={4}>
        {(result) => <ReportResultView result={result} />}
      </QueryView>
      <Group>
        <Button
          variant="default"
          size="xs"
          loading={query.isFetching}
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => void query.refetch()}
        >
          {t('again')}
        </Button>
      </Group>
    </Section>
  );
}
