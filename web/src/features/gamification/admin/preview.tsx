'use client';

import { Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { MoreButton, QueryView } from '../../../components/query-view';
import { api } from '../../../lib/api';
import { useFormat } from '../../../lib/format';

/** The difference for each person; loaded once it is worked out, and anew after each time. */
export function usePreview(version: string, finishedAt: string | null) {
  return useInfiniteQuery({
    queryKey: ['gamification', 'admin', 'preview', version, finishedAt],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.gamificationAdmin.rulesPreview(
        { params: { version }, query: { limit: 10, ...(pageParam ? { cursor: pageParam } : {}) } },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    enabled: finishedAt !== null,
  });
}

export function Preview({ query }: { query: ReturnType<typeof usePreview> }) {
  const t = useTranslations('gamification.admin.rules');
  const levels = useTranslations('gamification.levels');
  const format = useFormat();
  const signed = (value: number) => (value > 0 ? `+${format.number(value)}` : format.number(value));
  return (
    <QueryView query={query} lines={2}>
      {({ pages }) => {
        const [first] = pages;
        if (!first) return null;
        const { summary } = first;
        const rows = pages.flatMap((page) => page.items);
        return (
          <Stack gap="sm">
            <Text size="sm" fw={600}>
              {t('summary', {
                changed: summary.changed,
                people: summary.people,
                gaining: summary.gaining,
                losing: summary.losing,
                up: summary.levelsUp,
                down: summary.levelsDown,
                difference: summary.difference,
              })}
            </Text>
            {rows.length > 0 && (
              <Table.ScrollContainer minWidth={460} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
                <Table aria-label={t('difference')}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('person')}</Table.Th>
                      <Table.Th ta="end">{t('before')}</Table.Th>
                      <Table.Th ta="end">{t('after')}</Table.Th>
                      <Table.Th ta="end">{t('difference')}</Table.Th>
                      <Table.Th>{t('levels')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((row) => (
                      <Table.Tr key={row.userId}>
                        <Table.Td>{row.name}</Table.Td>
                        <Table.Td ta="end">{format.number(row.before)}</Table.Td>
                        <Table.Td ta="end">{format.number(row.after)}</Table.Td>
                        <Table.Td ta="end">{signed(row.difference)}</Table.Td>
                        <Table.Td>
                          {row.levelBefore === row.levelAfter
                            ? levels(row.levelAfter)
                            : `${levels(row.levelBefore)} → ${levels(row.levelAfter)}`}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            )}
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </QueryView>
  );
}
