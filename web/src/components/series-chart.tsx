'use client';

import { AreaChart, BarChart, LineChart } from '@mantine/charts';
import { Anchor, Group, Paper, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { ReferenceArea } from 'recharts';
import { SeriesPatterns, SeriesSwatch, seriesColour, seriesFill } from '../features/equity/patterns';
import { useFormat } from '../lib/format';
import { ChartWithTable } from './chart-with-table';

export interface SeriesPoint {
  readonly key: string;
  /** As it stands in the table and in the hint. */
  readonly label: string;
  /** As it stands under the axis; `label` unless given. */
  readonly tick?: string;
  /** By the key of the series; null draws a gap and reads "no data". */
  readonly values: Readonly<Record<string, number | null>>;
}

export interface Series {
  readonly key: string;
  readonly label: string;
  /** A number of its own look, so that a thing keeps its look on every chart; its place unless given. */
  readonly look?: number;
  /** A comparison, e.g. the range before: drawn as a broken line. */
  readonly faint?: boolean;
}

interface SeriesChartProps {
  readonly label: string;
  readonly summary: string;
  readonly kind: 'line' | 'area' | 'bar';
  readonly points: readonly SeriesPoint[];
  readonly series: readonly Series[];
  /** The head of the first column of the table. */
  readonly head: string;
  readonly format?: (value: number) => string;
  /** Shorter, for the axis; compact numbers unless given. */
  readonly axis?: (value: number) => string;
  readonly height?: number;
  /** A point to point out, e.g. an hour that was flagged, with a word for it. */
  readonly marked?: { readonly key: string; readonly label: string };
  /** A range of values shaded behind the lines, e.g. what was expected; open where a side is null. Lines only. */
  readonly band?: { readonly low: number | null; readonly high: number | null };
  /**
   * What choosing a figure does: each in the table is a button with this name, and a click into the picture chooses the point
   * (without a series).
   */
  readonly pick?: {
    readonly onPick: (point: SeriesPoint, series: Series | null) => void;
    readonly name: (figure: string, point: SeriesPoint, series: Series) => string;
  };
  /** The newest first in the table; usual for time. */
  readonly newestFirst?: boolean;
}

const faintDash = '3 6';
/** Lines are told apart by their strokes as well as by their colour. */
const dashes = ['0', '9 5', '2 4', '12 4 2 4', '5 3', '14 6', '8 3 2 3 2 3', '1 5'] as const;
const dashOf = (look: number, faint = false) => (faint ? faintDash : dashes[look % dashes.length]!);
/** More dots than this would hide the line. */
const dotsMost = 40;

/** One or several rows of figures over time or kinds, as lines, areas or bars, and as a table. */
export function SeriesChart(props: SeriesChartProps) {
  const { label, summary, points, series, head, pick, newestFirst = false } = props;
  const t = useTranslations('figures');
  const format = useFormat();
  const write = props.format ?? format.number;
  const cell = (value: number | null | undefined) =>
    value === null || value === undefined ? t('noData') : write(value);
  return (
    <ChartWithTable
      label={label}
      summary={summary}
      legend={series.length > 1 && <Legend series={series} kind={props.kind} />}
      rows={newestFirst ? points.toReversed() : points}
      keyOf={({ key }) => key}
      columns={[
        { head, cell: (point) => point.label },
        ...series.map((one) => ({
          head: one.label,
          end: true,
          cell: (point: SeriesPoint) => {
            const text = cell(point.values[one.key]);
            if (!pick || !point.values[one.key]) return text;
            return (
              <Anchor
                component="button"
                type="button"
                inherit
                aria-label={pick.name(text, point, one)}
                onClick={() => pick.onPick(point, one)}
              >
                {text}
              </Anchor>
            );
          },
        })),
      ]}
    >
      <Picture {...props} write={cell} />
    </ChartWithTable>
  );
}

function Picture({
  kind,
  points,
  series,
  height = 240,
  marked,
  band,
  pick,
  axis,
  write,
}: SeriesChartProps & { readonly write: (value: number | null | undefined) => string }) {
  const { locale } = useFormat();
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const byKey = new Map(points.map((point) => [point.key, point]));
  const lookOf = new Map(series.map(({ key, look }, index) => [key, look ?? index]));
  const isFaint = new Set(series.flatMap(({ key, faint }) => (faint ? [key] : [])));
  const shared = {
    h: height,
    data: points.map(({ key, values }) => ({ key, ...values })),
    dataKey: 'key',
    accessibilityLayer: false,
    series: series.map(({ key, label, faint }) => ({
      name: key,
      label,
      color: seriesColour(lookOf.get(key)!),
      strokeDasharray: dashOf(lookOf.get(key)!, faint),
    })),
    xAxisProps: {
      tickFormatter: (key: string) => byKey.get(key)?.tick ?? byKey.get(key)?.label ?? '',
      minTickGap: 24,
    },
    yAxisProps: {
      width: 52,
      tickFormatter: (value: number) => (axis ? axis(value) : compact.format(value)),
    },
    tooltipProps: {
      content: ({ label }: { label?: unknown }) => {
        const point = byKey.get(String(label));
        return point ? <Hint point={point} series={series} write={write} /> : null;
      },
    },
    ...(marked && byKey.has(marked.key)
      ? {
          referenceLines: [
            {
              x: marked.key,
              label: marked.label,
              color: 'var(--mantine-color-red-text)',
              // On the side where there is room for the word.
              labelPosition:
                points.findIndex(({ key }) => key === marked.key) * 2 > points.length
                  ? ('insideTopRight' as const)
                  : ('insideTopLeft' as const),
            },
          ],
        }
      : {}),
  };
  const few = points.length <= dotsMost;
  const chosen = pick && {
    style: { cursor: 'pointer' },
    onClick: ({ activeLabel }: { activeLabel?: unknown }) => {
      const point = byKey.get(String(activeLabel));
      if (point) pick.onPick(point, null);
    },
  };
  return (
    <>
      <SeriesPatterns />
      {kind === 'bar' ? (
        <BarChart
          {...shared}
          maxBarWidth={40}
          {...(chosen ? { barChartProps: chosen } : {})}
          barProps={({ name }) => {
            const look = lookOf.get(String(name)) ?? 0;
            return {
              fill: seriesFill(look),
              stroke: seriesColour(look),
              fillOpacity: 1,
              isAnimationActive: false,
            };
          }}
        />
      ) : kind === 'area' ? (
        <AreaChart
          {...shared}
          {...(chosen ? { areaChartProps: chosen } : {})}
          curveType="linear"
          connectNulls={false}
          withDots={few}
          areaProps={({ name }) => ({
            isAnimationActive: false,
            ...(isFaint.has(String(name))
              ? { fill: 'none', dot: false }
              : { fill: seriesColour(lookOf.get(String(name)) ?? 0), fillOpacity: 0.15 }),
          })}
        />
      ) : (
        <LineChart
          {...shared}
          {...(chosen ? { lineChartProps: chosen } : {})}
          curveType="linear"
          connectNulls={false}
          withDots={few}
          lineProps={({ name }) => ({
            isAnimationActive: false,
            ...(isFaint.has(String(name)) ? { dot: false } : {}),
          })}
        >
          {band && (
            <ReferenceArea
              {...(band.low === null ? {} : { y1: band.low })}
              {...(band.high === null ? {} : { y2: band.high })}
              fill="var(--mantine-color-fir-6)"
              fillOpacity={0.14}
              stroke="var(--mantine-color-fir-6)"
              strokeDasharray="4 4"
              ifOverflow="extendDomain"
            />
          )}
        </LineChart>
      )}
    </>
  );
}

function Hint({
  point,
  series,
  write,
}: {
  readonly point: SeriesPoint;
  readonly series: readonly Series[];
  readonly write: (value: number | null | undefined) => string;
}) {
  return (
    <Paper p="xs" shadow="md">
      <Text size="sm" fw={600}>
        {point.label}
      </Text>
      {series.map(({ key, label }) => (
        <Text key={key} size="sm">
          {label}: {write(point.values[key])}
        </Text>
      ))}
    </Paper>
  );
}

function Legend({ series, kind }: { series: readonly Series[]; kind: SeriesChartProps['kind'] }) {
  return (
    <Group gap="lg" aria-hidden>
      {series.map(({ key, label, look, faint }, index) => (
        <Group key={key} gap={8} wrap="nowrap">
          {kind === 'bar' ? (
            <SeriesSwatch index={look ?? index} />
          ) : (
            <svg width="28" height="8" focusable="false">
              <line
                x1="0"
                x2="28"
                y1="4"
                y2="4"
                strokeWidth="3"
                stroke={seriesColour(look ?? index)}
                strokeDasharray={dashOf(look ?? index, faint)}
              />
            </svg>
          )}
          <Text size="sm">{label}</Text>
        </Group>
      ))}
    </Group>
  );
}
