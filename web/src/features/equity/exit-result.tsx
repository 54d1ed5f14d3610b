'use client';

import { AreaChart } from '@mantine/charts';
import { Group, List, Stack, Text } from '@mantine/core';
import type { contract } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Section } from '../../components/section';
import { Figure, Figures } from '../buz/figures';
import { drawn } from '../../lib/numbers';
import { seriesColour, seriesFill, SeriesSwatch } from './patterns';
import { Rows } from './round-result';
import { useEquityFormat } from './use-equity-format';

type Result = z.output<(typeof contract.scenarios.exit)['output']>;

const choices = [
  'FIXED',
  'NOTHING',
  'COMMON',
  'PREFERENCE',
  'PARTICIPATES',
  'CAPPED',
  'CONVERTS',
  'EXERCISED',
  'NOT_EXERCISED',
  'CASH',
  'DISCOUNT',
] as const;
type Choice = (typeof choices)[number];

/** Rows shown at first; a table of ten thousand holders would be long to read. */
const most = 100;

/** Who gets what, by person, by class, and over other exit values. */
export function ExitResult({ result }: { result: Result }) {
  const t = useTranslations('equity.scenarios.exit');
  const format = useEquityFormat();
  const money = (amount: string) => format.money({ amount, currency: result.currency });
  const nameOf = useNames();
  // That costs are paid decides nothing; they have no name to be told by.
  const breakpoints = result.breakpoints
    .map(({ exitValue, what }) => ({ exitValue, what: what.filter((one) => !one.startsWith(':')) }))
    .filter(({ what }) => what.length > 0);
  const choiceOf = (choice: string) =>
    choices.includes(choice as Choice) ? t(`choices.${choice as Choice}`) : choice;
  return (
    <Stack gap="lg">
      <Section title={t('holders')}>
        <Figures>
          <Figure label={t('exitValue')}>{money(result.exitValue)}</Figure>
          <Figure label={t('perShare')} strong>
            {money(result.perCommonShare)}
          </Figure>
        </Figures>
        <Rows
          label={t('holders')}
          heads={[t('holder'), t('proceeds')]}
          rows={result.holders.slice(0, most).map(({ name, proceeds }) => [name, money(proceeds)])}
        />
        {result.holders.length > most && (
          <Text size="sm">{t('more', { shown: most, all: result.holders.length })}</Text>
        )}
      </Section>
      <Section title={t('lines')} text={t('linesText')}>
        <Rows
          label={t('lines')}
          heads={[t('what'), t('holder'), t('shares'), t('choice'), t('proceeds')]}
          rows={result.lines
            .slice(0, most)
            .map(({ kind, what, name, shares, choice, proceeds }) => [
              nameOf({ kind, what }),
              name ?? '–',
              kind === 'COSTS' || kind === 'DEBT' ? '–' : format.count(shares),
              choiceOf(choice),
              money(proceeds),
            ])}
        />
      </Section>
      {result.chart.length > 1 && (
        <Section title={t('chart')} text={t('chartText')}>
          <Curve result={result} />
        </Section>
      )}
      {breakpoints.length > 0 && (
        <Section title={t('breakpoints')} text={t('breakpointsText')}>
          <List>
            {breakpoints.map(({ exitValue, what }) => (
              <List.Item key={exitValue}>
                {t('breakpoint', { value: money(exitValue), what: what.join('; ') })}
              </List.Item>
            ))}
          </List>
        </Section>
      )}
    </Stack>
  );
}

/** What is paid. Costs are named in the reader's language. */
function useNames() {
  const t = useTranslations('equity.scenarios.exit');
  return ({ kind, what }: { kind: string; what: string }) =>
    kind === 'COSTS' ? t('costs') : what || t('unnamed');
}

function Curve({ result }: { result: Result }) {
  const t = useTranslations('equity.scenarios.exit');
  const format = useEquityFormat();
  const money = (amount: string) => format.money({ amount, currency: result.currency });
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const nameOf = useNames();
  const keyOf = ({ kind, what }: { kind: string; what: string }) => `${kind} ${what}`;
  const series = [
    ...new Map(result.chart.flatMap(({ classes }) => classes).map((one) => [keyOf(one), nameOf(one)])),
  ].map(([key, name]) => ({ key, name }));
  const at = (point: Result['chart'][number], key: string) =>
    point.classes.find((one) => keyOf(one) === key)?.proceeds ?? '0';
  const last = result.chart.at(-1)!;
  const some = result.chart.filter((_, index) => index % 4 === 0 || index === result.chart.length - 1);
  return (
    <Stack gap="sm">
      <Group gap="lg" aria-hidden>
        {series.map(({ key, name }, index) => (
          <Group key={key} gap={8} wrap="nowrap">
            <SeriesSwatch index={index} />
            <Text size="sm">{name}</Text>
          </Group>
        ))}
      </Group>
      <div
        role="img"
        aria-label={t('alternative', {
          value: money(last.exitValue),
          parts: series.map(({ key, name }) => `${name} ${money(at(last, key))}`).join(', '),
        })}
      >
        <AreaChart
          h={280}
          type="stacked"
          data={result.chart.map((point) => ({
            at: drawn(point.exitValue),
            ...Object.fromEntries(series.map(({ key }, index) => [`s${index}`, drawn(at(point, key))])),
          }))}
          dataKey="at"
          withTooltip={false}
          withDots={false}
          accessibilityLayer={false}
          curveType="linear"
          series={series.map(({ name }, index) => ({
            name: `s${index}`,
            label: name,
            color: seriesColour(index),
          }))}
          yAxisProps={{ width: 56, tickFormatter: (value: number) => compact.format(value) }}
          xAxisProps={{
            type: 'number',
            domain: ['dataMin', 'dataMax'],
            tickFormatter: (value: number) => compact.format(value),
          }}
          areaProps={({ name }) => ({
            fill: seriesFill(Number(name.slice(1))),
            fillOpacity: 1,
            isAnimationActive: false,
          })}
          referenceLines={[
            { x: drawn(result.exitValue), label: t('here'), color: 'blue.6', labelPosition: 'insideTopLeft' },
          ]}
        />
      </div>
      <Rows
        label={t('chart')}
        heads={[t('exitValue'), ...series.map(({ name }) => name)]}
        rows={some.map((point) => [
          money(point.exitValue),
          ...series.map(({ key }) => money(at(point, key))),
        ])}
      />
    </Stack>
  );
}
