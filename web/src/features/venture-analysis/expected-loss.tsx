'use client';

import { Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { KindBadge, ScoreMode } from '../../components/score-mode';
import { Section } from '../../components/section';
import type { Risks } from './types';
import { useRoughMoney } from './use-rough-money';
import { useShare } from './use-share';

/** What the open risks may cost by the stated scale. */
export function ExpectedLoss({ risks: { expectedLoss } }: { risks: Risks }) {
  const t = useTranslations('standing.loss');
  const share = useShare();
  const rough = useRoughMoney();
  const { kind, mode, share: part, p90Share, minor, p90Minor, currency, scale } = expectedLoss;
  return (
    <Section title={t('title')} text={t('text')}>
      <Group gap="xs">
        <KindBadge kind={kind} />
        <ScoreMode mode={mode} />
      </Group>
      {part === null ? (
        <Text size="sm">{t('none')}</Text>
      ) : (
        <>
          <Text>
            {p90Share === null
              ? t('mean', { share: share(part) })
              : t('shares', { share: share(part), p90: share(p90Share) })}
          </Text>
          {minor !== null && currency !== null && (
            <Text>
              {p90Minor === null
                ? t('meanMoney', { amount: rough(minor, currency) })
                : t('money', { amount: rough(minor, currency), p90: rough(p90Minor, currency) })}
            </Text>
          )}
        </>
      )}
      <Text size="sm" c="dimmed">
        {t('scale', { scale })}
      </Text>
    </Section>
  );
}
