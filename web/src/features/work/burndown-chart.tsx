'use client';

import { LineChart } from '@mantine/charts';
import { Group, Paper, Stack, Switch, Table, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Burndown } from './types';
import { useWorkFormat } from './use-work-format';

/** Lines that stand out on light and on dark ground. */
const colours = {
  open: 'light-dark(var(--mantine-color-fir-7), var(--mantine-color-fir-4))',
  ideal: 'var(--mantine-color-dimmed)',
} as const;

/** Open points day by day against the straight line; the same as a table. */
export function BurndownChart({ name, burndown }: { name: string; burndown: Burndown }) {
  const t = useTranslations('work.burndown');
  const format = useWorkFormat();
  const [asTable, setAsTable] = useState(false);
  const { days, committed } = burndown;
  const today = days.findLast(({ open }) => open !== null);
  const sentence = today
    ? t('standing', {
        day: format.day(today.day),
        open: today.open ?? 0,
        ideal: format.number(today.ideal),
        pace: paceOf(today.open ?? 0, today.ideal),
      })
    : t('notBegun');
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm">{sentence}</Text>
        <Switch
          label={t('asTable')}
          checked={asTable}
          onChange={({ currentTarget }) => setAsTable(currentTarget.checked)}
        />
      </Group>
      {asTable ? (
        <AsTable name={name} burndown={burndown} />
      ) : (
        <>
          <Group gap="lg" aria-hidden>
            <Key dashed={false} label={t('open')} />
            <Key dashed label={t('ideal')} />
          </Group>
          <div
            role="img"
            aria-label={t('alternative', {
              name,
              committed,
              from: format.day(days[0]!.day),
              to: format.day(days.at(-1)!.day),
              sentence,
            })}
          >
            <LineChart
              h={240}
              dataKey="day"
              // Both lines begin with what was open when the sprint was started.
              data={[
                { day: t('start'), open: committed, ideal: committed },
                ...days.map(({ day, open, ideal }) => ({ day: format.shortDay(day), open, ideal })),
              ]}
              series={[
                { name: 'open', label: t('open'), color: colours.open },
                { name: 'ideal', label: t('ideal'), color: colours.ideal, strokeDasharray: '6 5' },
              ]}
              curveType="linear"
              connectNulls={false}
              accessibilityLayer={false}
              yAxisProps={{ width: 36, allowDecimals: false, domain: [0, 'auto'] }}
              xAxisProps={{ minTickGap: 16 }}
              lineProps={({ name: line }) => ({
                isAnimationActive: false,
                ...(line === 'ideal' ? { dot: false } : {}),
              })}
              tooltipProps={{
                content: ({ label, payload }) => (
                  <Paper p="xs" shadow="md">
                    <Text size="sm" fw={600}>
                      {String(label)}
                    </Text>
                    {(payload ?? []).map((line) => (
                      <Text key={String(line.name)} size="sm">
                        {t(line.name === 'ideal' ? 'idealOf' : 'openOf', {
                          points: format.number(Number(line.value)),
                        })}
                      </Text>
                    ))}
                  </Paper>
                ),
              }}
            />
          </div>
        </>
      )}
    </Stack>
  );
}

function paceOf(open: number, ideal: number): 'ahead' | 'behind' | 'even' {
  // A point more or less is no message.
  return open > ideal + 1 ? 'behind' : open < ideal - 1 ? 'ahead' : 'even';
}

function Key({ dashed, label }: { dashed: boolean; label: string }) {
  return (
    <Group gap={8}>
      <svg width="28" height="8" aria-hidden>
        <line
          x1="0"
          x2="28"
          y1="4"
          y2="4"
          strokeWidth="3"
          stroke={dashed ? colours.ideal : colours.open}
          {...(dashed ? { strokeDasharray: '6 5' } : {})}
        />
      </svg>
      <Text size="sm">{label}</Text>
    </Group>
  );
}

function AsTable({ name, burndown }: { name: string; burndown: Burndown }) {
  const t = useTranslations('work.burndown');
  const format = useWorkFormat();
  return (
    <Table.ScrollContainer
      minWidth={320}
      maxHeight={320}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table stickyHeader aria-label={t('tableOf', { name })} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('day')}</Table.Th>
            {(['open', 'done', 'ideal'] as const).map((column) => (
              <Table.Th scope="col" ta="end" key={column}>
                {t(column)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {burndown.days.map(({ day, open, done, ideal }) => (
            <Table.Tr key={day}>
              <Table.Th scope="row" fw={400}>
                {format.day(day)}
              </Table.Th>
              <Table.Td ta="end">{open === null ? '–' : format.number(open)}</Table.Td>
              <Table.Td ta="end">{done === null ? '–' : format.number(done)}</Table.Td>
              <Table.Td ta="end">{format.number(ideal)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
