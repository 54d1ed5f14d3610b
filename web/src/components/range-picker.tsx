'use client';

import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';

export const rangeNames = ['1h', '24h', '7d', '30d', '90d', 'custom'] as const;
export type RangeName = (typeof rangeNames)[number];

/** A time range as the address holds it; the days matter to `custom` only, and both are counted. */
export interface Range {
  readonly range: RangeName;
  readonly from: string;
  readonly to: string;
}

export const rangeOf = (range: Exclude<RangeName, 'custom'>): Range => ({ range, from: '', to: '' });

/** Reads a range from an address; what makes no sense becomes the usual one. */
export function readRange(
  read: (name: string) => string | null,
  usual: Exclude<RangeName, 'custom'> = '30d',
): Range {
  const name = read('range');
  const range = rangeNames.find((known) => known === name) ?? usual;
  const [from, to] = [read('from') ?? '', read('to') ?? ''];
  if (range !== 'custom') return rangeOf(range);
  return isDay(from) && isDay(to) && from <= to ? { range, from, to } : rangeOf(usual);
}

export function rangeParams({ range, from, to }: Range): Record<'range' | 'from' | 'to', string | null> {
  return range === 'custom' ? { range, from, to } : { range, from: null, to: null };
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

interface RangePickerProps {
  readonly value: Range;
  readonly onChange: (range: Range) => void;
  readonly offered?: readonly RangeName[];
  /** The last day that may be chosen; today in the reader's time zone. */
  readonly today: string;
}

/** A choice of time ranges, or two days of one's own; incomplete days are not handed on. */
export function RangePicker({ value, onChange, offered = rangeNames, today }: RangePickerProps) {
  const t = useTranslations('figures.range');
  const [draft, setDraft] = useState<Range | null>(null);
  const shown = draft ?? value;
  const problem = draft === null ? null : problemOf(draft, today);
  const pick = (next: Range) => {
    const whole = next.range !== 'custom' || problemOf(next, today) === null;
    setDraft(whole ? null : next);
    if (whole) onChange(next);
  };
  return (
    <Group gap="sm" align="flex-start">
      <NativeSelect
        label={t('label')}
        value={shown.range}
        flex="1 1 10rem"
        onChange={(change) => pick({ ...shown, range: change.currentTarget.value as RangeName })}
        // A link may name a range that is not offered here; it is shown all the same.
        data={rangeNames
          .filter((name) => offered.includes(name) || name === shown.range)
          .map((name) => ({ value: name, label: t(name) }))}
      />
      {shown.range === 'custom' &&
        (['from', 'to'] as const).map((side) => (
          <TextInput
            key={side}
            type="date"
            label={t(side)}
            flex="1 1 9rem"
            max={today}
            value={shown[side]}
            error={problem !== null && problem.side === side ? t(problem.key) : null}
            onChange={(change) => pick({ ...shown, [side]: change.currentTarget.value })}
          />
        ))}
    </Group>
  );
}

interface RangeProblem {
  readonly side: 'from' | 'to';
  readonly key: 'missing' | 'order' | 'future';
}

function problemOf({ from, to }: Range, today: string): RangeProblem | null {
  if (!isDay(from)) return { side: 'from', key: 'missing' };
  if (!isDay(to)) return { side: 'to', key: 'missing' };
  if (to < from) return { side: 'to', key: 'order' };
  if (to > today) return { side: 'to', key: 'future' };
  return null;
}
