'use client';

import { Badge, Table, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { BuzAmount } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import type { Stake } from './types';

/** Stakes that matured, or were left early. */
export function EndedStakes({ stakes }: { stakes: readonly Stake[] }) {
  const t = useTranslations('buz.staking');
  const format = useFormat();
  return (
    <Section title={t('endedTitle')}>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={t('endedTitle')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('tier')}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t('amount')}
              </Table.Th>
              <Table.Th scope="col">{t('state')}</Table.Th>
              <Table.Th scope="col">{t('ended')}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t('interestPaid')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {stakes.map((stake) => (
              <Table.Tr key={stake.id}>
                <Table.Td>{t(`tiers.${stake.tier}`)}</Table.Td>
                <Table.Td ta="end">
                  <BuzAmount amount={stake.amount} />
                </Table.Td>
                <Table.Td>
                  <Badge
                    variant="dot"
                    miw="max-content"
                    color={stake.state === 'MATURED' ? 'green' : 'orange'}
                  >
                    {t(`states.${stake.state}`)}
                  </Badge>
                  {stake.renewedAs && (
                    <Text size="xs" c="dimmed">
                      {t('renewed')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{stake.endedAt ? format.date(stake.endedAt) : '–'}</Table.Td>
                <Table.Td ta="end">
                  {stake.state === 'MATURED' ? (
                    <BuzAmount amount={stake.interest} as="full" />
                  ) : (
                    t('noInterest')
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
