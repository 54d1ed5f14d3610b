'use client';

import { Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMoneyFormat } from '../../lib/use-money-format';
import type { Round } from './types';

/** What came in and what is promised beside it, measured against the target; the same in words below. */
export function RoundProgress({ round }: { round: Round }) {
  const t = useTranslations('money.rounds');
  const format = useMoneyFormat();
  const { raisedMinor, promisedMinor, targetMinor, minimumMinor, currency, fundedPercent } = round;
  const money = (minor: string) => format.money(minor, currency);
  const promisedOnly = BigInt(promisedMinor) - BigInt(raisedMinor);
  const raised = widthOf(BigInt(raisedMinor), BigInt(targetMinor), 100);
  const open = widthOf(promisedOnly, BigInt(targetMinor), 100 - raised);
  return (
    <Stack gap={6}>
      <Progress.Root size={20} aria-hidden>
        <Progress.Section value={raised} color="fir" />
        {open > 0 && <Progress.Section value={open} color="blue.4" striped />}
      </Progress.Root>
      <Text size="sm">
        {t('progress', {
          raised: money(raisedMinor),
          percent: format.percent(fundedPercent),
          target: money(targetMinor),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {t(BigInt(raisedMinor) >= BigInt(minimumMinor) ? 'minimumReached' : 'minimumOpen', {
          minimum: money(minimumMinor),
          promised: money(promisedMinor),
        })}
      </Text>
    </Stack>
  );
}

/** For drawing only. */
function widthOf(part: bigint, whole: bigint, most: number): number {
  if (whole <= 0n || part <= 0n) return 0;
  return Math.min(most, Number((part * 10_000n) / whole) / 100);
}
