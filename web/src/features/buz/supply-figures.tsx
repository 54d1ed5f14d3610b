'use client';

import { Table, Text } from '@mantine/core';
import { writeBuz } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import type { Supply } from './types';

interface SupplyFiguresProps {
  readonly supply: Supply;
  /** Added up here, not by the server. */
  readonly everything: bigint;
  readonly people: bigint;
}

/** Where all BUZ are, as a sum anybody can follow. */
export function SupplyFigures({ supply, everything, people }: SupplyFiguresProps) {
  const t = useTranslations('buz');
  const { full } = useBuzFormat();
  const rows: [string, string][] = [
    [t('proof.supply.available'), supply.available],
    [t('proof.supply.held'), supply.held],
    [t('proof.supply.staked'), supply.staked],
    ...supply.pools.map((pool): [string, string] => [
      t('proof.supply.pool', { name: t(`account.${pool.pool}`) }),
      pool.balance,
    ]),
    [t('account.TREASURY'), supply.treasury],
    [t('account.INTEREST_RESERVED'), supply.interestReserved],
    [t('account.BURNED'), supply.burned],
  ];
  return (
    <>
      <Table aria-label={t('proof.supply.caption')} verticalSpacing={6}>
        <Table.Tbody>
          {rows.map(([label, amount]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" fw={400}>
                {label}
              </Table.Th>
              <Table.Td ta="end">
                <BuzAmount amount={amount} as="full" bare />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t('proof.supply.total')}</Table.Th>
            <Table.Th ta="end">
              <BuzAmount amount={writeBuz(everything)} as="full" bare />
            </Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
      <Text size="sm">
        {t('proof.supply.people', {
          count: supply.holders,
          people: full(writeBuz(people)),
          stated: full(supply.circulating),
        })}
      </Text>
    </>
  );
}
