'use client';

import { Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { communityWire } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { useRefreshSupport } from './queries';

const shortest = 10;

/** Asks for a second look at a decision, once. */
export function AppealForm({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const t = useTranslations('support.appealForm');
  const refresh = useRefreshSupport();
  const form = useForm({
    initialValues: { text: '' },
    validate: { text: (value) => (value.trim().length >= shortest ? null : t('short')) },
  });
  const send = useMutation({
    mutationFn: ({ text }: typeof form.values) =>
      api.support.appeal({ params: { caseId }, body: { text: text.trim() } }),
    onSuccess: async () => {
      notifications.show({ color: 'fir', message: t('sent') });
      onClose();
      await refresh();
    },
  });
  return (
    <FormModal
      title={t('title')}
      confirm={t('send')}
      form={form}
      busy={send.isPending}
      error={send.error}
      onSubmit={(values) => send.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t('text')}</Text>
      <Textarea
        {...form.getInputProps('text')}
        label={t('why')}
        required
        maxLength={communityWire.communityLimits.reportCharacters}
        autosize
        minRows={4}
        data-autofocus
      />
    </FormModal>
  );
}
