'use client';

import { Button, Group, Select, Stack } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFaultText, withText, type FieldProps } from './field-props';
import { textOf } from './act-draft';
import type { Field } from './acts';
import { AddHolderModal } from './add-holder-modal';
import { useHolderOptions, type Option } from './holder-options';
import { useRefreshEquity } from './queries';

type HolderKind = Extract<Field, { kind: 'holder' }>;

/** Chooses a stakeholder of the table, or adds one. */
export function HolderField({ field, standing, table, draft, faults, onChange }: FieldProps<HolderKind>) {
  const t = useTranslations('equity.fields');
  const faultOf = useFaultText(faults);
  const refresh = useRefreshEquity(standing.venture.id);
  // Until the table that names them is there.
  const [added, setAdded] = useState<readonly Option[]>([]);
  const options = useHolderOptions(table, added);
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
            setAdded((known) => [...known, option]);
            void refresh();
            set(option.value);
            setAdding(false);
          }}
        />
      )}
    </Stack>
  );
}
