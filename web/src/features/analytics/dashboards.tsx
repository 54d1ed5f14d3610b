'use client';

import { Anchor, Button, Group, NativeSelect, SimpleGrid, Stack } from '@mantine/core';
import { IconRefresh, IconReportAnalytics } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { FigureCard } from '../../components/figure-card';
import { RangePicker } from '../../components/range-picker';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { ProblemAlert } from '../../lib/problem';
import { AsOf } from './asked';
import { FigureModal, FigureTile, Withheld } from './figure-tile';
import { dashboardQuery, dashboardsQuery } from './queries';
import { useReportsRoot } from './report-frame';
import type { Dashboard, Preset } from './types';
import { useAddress, useRange } from './use-address';

/** Figures by presets: of the hub for its administrators, or of what the reader owns. */
export function Dashboards({ scope: wanted }: { scope: 'HUB' | 'OWN' }) {
  const t = useTranslations('analytics.overview');
  const query = useQuery(dashboardsQuery());
  const { get, set } = useAddress();
  const { range, query: rangeQuery, today, setRange } = useRange('30d');
  return (
    <QueryView query={query}>
      {({ items }) => {
        const presets = items.filter(({ scope }) => scope === wanted);
        const chosen = presets.find(({ preset }) => preset === get('preset')) ?? presets[0];
        if (!chosen) return <Empty title={t('noneTitle')} text={t('noneText')} />;
        return (
          <Section title={chosen.title} text={chosen.summary}>
            <Group align="flex-start" gap="sm">
              <NativeSelect
                label={t('preset')}
                flex="1 1 12rem"
                value={chosen.preset}
                onChange={({ currentTarget }) => set({ preset: currentTarget.value, metric: null })}
                data={presets.map(({ preset, title }) => ({ value: preset, label: title }))}
              />
              <Group flex="2 1 16rem" align="flex-start" grow>
                <RangePicker value={range} onChange={setRange} today={today} />
              </Group>
            </Group>
            <Widgets preset={chosen.preset} range={rangeQuery} />
          </Section>
        );
      }}
    </QueryView>
  );
}

function Widgets({ preset, range }: { preset: Preset; range: Parameters<typeof dashboardQuery>[1] }) {
  const t = useTranslations('analytics.overview');
  const { get, set } = useAddress();
  const query = useQuery({ ...dashboardQuery(preset, range), placeholderData: keepPreviousData });
  return (
    <QueryView query={query} lines={4}>
      {(dashboard) => {
        const open = dashboard.figures.find(({ key }) => key === get('metric'));
        return (
          <Stack>
            {query.isRefetchError && (
              <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
            )}
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 3, xl: 4 }} aria-busy={query.isPlaceholderData}>
              {dashboard.figures.map((figure) => (
                <FigureTile key={figure.key} figure={figure} onOpen={() => set({ metric: figure.key })} />
              ))}
              {dashboard.own.map(({ key, title, text, noData, href }) => (
                <FigureCard
                  key={key}
                  name={title}
                  value={noData === null ? text : null}
                  definition={text}
                  note={noData}
                  actions={
                    <Anchor component={Link} href={href} size="sm">
                      {t('openPage')}
                    </Anchor>
                  }
                />
              ))}
            </SimpleGrid>
            <Withheld items={dashboard.withheld} />
            <Foot dashboard={dashboard} busy={query.isFetching} onAgain={() => void query.refetch()} />
            {open && (
              <FigureModal figure={open} range={range} onClose={() => set({ metric: null }, 'replace')} />
            )}
          </Stack>
        );
      }}
    </QueryView>
  );
}

function Foot({ dashboard, busy, onAgain }: { dashboard: Dashboard; busy: boolean; onAgain: () => void }) {
  const t = useTranslations('analytics.overview');
  const { root } = useReportsRoot();
  return (
    <Stack gap="sm">
      {dashboard.links.length > 0 && (
        <Group gap="md">
          {dashboard.links.map(({ title, href }) => (
            <Anchor component={Link} key={href} href={href} size="sm">
              {title}
            </Anchor>
          ))}
        </Group>
      )}
      <AsOf range={dashboard.range} computedAt={dashboard.computedAt} />
      <Group gap="sm">
        <Button
          variant="default"
          size="xs"
          loading={busy}
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={onAgain}
        >
          {t('again')}
        </Button>
        <Button
          component={Link}
          href={`${root}/new`}
          variant="default"
          size="xs"
          leftSection={<IconReportAnalytics size={16} aria-hidden />}
        >
          {t('toReport')}
        </Button>
      </Group>
    </Stack>
  );
}
