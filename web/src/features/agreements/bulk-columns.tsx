'use client';

import { Fieldset, NativeSelect, SimpleGrid } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { rolesOf, type Mapping, type Table, type Target } from './bulk-rows';
import type { Template, Variable } from './types';

interface BulkColumnsProps {
  readonly table: Table;
  readonly template: Template;
  readonly blanks: readonly Variable[];
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** Which column is what. A blank without a column is filled in once, for all. */
export function BulkColumns({ table, template, blanks, mapping, onChange }: BulkColumnsProps) {
  const t = useTranslations('agreements.bulk');
  const columns = table.columns.map((label, at) => ({
    value: String(at),
    label: sampleOf(label, table.rows[0]?.[at]),
  }));
  const select = (target: Target, label: string, none: string, required: boolean) => (
    <NativeSelect
      key={target}
      label={label}
      required={required}
      value={String(mapping[target] ?? '')}
      error={required && mapping[target] === undefined ? t('columnMissing') : undefined}
      data={[{ value: '', label: none }, ...columns]}
      onChange={(event) => {
        const { [target]: _, ...rest } = mapping;
        const { value } = event.currentTarget;
        onChange(value === '' ? rest : { ...rest, [target]: Number(value) });
      }}
    />
  );
  return (
    <Fieldset legend={t('columns')}>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
        {rolesOf(template).flatMap(({ name, label }) => [
          select(`name ${name}`, t('nameOf', { role: label }), t('chooseColumn'), true),
          select(`email ${name}`, t('emailOf', { role: label }), t('chooseColumn'), true),
        ])}
        {blanks.map(({ name, label }) => select(`blank ${name}`, label, t('sameForAll'), false))}
      </SimpleGrid>
    </Fieldset>
  );
}

const sampleLength = 24;

/** A column with what stands in its first row. */
function sampleOf(label: string, cell: string | undefined): string {
  if (!cell) return label;
  return `${label} (${cell.length > sampleLength ? `${cell.slice(0, sampleLength)}…` : cell})`;
}
