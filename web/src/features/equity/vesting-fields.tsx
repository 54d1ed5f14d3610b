'use client';

import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { PlanDraft, PlanFault } from './vesting-plan';

const kinds = ['IMMEDIATE', 'TIME', 'MILESTONES'] as const;
const steps = ['1', '3', '6', '12'] as const;
const most = 30;

interface VestingFieldsProps {
  readonly value: PlanDraft;
  readonly onChange: (draft: PlanDraft) => void;
  readonly fault: PlanFault | null;
  /** Whose vesting it is, where several stand on a page. */
  readonly of?: string;
  readonly withImmediate?: boolean;
}

/** How something vests: at once, over months with a cliff, or with milestones. */
export function VestingFields({ value, onChange, fault, of, withImmediate = true }: VestingFieldsProps) {
  const t = useTranslations('equity.plan');
  const set = (change: Partial<PlanDraft>) => onChange({ ...value, ...change });
  const setMilestone = (key: string, change: { title?: string; parts?: string }) =>
    set({ milestones: value.milestones.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  return (
    <Stack gap="sm">
      <NativeSelect
        label={of === undefined ? t('kind') : t('kindOf', { name: of })}
        description={t(`about.${value.kind}`)}
        value={value.kind}
        maw={420}
        onChange={({ currentTarget }) => set({ kind: currentTarget.value as PlanDraft['kind'] })}
        data={kinds
          .filter((kind) => withImmediate || kind !== 'IMMEDIATE')
          .map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      />
      {value.kind === 'TIME' && (
        <Group align="flex-start" gap="md">
          <TextInput
            label={t('months')}
            inputMode="numeric"
            maxLength={3}
            w={140}
            value={value.months}
            error={fault === 'MONTHS' ? t('faults.MONTHS') : fault === 'UNEVEN' ? t('faults.UNEVEN') : null}
            onChange={({ currentTarget }) => set({ months: currentTarget.value })}
          />
          <TextInput
            label={t('cliff')}
            inputMode="numeric"
            maxLength={3}
            w={140}
            value={value.cliffMonths}
            error={fault === 'CLIFF' ? t('faults.CLIFF') : null}
            onChange={({ currentTarget }) => set({ cliffMonths: currentTarget.value })}
          />
          <NativeSelect
            label={t('every')}
            w={180}
            value={value.everyMonths}
            onChange={({ currentTarget }) =>
              set({ everyMonths: currentTarget.value as PlanDraft['everyMonths'] })
            }
            data={steps.map((months) => ({ value: months, label: t(`steps.${months}`) }))}
          />
        </Group>
      )}
      {value.kind === 'MILESTONES' && (
        <Stack gap="xs">
          {value.milestones.map(({ key, title, parts }, index) => (
            <Group key={key} align="flex-end" gap="sm" wrap="nowrap">
              <TextInput
                label={t('milestone', { number: index + 1 })}
                flex={1}
                maxLength={160}
                value={title}
                error={fault === 'MILESTONE' && title.trim() === '' ? t('faults.MILESTONE') : null}
                onChange={({ currentTarget }) => setMilestone(key, { title: currentTarget.value })}
              />
              <TextInput
                label={t('parts')}
                w={80}
                inputMode="numeric"
                maxLength={5}
                value={parts}
                error={fault === 'MILESTONE' && !/^[1-9]\d*$/.test(parts)}
                onChange={({ currentTarget }) => setMilestone(key, { parts: currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                color="red"
                size={36}
                aria-label={t('remove', { number: index + 1 })}
                onClick={() => set({ milestones: value.milestones.filter((one) => one.key !== key) })}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          {fault === 'NO_MILESTONES' && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {t(`faults.${fault}`)}
            </Text>
          )}
          <Group>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={value.milestones.length >= most}
              onClick={() =>
                set({
                  milestones: [...value.milestones, { key: crypto.randomUUID(), title: '', parts: '1' }],
                })
              }
            >
              {t('add')}
            </Button>
          </Group>
        </Stack>
      )}
    </Stack>
  );
}
