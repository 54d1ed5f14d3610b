'use client';

import { Button, Group, Select, Stack } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFaultText, withText, type FieldProps } from './field-props';
import { textOf } from './act-draft';
import type { Field } from './acts';
import { AddHolderModal } from './add-holder-modal';
import { useHolderOptions, type Option } from './holder-options';
import { equityKey } from './queries';

const pages = 3;

/**
 * Stakeholders of the newest entries: the table names those who hold something, and whoever was just added holds
 * nothing yet.
 */
export const addedQuery = (ventureId: string) => ({
  queryKey: [...equityKey(ventureId), 'added'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Option[]> => {
    const found: Option[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < pages && (page === 0 || cursor !== null); page += 1) {
      const query: { limit: number; cursor?: string } = {
        limit: 100,
        ...(cursor === null ? {} : { cursor }),
      };
      const { items, nextCursor } = await api.equity.entries({ params: { ventureId }, query }, { signal });
      for (const { type, id, summary, setAside } of items)
        if (type === 'STAKEHOLDER' && setAside === null)
          found.push({ value: id, label: summary.replace(/^[^:]*: /, '') });
      cursor = nextCursor;
    }
    return found;
  },
});

type HolderKind = Extract<Field, { kind: 'holder' }>;

/** Chooses a stakeholder of the table, or adds one. */
export function HolderField({ field, standing, table, draft, faults, onChange }: FieldProps<HolderKind>) {
  const t = useTranslations('equity.fields');
  const faultOf = useFaultText(faults);
  const client = useQueryClient();
  const ventureId = standing.venture.id;
  const added = useQuery(addedQuery(ventureId));
  const options = useHolderOptions(table, added.data);
  const [adding, setAdding] = useState(false);
  const set = (value: string) => onChange(withText(draft, field.name, value), field.name);
  return (
    <Stack gap={4}>
      <Select
        label={t(`${field.name}.label`)}
        description={t(`${field.name}.hint`)}
        placeholder={t('choose')}
        required
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('clear') }}
        limit={50}
        nothingFoundMessage={t('nobody')}
        data={options}
        value={textOf(draft, field.name) || null}
        error={faultOf(field.name)}
        onChange={(value) => set(value ?? '')}
      />
      <Group>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t('addHolder')}
        </Button>
      </Group>
      {adding && (
        <AddHolderModal
          standing={standing}
          table={table}
          onClose={() => setAdding(false)}
          onAdded={(option) => {
            const key = addedQuery(ventureId).queryKey;
            client.setQueryData(key, (known: Option[] | undefined) => [...(known ?? []), option]);
            set(option.value);
            setAdding(false);
          }}
        />
      )}
    </Stack>
  );
}
