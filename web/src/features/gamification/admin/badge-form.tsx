'use client';

import { Button, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { gamificationWire } from '@smartstart/contract';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { FormModal } from '../../../components/form-modal';
import { api, newKey } from '../../../lib/api';
import type { Rarity } from '../types';
import { badgesKey } from './keys';

interface BadgeFormProps {
  readonly facts: readonly { readonly fact: string; readonly words: string; readonly fractions: boolean }[];
  readonly onClose: () => void;
}

interface Condition {
  readonly fact: string;
  readonly limit: 'atLeast' | 'atMost';
  readonly value: number | string;
}

const mostConditions = 8;

/** One condition is a threshold, several make a composite rule; the server says what makes no sense. */
export function BadgeForm({ facts, onClose }: BadgeFormProps) {
  const t = useTranslations('gamification.admin.badges');
  const rarities = useTranslations('gamification.badges.rarity');
  const client = useQueryClient();
  const intention = useRef(newKey());
  const first: Condition = { fact: facts[0]?.fact ?? '', limit: 'atLeast', value: 1 };
  const form = useForm({
    initialValues: { name: '', code: '', rarity: 'COMMON' as Rarity, conditions: [first] },
    validate: {
      name: (value) => (value.trim().length >= 3 ? null : t('nameWrong')),
      code: (value) => (/^[A-Z][A-Z0-9_]{2,59}$/.test(value) ? null : t('codeWrong')),
      conditions: {
        value: (value: number | string) => (typeof value === 'number' ? null : t('numberWrong')),
      },
    },
  });
  const save = useMutation({
    mutationFn: ({ name, code, rarity, conditions }: typeof form.values) => {
      const all = conditions.map(({ fact, limit, value }) =>
        limit === 'atLeast' ? { fact, atLeast: Number(value) } : { fact, atMost: Number(value) },
      );
      const [only] = all;
      const rule =
        all.length === 1 && only && only.atLeast !== undefined
          ? { kind: 'THRESHOLD' as const, fact: only.fact, atLeast: only.atLeast }
          : { kind: 'COMPOSITE' as const, all };
      return api.gamificationAdmin.addBadge(
        { body: { code, name: name.trim(), rarity, rule } },
        { idempotencyKey: intention.current },
      );
    },
    onSuccess: ({ name }) => {
      notifications.show({ message: t('saved', { name }), color: 'fir' });
      onClose();
      return client.invalidateQueries({ queryKey: badgesKey });
    },
    onError: () => {
      intention.current = newKey();
    },
  });
  return (
    <FormModal
      title={t('add')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t('addText')}</Text>
      <TextInput label={t('name')} required data-autofocus maxLength={60} {...form.getInputProps('name')} />
      <TextInput
        label={t('code')}
        description={t('codeHint')}
        required
        maxLength={60}
        {...form.getInputProps('code')}
      />
      <NativeSelect
        label={t('rarity')}
        data={gamificationWire.rarity.options.map((value) => ({ value, label: rarities(value) }))}
        {...form.getInputProps('rarity')}
      />
      <Stack gap="sm">
        {form.values.conditions.map((_, index) => (
          <Group
            key={index}
            component="fieldset"
            gap="sm"
            align="flex-end"
            p="sm"
            aria-label={t('condition', { number: index + 1 })}
          >
            <NativeSelect
              label={t('fact')}
              flex="1 1 12rem"
              data={facts.map(({ fact, words }) => ({ value: fact, label: words }))}
              {...form.getInputProps(`conditions.${index}.fact`)}
            />
            <NativeSelect
              label={t('limit')}
              data={(['atLeast', 'atMost'] as const).map((value) => ({ value, label: t(`limits.${value}`) }))}
              {...form.getInputProps(`conditions.${index}.limit`)}
            />
            <NumberInput
              label={t('number')}
              w={110}
              min={0}
              {...form.getInputProps(`conditions.${index}.value`)}
            />
            {form.values.conditions.length > 1 && (
              <Button
                variant="default"
                aria-label={t('less', { number: index + 1 })}
                onClick={() => form.removeListItem('conditions', index)}
              >
                <IconTrash size={18} aria-hidden />
              </Button>
            )}
          </Group>
        ))}
        {form.values.conditions.length < mostConditions && (
          <Group>
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => form.insertListItem('conditions', first)}
            >
              {t('more')}
            </Button>
          </Group>
        )}
      </Stack>
    </FormModal>
  );
}
