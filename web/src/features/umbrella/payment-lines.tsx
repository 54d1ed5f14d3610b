'use client';

import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable } from '../money/plain-table';
import { useRate } from './looks';
import type { Payment, PaymentLine } from './types';

/** How an amount came about. Sponsors see base and amount of a month; the member and the hub see every figure. */
export function PaymentLines({ payment: { lines, currency, side } }: { payment: Payment }) {
  const t = useTranslations('umbrella.lines');
  const format = useMoneyFormat();
  const rate = useRate();
  const money = (minor: string) => format.money(minor, currency);
  return (
    <Stack gap="xs">
      <PlainTable
        label={t('label')}
        minWidth={520}
        items={lines.map((line, index) => ({ ...line, index }))}
        keyOf={({ index }) => String(index)}
        columns={[
          {
            head: t('what'),
            cell: (line) => (
              <>
                <Text size="sm" fw={600}>
                  {t(`kind.${line.kind}`, { month: format.month(line.month) })}
                </Text>
                {line.ventureName && <Text size="sm">{line.ventureName}</Text>}
                <Reports line={line} currency={currency} />
              </>
            ),
          },
          { head: t('base'), end: true, cell: (line) => (line.kind === 'CAP' ? '–' : money(line.baseMinor)) },
          { head: t('rate'), end: true, cell: (line) => (line.ratePercent ? rate(line.ratePercent) : '–') },
          { head: t('amount'), end: true, cell: (line) => money(line.amountMinor) },
        ]}
      />
      <Text size="sm" c="dimmed">
        {t(side === 'SPONSOR' ? 'privacy' : 'rule')}
      </Text>
    </Stack>
  );
}

/** Every report of revenue behind a base, so that anybody can do the sum again. */
function Reports({ line, currency }: { line: PaymentLine; currency: string }) {
  const t = useTranslations('umbrella.lines');
  const format = useMoneyFormat();
  const money = (minor: string) => format.money(minor, currency);
  return (line.reports ?? []).map(({ reportId, month, netMinor, platformMinor, part, baseMinor }) => (
    <Text size="sm" c="dimmed" key={reportId}>
      {t('report', {
        month: format.month(month),
        net: money(netMinor),
        platform: money(platformMinor),
        part: format.part(part),
        base: money(baseMinor),
      })}
    </Text>
  ));
}
