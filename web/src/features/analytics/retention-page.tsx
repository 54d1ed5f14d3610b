'use client';

import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { analyticsWire } from '@smartstart/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { RangePicker } from '../../components/range-picker';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { SeriesChart } from '../../components/series-chart';
import { AnalyticsFrame } from './analytics-frame';
import { AsOf, Caveat } from './asked';
import { HeatTable } from './heat-table';
import { PeoplePanel } from './people-panel';
import { cohortsQuery, retentionQuery } from './queries';
import { RetentionForm, type CohortChoice } from './retention-form';
import { SaveReport } from './save-report';
import type { CohortQuery, CohortView, RetentionQuery, RetentionView } from './types';
import { readQuestion, useAddress, useRange } from './use-address';
import { useFigureFormat } from './use-figure-format';

const usual: CohortChoice = {
  start: { event: 'account.created', where: [] },
  back: null,
  period: 'WEEK',
  periods: 12,
};

/** `/admin/analytics/retention`: of those who began together, who came back, and how often they did something. */
export function RetentionPage() {
  return (
    <AnalyticsFrame page="retention">
      <Cohorts />
    </AnalyticsFrame>
  );
}

function Cohorts() {
  const t = useTranslations('analytics.retention');
  const { get, set } = useAddress();
  const { range, query, today, setRange } = useRange('90d');
  const measured = get('view') === 'per-person';
  const text = get('q');
  const asked = readQuestion(text, analyticsWire.retentionQuery);
  const choice: CohortChoice = asked ?? usual;
  const ask = (next: CohortChoice) => set({ q: JSON.stringify(next), cohort: null, period: null });
  return (
    <Stack gap="lg">
      <Section title={t('build')} text={t('buildText')}>
        <SegmentedControl
          aria-label={t('viewLabel')}
          value={measured ? 'per-person' : 'back'}
          onChange={(view) => set({ view: view === 'back' ? null : view, cohort: null, period: null })}
          data={[
            { value: 'back', label: t('viewBack') },
            { value: 'per-person', label: t('viewPerPerson') },
          ]}
        />
        <RetentionForm
          key={`${text ?? ''} ${String(measured)}`}
          shown={choice}
          measured={measured}
          busy={false}
          onAsk={ask}
        />
      </Section>
      <Section title={t('result')} text={t(measured ? 'resultPerPerson' : 'resultText')}>
        <RangePicker
          value={range}
          onChange={setRange}
          today={today}
          offered={['7d', '30d', '90d', 'custom']}
        />
        {!measured ? (
          <Retention body={{ ...choice, ...query }} />
        ) : choice.back === null ? (
          <Text>{t('nameMeasure')}</Text>
        ) : (
          <PerPerson
            body={{
              measure: choice.back,
              start: choice.start,
              period: choice.period,
              periods: choice.periods,
              ...query,
            }}
          />
        )}
      </Section>
    </Stack>
  );
}

function usePeriods(period: RetentionQuery['period']) {
  const t = useTranslations('analytics.retention');
  return (count: number) =>
    Array.from({ length: count }, (_, index) => t(`short.${period}`, { number: index }));
}

function Retention({ body }: { body: RetentionQuery }) {
  const t = useTranslations('analytics.retention');
  const format = useFigureFormat();
  const { set } = useAddress();
  const periodsOf = usePeriods(body.period);
  const view = useQuery(retentionQuery(body));
  return (
    <QueryView query={view}>
      {(data) => {
        const columns = Math.max(0, ...data.cohorts.map(({ shares }) => shares.length));
        const periods = periodsOf(columns);
        if (data.cohorts.length === 0) return <Nobody data={data} />;
        return (
          <Stack>
            <Group>
              <SaveReport definition={{ kind: 'RETENTION', scope: 'HUB', query: body }} />
            </Group>
            <MeanCurve data={data} periods={periods} />
            <Title order={3}>{t('tableTitle')}</Title>
            <HeatTable
              label={t('tableTitle')}
              head={t('cohort')}
              rows={data.cohorts.map(({ start, size, shares }) => ({
                key: start,
                label: format.time(body.period === 'MONTH' ? 'MONTH' : 'DAY', start),
                size,
                cells: shares,
              }))}
              periods={periods}
              write={format.percent}
              writeSize={format.number}
              darkest={1}
              mean={{ label: t('mean'), cells: data.mean }}
              onPick={(row, period) => set({ cohort: row.key, period: String(period), who: null })}
            />
            <Caveat>{t('caveat')}</Caveat>
            <AsOf range={data.range} computedAt={data.computedAt} />
            <CellPeople
              body={body}
              cohorts={data.cohorts.map(({ shares, ...one }) => ({ ...one, cells: shares }))}
            />
          </Stack>
        );
      }}
    </QueryView>
  );
}

