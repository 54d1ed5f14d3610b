'use client';

import { Group, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type Ref } from 'react';
import { PersonPhoto } from '../../components/person-photo';
import { api } from '../../lib/api';
import { useSession } from '../../lib/session';

export interface Recipient {
  readonly id: string;
  readonly name: string;
}

interface RecipientPickerProps {
  readonly value: Recipient | null;
  readonly onChange: (recipient: Recipient | null) => void;
  readonly error?: string | null;
  readonly ref?: Ref<HTMLInputElement>;
}

const offered = 12;

/** Finds a member by name. Headlines and photos tell people of the same name apart. */
export function RecipientPicker({ value, onChange, error, ref }: RecipientPickerProps) {
  const t = useTranslations('buz.recipient');
  const { userId } = useSession();
  const [words, setWords] = useState('');
  const [settled] = useDebouncedValue(words.trim(), 300);
  const q = settled === value?.name ? '' : settled;
  const search = useQuery({
    queryKey: ['people', 'recipient', q],
    queryFn: ({ signal }) => api.users.search({ query: { limit: offered, ...(q ? { q } : {}) } }, { signal }),
    placeholderData: (previous) => previous,
  });
  const found = (search.data?.items ?? []).filter(({ id }) => id !== userId);
  const listed = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  const people = new Map(found.map((person) => [person.id, person]));
  return (
    <Select
      {...(ref ? { ref } : {})}
      label={t('label')}
      description={t('hint')}
      placeholder={t('placeholder')}
      required
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      data={listed.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      error={error}
      maxDropdownHeight={320}
      // The server searched already, also in headlines and skills.
      filter={({ options }) => options}
      nothingFoundMessage={search.isFetching ? t('looking') : t('nobody')}
      onSearchChange={setWords}
      onChange={(id) => onChange(listed.find((person) => person.id === id) ?? null)}
      renderOption={({ option }) => {
        const person = people.get(option.value);
        return (
          <Group gap="sm" wrap="nowrap">
            <PersonPhoto name={option.label} fileId={person?.photoFileId ?? null} size={32} />
            <Stack gap={0} miw={0}>
              <Text size="sm">{option.label}</Text>
              {person?.headline && (
                <Text size="xs" c="dimmed" lineClamp={1}>
                  {person.headline}
                </Text>
              )}
            </Stack>
          </Group>
        );
      }}
    />
  );
}
