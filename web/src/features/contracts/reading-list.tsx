'use client';

import { ActionIcon, Anchor, Badge, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ConfirmModal } from '../ventures/confirm-modal';
import { askEveryMs, isUnderWay, readingsQuery, type Reading } from './queries';
import { useFollowReadings } from './use-follow-readings';

/** Contracts read before, newest first, with how far each has come. */
export function ReadingList() {
  const t = useTranslations('contracts.list');
  useFollowReadings();
  const readings = useInfiniteQuery({
    ...readingsQuery(),
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some(isUnderWay)) ? askEveryMs : false,
  });
  const [forgetting, setForgetting] = useState<Reading | null>(null);
  const client = useQueryClient();
  return (
    <Section title={t('title')}>
      <QueryView query={readings}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
          return (
            <Stack>
              <Table.ScrollContainer minWidth={680}>
                <Table verticalSpacing="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('columnName')}</Table.Th>
                      <Table.Th>{t('columnState')}</Table.Th>
                      <Table.Th>{t('columnFindings')}</Table.Th>
                      <Table.Th>{t('columnDate')}</Table.Th>
                      <Table.Th>{t('columnActions')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {items.map((reading) => (
                      <Row key={reading.id} reading={reading} onForget={() => setForgetting(reading)} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              <MoreButton query={readings} />
            </Stack>
          );
        }}
      </QueryView>
      {forgetting && (
        <ConfirmModal
          title={t('forgetTitle')}
          text={t('forgetText', { name: forgetting.title })}
          confirm={t('forget')}
          danger
          run={async () => {
            await api.contractReview.remove({ params: { readingId: forgetting.id } });
            await client.invalidateQueries({ queryKey: ['contracts'] });
          }}
          onClose={() => setForgetting(null)}
          onDone={() => notifications.show({ message: t('forgotten') })}
        />
      )}
    </Section>
  );
}

function Row({ reading, onForget }: { reading: Reading; onForget: () => void }) {
  const t = useTranslations('contracts');
  const { date } = useFormat();
  return (
    <Table.Tr>
      <Table.Td maw={320}>
        <Anchor component={Link} href={`/contracts/${reading.id}`} style={{ overflowWrap: 'anywhere' }}>
          {reading.title}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Stack gap={4}>
          <StateBadge state={reading.state} />
          {isUnderWay(reading) && (
            <Progress
              value={Math.max(5, reading.progress)}
              animated
              aria-label={t(`states.${reading.state}`)}
            />
          )}
        </Stack>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{reading.state === 'READY' ? t('counts', reading.findings) : '–'}</Text>
      </Table.Td>
      <Table.Td>{date(reading.createdAt)}</Table.Td>
      <Table.Td>
        <Group>
          <ActionIcon
            variant="subtle"
            color="red"
            size="lg"
            onClick={onForget}
            aria-label={`${t('list.forget')}: ${reading.title}`}
          >
            <IconTrash aria-hidden size={18} />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

const colours = { WAITING: 'gray', READING: 'blue', READY: 'green', FAILED: 'red' } as const;

export function StateBadge({ state }: { state: Reading['state'] }) {
  const t = useTranslations('contracts.states');
  return (
    <Badge variant="light" color={colours[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}
