'use client';

import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconChartLine, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FigureCard, type FigureChange } from '../../components/figure-card';
import { OpenModal } from '../../components/open-modal';
import { KindBadge } from '../../components/score-mode';
import { SeriesChart } from '../../components/series-chart';
import { QueryView } from '../../components/query-view';
import { PlainTable } from '../money/plain-table';
import { AsOf, Caveat } from './asked';
import { useHolds } from '../buz-admin/queries';
import { PeoplePanel } from './people-panel';
import { metricQuery } from './queries';
import type { Figure, RangeQuery } from './types';
import { useFigureFormat } from './use-figure-format';

type Format = ReturnType<typeof useFigureFormat>;

/** One metric of a dashboard, with the way to its chart. */
export function FigureTile({ figure, onOpen }: { figure: Figure; onOpen: () => void }) {
  const t = useTranslations('analytics.overview');
  const format = useFigureFormat();
  const { title, definition, unit, value, noData, series, alarm, kind } = figure;
  return (
    <FigureCard
      name={title}
      value={value === null ? null : format.figure(unit, value)}
      definition={definition}
      change={value === null ? null : changeOf(figure, format)}
      course={series.map((point) => point.value)}
      badges={kind === 'COMPUTED' ? null : <KindBadge kind={kind} />}
      note={value === null ? noData : null}
      actions={
        <>
          {alarm && (
            <Alert color="red" variant="light" p="xs" w="100%" icon={<IconAlertTriangle aria-hidden />}>
              {alarm}
            </Alert>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconChartLine size={16} aria-hidden />}
            aria-label={t('openNamed', { title })}
            onClick={onOpen}
          >
            {t('open')}
          </Button>
        </>
      }
    />
  );
}

/** Against the range before, of the same length; without a figure for it, nothing is compared. */
function changeOf({ unit, previous, change }: Figure, format: Format): FigureChange {
  if (previous === null) return { direction: 'none', change: '', before: '' };
  const before = format.figure(unit, previous);
  if (change === null) return { direction: 'plain', change: '', before };
  if (change === 0) return { direction: 'same', change: '', before };
  return { direction: change > 0 ? 'up' : 'down', change: format.percent(Math.abs(change)), before };
}

interface FigureModalProps {
  readonly figure: Figure;
  readonly range: RangeQuery;
  readonly onClose: () => void;
}

/** Everything about one metric: its course, its parts, what it means. */
export function FigureModal({ figure, range, onClose }: FigureModalProps) {
  const query = useQuery(metricQuery(figure.key, range));
  return (
    <OpenModal title={figure.title} onClose={onClose} size="xl">
      <Stack>
        <Text size="sm">{figure.definition}</Text>
        <QueryView query={query} lines={2}>
          {(whole) => <Whole figure={whole} />}
        </QueryView>
      </Stack>
    </OpenModal>
  );
}

function Whole({ figure }: { figure: Figure }) {
  const t = useTranslations('analytics.overview');
  const { split, alarm, value, noData, range, computedAt, title, unit } = figure;
  const format = useFigureFormat();
  return (
    <>
      {alarm && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
          {alarm}
        </Alert>
      )}
      {value === null && <Text role="status">{noData ?? t('noData')}</Text>}
      <Course figure={figure} />
      {split.length > 0 && (
        <>
          <PlainTable
            label={t('splitOf', { title })}
            minWidth={280}
            items={split}
            keyOf={({ key }) => key}
            columns={[
              { head: t('part'), cell: ({ label }) => label },
              {
                head: title,
                end: true,
                cell: (part) =>
                  part.value === null
                    ? t(part.suppressed ? 'few' : 'noData')
                    : format.figure(unit, part.value),
              },
            ]}
          />
          {split.some(({ suppressed }) => suppressed) && <Caveat>{t('suppressed')}</Caveat>}
        </>
      )}
      <FigurePeople figure={figure} />
      <AsOf range={range} computedAt={computedAt} />
    </>
  );
}

/** Figures that count people, and who these are; only rung 12 may look. */
const behind = {
  dau: 'active',
  wau: 'active',
  mau: 'active',
  visits: 'active',
  'new-users': 'joined',
} as const;

function FigurePeople({ figure: { key, range } }: { figure: Figure }) {
  const t = useTranslations('analytics.overview');
  const holds = useHolds();
  const [open, setOpen] = useState(false);
  const what = key in behind ? behind[key as keyof typeof behind] : null;
  if (what === null || !holds([12])) return null;
  const span = { range: 'custom', from: range.from, to: range.to } as const;
  return (
    <>
      <Group>
        <Button
          variant="light"
          leftSection={<IconUsers size={18} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t('people')}
        </Button>
      </Group>
      {open && (
        <PeoplePanel
          title={t(what)}
          source={
            what === 'active'
              ? { kind: 'ACTIVE', ...span }
              : { kind: 'EVENT', match: { event: 'email.verified', where: [] }, ...span }
          }
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function Course({ figure: { title, unit, series, grain } }: { figure: Figure }) {
  const t = useTranslations('analytics.overview');
  const format = useFigureFormat();
  const write = (one: number) => format.figure(unit, one);
  const known = series.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return <Text size="sm">{t('noCourse')}</Text>;
  return (
    <SeriesChart
      kind="area"
      label={t('courseOf', { title })}
      summary={t('courseSummary', {
        title,
        from: format.time(grain, first.at),
        to: format.time(grain, last.at),
        first: write(first.value),
        last: write(last.value),
      })}
      head={t('time')}
      newestFirst
      points={series.map(({ at, value }) => ({
        key: at,
        label: format.time(grain, at),
        tick: format.tick(grain, at),
        values: { value },
      }))}
      series={[{ key: 'value', label: title }]}
      format={write}
      axis={format.axis(unit)}
    />
  );
}

/** Metrics of a preset that this reader may not see: named, not shown. */
export function Withheld({ items }: { items: readonly { readonly key: string; readonly title: string }[] }) {
  const t = useTranslations('analytics.overview');
  if (items.length === 0) return null;
  return (
    <Stack gap={4}>
      <Caveat>{t('withheld')}</Caveat>
      <List size="sm" c="dimmed">
        {items.map(({ key, title }) => (
          <List.Item key={key}>{title}</List.Item>
        ))}
      </List>
    </Stack>
  );
}
