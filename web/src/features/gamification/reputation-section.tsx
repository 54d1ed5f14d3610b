'use client';

import { Stack, Table, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { reputationQuery } from './queries';

/** Two rule scores, each with its formula filled in. */
export function ReputationSection() {
  const t = useTranslations('gamification.reputation');
  const query = useQuery(reputationQuery());
  return (
    <Stack mt="lg">
      <Section title={t('title')} text={t('text')}>
        <QueryView query={query} lines={3}>
          {({ total, parts, community }) => (
            <Stack gap="lg">
              <Sum
                label={t('title')}
                total={total}
                rows={parts.map((row) => ({
                  ...row,
                  name: t(`parts.${row.part}`),
                  each: row.part === 'XP' ? t('perHundred') : null,
                  factor: row.each,
                }))}
              />
              <Title order={3} size="h4">
                {t('community', { days: community.days })}
              </Title>
              <Sum
                label={t('community', { days: community.days })}
                total={community.total}
                rows={community.parts.map((row) => ({
                  ...row,
                  name: t(`communityParts.${row.part}`),
                  each: null,
                  factor: row.each,
                }))}
              />
            </Stack>
          )}
        </QueryView>
      </Section>
    </Stack>
  );
}

interface Row {
  readonly name: string;
  readonly figure: number;
  /** Said instead of the factor. */
  readonly each: string | null;
  readonly factor: number;
  readonly points: number;
}

function Sum({ label, rows, total }: { label: string; rows: readonly Row[]; total: number }) {
  const t = useTranslations('gamification.reputation');
  const format = useFormat();
  return (
    <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('part')}</Table.Th>
            <Table.Th ta="end">{t('figure')}</Table.Th>
            <Table.Th ta="end">{t('each')}</Table.Th>
            <Table.Th ta="end">{t('points')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, figure, each, factor, points }) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td ta="end">{format.number(figure)}</Table.Td>
              <Table.Td ta="end">{each ?? format.number(factor)}</Table.Td>
              <Table.Td ta="end">{format.number(points)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" colSpan={3}>
              {t('total')}
            </Table.Th>
            <Table.Td ta="end" fw={700}>
              {format.number(total)}
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}
