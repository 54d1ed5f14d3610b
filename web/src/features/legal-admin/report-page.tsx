'use client';

import { Alert, Anchor, Button, Card, Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { Figure, Figures } from '../buz/figures';
import { AuditDownload } from './audit-download';
import { LegalFrame } from './legal-frame';
import { reportQuery, type Report } from './queries';
import { Expiring, People, Scores } from './report-tables';
import { VersionsInForce } from './versions-in-force';

/** `/admin/legal`: the figures of the office, alarms first. */
export function ReportPage() {
  const t = useTranslations('legalAdmin');
  return (
    <LegalFrame title={t('title')} lead={t('lead')}>
      <LegalReport />
    </LegalFrame>
  );
}

function LegalReport() {
  const query = useQuery(reportQuery());
  return (
    <Stack gap="lg">
      <QueryView query={query} lines={5}>
        {(report) => (
          <>
            {query.isRefetchError && <ProblemAlert error={query.error} />}
            <Alarms alarms={report.alarms} />
            <Waiting report={report} />
            <Overall report={report} busy={query.isFetching} onAgain={() => void query.refetch()} />
            <Scores scores={report.scores} />
            <Expiring expiring={report.expiring} />
            <People states={report.states} />
          </>
        )}
      </QueryView>
      <VersionsInForce />
      <AuditDownload />
    </Stack>
  );
}

function Alarms({ alarms }: { alarms: readonly string[] }) {
  const t = useTranslations('legalAdmin.report');
  if (alarms.length === 0)
    return (
      <Alert color="fir" icon={<IconCircleCheck aria-hidden />}>
        {t('noAlarms')}
      </Alert>
    );
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('alarms')}>
      <List size="sm">
        {alarms.map((alarm) => (
          <List.Item key={alarm}>{alarm}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Waiting({ report }: { report: Report }) {
  const t = useTranslations('legalAdmin.report');
  const format = useFormat();
  const figures = [
    { key: 'openReviews', href: '/admin/legal/reviews' },
    { key: 'openBreaches', href: '/admin/legal/breaches' },
    { key: 'holds', href: '/admin/legal/holds' },
  ] as const;
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      {figures.map(({ key, href }) => (
        <Card key={key} padding="md">
          <Stack gap={4}>
            <Anchor component={Link} href={href} fw={600}>
              {t(key)}
            </Anchor>
            <Text fz="2rem" fw={600} lh={1}>
              {format.number(report[key])}
            </Text>
          </Stack>
        </Card>
      ))}
    </SimpleGrid>
  );
}

function Overall({ report, busy, onAgain }: { report: Report; busy: boolean; onAgain: () => void }) {
  const t = useTranslations('legalAdmin.report');
  const format = useFormat();
  const { members, fullyCompliant, requiredCopies, requiredInForce } = report;
  const share = (part: number, total: number) =>
    t('ofTotal', { part: format.number(part), total: format.number(total) });
  return (
    <Section title={t('members')} text={t('computed', { date: format.dateTime(report.computedAt) })}>
      <Stack maw={560}>
        <Figures>
          <Figure label={t('members')}>{format.number(members)}</Figure>
          <Figure label={t('fullyCompliant')}>{share(fullyCompliant, members)}</Figure>
          <Figure label={t('required')}>{share(requiredInForce, requiredCopies)}</Figure>
        </Figures>
        <Group>
          <Button
            variant="default"
            size="xs"
            loading={busy}
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={onAgain}
          >
            {t('again')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
