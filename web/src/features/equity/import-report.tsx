'use client';

import { Alert, Stack, Table, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { contract } from '@smartstart/contract';
import type { z } from 'zod';
import { Figure, Figures } from '../buz/figures';
import { useEquityFormat } from './use-equity-format';

export type Report = z.output<(typeof contract.equity.import)['output']>;

/** What a file would come to, and every problem with its place. */
export function ImportReport({ report }: { report: Report }) {
  const t = useTranslations('equity.files.report');
  const format = useEquityFormat();
  const { problems, more } = report;
  return (
    <Stack gap="md">
      <Alert color={problems.length ? 'yellow' : 'green'} role="status" title={t('title')}>
        {problems.length ? t('problems', { count: problems.length }) : t('sound')}
      </Alert>
      <Figures>
        <Figure label={t('imported')}>{format.count(String(report.imported))}</Figure>
        <Figure label={t('setAside')}>{format.count(String(report.setAside))}</Figure>
        <Figure label={t('holders')}>{format.count(String(report.holders))}</Figure>
        <Figure label={t('fullyDiluted')}>{format.count(report.fullyDiluted)}</Figure>
      </Figures>
      {problems.length > 0 && (
        <Table.ScrollContainer
          minWidth={480}
          maxHeight={420}
          scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
        >
          <Table stickyHeader aria-label={t('list')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('place')}</Table.Th>
                <Table.Th scope="col">{t('what')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {problems.map(({ place, objectId, message }, index) => (
                <Table.Tr key={index}>
                  <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                    {place || objectId || '–'}
                  </Table.Th>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{message}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {more && <Text size="sm">{t('more')}</Text>}
    </Stack>
  );
}
