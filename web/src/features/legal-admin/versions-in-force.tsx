'use client';

import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { templatesQuery } from './queries';

/** Which versions of which texts are in force, and how many copies of each. */
export function VersionsInForce() {
  const t = useTranslations('legalAdmin.report');
  const format = useFormat();
  const query = useQuery(templatesQuery());
  return (
    <Section title={t('versions')} text={t('versionsText')}>
      <QueryView query={query}>
        {({ items }) => {
          const rows = items.flatMap(({ code, name, versions }) =>
            versions
              .filter(({ inForce }) => inForce > 0)
              .map(({ version, inForce }) => ({ code, name, version, inForce })),
          );
          if (rows.length === 0) return <Text c="dimmed">{t('noVersions')}</Text>;
          return (
            <Table.ScrollContainer
              minWidth={280}
              maxHeight={420}
              scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
            >
              <Table stickyHeader aria-label={t('versions')} verticalSpacing="xs" horizontalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('paper')}</Table.Th>
                    <Table.Th scope="col">{t('version')}</Table.Th>
                    <Table.Th scope="col" ta="end">
                      {t('inForce')}
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map(({ code, name, version, inForce }) => (
                    <Table.Tr key={`${code} ${version}`}>
                      <Table.Td>
                        <Anchor component={Link} href={`/admin/legal/templates?find=${code}`} size="sm">
                          {name}
                        </Anchor>
                        <Text span size="xs" c="dimmed" display="block">
                          {code}
                        </Text>
                      </Table.Td>
                      <Table.Td>{version}</Table.Td>
                      <Table.Td ta="end">{format.number(inForce)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          );
        }}
      </QueryView>
    </Section>
  );
}
