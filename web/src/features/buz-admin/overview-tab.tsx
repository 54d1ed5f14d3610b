'use client';

import { Alert, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { parseBuz, writeBuz } from '@smartstart/units';
import { IconAlertTriangle, IconCircleCheck, IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { BuzAmount } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { Flows } from './flows';
import { LedgerCheck } from './ledger-check';
import { Pools } from './pools';
import { overviewQuery, useHolds, type Supply } from './queries';

/** Where all BUZ are, what waits for somebody, and whether the ledger is whole. */
export function OverviewTab() {
  const t = useTranslations('buzAdmin.overview');
  const format = useFormat();
  const holds = useHolds();
  const query = useQuery(overviewQuery());
  return (
    <QueryView query={query} lines={5}>
      {({ supply, paused, heldTransfers, frozenWallets, waitingClaims, check }) => (
        <Stack gap="lg">
          {paused && (
            <Alert color="orange" icon={<IconPlayerPause aria-hidden />} title={t('paused')}>
              {t('pausedText', { date: format.dateTime(paused.since), reason: paused.reason })}
            </Alert>
          )}
          <SimpleGrid cols={{ base: 2, lg: 4 }}>
            {(
              [
                ['heldTransfers', heldTransfers],
                ['frozenWallets', frozenWallets],
                ['waitingClaims', waitingClaims],
                ['holders', supply.holders],
              ] as const
            ).map(([key, value]) => (
              <Section key={key} title={t(key)}>
                <Text fz="2rem" fw={600} lh={1}>
                  {format.number(value)}
                </Text>
              </Section>
            ))}
          </SimpleGrid>
          <SupplySum supply={supply} />
          <Pools pools={supply.pools} />
          {holds([9, 12]) && <Flows />}
          <LedgerCheck check={check} mayCheck={holds([10, 12])} />
        </Stack>
      )}
    </QueryView>
  );
}

/** Every account once, and their sum: it is the supply, or something is wrong. */
function SupplySum({ supply }: { supply: Supply }) {
  const t = useTranslations('buzAdmin.overview');
  const format = useFormat();
  const pools = writeBuz(supply.pools.reduce((sum, { balance }) => sum + parseBuz(balance), 0n));
  const rows = [
    ['available', supply.available],
    ['held', supply.held],
    ['staked', supply.staked],
    ['pools', pools],
    ['treasury', supply.treasury],
    ['interestReserved', supply.interestReserved],
    ['burned', supply.burned],
  ] as const;
  const added = rows.reduce((sum, [, amount]) => sum + parseBuz(amount), 0n);
  const right = added === parseBuz(supply.supply) && parseBuz(supply.sum) === parseBuz(supply.supply);
  return (
    <Section title={t('supply')} text={t('at', { date: format.dateTime(supply.at), seq: supply.seq })}>
      <Alert
        color={right ? 'fir' : 'red'}
        icon={right ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        title={right ? t('addsUp') : t('addsNot')}
      >
        {right ? t('addsUpText') : t('addsNotText')}
      </Alert>
      <Table aria-label={t('supply')} verticalSpacing="xs" maw={560}>
        <Table.Tbody>
          {rows.map(([key, amount]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={400}>
                {t(`account.${key}`)}
              </Table.Th>
              <Table.Td ta="end">
                <BuzAmount amount={amount} as="full" bare />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t('sum')}</Table.Th>
            <Table.Td ta="end" fw={700}>
              <BuzAmount amount={writeBuz(added)} as="full" bare />
            </Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row" fw={400}>
              {t('circulating')}
            </Table.Th>
            <Table.Td ta="end">
              <BuzAmount amount={supply.circulating} as="full" bare />
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Section>
  );
}
