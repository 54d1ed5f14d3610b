'use client';

import { Card, Progress, Stack, Text } from '@mantine/core';
import { parseBuz, writeBuz } from '@smartstart/units';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { Figure, Figures } from './figures';
import { walletQuery } from './queries';
import type { Quote } from './types';

/** Amount, fee and total, what is left, and how much of the limits it would use. */
export function QuotePanel({ quote, fetching = false }: { quote: Quote | undefined; fetching?: boolean }) {
  const t = useTranslations('buz.quote');
  const { brief } = useBuzFormat();
  const limits = useQuery(walletQuery()).data?.limits;
  const left = quote && parseBuz(quote.available) - parseBuz(quote.total);
  const amount = quote ? parseBuz(quote.amount) : 0n;
  return (
    <Card padding="md" bg="transparent">
      <Stack gap="md">
        {quote && left !== undefined ? (
          <Figures>
            <Figure label={t('amount')}>
              <BuzAmount amount={quote.amount} as="full" />
            </Figure>
            <Figure label={t('fee')}>
              <BuzAmount amount={quote.fee} as="full" />
            </Figure>
            <Figure label={t('total')} strong>
              <BuzAmount amount={quote.total} as="full" />
            </Figure>
            <Figure label={left < 0n ? t('lacking') : t('left')}>
              <BuzAmount amount={writeBuz(left < 0n ? -left : left)} as="full" />
            </Figure>
          </Figures>
        ) : (
          <Text size="sm" c="dimmed">
            {fetching ? t('counting') : t('nothing')}
          </Text>
        )}
        {quote?.stepUpNeeded && <Text size="sm">{t('stepUp')}</Text>}
        {limits && (
          <>
            <Limit label={t('today')} used={limits.usedToday} limit={limits.perDay} more={amount} />
            <Limit label={t('month')} used={limits.used30Days} limit={limits.per30Days} more={amount} />
            <Text size="xs" c="dimmed">
              {t('perTransfer', { amount: brief(limits.perTransfer) })}
            </Text>
          </>
        )}
      </Stack>
    </Card>
  );
}

interface LimitProps {
  readonly label: string;
  readonly used: string;
  readonly limit: string;
  /** What the amount in the form would add. */
  readonly more: bigint;
}

function Limit({ label, used, limit, more }: LimitProps) {
  const t = useTranslations('buz.quote');
  const { brief, short } = useBuzFormat();
  const [usedMicro, whole] = [parseBuz(used), parseBuz(limit)];
  const share = percent(usedMicro, whole);
  const added = Math.min(percent(more, whole), 100 - share);
  const beyond = usedMicro + more > whole;
  const sentence = t('used', { used: short(used), limit: brief(limit) });
  return (
    <Stack gap={4}>
      <Text size="sm">
        {label}: {sentence}
        {beyond ? ` · ${t('beyond')}` : ''}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section value={share} color="fir" aria-label={`${label}: ${sentence}`} />
        {added > 0 && (
          <Progress.Section
            value={added}
            color={beyond ? 'red' : 'blue'}
            striped
            aria-label={t('adds', { amount: short(writeBuz(more)) })}
          />
        )}
      </Progress.Root>
    </Stack>
  );
}

/** For the length of a bar only. */
function percent(part: bigint, whole: bigint): number {
  if (whole <= 0n) return 100;
  return Math.min(100, Number((part * 10_000n) / whole) / 100);
}
