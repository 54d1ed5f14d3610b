'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import type { Ranking, Readiness } from './types';

/** How the order was made, in a sentence. The score shown is the transparent one in both cases. */
export function RankingNote({ ranking, readiness }: { ranking: Ranking; readiness: Readiness }) {
  const t = useTranslations('matching.ranking');
  const format = useFormat();
  const { why, model } = ranking;
  return (
    <Text size="sm" c="dimmed" maw="72ch">
      {why}
      {model && ` ${t('model', { version: model.version, date: format.date(model.trainedAt) })}`}
      {readiness === 'EXACT' && ` ${t('exact')}`}
    </Text>
  );
}
