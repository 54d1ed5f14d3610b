'use client';

import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { analyticsWire } from '@smartstart/contract';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Empty } from '../../components/page';
import { RangePicker } from '../../components/range-picker';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { SeriesChart } from '../../components/series-chart';
import { AnalyticsFrame } from './analytics-frame';
import { AsOf } from './asked';
import { useEvents } from './event-field';
import { matchOf, MatchFields, noMatch, type MatchDraft } from './match-fields';
import { PeoplePanel } from './people-panel';
import { trendQuery } from './queries';
import { linesOf } from './trend-lines';
import type { TrendQuery, TrendView } from './types';
import { readQuestion, useAddress, useRange } from './use-address';
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

const emptyQuery: TrendQuery = {
  match: { event: 'page.viewed', where: [] },
  count: 'EVENTS',
  grain: 'DAY',
  by: null,
  range: '30d',
};

function Trends() {
  const t = useTranslations('analytics.trends');
  const { get, set } = useAddress();
  const { range, query, today, setRange } = useRange('30d');
  const { titleOf } = useEvents();
  const text = get('q');
  const asked = readQuestion(text, analyticsWire.trendQuery);
  const body: TrendQuery | null = asked && { ...asked, ...query };
  const view = useQuery({ ...trendQuery(body ?? emptyQuery), enabled: body !== null });
  return (
    <Stack gap="lg">
      <Section title={t('build')}>
        <TrendForm
          key={text ?? ''}
          shown={asked}
          busy={view.isFetching}
          onAsk={(choice) => {
            const next = JSON.stringify(choice);
            if (next === text) void view.refetch();
            else set({ q: next, people: null });
          }}
        />
      </Section>
      <Section title={t('result')}>
        <RangePicker value={range} onChange={setRange} today={today} />
        {body === null ? (
          <Empty title={t('emptyTitle')} text={t('emptyText')} />
        ) : (
          <QueryView query={view}>
            {(data) => (
              <Course
                view={data}
                query={body}
                title={titleOf(body.match.event)}
                onPeople={() => set({ people: '1' })}
              />
            )}
          </QueryView>
        )}
      </Section>
      {body && get('people') === '1' && (
        <PeoplePanel
          title={t('who', { title: titleOf(body.match.event) })}
          source={{ kind: 'EVENT', match: body.match, ...query }}
          onClose={() => set({ people: null }, 'replace')}
        />
      )}
    </Stack>
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

interface CourseProps {
  readonly view: TrendView;
  readonly query: TrendQuery;
  readonly title: string;
  readonly onPeople: () => void;
}

function Course({ view, query, title, onPeople }: CourseProps) {
  const t = useTranslations('analytics.trends');
  const format = useFigureFormat();
  const total = view.lines.reduce((sum, line) => sum + line.total, 0);
  if (total === 0)
    return (
      <Stack>
        <Text role="status">{t('none')}</Text>
        <AsOf range={view.range} computedAt={view.computedAt} />
      </Stack>
    );
  const { lines, times } = linesOf(view.lines, query.grain, t('rest'));
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
      />
      <Group>
        <Button variant="light" leftSection={<IconUsers size={18} aria-hidden />} onClick={onPeople}>
          {t('see')}
        </Button>
      </Group>
      <AsOf range={view.range} computedAt={view.computedAt} />
    </Stack>
  );
}
