'use client';

import { Stack, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { SeriesChart } from '../../components/series-chart';
import { PlainTable } from '../money/plain-table';
import { useEvents } from './event-field';
import type { FunnelView } from './types';
import { useFigureFormat } from './use-figure-format';

/** A funnel split by a property of its first step: how far each part came. */
export function FunnelParts({ view }: { view: FunnelView }) {
  const t = useTranslations('analytics.funnels');
  const format = useFigureFormat();
  const { titleOf } = useEvents();
  const parts = view.parts.map(({ label, steps }) => ({ label, steps, share: steps.at(-1)?.share ?? null }));
  const write = (share: number | null) => (share === null ? t('noData') : format.percent(share));
  return (
    <Stack gap="sm">
      <Title order={3}>{t('partsTitle')}</Title>
      <SeriesChart
        kind="bar"
        label={t('lastShare')}
        summary={t('partsSummary', {
          list: parts.map(({ label, share }) => `${label} ${write(share)}`).join(', '),
        })}
        head={t('part')}
        points={parts.map(({ label, share }) => ({ key: label, label, values: { share } }))}
        series={[{ key: 'share', label: t('lastShare') }]}
        format={format.percent}
        axis={format.axis('RATIO')}
      />
      <PlainTable
        label={t('partsTitle')}
        minWidth={240 + view.steps.length * 130}
        items={parts}
        keyOf={({ label }) => label}
        columns={[
          { head: t('part'), cell: ({ label }) => label },
          ...view.steps.map(({ event }, index) => ({
            head: t('stepNamed', { number: index + 1, title: titleOf(event) }),
            end: true,
            cell: ({ steps }: (typeof parts)[number]) => format.number(steps[index]?.people ?? 0),
          })),
        ]}
      />
    </Stack>
  );
}
