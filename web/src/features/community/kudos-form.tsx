'use client';

import { NativeSelect, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { communityWire } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { PersonSelect, type Person } from '../../components/person-select';
import { api, newKey } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { PlaceSelect } from './place-select';
import { useRefreshCommunity } from './queries';
import type { KudosCategory } from './types';

const categories = communityWire.kudosCategory.options;

/** Thanks somebody where others can read it. */
export function KudosForm({ to, onClose }: { to?: Person; onClose: () => void }) {
  const t = useTranslations('community.kudosForm');
  const refresh = useRefreshCommunity();
  const [key] = useState(newKey);
  const form = useForm({
    initialValues: {
      toUserId: (to ?? null) as Person | null,
      category: 'HELPFULNESS' as KudosCategory,
      text: '',
      ventureId: '',
    },
    validate: {
      toUserId: (value) => (value ? null : t('toMissing')),
      text: (value) => (value.trim().length >= 3 ? null : t('textShort')),
    },
  });
  const give = useMutation({
    mutationFn: ({ toUserId, category, text, ventureId }: typeof form.values) =>
      api.community.giveKudos(
        {
          body: {
            toUserId: toUserId!.id,
            category,
            text: text.trim(),
            ...(ventureId ? { ventureId } : {}),
          },
        },
        { idempotencyKey: key },
      ),
    onSuccess: async ({ to: person }) => {
      notifications.show({ color: 'fir', message: t('given', { name: person.name }) });
      onClose();
      await refresh();
    },
    onError: (error) => applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('title')}
      confirm={t('give')}
      form={form}
      busy={give.isPending}
      error={give.error}
      onSubmit={(values) => give.mutate(values)}
      onClose={onClose}
    >
      <PersonSelect
        {...form.getInputProps('toUserId')}
        label={t('to')}
        value={form.values.toUserId}
        onChange={(person) => form.setFieldValue('toUserId', person)}
        others
        required
      />
      <NativeSelect
        {...form.getInputProps('category')}
        label={t('category')}
        data={categories.map((value) => ({ value, label: t(`categories.${value}`) }))}
      />
      <Textarea
        {...form.getInputProps('text')}
        label={t('text')}
        required
        maxLength={communityWire.communityLimits.kudosCharacters}
        autosize
        minRows={3}
      />
      <PlaceSelect
        none="platform"
        label={t('where')}
        value={form.values.ventureId}
        onChange={(ventureId) => form.setFieldValue('ventureId', ventureId)}
      />
    </FormModal>
  );
}
