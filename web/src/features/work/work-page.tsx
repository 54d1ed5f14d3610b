'use client';

import { Grid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import type { Venture } from '../ventures/types';
import { FirstSteps, isUntouched } from './first-steps';
import { LaunchProgress } from './launch-progress';
import { overviewQuery } from './queries';
import { RunningSprint, Speed } from './sprint-panels';
import { RiskLevels } from './risk-levels';
import { TodayList } from './today-list';
import { WorkFigures } from './work-figures';
import { WorkFrame } from './work-frame';

/** `/ventures/[id]/work`: what waits for the reader today, and how the work stands. */
export function WorkPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('work.overview');
  return (
    <WorkFrame ventureId={ventureId} title={t('title')} lead={t('lead')}>
      {(venture) => <Content venture={venture} />}
    </WorkFrame>
  );
}

function Content({ venture }: { venture: Venture }) {
  const overview = useQuery(overviewQuery(venture.id));
  return (
    <QueryView query={overview} lines={4}>
      {(data) =>
        isUntouched(data) ? (
          <FirstSteps venture={venture} overview={data} />
        ) : (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Stack gap="lg">
                <TodayList venture={venture} overview={data} />
                <RunningSprint ventureId={venture.id} overview={data} />
                <Speed ventureId={venture.id} overview={data} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <Stack gap="lg">
                <LaunchProgress ventureId={venture.id} overview={data} />
                <RiskLevels ventureId={venture.id} overview={data} />
                <WorkFigures overview={data} />
              </Stack>
            </Grid.Col>
          </Grid>
        )
      }
    </QueryView>
  );
}
