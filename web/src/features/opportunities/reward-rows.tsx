'use client';

import { ActionIcon, Button, Card, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { opportunitiesWire } from '@smartstart/contract';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { MoveButton } from '../../components/move-button';
import {
  currencies,
  emptyReward,
  hasAmount,
  hasPercent,
  mostRewards,
  type RewardDraft,
} from './posting-draft';
import type { Kind, RewardKind } from './types';

interface RewardRowsProps {
  readonly kind: Kind;
  readonly value: readonly RewardDraft[];
  readonly errorOf: (path: string) => string | null;
  readonly onChange: (value: RewardDraft[]) => void;
}

/** What is given, or asked for a service, the main one first. */
export function RewardRows({ kind, value, errorOf, onChange }: RewardRowsProps) {
  const t = useTranslations('opportunities.rewardRows');
  const names = useTranslations('opportunities.rewards');
  const id = useId();
  const kinds = opportunitiesWire.rewardKind.options;
  const set = (index: number, change: Partial<RewardDraft>) =>
    onChange(value.map((reward, at) => (at === index ? { ...reward, ...change } : reward)));
  const move = (index: number, by: -1 | 1) => {
    const next = [...value];
    const [row] = next.splice(index, 1);
    if (row) next.splice(index + by, 0, row);
    onChange(next);
  };
  const focus = (index: number) =>
    requestAnimationFrame(() => document.getElementById(index < 0 ? `${id}-add` : `${id}-${index}`)?.focus());
  const whole = errorOf('rewards');
  return (
    <Stack gap="sm">
      {value.map((reward, index) => (
        <Card key={index} p="md" role="group" aria-label={t('row', { number: index + 1 })}>
          <Stack gap="sm">
            <Group align="flex-end" gap="sm">
              <NativeSelect
                id={`${id}-${index}`}
                label={t(index === 0 ? 'main' : 'other')}
                flex="2 1 12rem"
                value={reward.kind}
                {...(whole ? { 'aria-invalid': true } : {})}
                onChange={({ currentTarget }) => set(index, { kind: currentTarget.value as RewardKind })}
                data={kinds.map((one) => ({ value: one, label: names(one) }))}
              />
              {value.length > 1 && (
                <>
                  <MoveButton
                    by={-1}
                    off={index === 0}
                    label={t('up', { number: index + 1 })}
                    onMove={(by) => move(index, by)}
                  />
                  <MoveButton
                    by={1}
                    off={index === value.length - 1}
                    label={t('down', { number: index + 1 })}
                    onMove={(by) => move(index, by)}
                  />
                </>
              )}
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('remove', { name: names(reward.kind) })}
                onClick={() => {
                  onChange(value.filter((_, at) => at !== index));
                  focus(Math.min(index, value.length - 2));
                }}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
            <Group align="flex-start" gap="sm">
              {hasPercent(reward.kind) && (
                <TextInput
                  label={t('percent')}
                  inputMode="decimal"
                  maxLength={12}
                  flex="1 1 8rem"
                  rightSection={<span aria-hidden>%</span>}
                  value={reward.percent}
                  error={errorOf(`rewards.${index}.percent`)}
                  onChange={({ currentTarget }) => set(index, { percent: currentTarget.value })}
                />
              )}
              {hasAmount(reward.kind) && (
                <>
                  <TextInput
                    label={t(reward.kind === 'HOURLY' ? 'hourly' : 'amount')}
                    inputMode="decimal"
                    maxLength={20}
                    flex="1 1 8rem"
                    value={reward.amount}
                    error={errorOf(`rewards.${index}.amount`) ?? errorOf(`rewards.${index}.amountMinor`)}
                    onChange={({ currentTarget }) => set(index, { amount: currentTarget.value })}
                  />
                  <NativeSelect
                    label={t('currency')}
                    flex="0 1 7rem"
                    value={reward.currency}
                    data={[...new Set([...currencies, reward.currency])]}
                    onChange={({ currentTarget }) => set(index, { currency: currentTarget.value })}
                  />
                </>
              )}
              <TextInput
                label={t('terms')}
                placeholder={t('termsExample')}
                maxLength={500}
                flex="3 1 14rem"
                value={reward.terms}
                onChange={({ currentTarget }) => set(index, { terms: currentTarget.value })}
              />
            </Group>
          </Stack>
        </Card>
      ))}
      {whole && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {whole}
        </Text>
      )}
      <div>
        <Button
          id={`${id}-add`}
          size="xs"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={value.length >= mostRewards}
          onClick={() => {
            const free = kinds.find((one) => value.every((reward) => reward.kind !== one)) ?? 'EQUITY';
            onChange([...value, { ...emptyReward, kind: free }]);
            focus(value.length);
          }}
        >
          {t(kind === 'SERVICE' ? 'addPrice' : 'add')}
        </Button>
      </div>
    </Stack>
  );
}
