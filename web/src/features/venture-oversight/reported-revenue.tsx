'use client';

import { Badge, Table, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import type { HubVenture } from './queries';

type Report = HubVenture['revenue'][number];

const colours: Record<Report['state'], string> = { REPORTED: 'yellow', RECOGNISED: 'green', REJECTED: 'red' };

/** What the venture reported, newest first. */
export function ReportedRevenue({ reports }: { reports: readonly Report[] }) {
  const t = useTranslations('ventureOversight.revenue');
  const money = useMoneyFormat();
  const format = useFormat();
  return (
    <Section title={t('title')} text={t('text')}>
      {reports.length === 0 ? (
        <Text>{t('none')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={520}>
          <Table aria-label={t('title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('month')}</Table.Th>
                <Table.Th scope="col">{t('state')}</Table.Th>
                <Table.Th scope="col" ta="right">
                  {t('gross')}
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  {t('net')}
                </Table.Th>
                <Table.Th scope="col">{t('reported')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {reports.map((report) => (
                <Table.Tr key={report.id}>
                  <Table.Th scope="row">{money.month(report.month)}</Table.Th>
                  <Table.Td>
                    <Badge color={report.corrected ? 'gray' : colours[report.state]}>
                      {t(report.corrected ? 'corrected' : `states.${report.state}`)}
                    </Badge>
                  </Table.Td>
                  <Table.Td ta="right">{money.money(report.grossMinor, report.currency)}</Table.Td>
                  <Table.Td ta="right">{money.money(report.netMinor, report.currency)}</Table.Td>
                  <Table.Td>{format.date(report.reportedAt)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}
