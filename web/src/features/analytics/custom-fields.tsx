'use client';

import {
  ActionIcon,
  Autocomplete,
  Button,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Stack,
} from '@mantine/core';
import { IconFilterPlus, IconX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { filterOf, type CustomDraft, type FilterDraft } from './custom-draft';
import type { ReportField } from './types';

const groupsMost = 3;
const measuresMost = 5;
const filtersMost = 8;
const rowsMost = 1000;

interface CustomFieldsProps {
  readonly value: CustomDraft;
  readonly fields: readonly ReportField[];
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly onChange: (draft: CustomDraft) => void;
}

/** What a custom report shows: of which records, grouped how, which figures, filtered and sorted. */
export function CustomFields({ value, fields, errors, onChange }: CustomFieldsProps) {
  const t = useTranslations('analytics.custom');
  const datasets = [...new Set(fields.map(({ dataset }) => dataset))];
  const of = fields.filter(({ dataset }) => dataset === value.dataset);
  const options = (role: ReportField['role']) =>
    of.filter((field) => field.role === role).map(({ name, title }) => ({ value: name, label: title }));
  const titles = new Map(of.map(({ name, title }) => [name, title]));
  const sortable = [...value.groupBy, ...value.measures];
  return (
    <Stack>
      <NativeSelect
        label={t('dataset')}
        value={value.dataset}
        onChange={({ currentTarget }) =>
          onChange({
            ...value,
            dataset: currentTarget.value as CustomDraft['dataset'],
            groupBy: [],
            measures: [],
            filters: [],
            sort: null,
          })
        }
        data={datasets.map((dataset) => ({ value: dataset, label: t(`datasets.${dataset}`) }))}
      />
      <MultiSelect
        id="custom-measures"
        label={t('measures')}
        description={t('measuresHint')}
        required
        searchable
        maxValues={measuresMost}
        value={[...value.measures]}
        error={errors['measures']}
        data={options('MEASURE')}
        onChange={(measures) => onChange({ ...value, measures })}
      />
      <MultiSelect
        id="custom-groups"
        label={t('groupBy')}
        description={t('groupByHint')}
        searchable
        maxValues={groupsMost}
        value={[...value.groupBy]}
        error={errors['groupBy']}
        data={options('GROUP')}
        onChange={(groupBy) => onChange({ ...value, groupBy })}
      />
      <Filters value={value} of={of} errors={errors} onChange={onChange} />
      <Group align="flex-start" gap="md">
        <NativeSelect
          label={t('sort')}
          flex="1 1 12rem"
          value={value.sort && sortable.includes(value.sort.field) ? value.sort.field : ''}
          onChange={({ currentTarget: { value: field } }) =>
            onChange({ ...value, sort: field ? { field, descending: value.sort?.descending ?? true } : null })
          }
          data={[
            { value: '', label: t('unsorted') },
            ...sortable.map((name) => ({ value: name, label: titles.get(name) ?? name })),
          ]}
        />
        <NativeSelect
          label={t('direction')}
          flex="1 1 10rem"
          disabled={value.sort === null}
          value={value.sort?.descending === false ? 'up' : 'down'}
          onChange={({ currentTarget }) =>
            value.sort &&
            onChange({
              ...value,
              sort: { field: value.sort.field, descending: currentTarget.value === 'down' },
            })
          }
          data={(['down', 'up'] as const).map((way) => ({ value: way, label: t(`directions.${way}`) }))}
        />
        <NumberInput
          id="custom-limit"
          label={t('limit')}
          flex="1 1 8rem"
          min={1}
          max={rowsMost}
          allowDecimal={false}
          value={value.limit}
          error={errors['limit']}
          onChange={(limit) => onChange({ ...value, limit })}
        />
      </Group>
    </Stack>
  );
}

interface FiltersProps {
  readonly value: CustomDraft;
  readonly of: readonly ReportField[];
  readonly errors: CustomFieldsProps['errors'];
  readonly onChange: (draft: CustomDraft) => void;
}

function Filters({ value, of, errors, onChange }: FiltersProps) {
  const t = useTranslations('analytics.custom');
  const first = of.find(({ role }) => role === 'GROUP');
  const change = (index: number, part: Partial<FilterDraft>) =>
    onChange({
      ...value,
      filters: value.filters.map((filter, at) => (at === index ? { ...filter, ...part } : filter)),
    });
  return (
    <Stack gap="xs">
      {value.filters.map((filter, index) => {
        const field = of.find(({ name }) => name === filter.field);
        const kinds = field?.type === 'NUMBER' ? numberKinds : textKinds;
        return (
          <Group key={index} gap="xs" align="flex-start">
            <NativeSelect
              label={t('filterField', { number: index + 1 })}
              flex="1 1 9rem"
              value={filter.field}
              onChange={({ currentTarget }) =>
                change(index, { field: currentTarget.value, is: 'EQUALS', value: '' })
              }
              data={of
                .filter(({ role }) => role === 'GROUP')
                .map(({ name, title }) => ({ value: name, label: title }))}
            />
            <NativeSelect
              label={t('filterIs')}
              flex="1 1 8rem"
              value={filter.is}
              onChange={({ currentTarget }) =>
                change(index, { is: currentTarget.value as FilterDraft['is'] })
              }
              data={kinds.map((kind) => ({ value: kind, label: t(`is.${kind}`) }))}
            />
            <Autocomplete
              id={`custom-filter-${index}`}
              label={t('filterValue')}
              flex="2 1 10rem"
              maxLength={400}
              value={filter.value}
              {...(filter.is === 'ONE_OF' ? { description: t('oneOfHint') } : {})}
              error={errors[`filter-${index}`]}
              data={filter.is === 'ONE_OF' ? [] : (field?.values ?? [])}
              onChange={(next) => change(index, { value: next })}
            />
            <ActionIcon
              variant="default"
              size={36}
              mt={{ base: 0, xs: 24 }}
              aria-label={t('removeFilter', { number: index + 1 })}
              onClick={() => onChange({ ...value, filters: value.filters.filter((_, at) => at !== index) })}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </Group>
        );
      })}
      {first && value.filters.length < filtersMost && (
        <Group>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconFilterPlus size={16} aria-hidden />}
            onClick={() =>
              onChange({
                ...value,
                filters: [...value.filters, { field: first.name, is: 'EQUALS', value: '' }],
              })
            }
          >
            {t('addFilter')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

const textKinds = ['EQUALS', 'NOT_EQUALS', 'CONTAINS', 'ONE_OF'] as const;
const numberKinds = ['EQUALS', 'NOT_EQUALS', 'AT_LEAST', 'AT_MOST'] as const;

/** Where the first fault of a draft is, by the id of its field; null when there is none. */
export function faultsOf(draft: CustomDraft, fields: readonly ReportField[]): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  if (draft.measures.length === 0) faults['measures'] = { id: 'custom-measures', says: 'measuresMissing' };
  for (const [index, filter] of draft.filters.entries())
    if (filterOf(filter, fields) === null)
      faults[`filter-${index}`] = { id: `custom-filter-${index}`, says: 'filterWrong' };
  const limit = Number(draft.limit);
  if (draft.limit === '' || !Number.isInteger(limit) || limit < 1 || limit > rowsMost)
    faults['limit'] = { id: 'custom-limit', says: 'limitWrong' };
  return faults;
}

export interface Fault {
  readonly id: string;
  readonly says: 'measuresMissing' | 'filterWrong' | 'limitWrong';
}
