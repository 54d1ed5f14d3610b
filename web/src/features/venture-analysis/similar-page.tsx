'use client';

import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { KindBadge } from '../../components/score-mode';
import { useFormat } from '../../lib/format';
import { PlainTable } from '../money/plain-table';
import { analysisQuery } from './queries';
import { StandingFrame } from './standing-frame';
import type { Similar } from './types';

/** `/ventures/[id]/standing/similar`: beside the middle of similar ventures, from five of them on. */
export function SimilarPage({ ventureId }: { ventureId: string }) {
  return (
    <StandingFrame ventureId={ventureId} page="similar">
      {() => <Content ventureId={ventureId} />}
    </StandingFrame>
  );
}

function Content({ ventureId }: { ventureId: string }) {
  const t = useTranslations('standing.similar');
  const analysis = useQuery(analysisQuery(ventureId));
  return (
    <QueryView query={analysis} skeleton={<Skeleton height={320} />}>
      {({ similar }) =>
        similar === null ? (
          <Text>{t('notForRole')}</Text>
        ) : similar.enough ? (
          <Comparison similar={similar} />
        ) : (
          <Empty
            title={t('fewTitle')}
            text={t('few', { least: similar.least, count: similar.count, group: similar.group })}
          />
        )
      }
    </QueryView>
  );
}

type Row = Similar['rows'][number];

function Comparison({ similar }: { similar: Similar }) {
  const t = useTranslations('standing.similar');
  const format = useFormat();
  const write = ({ unit }: Row, value: number | null) =>
    value === null ? t('noData') : t(`unit.${unit}`, { value: format.number(value) });
  return (
    <Section title={t('title')} text={similar.text}>
      <Stack gap="sm">
        <div>
          <KindBadge kind="COMPUTED" />
        </div>
        <Text size="sm">{t('group', { count: similar.count, group: similar.group })}</Text>
        <PlainTable
          label={t('title')}
          minWidth={520}
          items={similar.rows}
          keyOf={({ metric }) => metric}
          columns={[
            { head: t('metric'), cell: ({ label }) => label },
            { head: t('own'), end: true, cell: (row) => write(row, row.own) },
            {
              head: t('median'),
              end: true,
              cell: (row) =>
                row.median === null ? t('tooFew', { least: similar.least }) : write(row, row.median),
            },
            { head: t('ventures'), end: true, cell: ({ ventures }) => format.number(ventures) },
            { head: t('stands'), cell: (row) => t(`standing.${standingOf(row)}`) },
          ]}
        />
      </Stack>
    </Section>
  );
}

function standingOf({ own, median, better }: Row): 'better' | 'worse' | 'same' | 'unknown' {
  if (own === null || median === null) return 'unknown';
  if (own === median) return 'same';
  return own > median === (better === 'MORE') ? 'better' : 'worse';
}
