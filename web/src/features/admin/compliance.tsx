'use client';

import { SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';

/** How many members have all their papers, what expires soon, which versions are in force. */
export function Compliance() {
  const t = useTranslations('admin.compliance');
  const format = useFormat();
  const query = useQuery({
    queryKey: ['admin', 'compliance'],
    queryFn: ({ signal }) => api.legal.complianceReport({}, { signal }),
    staleTime: 300_000,
  });
  return (
    <QueryView query={query}>
      {(report) => (
        <Stack gap="lg">
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            {(
              [
                ['members', report.members],
                ['full', report.fullyCompliant],
                ['expiring', report.expiringIn30Days],
              ] as const
            ).map(([key, value]) => (
              <Section key={key} title={t(key)}>
                <Text fz="2rem" fw={600} lh={1}>
                  {format.number(value)}
                </Text>
              </Section>
            ))}
          </SimpleGrid>
          <Section title={t('versions')} text={t('computed', { date: format.dateTime(report.computedAt) })}>
            <Table aria-label={t('versions')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('paper')}</Table.Th>
                  <Table.Th>{t('version')}</Table.Th>
                  <Table.Th>{t('inForce')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {report.versions.map((row) => (
                  <Table.Tr key={`${row.code} ${row.version}`}>
                    <Table.Td>{row.code}</Table.Td>
                    <Table.Td>{row.version}</Table.Td>
                    <Table.Td>{format.number(row.inForce)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Section>
        </Stack>
      )}
    </QueryView>
  );
}
