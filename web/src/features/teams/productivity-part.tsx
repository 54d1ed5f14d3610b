'use client';

import { BarChart } from '@mantine/charts';
import { Accordion, Badge, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { SeriesPatterns, SeriesSwatch, seriesColour, seriesFill } from '../equity/patterns';
import { PlainTable } from '../money/plain-table';
import { useDay } from './looks';
import { productivityQuery } from './queries';
import type { Productivity } from './types';

const rates = ['onTime', 'checkIns'] as const;
const looks = { onTime: 0, checkIns: 1 } as const;

/** On-time rate and check-in rate over 30 days, and by week as a picture and a table. */
export function ProductivityPart({ teamId }: { teamId: string }) {
  const query = useQuery(productivityQuery(teamId));
  return (
    <QueryView query={query}>
      {(figures) => (
        <Stack gap="lg">
          <Now figures={figures} />
          {figures.ventures > 0 && <Trend figures={figures} />}
        </Stack>
      )}
    </QueryView>
  );
}

function Now({ figures }: { figures: Productivity }) {
  const t = useTranslations('teams.productivity');
  const { number } = useFormat();
  const { days, least, ventures } = figures;
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        {t('title', { days })}
      </Title>
      <Text size="sm" c="dimmed" maw="68ch">
        {t('text', { ventures, least })}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {rates.map((key) => {
          const { percent, done, possible } = figures[key];
          const below = percent !== null && percent < least;
          return (
            <Card key={key} p="md">
              <Text size="sm">{t(key)}</Text>
              <Text fz={28} fw={700}>
                {percent === null ? t('none') : t('percent', { value: number(percent) })}
              </Text>
              {percent !== null && (
                <>
                  <Text size="sm" c="dimmed">
                    {t(`${key}Text`, { done, possible })}
                  </Text>
                  <Group mt={4}>
                    <Badge color={below ? 'red' : 'fir'}>{t(below ? 'below' : 'well', { least })}</Badge>
                  </Group>
                </>
              )}
            </Card>
          );
        })}
      </SimpleGrid>
    </Stack>
  );
}

function Trend({ figures: { weeks, least } }: { figures: Productivity }) {
  const t = useTranslations('teams.productivity');
  const { number } = useFormat();
  const date = useDay();
  const last = weeks.at(-1);
  const said = (percent: number | null) =>
    percent === null ? t('none') : t('percent', { value: number(percent) });
  if (!last) return null;
  return (
    <Stack gap="xs">
      <Title order={2} size="h3">
        {t('trend')}
      </Title>
      <SeriesPatterns />
      <Group gap="lg" aria-hidden>
        {rates.map((key) => (
          <Group key={key} gap={8}>
            <SeriesSwatch index={looks[key]} />
            <Text size="sm">{t(key)}</Text>
          </Group>
        ))}
      </Group>
      <div
        role="img"
        aria-label={t('alternative', {
          onTime: said(last.onTime.percent),
          checkIns: said(last.checkIns.percent),
        })}
      >
        <BarChart
          h={220}
          data={weeks.map(({ from, onTime, checkIns }) => ({
            from,
            onTime: onTime.percent ?? 0,
            checkIns: checkIns.percent ?? 0,
          }))}
          dataKey="from"
          accessibilityLayer={false}
          withTooltip={false}
          maxBarWidth={20}
          series={rates.map((name) => ({ name, label: t(name), color: seriesColour(looks[name]) }))}
          xAxisProps={{ tickFormatter: (from: string) => date(from), minTickGap: 24 }}
          yAxisProps={{ width: 48, domain: [0, 100] }}
          referenceLines={[{ y: least, label: t('percent', { value: least }), color: 'red.7' }]}
          barProps={({ name }) => {
            const look = looks[name as keyof typeof looks];
            return {
              fill: seriesFill(look),
              stroke: seriesColour(look),
              fillOpacity: 1,
              isAnimationActive: false,
            };
          }}
        />
      </div>
      <Accordion variant="separated" order={3}>
        <Accordion.Item value="table">
          <Accordion.Control>{t('asTable')}</Accordion.Control>
          <Accordion.Panel>
            <PlainTable
              label={t('trend')}
              minWidth={400}
              items={weeks.toReversed()}
              keyOf={({ from }) => from}
              columns={[
                { head: t('week'), cell: ({ from }) => date(from) },
                ...rates.map((key) => ({
                  head: t(key),
                  end: true,
                  cell: (week: Productivity['weeks'][number]) => said(week[key].percent),
                })),
              ]}
            />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}
