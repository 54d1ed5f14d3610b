'use client';

import { Accordion, Button, Code, Group, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { buzWire } from '@smartstart/contract';
import { parseBuz, writeBuz } from '@smartstart/units';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { PersonSelect, type Person } from '../../components/person-select';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { Figure, Figures } from '../buz/figures';
import { PersonName } from '../governance/vote-list';
import { refetchInterval, useHolds, useRefreshBuzAdmin, type Kind, type Transaction } from './queries';
import { ReasonModal } from './reason-modal';

interface TransactionsProps {
  readonly person: Person | null;
  readonly onPerson: (person: Person | null) => void;
}

/** The ledger, newest first, of one person or one kind; each transaction with its postings. */
export function Transactions({ person, onPerson }: TransactionsProps) {
  const t = useTranslations('buzAdmin.transactions');
  const kinds = useTranslations('buz.kind');
  const [kind, setKind] = useState<Kind | ''>('');
  const userId = person?.id;
  const query = useInfiniteQuery({
    queryKey: ['buz-admin', 'transactions', userId ?? null, kind],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.buzAdmin.transactions(
        {
          query: {
            ...(userId ? { userId } : {}),
            ...(kind ? { kind } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
        },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval,
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <Group component="search" align="flex-start">
        <div style={{ flex: '1 1 16rem' }}>
          <PersonSelect label={t('person')} byId clearable value={person} onChange={onPerson} />
        </div>
        <NativeSelect
          label={t('kind')}
          description={t('kindHint')}
          flex="1 1 12rem"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind | '')}
          data={[
            { value: '', label: t('allKinds') },
            ...buzWire.buzKind.options.map((value) => ({ value, label: kinds(value) })),
          ]}
        />
      </Group>
      <QueryView query={query} lines={5}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
          return (
            <Stack gap="md">
              <Accordion variant="separated" order={3}>
                {items.map((transaction) => (
                  <Accordion.Item key={transaction.id} value={transaction.id}>
                    <Accordion.Control>
                      <Head transaction={transaction} />
                    </Accordion.Control>
                    <Accordion.Panel>
                      <Details transaction={transaction} />
                    </Accordion.Panel>
                  </Accordion.Item>
                ))}
              </Accordion>
              <MoreButton query={query} />
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

function Head({ transaction }: { transaction: Transaction }) {
  const kinds = useTranslations('buz.kind');
  const format = useFormat();
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" span>
        {format.number(transaction.seq)}
      </Text>
      <Text size="sm" fw={600} span>
        {kinds(transaction.kind)}
      </Text>
      <BuzAmount amount={volumeOf(transaction)} fz="sm" />
      <Text size="sm" span>
        {transaction.cause.text}
      </Text>
      <Text size="sm" c="dimmed" span>
        {format.dateTime(transaction.at)}
      </Text>
    </Group>
  );
}

function Details({ transaction }: { transaction: Transaction }) {
  const t = useTranslations('buzAdmin.transactions');
  const kinds = useTranslations('buz.kind');
  const accounts = useTranslations('buz.account');
  const { actor, reason, memo, reverses, reversedBy, hash, postings } = transaction;
  return (
    <Stack gap="md">
      <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={t('postings')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('party')}</Table.Th>
              <Table.Th scope="col">{t('account')}</Table.Th>
              <Table.Th scope="col">{t('kind')}</Table.Th>
              <Table.Th scope="col" ta="end">
                BUZ
              </Table.Th>
              <Table.Th scope="col" ta="end">
                {t('balance')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {postings.map((posting, index) => (
              <Table.Tr key={index}>
                <Table.Td>
                  <PersonName person={posting.party} />
                </Table.Td>
                <Table.Td>{accounts(posting.account)}</Table.Td>
                <Table.Td>{kinds(posting.kind)}</Table.Td>
                <Table.Td ta="end">
                  <BuzAmount amount={posting.amount} as="signedFull" bare />
                </Table.Td>
                <Table.Td ta="end">
                  {posting.balance === null ? '–' : <BuzAmount amount={posting.balance} as="full" bare />}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Figures>
        {actor && (
          <Figure label={t('actor')}>
            <PersonName person={actor} />
          </Figure>
        )}
        {reason && <Figure label={t('reason')}>{reason}</Figure>}
        {memo && <Figure label={t('memo')}>{memo}</Figure>}
        {reverses && <Figure label={t('reverses')}>{reverses}</Figure>}
        {reversedBy && <Figure label={t('reversedBy')}>{reversedBy}</Figure>}
        <Figure label={t('id')}>{transaction.id}</Figure>
        <Figure label={t('hash')}>
          <Code>{hash}</Code>
        </Figure>
      </Figures>
      <Reverse transaction={transaction} />
    </Stack>
  );
}

function Reverse({ transaction }: { transaction: Transaction }) {
  const t = useTranslations('buzAdmin.transactions');
  const kinds = useTranslations('buz.kind');
  const buz = useBuzFormat();
  const format = useFormat();
  const holds = useHolds();
  const refresh = useRefreshBuzAdmin();
  const [asking, setAsking] = useState(false);
  const { id, seq, kind, reversedBy } = transaction;
  if (!holds([12]) || reversedBy || kind === 'REVERSAL' || kind === 'GENESIS') return null;
  return (
    <Group>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('reverse')}
      </Button>
      {asking && (
        <ReasonModal
          title={t('reverseTitle')}
          effect={t('reverseEffect', {
            seq: format.number(seq),
            kind: kinds(kind),
            amount: buz.full(volumeOf(transaction)),
          })}
          confirm={t('reverse')}
          danger
          run={(reason, key) =>
            api.buzAdmin.reverse({ body: { transactionId: id, reason } }, { idempotencyKey: key })
          }
          onClose={() => setAsking(false)}
          onDone={(answer) => {
            notifications.show({
              message: t('reversed', { seq: format.number(answer.seq) }),
              color: 'fir',
            });
            void refresh();
          }}
        />
      )}
    </Group>
  );
}

/** What a transaction moved: everything that arrived somewhere. */
function volumeOf({ postings }: Transaction): string {
  return writeBuz(
    postings.reduce((sum, { amount }) => {
      const micro = parseBuz(amount);
      return micro > 0n ? sum + micro : sum;
    }, 0n),
  );
}
