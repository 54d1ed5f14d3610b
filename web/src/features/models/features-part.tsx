'use client';

import { List, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { Section } from '../../components/section';
import { PlainTable } from '../money/plain-table';
import type { Model } from './queries';

/** What it looks at, what it needs, and what it must beat. */
export function FeaturesPart({ model }: { model: Model }) {
  const t = useTranslations('models.features');
  const { learning } = model;
  if (!learning) return <Empty title={t('none')} text={t('noneText')} />;
  const { needs } = learning;
  return (
    <Section title={t('title')} text={t('text')}>
      <List size="sm">
        <List.Item>{t('target', { target: learning.target, days: learning.horizonDays })}</List.Item>
        <List.Item>
          {t('needs', { rows: needs.rows, keys: needs.keys ?? 0, rarer: needs.rarer, unit: learning.unit })}
        </List.Item>
        <List.Item>{t('learner', { learner: learning.learner, seed: learning.seed })}</List.Item>
        <List.Item>{t('baseline', { baseline: learning.baseline })}</List.Item>
        <List.Item>{t('data', { data: learning.data })}</List.Item>
      </List>
      {learning.foreign && <Text size="sm">{t('foreign')}</Text>}
      <PlainTable
        label={t('title')}
        items={learning.features}
        keyOf={({ name }) => name}
        columns={[
          { head: t('feature'), cell: ({ description }) => description },
          { head: t('name'), cell: ({ name }) => name },
          { head: t('kind'), cell: ({ kind }) => t(`kindName.${kind}`) },
          {
            head: t('direction'),
            cell: ({ monotone }) => (monotone === null ? t('free') : monotone > 0 ? t('rises') : t('falls')),
          },
        ]}
      />
    </Section>
  );
}
