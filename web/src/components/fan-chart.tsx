'use client';

import { CompositeChart } from '@mantine/charts';
import { Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFormat } from '../lib/format';

/** For drawing only: figures that are read come from exact texts, in the hint, the sentence and the table. */
export interface FanPoint {
  /** What the axis tells points apart by, such as `2026-10`. */
  readonly at: string;
  /** What has happened already. */
  readonly actual?: number;
  readonly median?: number;
  readonly bands?: readonly { readonly level: number; readonly low: number; readonly high: number }[];
  /** The middle line before a change, for comparison. */
  readonly before?: number;
}

interface FanChartProps {
  readonly points: readonly FanPoint[];
  readonly tick: (at: string) => string;
  readonly scale: (value: number) => string;
  readonly hint: (at: string) => ReactNode;
  /** What the line at nothing means. */
  readonly zero: string;
  readonly height?: number;
  /** Where the axis ends; what lies beyond is cut off. Everything is shown unless told. */
  readonly domain?: readonly [low: number, high: number];
}

const colour = 'var(--mantine-color-fir-6)';
const lines = {
  actual: { color: 'var(--mantine-color-text)', width: 2.5, dash: '0' },
  before: { color: 'var(--mantine-color-orange-7)', width: 2.5, dash: '8 5' },
  median: { color: colour, width: 3, dash: '0' },
} as const;
const lineNames = ['actual', 'before', 'median'] as const;
/** Told apart by their border as well as by their shade, the widest first. */
const borders = ['1 4', '6 4', '0'] as const;
const shade = 0.2;
const bandPrefix = 'band-';
const bandName = (level: number) => `${bandPrefix}${level}`;

/** What was, and what may come: the middle of all courses, ranges that widen around it, and a line at nothing. */
export function FanChart({ points, tick, scale, hint, zero, height = 320, domain }: FanChartProps) {
  const levels = levelsOf(points);
  const shown = linesOf(points);
  const data = points.map((point) => ({
    at: point.at,
    ...Object.fromEntries(lineNames.map((name) => [name, point[name] ?? null])),
    ...Object.fromEntries(
      levels.map((level) => {
        const band = point.bands?.find((one) => one.level === level);
        return [bandName(level), band ? [band.low, band.high] : null];
      }),
    ),
  }));
  return (
    <CompositeChart
      h={height}
      data={data}
      dataKey="at"
      series={[
        ...levels.map((level) => ({ name: bandName(level), color: colour, type: 'area' as const })),
        ...shown.map((name) => ({ name, color: lines[name].color, type: 'line' as const })),
      ]}
      curveType="linear"
      connectNulls={false}
      withDots={false}
      accessibilityLayer={false}
      areaProps={({ name }) => ({
        fillOpacity: shade,
        strokeOpacity: 0.8,
        strokeWidth: 1,
        strokeDasharray: borderOf(levels, Number(name.slice(bandPrefix.length))),
        activeDot: false,
      })}
      lineProps={({ name }) => {
        const look = lines[name as keyof typeof lines];
        return { strokeWidth: look.width, strokeDasharray: look.dash, activeDot: false };
      }}
      referenceLines={[
        {
          y: 0,
          color: 'var(--mantine-color-red-text)',
          strokeWidth: 2,
          label: zero,
          ifOverflow: 'extendDomain',
        },
      ]}
      xAxisProps={{ tickFormatter: tick, minTickGap: 28 }}
      yAxisProps={{
        width: 60,
        tickFormatter: scale,
        ...(domain ? { domain: [...domain], allowDataOverflow: true } : {}),
      }}
      tooltipProps={{ content: ({ label }) => (typeof label === 'string' ? hint(label) : null) }}
    />
  );
}

/** What the lines and shades of the picture mean. */
export function FanLegend({ points, before }: { points: readonly FanPoint[]; before?: string }) {
  const t = useTranslations('figures.fan');
  const { locale } = useFormat();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const levels = levelsOf(points);
  return (
    <Group gap="lg" aria-hidden style={{ rowGap: 4 }}>
      {linesOf(points).map((name) => (
        <Entry key={name} label={name === 'before' ? (before ?? '') : t(name)}>
          <line
            x1="0"
            x2="26"
            y1="7"
            y2="7"
            stroke={lines[name].color}
            strokeWidth={lines[name].width}
            strokeDasharray={lines[name].dash}
          />
        </Entry>
      ))}
      {levels.toReversed().map((level) => (
        <Entry key={level} label={t('band', { level: percent.format(level) })}>
          <rect
            x="0.5"
            y="0.5"
            width="25"
            height="13"
            fill={colour}
            // As dark as in the picture, where it lies on the wider ones.
            fillOpacity={1 - (1 - shade) ** (levels.indexOf(level) + 1)}
            stroke={colour}
            strokeDasharray={borderOf(levels, level)}
          />
        </Entry>
      ))}
    </Group>
  );
}

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Group gap={8} wrap="nowrap">
      <svg width="26" height="14" focusable="false" style={{ flexShrink: 0 }}>
        {children}
      </svg>
      <Text size="sm">{label}</Text>
    </Group>
  );
}

/** The widest first, because one is drawn over the other. */
function levelsOf(points: readonly FanPoint[]): number[] {
  const levels = new Set(points.flatMap(({ bands = [] }) => bands.map(({ level }) => level)));
  return [...levels].toSorted((a, b) => b - a);
}

function linesOf(points: readonly FanPoint[]) {
  return lineNames.filter((name) => points.some((point) => point[name] !== undefined));
}

function borderOf(levels: readonly number[], level: number): string {
  return borders[Math.min(levels.indexOf(level), borders.length - 1)] ?? '0';
}
