'use client';

import { Button, Group, NativeSelect, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure, useId } from '@mantine/hooks';
import { opportunitiesWire } from '@smartstart/contract';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { industries, isNarrowed, type Filters } from './filters';
import type { FilterState } from './use-filters';
import { useOpportunityWords } from './words';

interface FilterBarProps {
  readonly state: FilterState;
  /** Services have no type. */
  readonly withType?: boolean;
}

const typingMs = 350;
const folded = ['engagement', 'skill', 'industry', 'tag', 'minHours', 'maxHours'] as const;

/** Search, filters and order of a list; what is rarely used is folded away. */
export function FilterBar({ state: { filters, set, replace }, withType = true }: FilterBarProps) {
  const t = useTranslations('opportunities.filters');
  const all = useTranslations('opportunities');
  const words = useOpportunityWords();
  const [opened, { toggle }] = useDisclosure(folded.some((name) => filters[name] !== undefined));
  const id = useId();
  return (
    <Stack gap="sm" component="search">
      <Group align="flex-end" gap="md">
        <TypedField
          label={t('q')}
          placeholder={t('qHint')}
          value={filters.q ?? ''}
          maxLength={200}
          flex="2 1 16rem"
          icon
          onSettled={(q) => set('q', q || null)}
        />
        {withType && (
          <Choice
            label={t('type')}
            any={t('any')}
            value={filters.type}
            options={opportunitiesWire.opportunityType.options}
            name={(type) => all(`types.${type}`)}
            onChange={(type) => set('type', type)}
          />
        )}
        <Choice
          label={t('reward')}
          any={t('any')}
          value={filters.reward}
          options={opportunitiesWire.rewardKind.options}
          name={(reward) => all(`rewards.${reward}`)}
          onChange={(reward) => set('reward', reward)}
        />
        <Choice
          label={t('where')}
          any={t('any')}
          value={filters.remote}
          options={['true', 'false'] as const}
          name={(remote) => t(remote === 'true' ? 'remote' : 'onSite')}
          onChange={(remote) => set('remote', remote)}
        />
        <Choice
          label={t('sort')}
          any={t('sorts.newest')}
          value={filters.sort === 'newest' ? undefined : filters.sort}
          options={filters.q ? (['relevance', 'closing'] as const) : (['closing'] as const)}
          name={(sort) => t(`sorts.${sort}`)}
          onChange={(sort) => set('sort', sort)}
        />
      </Group>
      <Group gap="sm">
        <Button
          variant="default"
          size="xs"
          aria-expanded={opened}
          aria-controls={id}
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={toggle}
        >
          {t(opened ? 'less' : 'more')}
        </Button>
        {isNarrowed(filters) && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => replace(filters.sort ? { sort: filters.sort } : {})}
          >
            {t('clear')}
          </Button>
        )}
      </Group>
      <SimpleGrid
        id={id}
        hidden={!opened}
        cols={{ base: 1, xs: 2, md: 3 }}
        display={opened ? 'grid' : 'none'}
      >
        <Choice
          label={t('engagement')}
          any={t('any')}
          value={filters.engagement}
          options={opportunitiesWire.engagement.options}
          name={(engagement) => all(`engagements.${engagement}`)}
          onChange={(engagement) => set('engagement', engagement)}
        />
        <Choice
          label={t('industry')}
          any={t('any')}
          value={filters.industry}
          options={industries}
          name={(industry) => words.industry(industry)}
          onChange={(industry) => set('industry', industry)}
        />
        <TypedField
          label={t('skill')}
          placeholder={t('skillHint')}
          value={filters.skill ?? ''}
          maxLength={60}
          onSettled={(skill) => set('skill', skill || null)}
        />
        <TypedField
          label={t('tag')}
          value={filters.tag ?? ''}
          maxLength={30}
          onSettled={(tag) => set('tag', tag || null)}
        />
        <Hours
          name="minHours"
          filters={filters}
          label={t('minHours')}
          onSettled={(hours) => set('minHours', hours)}
        />
        <Hours
          name="maxHours"
          filters={filters}
          label={t('maxHours')}
          onSettled={(hours) => set('maxHours', hours)}
        />
      </SimpleGrid>
    </Stack>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  /** The option that narrows nothing. */
  readonly any: string;
  readonly value: T | undefined;
  readonly options: readonly T[];
  readonly name: (option: T) => string;
  readonly onChange: (value: T | null) => void;
}

function Choice<T extends string>({ label, any, value, options, name, onChange }: ChoiceProps<T>) {
  return (
    <NativeSelect
      label={label}
      value={value ?? ''}
      flex="1 1 9rem"
      onChange={({ currentTarget }) => onChange(options.find((one) => one === currentTarget.value) ?? null)}
      data={[{ value: '', label: any }, ...options.map((one) => ({ value: one, label: name(one) }))]}
    />
  );
}

interface TypedFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly maxLength: number;
  readonly flex?: string;
  readonly icon?: boolean;
  readonly onSettled: (value: string) => void;
}

/** A text that narrows the list once the typing rests. */
function TypedField({ value, onSettled, icon = false, flex, ...input }: TypedFieldProps) {
  const [typed, setTyped] = useTyped(value);
  const settle = useDebouncedCallback((text: string) => onSettled(text.trim()), typingMs);
  return (
    <TextInput
      {...input}
      {...(flex ? { flex } : {})}
      {...(icon ? { leftSection: <IconSearch size={16} aria-hidden /> } : {})}
      type="search"
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        settle(currentTarget.value);
      }}
    />
  );
}

interface HoursProps {
  readonly name: 'minHours' | 'maxHours';
  readonly filters: Filters;
  readonly label: string;
  readonly onSettled: (hours: number | null) => void;
}

function Hours({ name, filters, label, onSettled }: HoursProps) {
  const [typed, setTyped] = useTyped(filters[name]?.toString() ?? '');
  const settle = useDebouncedCallback(onSettled, typingMs);
  return (
    <NumberInput
      label={label}
      min={name === 'minHours' ? 0 : 1}
      max={80}
      allowDecimal={false}
      clampBehavior="strict"
      value={typed}
      onChange={(value) => {
        setTyped(String(value));
        settle(value === '' ? null : Number(value));
      }}
    />
  );
}

/** What is being typed, unless the address changed behind the field: by a saved search, or by going back. */
function useTyped(value: string) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    setTyped((before) => (before.trim() === value ? before : value));
  }, [value]);
  return [typed, setTyped] as const;
}
