'use client';

import { Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useIntention } from '../buz/intention';
import { useRefreshTeams } from './queries';
import type { Place } from './types';

/** Asks who leads a team, or owns a company, to approve something. */
export function AskForm({ place, onClose }: { place: Place; onClose: () => void }) {
  const t = useTranslations('teams.approvals');
  const refresh = useRefreshTeams();
  const intention = useIntention();
  const form = useForm({
    initialValues: { subject: '', message: '' },
    validate: { subject: (value) => (value.trim().length >= 3 ? null : t('subjectWrong')) },
  });
  const ask = useMutation({
    mutationFn: ({ subject, message }: typeof form.values) => {
      const body = { ...place, subject: subject.trim(), message: message.trim() };
      return api.approvals.request({ body }, { idempotencyKey: intention.keyOf(body) });
    },
    onSuccess: async () => {
      notifications.show({ color: 'fir', message: t('asked') });
      onClose();
      await refresh();
    },
    onError: (error) => void applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('askTitle')}
      confirm={t('ask')}
      form={form}
      busy={ask.isPending}
      error={ask.error}
      onSubmit={(values) => ask.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t('askText')}</Text>
      <TextInput
        {...form.getInputProps('subject')}
        label={t('subject')}
        required
        maxLength={120}
        data-autofocus
      />
      <Textarea
        {...form.getInputProps('message')}
        label={t('message')}
        maxLength={2000}
        autosize
        minRows={3}
      />
    </FormModal>
  );
}
