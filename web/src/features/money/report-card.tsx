'use client';

import { Badge, Box, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { Figure, Figures } from '../buz/figures';
import { ReportBadge } from './distribution-looks';
import { EvidenceFiles } from '../legal-admin/evidence-files';
import type { Report } from './types';

interface ReportCardProps {
  readonly report: Report;
  /** Whose report it is, where reports of several ventures stand together. */
  readonly venture?: string;
}

/** One report: its figures, its evidence, and what the hub said to it. */
export function ReportCard({ report, venture }: ReportCardProps) {
  const t = useTranslations('money.reports');
  const format = useMoneyFormat();
  const { date, dateTime } = useFormat();
  const { month, state, currency, note, reason, evidenceFileIds, correctsId, correctedById } = report;
  const name = format.month(month);
  const amounts = ['grossMinor', 'taxesMinor', 'thirdPartyMinor'] as const;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
          {venture ? t('monthOf', { venture, month: name }) : name}
        </Title>
        <ReportBadge state={state} />
        {correctsId && <Badge color="gray">{t('correction')}</Badge>}
        {correctedById && <Badge color="gray">{t('corrected')}</Badge>}
      </Group>
      <Box maw={560}>
        <Figures>
          {amounts.map((field) => (
            <Figure key={field} label={t(`field.${field}`)}>
              {format.money(report[field], currency)}
            </Figure>
          ))}
          <Figure label={t('net')} strong>
            {format.money(report.netMinor, currency)}
          </Figure>
        </Figures>
      </Box>
      {note && (
        <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
          {note}
        </Text>
      )}
      <EvidenceFiles fileIds={evidenceFileIds} title={name} />
      <Text size="sm" c="dimmed">
        {t('reported', { name: report.reportedByName, date: dateTime(report.reportedAt) })}
      </Text>
      {report.decidedAt && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('decided', {
            state: t(`state.${state}`),
            date: date(report.decidedAt),
            reason: reason ?? '',
          })}
        </Text>
      )}
    </Stack>
  );
}
