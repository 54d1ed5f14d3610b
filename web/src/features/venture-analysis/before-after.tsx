'use client';

import { Alert, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { differenceOf, lastsOf, type Difference, type Lasts } from './fan';
import type { Forecast } from './types';
import { useShare } from './use-share';

interface BeforeAfterProps {
  readonly now: Forecast;
  readonly before: Forecast | null;
  readonly beforeName: string;
  /** How many things are assumed. */
  readonly assumed: number;
  readonly waiting: boolean;
}

/** What the assumptions change, in words; read out once the new courses are there. */
export function BeforeAfter({ now, before, beforeName, assumed, waiting }: BeforeAfterProps) {
  const t = useTranslations('standing.beforeAfter');
  const sentence = useLastsSentence();
  const difference = useDifference();
  const lasts = lastsOf(now);
  return (
    <Alert color="fir" p="sm" role="status" aria-busy={waiting}>
      <Stack gap={4}>
        {waiting ? (
          <Text size="sm">{t('waiting')}</Text>
        ) : before ? (
          <>
            <Text size="sm" fw={600}>
              {difference(differenceOf(lasts, lastsOf(before)))}
            </Text>
            <Text size="sm">{t('now', { sentence: sentence(lasts) })}</Text>
            <Text size="sm">{t('before', { name: beforeName, sentence: sentence(lastsOf(before)) })}</Text>
          </>
        ) : (
          <>
            <Text size="sm">{t('now', { sentence: sentence(lasts) })}</Text>
            <Text size="sm" c="dimmed">
              {t(assumed === 0 ? 'nothing' : 'same')}
            </Text>
          </>
        )}
      </Stack>
    </Alert>
  );
}

/** How long the money lasts, in the middle and in eight of ten courses. */
export function useLastsSentence(): (lasts: Lasts) => string {
  const t = useTranslations('standing.lasts');
  const share = useShare();
  return ({ middle, low, high, horizon, never }) => {
    if (low === null) return t('allAlong', { horizon, share: share(never) });
    const from = t('months', { months: low });
    const to = high === null ? t('more', { horizon }) : t('months', { months: high });
    return middle === null
      ? t('mostly', { horizon, share: share(never), from })
      : t('range', { middle: t('months', { months: middle }), from, to });
  };
}

function useDifference(): (difference: Difference) => string {
  const t = useTranslations('standing.difference');
  return (difference) => {
    switch (difference.kind) {
      case 'longer':
      case 'shorter':
        return t(difference.kind, { months: difference.months });
      case 'beyond':
        return t(`beyond.${difference.change}`);
      default:
        return t(difference.kind);
    }
  };
}
