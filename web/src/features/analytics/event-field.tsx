'use client';

import { Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, type ReactNode, type Ref } from 'react';
import { useFormat } from '../../lib/format';
import { eventsQuery } from './queries';

/** Whatever a person did. */
const anyEvent = '*';

/** The catalogue of events, and what each is called. */
export function useEvents() {
  const { data } = useQuery(eventsQuery());
  const any = useTranslations('analytics.events')('any');
  return useMemo(() => {
    const items = data?.items ?? [];
    const byName = new Map(items.map((item) => [item.event, item]));
    return {
      items,
      titleOf: (event: string) => (event === anyEvent ? any : (byName.get(event)?.title ?? event)),
      propertiesOf: (event: string) => byName.get(event)?.properties ?? [],
    };
  }, [data, any]);
}

interface EventFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (event: string | null) => void;
  readonly error?: ReactNode;
  readonly description?: string;
  readonly required?: boolean;
  /** Says what leaving it empty means. */
  readonly placeholder?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One event of the catalogue, found by typing; how often each came stands beside it. */
export function EventField({ value, onChange, required = true, ref, ...input }: EventFieldProps) {
  const t = useTranslations('analytics.events');
  const format = useFormat();
  const { items, titleOf } = useEvents();
  const counts = new Map(items.map(({ event, events }) => [event, events]));
  const groups = [...new Set(items.map(({ group }) => group))];
  const listed = groups.map((group) => ({
    group,
    items: items
      .filter((item) => item.group === group)
      .map(({ event, title }) => ({ value: event, label: title })),
  }));
  const data = counts.has(anyEvent)
    ? listed
    : [{ group: t('anyGroup'), items: [{ value: anyEvent, label: t('any') }] }, ...listed];
  // A link may name an event the catalogue has lost; it is shown rather than dropped in silence.
  const lost = value !== null && value !== anyEvent && !counts.has(value);
  return (
    <Select
      {...input}
      {...(ref ? { ref } : {})}
      data={lost ? [...data, { group: t('unknown'), items: [{ value, label: titleOf(value) }] }] : data}
      value={value}
      onChange={onChange}
      searchable
      clearable={!required}
      required={required}
      nothingFoundMessage={t('none')}
      maxDropdownHeight={320}
      clearButtonProps={{ 'aria-label': t('clear') }}
      renderOption={({ option }) => (
        <Group justify="space-between" gap="sm" wrap="nowrap" w="100%">
          <Text size="sm">{option.label}</Text>
          {counts.has(option.value) && (
            <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {t('lately', { count: format.number(counts.get(option.value) ?? 0) })}
            </Text>
          )}
        </Group>
      )}
    />
  );
}
