'use client';

import {
  Accordion,
  ActionIcon,
  Button,
  Group,
  NativeSelect,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { unit } from './field-props';
import { useHolderOptions } from './holder-options';
import { newInvestor, type InvestorDraft, type RoundDraft } from './round-draft';
import type { CapTable } from './types';

interface RoundFieldsProps {
  readonly table: CapTable;
  readonly round: RoundDraft;
  readonly faults: readonly string[];
  readonly onChange: (round: RoundDraft) => void;
}

/** The terms of a round; what is rarely changed is folded away. */
export function RoundFields({ table, round, faults, onChange }: RoundFieldsProps) {
  const t = useTranslations('equity.scenarios.rounds');
  const times = useTranslations('equity.fields')('times');
  const set = (change: Partial<RoundDraft>) => onChange({ ...round, ...change });
  const wrong = (field: 'name' | 'value' | 'pool' | 'multiple' | 'cap') =>
    faults.includes(`${round.key}.${field}`) ? t(`faults.${field}`) : null;
  return (
    <Stack gap="md">
      <Group align="flex-start" gap="md">
        <TextInput
          label={t('name')}
          required
          maxLength={80}
          value={round.name}
          error={wrong('name')}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          w={{ base: '100%', xs: 220 }}
        />
        <NativeSelect
          label={t('by')}
          value={round.by}
          onChange={({ currentTarget }) => set({ by: currentTarget.value as RoundDraft['by'] })}
          data={[
            { value: 'VALUE', label: t('VALUE') },
            { value: 'PRICE', label: t('PRICE') },
          ]}
          w={{ base: '100%', xs: 240 }}
        />
        <TextInput
          label={t(round.by === 'VALUE' ? 'preMoney' : 'price')}
          required
          inputMode="decimal"
          maxLength={26}
          value={round.value}
          error={wrong('value')}
          onChange={({ currentTarget }) => set({ value: currentTarget.value })}
          {...unit(table.currency)}
          w={{ base: '100%', xs: 240 }}
        />
      </Group>
      <Investors table={table} round={round} faults={faults} onChange={onChange} />
      <Group align="flex-start" gap="md">
        <TextInput
          label={t('pool')}
          description={t('poolHint')}
          inputMode="decimal"
          maxLength={12}
          value={round.pool}
          error={wrong('pool')}
          onChange={({ currentTarget }) => set({ pool: currentTarget.value })}
          {...unit('%')}
          w={{ base: '100%', xs: 260 }}
        />
        {round.pool.trim() !== '' && (
          <NativeSelect
            label={t('countedIn')}
            description={t('countedInHint')}
            value={round.countedIn}
            onChange={({ currentTarget }) =>
              set({ countedIn: currentTarget.value as RoundDraft['countedIn'] })
            }
            data={[
              { value: 'PRE_MONEY', label: t('poolPre') },
              { value: 'POST_MONEY', label: t('poolPost') },
            ]}
            w={{ base: '100%', xs: 300 }}
          />
        )}
      </Group>
      <Accordion variant="separated" order={3}>
        <Accordion.Item value="more">
          <Accordion.Control>{t('more')}</Accordion.Control>
          <Accordion.Panel>
            <Group align="flex-start" gap="md">
              <NativeSelect
                label={t('method')}
                description={t('methodHint')}
                value={round.method}
                onChange={({ currentTarget }) => set({ method: currentTarget.value as RoundDraft['method'] })}
                data={(['PERCENT_OWNERSHIP', 'PRE_MONEY', 'DOLLARS_INVESTED'] as const).map((value) => ({
                  value,
                  label: t(`methods.${value}`),
                }))}
                w={{ base: '100%', sm: 300 }}
              />
              <TextInput
                label={t('multiple')}
                description={t('multipleHint')}
                inputMode="decimal"
                maxLength={10}
                value={round.multiple}
                error={wrong('multiple')}
                onChange={({ currentTarget }) => set({ multiple: currentTarget.value })}
                {...unit(times)}
                w={{ base: '100%', sm: 220 }}
              />
              <NativeSelect
                label={t('participation')}
                description={t('participationHint')}
                value={round.participation}
                onChange={({ currentTarget }) =>
                  set({ participation: currentTarget.value as RoundDraft['participation'] })
                }
                data={(['NONE', 'FULL', 'CAPPED'] as const).map((value) => ({
                  value,
                  label: t(`participations.${value}`),
                }))}
                w={{ base: '100%', sm: 260 }}
              />
              {round.participation === 'CAPPED' && (
                <TextInput
                  label={t('cap')}
                  description={t('capHint')}
                  required
                  inputMode="decimal"
                  maxLength={10}
                  value={round.cap}
                  error={wrong('cap')}
                  onChange={({ currentTarget }) => set({ cap: currentTarget.value })}
                  {...unit(times)}
                  w={{ base: '100%', sm: 220 }}
                />
              )}
            </Group>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}

const mostInvestors = 50;

function Investors({ table, round, faults, onChange }: RoundFieldsProps) {
  const t = useTranslations('equity.scenarios.rounds');
  const options = useHolderOptions(table);
  const set = (key: string, change: Partial<InvestorDraft>) =>
    onChange({
      ...round,
      investors: round.investors.map((one) => (one.key === key ? { ...one, ...change } : one)),
    });
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t('investors')}
      </Text>
      {round.investors.map(({ key, stakeholderId, name, amount }, index) => (
        <Group
          key={key}
          role="group"
          aria-label={t('investor', { number: index + 1 })}
          align="flex-start"
          gap="sm"
        >
          <Select
            label={t('who')}
            placeholder={t('somebodyNew')}
            searchable
            clearable
            limit={50}
            clearButtonProps={{ 'aria-label': t('somebodyNew') }}
            data={options}
            value={stakeholderId || null}
            onChange={(value) => set(key, { stakeholderId: value ?? '' })}
            w={{ base: '100%', xs: 220 }}
          />
          {stakeholderId === '' && (
            <TextInput
              label={t('newName')}
              required
              maxLength={160}
              value={name}
              error={faults.includes(`${key}.name`) ? t('faults.investor') : null}
              onChange={({ currentTarget }) => set(key, { name: currentTarget.value })}
              w={{ base: '100%', xs: 220 }}
            />
          )}
          <TextInput
            label={t('amount')}
            required
            inputMode="decimal"
            maxLength={26}
            value={amount}
            error={faults.includes(`${key}.amount`) ? t('faults.amount') : null}
            onChange={({ currentTarget }) => set(key, { amount: currentTarget.value })}
            {...unit(table.currency)}
            w={{ base: '100%', xs: 200 }}
          />
          {round.investors.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="red"
              size={36}
              mt={24}
              aria-label={t('removeInvestor', { number: index + 1 })}
              onClick={() =>
                onChange({ ...round, investors: round.investors.filter((one) => one.key !== key) })
              }
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={round.investors.length >= mostInvestors}
          onClick={() => onChange({ ...round, investors: [...round.investors, newInvestor()] })}
        >
          {t('addInvestor')}
        </Button>
      </Group>
    </Stack>
  );
}