function Nobody({ data }: { data: Pick<RetentionView, 'range' | 'computedAt'> }) {
  const t = useTranslations('analytics.retention');
  return (
    <Stack>
      <Text role="status">{t('none')}</Text>
      <AsOf range={data.range} computedAt={data.computedAt} />
    </Stack>
  );
}

function MeanCurve({ data, periods }: { data: RetentionView; periods: readonly string[] }) {
  const t = useTranslations('analytics.retention');
  const format = useFigureFormat();
  const known = data.mean.flatMap((value, index) =>
    value === null ? [] : [{ value, period: periods[index] ?? '' }],
  );
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return null;
  return (
    <SeriesChart
      kind="line"
      label={t('curve')}
      summary={t('curveSummary', {
        from: first.period,
        to: last.period,
        first: format.percent(first.value),
        last: format.percent(last.value),
      })}
      head={t('periodHead')}
      points={periods.map((period, index) => ({
        key: period,
        label: period,
        values: { share: data.mean[index] ?? null },
      }))}
      series={[{ key: 'share', label: t('share') }]}
      format={format.percent}
      axis={format.axis('RATIO')}
    />
  );
}

interface CellPeopleProps {
  readonly body: RetentionQuery;
  readonly cohorts: readonly {
    readonly start: string;
    readonly size: number | null;
    readonly cells: readonly (number | null)[];
  }[];
}

/** Who of a cohort came back in a period, or stayed away; the address names both. */
function CellPeople({ body, cohorts }: CellPeopleProps) {
  const t = useTranslations('analytics.retention');
  const format = useFigureFormat();
  const { get, set } = useAddress();
  const cohort = cohorts.find(({ start }) => start === get('cohort'));
  const period = Number(get('period') ?? Number.NaN);
  const cell = cohort?.cells[period] ?? null;
  if (!cohort || cohort.size === null || cell === null) return null;
  const who = get('who') === 'STAYED_AWAY' ? 'STAYED_AWAY' : 'CAME_BACK';
  const close = () => set({ cohort: null, period: null, who: null }, 'replace');
  const names = {
    cohort: format.time('DAY', cohort.start),
    period: t(`short.${body.period}`, { number: period }),
  };
  return (
    <PeoplePanel
      title={t(`who.${who}`, names)}
      source={{ kind: 'RETENTION', query: body, cohort: cohort.start, period, who }}
      onClose={close}
      switcher={
        <Button
          variant="default"
          size="xs"
          onClick={() => set({ who: who === 'CAME_BACK' ? 'STAYED_AWAY' : 'CAME_BACK' }, 'replace')}
        >
          {t(`switch.${who}`)}
        </Button>
      }
    />
  );
}

function PerPerson({ body }: { body: CohortQuery }) {
  const t = useTranslations('analytics.retention');
  const format = useFigureFormat();
  const periodsOf = usePeriods(body.period);
  const { set } = useAddress();
  const view = useQuery(cohortsQuery(body));
  const { measure, range, from, to, ...began } = body;
  /** Who did it in a period are those who came back with it. */
  const back: RetentionQuery = {
    ...began,
    back: measure,
    range,
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
  const number = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 2 });
  return (
    <QueryView query={view}>
      {(data: CohortView) => {
        if (data.cohorts.length === 0) return <Nobody data={data} />;
        const cells = data.cohorts.map(({ perPerson }) => perPerson);
        return (
          <Stack>
            <Group>
              <SaveReport definition={{ kind: 'COHORTS', scope: 'HUB', query: body }} />
            </Group>
            <HeatTable
              label={t('perPersonTitle')}
              head={t('cohort')}
              rows={data.cohorts.map(({ start, size }, index) => ({
                key: start,
                label: format.time(body.period === 'MONTH' ? 'MONTH' : 'DAY', start),
                size,
                cells: cells[index] ?? [],
              }))}
              periods={periodsOf(Math.max(0, ...cells.map(({ length }) => length)))}
              write={(value) => number.format(value)}
              writeSize={format.number}
              darkest={Math.max(0, ...cells.flat().map((value) => value ?? 0))}
              onPick={(row, period) => set({ cohort: row.key, period: String(period), who: null })}
            />
            <Caveat>{t('caveat')}</Caveat>
            <AsOf range={data.range} computedAt={data.computedAt} />
            <CellPeople
              body={back}
              cohorts={data.cohorts.map(({ perPerson, ...one }) => ({ ...one, cells: perPerson }))}
            />
          </Stack>
        );
      }}
    </QueryView>
  );
}
