'use client';

import { Badge, Divider, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';
import { PlainList } from '../documents/plain-list';
import { CancelTransfer } from './cancel-transfer';
import type { Transfer } from './types';

const colours = { COMPLETED: 'green', HELD: 'orange', CANCELLED: 'gray' } as const;

/** Transfers that a review held, and what was decided. Most people never have one, and then nothing is shown. */
export function HeldTransfers() {
  const t = useTranslations('buz.held');
  const transfers = useInfiniteQuery({
    queryKey: ['buz', 'transfers'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.buz.transfers({ query: { limit: 10, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    getNextPageParam: (page) => page.nextCursor,
  });
  if (transfers.data?.pages.every(({ items }) => items.length === 0)) return null;
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={transfers} lines={1}>
        {({ pages }) => (
          <Stack>
            <PlainList label={t('title')} gap={0}>
              {pages
                .flatMap(({ items }) => items)
                .map((transfer) => (
                  <li key={transfer.id}>
                    <HeldRow transfer={transfer} />
                    <Divider />
                  </li>
                ))}
            </PlainList>
            <MoreButton query={transfers} />
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

function HeldRow({ transfer }: { transfer: Transfer }) {
  const t = useTranslations('buz.held');
  const format = useFormat();
  const { short } = useBuzFormat();
  const { userId } = useSession();
  const mine = transfer.sender.userId === userId;
  return (
    <Group justify="space-between" py="sm" gap="sm">
      <Stack gap={2}>
        <Text fw={600}>
          {t(mine ? 'toName' : 'fromName', {
            name: mine ? transfer.recipient.name : transfer.sender.name,
            amount: short(transfer.amount),
          })}
        </Text>
        <Group gap="xs">
          <Badge variant="dot" miw="max-content" color={colours[transfer.state]}>
            {t(`state.${transfer.state}`)}
          </Badge>
          <Text size="sm" c="dimmed">
            {format.dateTime(transfer.at)}
          </Text>
        </Group>
        {transfer.state === 'HELD' && transfer.expiresAt && (
          <Text size="sm">{t('until', { when: format.relative(transfer.expiresAt) })}</Text>
        )}
      </Stack>
      {mine && transfer.state === 'HELD' && <CancelTransfer transfer={transfer} />}
    </Group>
  );
}
