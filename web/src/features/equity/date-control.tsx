'use client';

import { Box, Button, Group, Skeleton, Slider, Stack, Text, TextInput } from '@mantine/core';
import { dayOf, isoDay } from '@smartstart/units';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { api } from '../../lib/api';
import { firstDay } from './life';
import { equityKey } from './queries';
import type { CapTable } from './types';
import { todayIso, useEquityFormat } from './use-equity-format';

/** The day a table is shown of, kept in the address so that a link shows the same. Undefined is today. */
export function useTableDate(given: string | null) {
  const [date, setDate] = useState(given !== null && isDay(given) && given < todayIso() ? given : undefined);
  const set = (next: string | undefined) => {
    setDate(next);
    const url = new URL(window.location.href);
    if (next === undefined) url.searchParams.delete('date');
    else url.searchParams.set('date', next);
    window.history.replaceState(null, '', url);
  };
  return [date, set] as const;
}

function isDay(text: string): boolean {
  try {
    dayOf(text);
    return true;
  } catch {
    return false;
  }
}

/** Holders above which a table is only asked for as often as needed. */
const many = 300;
const roughDays = 92;

/** When the table begins. It hardly ever changes, so one look for each visit is enough. */
export const firstDayQuery = (table: Pick<CapTable, 'ventureId' | 'holders'>) => ({
  queryKey: [...equityKey(table.ventureId), 'first-day'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    firstDay(
      todayIso(),
      async (date) => {
        const params = { ventureId: table.ventureId };
        const { issued, holders, rounds } = await api.equity.capTable(
          { params, query: { date } },
          { signal },
        );
        return issued !== '0' || holders.length > 0 || rounds.length > 0;
      },
      table.holders.length > many ? roughDays : 1,
    ),
  staleTime: 600_000,
});

interface DateControlProps {
  readonly table: CapTable;
  readonly date: string | undefined;
  readonly onChange: (date: string | undefined) => void;
  readonly fetching: boolean;
}

/** The day as a field, and as a slider over the life of the table. */
export function DateControl({ table, date, onChange, fetching }: DateControlProps) {
  const t = useTranslations('equity.date');
  const format = useEquityFormat();
  const today = todayIso();
  const begun = useQuery(firstDayQuery(table));
  const shown = date ?? today;
  const [typed, setTyped] = useState(shown);
  const [drag, setDrag] = useState<number | null>(null);
  useEffect(() => setTyped(shown), [shown]);
  const choose = (next: string) => onChange(next >= today ? undefined : next);
  const [from, to] = [dayOf(begun.data ?? today), dayOf(today)];
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="md">
        <TextInput
          type="date"
          label={t('label')}
          description={t('hint')}
          max={today}
          value={typed}
          w={{ base: '100%', xs: 220 }}
          error={typed > today ? t('ahead') : null}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            if (isDay(value) && value <= today && value >= '1800-01-01') choose(value);
          }}
        />
        <Button variant="default" disabled={date === undefined} onClick={() => onChange(undefined)}>
          {t('today')}
        </Button>
        <Text size="sm" role="status" pb={8}>
          {fetching ? t('loading') : t('shown', { date: format.day(table.date) })}
        </Text>
      </Group>
      {begun.isPending ? (
        <Skeleton height={36} aria-hidden />
      ) : (
        from < to && (
          <Box px="xs" pb="xl">
            <Text size="sm" mb={4} aria-hidden>
              {t('slider')}
            </Text>
            <Slider
              min={from}
              max={to}
              step={1}
              value={drag ?? Math.max(from, Math.min(to, dayOf(shown)))}
              label={(day) => format.day(isoDay(day))}
              thumbLabel={t('slider')}
              thumbValueText={format.day(isoDay(drag ?? dayOf(shown)))}
              marks={[
                { value: from, label: format.month(isoDay(from)) },
                { value: to, label: t('today') },
              ]}
              styles={{ markLabel: { whiteSpace: 'nowrap' } }}
              onChange={setDrag}
              onChangeEnd={(day) => {
                setDrag(null);
                choose(isoDay(day));
              }}
            />
          </Box>
        )
      )}
    </Stack>
  );
}
