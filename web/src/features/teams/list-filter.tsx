'use client';

import { Group, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ListFilter } from './queries';

/** Mine or all, and a search; what is typed counts once the typing pauses. */
export function useListFilter(): { filter: ListFilter; bar: React.ReactNode } {
  const t = useTranslations('teams.list');
  const [mine, setMine] = useState<'true' | 'false'>('false');
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words.trim(), 250);
  return {
    filter: { mine, search },
    bar: (
      <Group align="flex-end">
        <TextInput
          type="search"
          label={t('search')}
          value={words}
          maxLength={80}
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={(event) => setWords(event.currentTarget.value)}
          style={{ flex: '1 1 220px' }}
          maw={360}
        />
        <SegmentedControl
          aria-label={t('show')}
          value={mine}
          onChange={(value) => setMine(value as 'true' | 'false')}
          data={[
            { value: 'false', label: t('all') },
            { value: 'true', label: t('mine') },
          ]}
        />
      </Group>
    ),
  };
}
