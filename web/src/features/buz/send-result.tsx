'use client';

import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconClock, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { CancelTransfer } from './cancel-transfer';
import { Figure, Figures } from './figures';
import type { Transfer } from './types';

const looks = {
  COMPLETED: { color: 'fir', icon: IconCircleCheck },
  HELD: { color: 'orange', icon: IconClock },
  CANCELLED: { color: 'gray', icon: IconX },
} as const;

/** What became of a transfer. While it is held, the page follows the review. */
export function SendResult({ transfer: sent, onAgain }: { transfer: Transfer; onAgain: () => void }) {
  const t = useTranslations('buz.result');
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const live = useQuery({
    queryKey: ['buz', 'transfer', sent.id],
    queryFn: ({ signal }) => api.buz.getTransfer({ params: { transferId: sent.id } }, { signal }),
    initialData: sent,
    enabled: sent.state === 'HELD',
  });
  const transfer = live.data;
  const { color, icon: Icon } = looks[transfer.state];
  return (
    <Section title={t('section')}>
      <Stack gap="md" maw={560}>
        <Title order={3} ref={heading} tabIndex={-1}>
          {t(`title.${transfer.state}`)}
        </Title>
        <Alert color={color} icon={<Icon aria-hidden />} role="status">
          <Text size="sm">
            {transfer.state === 'HELD'
              ? t('text.HELD', {
                  name: transfer.recipient.name,
                  when: transfer.expiresAt ? format.dateTime(transfer.expiresAt) : '–',
                })
              : t(`text.${transfer.state}`, { name: transfer.recipient.name })}
          </Text>
        </Alert>
        <Figures>
          <Figure label={t('recipient')}>{transfer.recipient.name}</Figure>
          <Figure label={t('amount')}>
            <BuzAmount amount={transfer.amount} as="full" />
          </Figure>
          <Figure label={t('fee')}>
            <BuzAmount amount={transfer.fee} as="full" />
          </Figure>
          <Figure label={t('total')} strong>
            <BuzAmount amount={transfer.total} as="full" />
          </Figure>
          {transfer.availableAfter && transfer.state !== 'CANCELLED' && (
            <Figure label={t('left')}>
              <BuzAmount amount={transfer.availableAfter} as="full" />
            </Figure>
          )}
          <Figure label={t('at')}>{format.dateTime(transfer.at)}</Figure>
        </Figures>
        <Group>
          {transfer.state === 'HELD' && (
            <CancelTransfer transfer={transfer} onCancelled={() => heading.current?.focus()} />
          )}
          <Button variant={transfer.state === 'HELD' ? 'default' : 'filled'} component={Link} href="/buz">
            {t('toWallet')}
          </Button>
          <Button variant="default" onClick={onAgain}>
            {t('again')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
