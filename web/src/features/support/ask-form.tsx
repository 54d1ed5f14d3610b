'use client';

import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { communityWire, supportWire } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api, newKey } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useRefreshSupport } from './queries';
import type { Priority } from './types';

const priorities = supportWire.supportPriority.options;

/** Asks the hub for help. */
export function AskForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations('support.form');
  const router = useRouter();
  const refresh = useRefreshSupport();
  const [key] = useState(newKey);
  const form = useForm({
    initialValues: { subject: '', text: '', priority: 'P3' as Priority },
    validate: {
      subject: (value) => (value.trim().length >= 3 ? null : t('subjectShort')),
      text: (value) => (value.trim().length >= 3 ? null : t('textShort')),
    },
  });
  const ask = useMutation({
    mutationFn: ({ subject, text, priority }: typeof form.values) =>
      api.support.ask(
        { body: { subject: subject.trim(), text: text.trim(), priority } },
        { idempotencyKey: key },
      ),
    onSuccess: async ({ id }) => {
      onClose();
      router.push(`/support/${id}`);
      await refresh();
    },
    onError: (error) => applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('title')}
      confirm={t('send')}
      form={form}
      busy={ask.isPending}
      error={ask.error}
      onSubmit={(values) => ask.mutate(values)}
      onClose={onClose}
    >
      <TextInput
        {...form.getInputProps('subject')}
        label={t('subject')}
        required
        maxLength={120}
        data-autofocus
      />
      <Textarea
        {...form.getInputProps('text')}
        label={t('text')}
        description={t('textHint')}
        required
        maxLength={communityWire.communityLimits.supportCharacters}
        autosize
        minRows={5}
        maxRows={16}
      />
      <NativeSelect
        {...form.getInputProps('priority')}
        label={t('priority')}
        description={t('priorityHint')}
        data={priorities.map((value) => ({ value, label: t(`priorities.${value}`) }))}
      />
    </FormModal>
  );
}
