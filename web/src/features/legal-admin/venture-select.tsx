'use client';

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { wire } from '@smartstart/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode, type Ref } from 'react';
import { withNote } from '../../components/select-note';
import { api } from '../../lib/api';

interface Named {
  readonly id: string;
  readonly name: string;
}

interface VentureSelectProps {
  readonly value: Named | null;
  readonly onChange: (venture: Named | null) => void;
  readonly error?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

const offered = 12;
const shortest = 2;

/** Finds one venture by name as one types; one that is not open to the reader by its whole id. */
export function VentureSelect({ value, onChange, error, ref }: VentureSelectProps) {
  const t = useTranslations('legalAdmin.holds');
  const [words, setWords] = useState(value?.name ?? '');
  const [settled] = useDebouncedValue(words.trim(), 250);
  const isId = (text: string) => wire.id.safeParse(text).success;
  const found = useQuery({
    queryKey: ['ventures', 'select', settled],
    queryFn: ({ signal }) => api.ventures.list({ query: { q: settled, limit: offered } }, { signal }),
    enabled: settled.length >= shortest && settled !== value?.name && !isId(settled),
    placeholderData: (before) => before,
  });
  const listed = settled === value?.name ? [] : (found.data?.items ?? []);
  const ventures = new Map<string, string>(value ? [[value.id, value.name]] : []);
  for (const { id, name } of listed) ventures.set(id, name);
  const typed = words.trim().toLowerCase();
  if (isId(typed)) ventures.set(typed, typed);
  const searching = words.trim().length >= shortest && words !== value?.name;
  const nothing = searching && listed.length === 0 && !isId(typed);
  const waiting = found.isFetching || settled !== words.trim();
  return (
    <Select
      {...(ref ? { ref } : {})}
      label={t('venture')}
      description={t('ventureHint')}
      required
      error={error}
      searchable
      searchValue={words}
      onSearchChange={setWords}
      value={value?.id ?? null}
      onChange={(id) => onChange(id === null ? null : { id, name: ventures.get(id) ?? id })}
      data={[...ventures].map(([id, name]) => ({ value: id, label: name }))}
      // The server has searched already, also in purposes.
      filter={({ options }) => options}
      inputContainer={withNote(nothing ? t(waiting ? 'looking' : 'nothing') : null)}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
