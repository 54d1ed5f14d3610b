'use client';

import { Button, Code, Group, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';

/** What the audit chain holds about one's own actions; loaded when asked for. */
export function ActivitySection() {
  const t = useTranslations('settings.activity');
  const format = useFormat();
  const [shown, setShown] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['me', 'audit'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.system.myAudit({ query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    getNextPageParam: (page) => page.nextCursor,
    enabled: shown,
  });
  return (
    <Section title={t('title')} text={t('text')}>
      {!shown ? (
        <Group>
          <Button variant="default" onClick={() => setShown(true)}>
            {t('show')}
          </Button>
        </Group>
      ) : (
        <QueryView query={query}>
          {({ pages }) => (
            <Stack gap="md">
              {pages[0]?.items.length === 0 && <Text size="sm">{t('empty')}</Text>}
              <Table.ScrollContainer minWidth={460} type="native">
                <Table aria-label={t('title')}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('when')}</Table.Th>
                      <Table.Th>{t('action')}</Table.Th>
                      <Table.Th>{t('entity')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {pages
                      .flatMap(({ items }) => items)
                      .map((entry) => (
                        <Table.Tr key={entry.id}>
                          <Table.Td>{format.dateTime(entry.at)}</Table.Td>
                          <Table.Td>
                            <Code>{entry.action}</Code>
                          </Table.Td>
                          <Table.Td>{entry.entity}</Table.Td>
                        </Table.Tr>
                      ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              <MoreButton query={query} />
            </Stack>
          )}
        </QueryView>
      )}
    </Section>
  );
}
