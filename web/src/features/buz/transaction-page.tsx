'use client';

import { Anchor, Button, Code, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { hasCode } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { BuzFrame } from './buz-frame';
import { Figure, Figures } from './figures';
import type { Transaction } from './types';

/** `/buz/transactions/[id]`: one movement with both its sides and its place in the chain. */
export function TransactionPage({ transactionId }: { transactionId: string }) {
  const t = useTranslations('buz.transaction');
  const query = useQuery({
    queryKey: ['buz', 'transaction', transactionId],
    queryFn: ({ signal }) => api.buz.transaction({ params: { transactionId } }, { signal }),
  });
  return (
    <BuzFrame title={query.data ? t('titleNo', { seq: query.data.seq }) : t('title')}>
      {hasCode(query.error, 'NOT_FOUND', 'MALFORMED', 'INVALID_INPUT') ? (
        <Empty
          title={t('missingTitle')}
          text={t('missingText')}
          action={
            <Button component={Link} href="/buz">
              {t('toWallet')}
            </Button>
          }
        />
      ) : (
        <QueryView query={query}>{(transaction) => <Details transaction={transaction} />}</QueryView>
      )}
    </BuzFrame>
  );
}

function Details({ transaction }: { transaction: Transaction }) {
  const t = useTranslations('buz');
  const format = useFormat();
  const { userId } = useSession();
  return (
    <>
      <Section title={transaction.cause.text || t(`kind.${transaction.kind}`)}>
        <Figures>
          <Figure label={t('transaction.kind')}>{t(`kind.${transaction.kind}`)}</Figure>
          <Figure label={t('transaction.at')}>{format.dateTime(transaction.at)}</Figure>
          <Figure label={t('transaction.seq')}>{format.number(transaction.seq)}</Figure>
          {transaction.actor && (
            <Figure label={t('transaction.actor')}>
              <Party party={transaction.actor} ownId={userId} />
            </Figure>
          )}
          {transaction.memo && <Figure label={t('transaction.memo')}>{transaction.memo}</Figure>}
          {transaction.reason && <Figure label={t('transaction.reason')}>{transaction.reason}</Figure>}
          {transaction.reverses && (
            <Figure label={t('transaction.reverses')}>
              <Anchor component={Link} href={`/buz/transactions/${transaction.reverses}`} inherit>
                {t('transaction.original')}
              </Anchor>
            </Figure>
          )}
          {transaction.reversedBy && (
            <Figure label={t('transaction.reversedBy')}>
              <Anchor component={Link} href={`/buz/transactions/${transaction.reversedBy}`} inherit>
                {t('transaction.correction')}
              </Anchor>
            </Figure>
          )}
        </Figures>
      </Section>
      <Section title={t('transaction.postings')} text={t('transaction.postingsText')}>
        <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-label={t('transaction.postings')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('transaction.party')}</Table.Th>
                <Table.Th scope="col">{t('transaction.account')}</Table.Th>
                <Table.Th scope="col">{t('transaction.kind')}</Table.Th>
                <Table.Th scope="col" ta="end">
                  {t('transaction.amount')}
                </Table.Th>
                <Table.Th scope="col" ta="end">
                  {t('transaction.balance')}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {transaction.postings.map((posting, index) => (
                <Table.Tr key={index}>
                  <Table.Td>
                    <Party party={posting.party} ownId={userId} />
                  </Table.Td>
                  <Table.Td>{t(`account.${posting.account}`)}</Table.Td>
                  <Table.Td>{t(`kind.${posting.kind}`)}</Table.Td>
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
      </Section>
      <Section title={t('transaction.hash')} text={t('transaction.hashText')}>
        <Stack gap="sm" align="flex-start">
          <Code block w="100%" style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-all' }}>
            {transaction.hash}
          </Code>
          <Text size="sm">
            <Anchor component={Link} href="/buz/proof">
              {t('transaction.toProof')}
            </Anchor>
          </Text>
        </Stack>
      </Section>
    </>
  );
}

function Party({ party, ownId }: { party: { userId: string | null; name: string }; ownId: string | null }) {
  const t = useTranslations('buz.transaction');
  if (party.userId === null) return party.name;
  if (party.userId === ownId) return t('you', { name: party.name });
  return (
    <Anchor component={Link} href={`/people/${party.userId}`} inherit>
      {party.name}
    </Anchor>
  );
}
