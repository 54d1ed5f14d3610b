'use client';

import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api, newKey } from '../../lib/api';
import { useRefreshNetwork } from './queries';

interface Props {
  readonly person: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** Asks somebody to connect, with a few words. */
export function ConnectForm({ person, onClose }: Props) {
  const t = useTranslations('community.connectForm');
  const refresh = useRefreshNetwork();
  const [key] = useState(newKey);
  const form = useForm({ initialValues: { message: '' } });
  const ask = useMutation({
    mutationFn: ({ message }: typeof form.values) =>
      api.network.connect({ body: { userId: person.id, message: message.trim() } }, { idempotencyKey: key }),
    onSuccess: async ({ state }) => {
      notifications.show({
        color: 'fir',
        message: t(state === 'ACCEPTED' ? 'connected' : 'asked', { name: person.name }),
      });
      onClose();
      await refresh();
    },
  });
  return (
    <FormModal
      title={t('title', { name: person.name })}
      confirm={t('send')}
      form={form}
      busy={ask.isPending}
      error={ask.error}
      onSubmit={(values) => ask.mutate(values)}
      onClose={onClose}
    >
      <Textarea
        {...form.getInputProps('message')}
        label={t('message')}
        maxLength={300}
        autosize
        minRows={3}
        data-autofocus
      />
    </FormModal>
  );
}
