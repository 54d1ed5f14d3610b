'use client';

import { Button, Card, Group, SegmentedControl, Stack } from '@mantine/core';
import { financesWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { api } from '../../lib/api';
import { useStepUp } from '../../lib/step-up';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { ReportCard } from '../money/report-card';
import type { Report } from '../money/types';
import { ConfirmModal } from '../ventures/confirm-modal';
import { hubReportsQuery, useRefreshBilling } from './queries';

type HubReport = Awaited<ReturnType<typeof api.finances.reportedRevenue>>['items'][number];
const acts = ['recognise', 'reject'] as const;
type Act = (typeof acts)[number];

/** Reports with their evidence, the oldest first: revenue counts once it is recognised here. */
export function ReportQueue() {
  const t = useTranslations('billingAdmin.reports');
  const [state, setState] = useState<Report['state']>('REPORTED');
  const reports = useInfiniteQuery(hubReportsQuery(state));
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('filter')}
        value={state}
        onChange={(value) => setState(value as Report['state'])}
        data={financesWire.reportState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <PagedList
        query={reports}
        label={t('label')}
        empty={{ title: t(`empty.${state}`), text: t('emptyText') }}
      >
        {(report) => <OneReport report={report} />}
      </PagedList>
    </Stack>
  );
}

function OneReport({ report }: { report: HubReport }) {
  const t = useTranslations('billingAdmin.reports');
  const format = useMoneyFormat();
  const refresh = useRefreshBilling();
  const stepUp = useStepUp();
  const intention = useIntention();
  const [asking, setAsking] = useState<Act | null>(null);
  const of = { venture: report.ventureName, month: format.month(report.month) };
  const run = async (act: Act, reason: string) => {
    const request = { params: { reportId: report.id }, body: { reason } };
    const options = { idempotencyKey: intention.keyOf([report.id, act, reason]) };
    await stepUp(() => api.finances[act](request, options));
    intention.done();
    await refresh();
  };
  return (
    <Card component="article" p="md">
      <Stack gap="md">
        <ReportCard report={report} venture={report.ventureName} />
        {report.state === 'REPORTED' && (
          <Group gap="sm">
            {acts.map((act) => (
              <Button
                key={act}
                variant={act === 'recognise' ? 'filled' : 'default'}
                aria-label={t(`${act}.of`, of)}
                onClick={() => setAsking(act)}
              >
                {t(`${act}.label`)}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
      {asking && (
        <ConfirmModal
          title={t(`${asking}.of`, of)}
          text={t(report.correctsId ? `${asking}.correction` : `${asking}.text`)}
          confirm={t(`${asking}.label`)}
          danger={asking === 'reject'}
          reason={t('reason')}
          run={(reason) => run(asking, reason)}
          onClose={() => setAsking(null)}
        />
      )}
    </Card>
  );
}
