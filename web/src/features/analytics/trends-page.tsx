'use client';

import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { analyticsWire } from '@smartstart/contract';
import { IconUsers } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { SeriesChart } from '../../components/series-chart';
import { AnalyticsFrame } from './analytics-frame';
import { Caveat } from './asked';
import { AskedQuestion, useQuestionTexts } from './asked-question';
import { useEvents } from './event-field';
import { matchOf, MatchFields, noMatch, type MatchDraft } from './match-fields';
import { PeoplePanel } from './people-panel';
import { trendQuery } from './queries';
import { linesOf } from './trend-lines';
import type { TrendQuery, TrendView } from './types';
import { useAddress } from './use-address';
import { useFigureFormat } from './use-figure-format';

type Choice = Pick<TrendQuery, 'match' | 'count' | 'grain' | 'by'>;

/** `/admin/analytics/trends`: one event over time. */
export function TrendsPage() {
  return (
    <AnalyticsFrame page="trends">
      <Trends />
    </AnalyticsFrame>
  );
}

/** What the line of events without the property is called; nobody can be asked for by it. */
const nameless = '(none)';

function Trends() {
  return (
    <AskedQuestion
      texts={useQuestionTexts('trends')}
      schema={analyticsWire.trendQuery}
      ask={trendQuery}
      form={(form) => <TrendForm {...form} />}
      definition={(query) => ({ kind: 'TREND', scope: 'HUB', query })}
      closes={['people', 'part']}
      people={(query) => <PointPeople query={query} />}
    >
      {(view, query) => <Course view={view} query={query} />}
    </AskedQuestion>
  );
}

/** Who is behind a time of the chart, or the whole of it; the address names both, and the value of a split. */
function PointPeople({ query }: { query: TrendQuery }) {
  const t = useTranslations('analytics.trends');
  const format = useFigureFormat();
  const { get, set } = useAddress();
  const { titleOf } = useEvents();
  const chosen = get('people');
  const at = chosen !== null && !Number.isNaN(Date.parse(chosen)) ? new Date(chosen).toISOString() : null;
  if (chosen !== 'all' && at === null) return null;
  const part = query.by === null ? null : get('part');
  const title = titleOf(query.match.event);
  const named = part === null ? title : t('partOf', { title, part });
  return (
    <PeoplePanel
      title={
        at === null
          ? t('who', { title: named })
          : t('whoAt', { title: named, at: format.time(query.grain, at) })
      }
      source={{ kind: 'TREND', query, at, part }}
      onClose={() => set({ people: null, part: null }, 'replace')}
    />
  );
}

interface TrendFormProps {
  readonly shown: Choice | null;
  readonly busy: boolean;
  readonly onAsk: (choice: Choice) => void;
}

function TrendForm({ shown, busy, onAsk }: TrendFormProps) {
  const t = useTranslations('analytics.trends');
  const { propertiesOf } = useEvents();
  const [match, setMatch] = useState<MatchDraft>(shown?.match ?? noMatch);
  const [rest, setRest] = useState<Omit<Choice, 'match'>>({
    count: shown?.count ?? 'EVENTS',
    grain: shown?.grain ?? 'DAY',
    by: shown?.by ?? null,
  });
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const properties = match.event === null ? [] : propertiesOf(match.event);
  const by = rest.by !== null && properties.length > 0 && !properties.includes(rest.by) ? null : rest.by;
  return (
    <form
      noValidate
      aria-label={t('build')}
      onSubmit={(event) => {
        event.preventDefault();
        const read = matchOf(match);
        setMissing(read === null);
        if (read === null) field.current?.focus();
        else onAsk({ match: read, ...rest, by });
      }}
    >
      <Stack>
        <MatchFields
          label={t('event')}
          value={match}
          error={missing ? t('missing') : null}
          ref={field}
          onChange={setMatch}
        />
        <Group align="flex-start" gap="md">
          <NativeSelect
            label={t('count')}
            flex="1 1 10rem"
            value={rest.count}
            onChange={({ currentTarget }) =>
              setRest({ ...rest, count: currentTarget.value as Choice['count'] })
            }
            data={(['EVENTS', 'PEOPLE', 'VISITS'] as const).map((value) => ({
              value,
              label: t(`counts.${value}`),
            }))}
          />
          <NativeSelect
            label={t('grain')}
            flex="1 1 10rem"
            value={rest.grain}
            onChange={({ currentTarget }) =>
              setRest({ ...rest, grain: currentTarget.value as Choice['grain'] })
            }
            data={(['HOUR', 'DAY', 'WEEK', 'MONTH'] as const).map((value) => ({
              value,
              label: t(`grains.${value}`),
            }))}
          />
          <NativeSelect
            label={t('by')}
            flex="1 1 10rem"
            value={by ?? ''}
            disabled={properties.length === 0 && by === null}
            onChange={({ currentTarget }) => setRest({ ...rest, by: currentTarget.value || null })}
            data={[
              { value: '', label: t('byNothing') },
              ...[...new Set([...properties, ...(by === null ? [] : [by])])].map((value) => ({
                value,
                label: value,
              })),
            ]}
          />
        </Group>
        <Group>
          <Button type="submit" loading={busy}>
            {t('ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Course({ view, query }: { view: TrendView; query: TrendQuery }) {
  const t = useTranslations('analytics.trends');
  const format = useFigureFormat();
  const { set } = useAddress();
  const { titleOf } = useEvents();
  const title = titleOf(query.match.event);
  const total = view.lines.reduce((sum, line) => sum + line.total, 0);
  if (total === 0) return <Text role="status">{t('none')}</Text>;
  const { lines, times, moments } = linesOf(view.lines, query.grain, t('rest'));
  return (
    <Stack>
      <SeriesChart
        kind={lines.length > 1 ? 'line' : 'area'}
        label={title}
        summary={t('summary', {
          title,
          lines: lines
            .map(({ label, total: sum }) =>
              lines.length > 1 ? `${label} ${format.number(sum)}` : format.number(sum),
            )
            .join(', '),
        })}
        head={t('time')}
        newestFirst
        points={times.map((at, index) => ({
          key: at,
          label: format.time(query.grain, at),
          tick: format.tick(query.grain, at),
          values: Object.fromEntries(lines.map(({ key, values }) => [key, values[index] ?? null])),
        }))}
        series={lines.map(({ key, label }) => ({
          key,
          label: lines.length > 1 ? label : t(`counts.${query.count}`),
        }))}
        pick={{
          onPick: (point, line) => {
            const at = moments.get(point.key);
            // Where nothing happened there is nobody.
            if (at === undefined) return;
            const part = lines.length > 1 && line && line.key !== 'rest' ? line.label : null;
            set({ people: at, part: part === nameless ? null : part });
          },
          name: (figure, point, line) => t('seeAt', { figure, line: line.label, at: point.label }),
        }}
      />
      <Caveat>{t('pick')}</Caveat>
      {view.suppressed > 0 && <Caveat>{t('suppressed', { count: view.suppressed })}</Caveat>}
      <Group>
        <Button
          variant="light"
          leftSection={<IconUsers size={18} aria-hidden />}
          onClick={() => set({ people: 'all', part: null })}
        >
          {t('see')}
        </Button>
      </Group>
    </Stack>
  );
}
