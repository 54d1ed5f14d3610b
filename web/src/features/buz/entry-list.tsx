'use client';

import { Anchor, Badge, Button, Divider, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { buzWire } from '@smartstart/contract';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import { PeriodFields, usePeriod, wholeTime, type Period } from './period';
import type { Entry, Kind } from './types';

const pageSize = 15;
/** Kinds that never touch an account of a person. */
const kinds = buzWire.buzKind.options.filter((kind) => kind !== 'GENESIS' && kind !== 'BURN');

/** Every posting on own accounts, newest first. */
export function EntryList({ canReceive }: { canReceive: boolean }) {
  const t = useTranslations('buz');
  const instantsOf = usePeriod();
  const [kind, setKind] = useState<Kind | ''>('');
  const [period, setPeriod] = useState<Period>(wholeTime);
  // The days of a running period end at midnight, so the key stays the same for the whole day.
  const range = instantsOf(period);
  const entries = useInfiniteQuery({
    queryKey: ['buz', 'entries', kind, range.from ?? '', range.to ?? ''],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.buz.transactions(
        {
          query: {
            limit: pageSize,
            ...range,
            ...(kind ? { kind } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
        },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const filtered = kind !== '' || period.span !== 'all';
  return (
    <Section title={t('entries.title')} text={t('entries.text')}>
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={t('entries.kind')}
          value={kind}
          flex="1 1 11rem"
          onChange={(change) => setKind(change.currentTarget.value as Kind | '')}
          data={[
            { value: '', label: t('entries.allKinds') },
            ...kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
        />
        <PeriodFields value={period} onChange={setPeriod} />
      </Group>
      <QueryView query={entries} lines={5}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length > 0)
            return (
              <Stack gap="md">
                <PlainList label={t('entries.title')} gap={0}>
                  {items.map((entry) => (
                    <li key={`${entry.transactionId} ${entry.no}`}>
                      <EntryRow entry={entry} />
                      <Divider />
                    </li>
                  ))}
                </PlainList>
                <Text size="sm" c="dimmed" role="status" ta="center">
                  {t('entries.count', { count: items.length, more: entries.hasNextPage ? 'yes' : 'no' })}
                </Text>
                <MoreButton query={entries} />
              </Stack>
            );
          return filtered ? (
            <Empty
              title={t('entries.noMatchTitle')}
              text={t('entries.noMatchText')}
              action={
                <Button
                  variant="default"
                  onClick={() => {
                    setKind('');
                    setPeriod(wholeTime);
                  }}
                >
                  {t('entries.showAll')}
                </Button>
              }
            />
          ) : (
            <Empty
              title={t('entries.emptyTitle')}
              text={canReceive ? t('entries.emptyText') : t('entries.emptyTextClosed')}
              action={
                <Button component={Link} href="/buz/earn">
                  {t('entries.earn')}
                </Button>
              }
            />
          );
        }}
      </QueryView>
    </Section>
  );
}

function EntryRow({ entry }: { entry: Entry }) {
  const t = useTranslations('buz');
  const format = useFormat();
  const { short } = useBuzFormat();
  return (
    <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap" py="sm">
      <Stack gap={2} miw={0}>
        <Anchor component={Link} href={`/buz/transactions/${entry.transactionId}`} fw={600}>
          {entry.cause.text || t(`kind.${entry.kind}`)}
        </Anchor>
        <Text size="sm">
          {entry.counterparty
            ? t(`entries.${wayOf(entry)}`, { name: entry.counterparty.name })
            : t(`account.${entry.account}`)}
        </Text>
        {entry.memo && (
          <Text size="sm" fs="italic">
            {t('entries.memo', { memo: entry.memo })}
          </Text>
        )}
        <Group gap="xs">
          <Text size="sm" c="dimmed" component="time" dateTime={entry.at}>
            {format.dateTime(entry.at)}
          </Text>
          <Badge color="gray">{t(`kind.${entry.kind}`)}</Badge>
          {entry.reverses && <Badge color="orange">{t('entries.reverses')}</Badge>}
        </Group>
      </Stack>
      <Stack gap={2} align="flex-end" style={{ flexShrink: 0 }}>
        <BuzAmount amount={entry.amount} as="signed" fw={700} />
        <Text size="sm" c="dimmed" ta="end">
          {t('entries.after', { account: t(`account.${entry.account}`), amount: short(entry.balance) })}
        </Text>
      </Stack>
    </Group>
  );
}

/** What is put aside for a person, or comes back from there, stays in one's own accounts: it goes neither to nor from them. */
const withinOwn: readonly Kind[] = ['HOLD', 'RELEASE', 'FEE'];

function wayOf({ kind, counterparty, amount }: Entry): 'to' | 'from' | 'about' {
  if (counterparty?.userId && withinOwn.includes(kind)) return 'about';
  return amount.startsWith('-') ? 'to' : 'from';
}
