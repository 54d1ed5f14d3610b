'use client';

import { BarChart } from '@mantine/charts';
import { Box } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { drawn } from '../../lib/numbers';
import type { SplitPreview } from './split-queries';
import { useEquityFormat } from './use-equity-format';

/** People drawn at most; the table beside names all of them. */
const most = 15;
const barHeight = 40;
const longestName = 22;

/** Who gets how much of the month, as bars; the table below says the same in figures. */
export function SplitChart({ split }: { split: SplitPreview }) {
  const t = useTranslations('equity.splits');
  const format = useEquityFormat();
  const lines = split.lines.toSorted((a, b) => (BigInt(b.units) > BigInt(a.units) ? 1 : -1)).slice(0, most);
  const parts = lines.map(({ name, units, part }) =>
    t('personUnits', { name, units: format.count(units), part: format.percent(part) }),
  );
  return (
    <Box role="img" aria-label={t('peopleAlternative', { parts: parts.join('; ') })} miw={0}>
      <BarChart
        h={lines.length * barHeight + 40}
        orientation="vertical"
        data={lines.map(({ name, units }) => ({
          name: short(name || t('formerMember')),
          units: drawn(units),
        }))}
        dataKey="name"
        series={[{ name: 'units', label: t('units'), color: 'var(--mantine-primary-color-filled)' }]}
        maxBarWidth={24}
        gridAxis="x"
        tickLine="x"
        yAxisProps={{ width: 130 }}
        xAxisProps={{ tickFormatter: (value: number) => format.count(String(Math.round(value))) }}
        withTooltip={false}
        barProps={{ isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false }}
      />
    </Box>
  );
}

function short(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}
