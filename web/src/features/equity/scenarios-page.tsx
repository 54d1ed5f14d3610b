'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { TabbedParts } from '../../components/tabbed-parts';
import { ProblemAlert } from '../../lib/problem';
import { ConversionScenario } from './conversion-scenario';
import { EquityFrame } from './equity-frame';
import { ExitScenario } from './exit-scenario';
import { NoTable } from './no-table';
import { SeriesPatterns } from './patterns';
import { tableQuery } from './queries';
import { RoundScenario } from './round-scenario';
import type { Standing } from './types';

/** `/ventures/[id]/equity/scenarios`: what would happen, before anybody decides. */
export function ScenariosPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('equity.scenarios');
  return (
    <EquityFrame ventureId={ventureId} title={t('title')} lead={t('lead')} only="all">
      {(standing) => <Content standing={standing} />}
    </EquityFrame>
  );
}

function Content({ standing }: { standing: Standing }) {
  const t = useTranslations('equity.scenarios');
  const table = useQuery(tableQuery(standing.venture.id));
  if (table.error) return <ProblemAlert error={table.error} onRetry={() => void table.refetch()} />;
  if (table.data === undefined) return <Skeleton height={320} aria-hidden />;
  if (table.data === null) return <NoTable standing={standing} />;
  return (
    <>
      <SeriesPatterns />
      <TabbedParts
        label={t('title')}
        parts={[
          { key: 'rounds', title: t('rounds.tab'), content: <RoundScenario table={table.data} /> },
          {
            key: 'conversions',
            title: t('conversions.tab'),
            content: <ConversionScenario table={table.data} />,
          },
          { key: 'exit', title: t('exit.tab'), content: <ExitScenario table={table.data} /> },
        ]}
      />
    </>
  );
}
