'use client';

import { Alert, Anchor, Badge, Button, Card, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';

/** Without a socket the page asks this often. */
const askEveryMs = 4000;
const colours = { WAITING: 'gray', SENT: 'green', FAILED: 'red' } as const;

const progressQuery = (bulkId: string) => ({
  // Live messages of a running job make everything under `jobs` old.
  queryKey: ['jobs', 'bulk', bulkId],
  queryFn: () => api.agreements.bulkProgress({ params: { bulkId } }),
});
type Bulk = Awaited<ReturnType<ReturnType<typeof progressQuery>['queryFn']>>;

/** `/documents/bulk/[id]`: how far a bulk issue has come, and which rows could not be sent. */
export function BulkProgressPage({ bulkId }: { bulkId: string }) {
  const t = useTranslations('agreements.bulkProgress');
  const list = useTranslations('documents.papers');
  const bulk = useQuery({
    ...progressQuery(bulkId),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : askEveryMs),
  });
  return (
    <Page
      title={bulk.data?.title ?? t('title')}
      lead={t('lead')}
      crumbs={[{ label: list('title'), href: '/documents?tab=agreements' }]}
    >
      <QueryView query={bulk}>
        {(data) => (
          <Stack gap="lg">
            <Summary bulk={data} />
            <Failures bulk={data} />
            <Rows bulk={data} />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function Summary({ bulk }: { bulk: Bulk }) {
  const t = useTranslations('agreements.bulkProgress');
  const finished = bulk.done + bulk.failed;
  const share = bulk.total ? (finished / bulk.total) * 100 : 100;
  return (
    <Card component="section" aria-label={t('progress')}>
      <Stack gap="xs">
        <Text fw={600} role="status">
          {isOver(bulk)
            ? t('over', { done: bulk.done, total: bulk.total, failed: bulk.failed })
            : t('running', { finished, total: bulk.total })}
        </Text>
        <Progress value={share} aria-label={t('progress')} color={bulk.failed ? 'orange' : 'green'} />
        {isOver(bulk) && (
          <Group>
            <Button component={Link} href="/documents?tab=agreements" variant="default">
              {t('toList')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function Failures({ bulk }: { bulk: Bulk }) {
  const t = useTranslations('agreements.bulkProgress');
  const failed = bulk.rows.filter(({ state }) => state === 'FAILED');
  if (failed.length === 0) return null;
  return (
    <Alert color="red" title={t('failed', { count: failed.length })}>
      <Stack gap={4}>
        {failed.map(({ row, message }) => (
          <Text size="sm" key={row}>
            {t('failedRow', { row, message: message ?? t('noReason') })}
          </Text>
        ))}
        <Text size="sm">{t('failedNext')}</Text>
      </Stack>
    </Alert>
  );
}

function Rows({ bulk }: { bulk: Bulk }) {
  const t = useTranslations('agreements.bulkProgress');
  return (
    <Section title={t('rows')}>
      <Table.ScrollContainer minWidth={360}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('row')}</Table.Th>
              <Table.Th scope="col">{t('state')}</Table.Th>
              <Table.Th scope="col">{t('document')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {bulk.rows.map(({ row, state, documentId }) => (
              <Table.Tr key={row}>
                <Table.Td>{row}</Table.Td>
                <Table.Td>
                  <Badge variant="dot" miw="max-content" color={colours[state]}>
                    {t(`states.${state}`)}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  {documentId ? (
                    <Anchor component={Link} href={`/documents/${documentId}`}>
                      {t('open', { row })}
                    </Anchor>
                  ) : (
                    '–'
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function isOver({ done, failed, total }: Bulk): boolean {
  return done + failed >= total;
}
