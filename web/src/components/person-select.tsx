'use client';

import { Group, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode, type Ref } from 'react';
import { api } from '../lib/api';
import { useSession } from '../lib/session';
import { PersonPhoto } from './person-photo';
import { withNote } from './select-note';

export interface Person {
  readonly id: string;
  readonly name: string;
}

interface PersonSelectProps {
  readonly label: string;
  readonly description?: string;
  readonly value: Person | null;
  readonly onChange: (person: Person | null) => void;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly clearable?: boolean;
  /** Leaves the reader out. */
  readonly others?: boolean;
  /** Takes a whole user id as well, for people whose profile the search does not show. */
  readonly byId?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

const offered = 12;
const shortest = 2;
const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Finds one member by name as one types. Headlines and photos tell people of the same name apart. */
export function PersonSelect({
  value,
  onChange,
  others = false,
  byId = false,
  description,
  ref,
  ...input
}: PersonSelectProps) {
  const t = useTranslations('common.person');
  const { userId } = useSession();
  const [words, setWords] = useState(value?.name ?? '');
  const [settled] = useDebouncedValue(words.trim(), 250);
  const found = useQuery({
    queryKey: ['people', 'select', settled],
    queryFn: ({ signal }) => api.users.search({ query: { q: settled, limit: offered } }, { signal }),
    enabled: settled.length >= shortest && settled !== value?.name && !idPattern.test(settled),
    placeholderData: (before) => before,
  });
  const listed =
    settled === value?.name ? [] : (found.data?.items ?? []).filter(({ id }) => !others || id !== userId);
  const profiles = new Map(listed.map((profile) => [profile.id, profile]));
  const people = new Map<string, string>(value ? [[value.id, value.name]] : []);
  for (const { id, name } of listed) people.set(id, name);
  const typedId = words.trim().toLowerCase();
  if (byId && idPattern.test(typedId)) people.set(typedId, typedId);
  const searching = words.trim().length >= shortest && words !== value?.name;
  const nothing = searching && listed.length === 0 && !people.has(typedId);
  const waiting = found.isFetching || settled !== words.trim();
  return (
    <Select
      {...input}
      {...(ref ? { ref } : {})}
      description={description ?? (byId ? t('hintId') : t('hint'))}
      searchable
      clearButtonProps={{ 'aria-label': t('clear') }}
      searchValue={words}
      onSearchChange={setWords}
      value={value?.id ?? null}
      onChange={(id) => onChange(id === null ? null : { id, name: people.get(id) ?? id })}
      data={[...people].map(([id, name]) => ({ value: id, label: name }))}
      renderOption={({ option }) => {
        const profile = profiles.get(option.value);
        return (
          <Group gap="sm" wrap="nowrap">
            <PersonPhoto name={option.label} fileId={profile?.photoFileId ?? null} size={32} />
            <Stack gap={0} miw={0}>
              <Text size="sm">{option.label}</Text>
              {profile?.headline && (
                <Text size="xs" c="dimmed" lineClamp={1}>
                  {profile.headline}
                </Text>
              )}
            </Stack>
          </Group>
        );
      }}
      // The server has searched already, also in headlines and skills.
      filter={({ options }) => options}
      inputContainer={withNote(nothing ? t(waiting ? 'looking' : 'nobody') : null)}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
