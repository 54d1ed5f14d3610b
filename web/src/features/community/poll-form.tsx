'use client';

import { ActionIcon, Button, Fieldset, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { communityWire } from '@smartstart/contract';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api, newKey } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { PlaceSelect } from './place-select';
import { useRefreshCommunity } from './queries';

const dayMs = 86_400_000;
const lengths = [1, 3, 7, 14, 30] as const;
const fewest = 2;

/** Asks a question with two to ten answers. */
export function PollForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations('community.pollForm');
  const refresh = useRefreshCommunity();
  const [key] = useState(newKey);
  const form = useForm({
    initialValues: { question: '', options: ['', ''], days: '7', ventureId: '' },
    validate: ({ question, options }) => ({
      question: question.trim().length >= 5 ? null : t('questionShort'),
      // Further answers may stay empty: they are left out.
      ...Object.fromEntries(
        options
          .slice(0, fewest)
          .map((option, index) => [`options.${index}`, option.trim() ? null : t('optionMissing')]),
      ),
    }),
  });
  const open = useMutation({
    mutationFn: ({ question, options, days, ventureId }: typeof form.values) =>
      api.community.openPoll(
        {
          body: {
            question: question.trim(),
            options: options.map((one) => one.trim()).filter((one) => one !== ''),
            closesAt: new Date(Date.now() + Number(days) * dayMs).toISOString(),
            ...(ventureId ? { ventureId } : {}),
          },
        },
        { idempotencyKey: key },
      ),
    onSuccess: async () => {
      notifications.show({ color: 'fir', message: t('opened') });
      onClose();
      await refresh();
    },
    onError: (error) => applyErrors(form, error),
  });
  const { options } = form.values;
  return (
    <FormModal
      title={t('title')}
      confirm={t('open')}
      form={form}
      busy={open.isPending}
      error={open.error}
      onSubmit={(values) => open.mutate(values)}
      onClose={onClose}
    >
      <TextInput
        {...form.getInputProps('question')}
        label={t('question')}
        required
        maxLength={200}
        data-autofocus
      />
      <Fieldset legend={t('options')}>
        <Stack gap="xs">
          {options.map((_, index) => (
            <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
              <TextInput
                {...form.getInputProps(`options.${index}`)}
                aria-label={t('option', { number: index + 1 })}
                placeholder={t('option', { number: index + 1 })}
                maxLength={100}
                flex={1}
              />
              {options.length > fewest && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  c="inherit"
                  size={36}
                  aria-label={t('drop', { number: index + 1 })}
                  onClick={() => form.removeListItem('options', index)}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </Group>
          ))}
          {options.length < communityWire.communityLimits.pollOptions && (
            <Group>
              <Button
                size="compact-md"
                variant="default"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => form.insertListItem('options', '')}
              >
                {t('add')}
              </Button>
            </Group>
          )}
        </Stack>
      </Fieldset>
      <NativeSelect
        {...form.getInputProps('days')}
        label={t('length')}
        data={lengths.map((days) => ({ value: String(days), label: t('days', { count: days }) }))}
      />
      <PlaceSelect
        none="platform"
        value={form.values.ventureId}
        onChange={(ventureId) => form.setFieldValue('ventureId', ventureId)}
      />
    </FormModal>
  );
}
