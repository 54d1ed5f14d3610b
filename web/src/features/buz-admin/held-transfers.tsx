'use client';

import { Badge, Button, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';
import { Figure, Figures } from '../buz/figures';
import { PlainList } from '../documents/plain-list';
import { PersonName } from '../governance/vote-list';
import { refetchInterval, useRefreshBuzAdmin, type HeldTransfer } from './queries';
import { ReasonModal } from './reason-modal';

/** Transfers above this score wait for a decision (domain rules, section 5.5). */
const threshold = 0.6;

/** Transfers held for review, with what made them suspicious. */
export function HeldTransfers() {
  const t = useTranslations('buzAdmin.held');
  const query = useInfiniteQuery({
    queryKey: ['buz-admin', 'held'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.buzAdmin.held({ query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval,
  });
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
        return (
          <Stack gap="md">
            <Text size="sm" c="dimmed" maw="68ch">
              {t('text')}
            </Text>
            <PlainList label={t('label')}>
              {items.map((transfer) => (
                <li key={transfer.id}>
                  <HeldCard transfer={transfer} />
                </li>
              ))}
            </PlainList>
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

function HeldCard({ transfer }: { transfer: HeldTransfer }) {
  const t = useTranslations('buzAdmin.held');
  const format = useFormat();
  const buz = useBuzFormat();
  const { userId } = useSession();
  const refresh = useRefreshBuzAdmin();
  const [asking, setAsking] = useState<'approve' | 'refuse' | null>(null);
  const { sender, recipient, amount, total } = transfer;
  const score = new Intl.NumberFormat(format.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const names = { amount: buz.short(amount), sender: sender.name, recipient: recipient.name };
  const own = userId !== null && (sender.userId === userId || recipient.userId === userId);
  const params = { transferId: transfer.id };
  return (
    <Card component="article">
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h3">
            {t('heading', names)}
          </Title>
          <Badge color="orange" miw="max-content">
            {t('score', { score: score.format(transfer.score), threshold: score.format(threshold) })}
          </Badge>
        </Group>
        <Stack maw={560}>
          <Figures>
            <Figure label={t('sender')}>
              <PersonName person={sender} />
            </Figure>
            <Figure label={t('recipient')}>
              <PersonName person={recipient} />
            </Figure>
            <Figure label={t('amount')} strong>
              <BuzAmount amount={amount} as="full" />
            </Figure>
            <Figure label={t('fee')}>
              <BuzAmount amount={transfer.fee} as="full" />
            </Figure>
            {transfer.memo && <Figure label={t('memo')}>{transfer.memo}</Figure>}
            <Figure label={t('sent')}>{format.dateTime(transfer.at)}</Figure>
            {transfer.expiresAt && (
              <Figure label={t('expires')}>
                {t('expiresAt', {
                  date: format.dateTime(transfer.expiresAt),
                  relative: format.relative(transfer.expiresAt),
                })}
              </Figure>
            )}
          </Figures>
        </Stack>
        <Table aria-label={t('signals')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('signal')}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t('weight')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {transfer.signals.map((signal) => (
              <Table.Tr key={signal.rule}>
                <Table.Td>{signal.text}</Table.Td>
                <Table.Td ta="end">{score.format(signal.weight)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {own ? (
          <Text size="sm">{t('own')}</Text>
        ) : (
          <Group>
            <Button aria-label={t('approveNamed', names)} onClick={() => setAsking('approve')}>
              {t('approve')}
            </Button>
            <Button
              variant="default"
              aria-label={t('refuseNamed', names)}
              onClick={() => setAsking('refuse')}
            >
              {t('refuse')}
            </Button>
          </Group>
        )}
      </Stack>
      {asking && (
        <ReasonModal
          key={asking}
          title={t(`${asking}Title`)}
          effect={t(`${asking}Effect`, { ...names, total: buz.full(total) })}
          confirm={t(asking)}
          danger={asking === 'refuse'}
          run={(reason) =>
            asking === 'approve'
              ? api.buzAdmin.approveHeld({ params, body: { reason } })
              : api.buzAdmin.refuseHeld({ params, body: { reason } })
          }
          onClose={() => setAsking(null)}
          onDone={() => {
            notifications.show({ message: t(`${asking}Done`), color: 'fir' });
            void refresh();
          }}
        />
      )}
    </Card>
  );
}
