'use client';

import { MultiSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { applyErrors } from '../../lib/form';
import { groups, preferencesQuery } from '../settings/notification-preferences';
import type { Endpoint } from './queries';

type Types = Endpoint['types'];

export interface EndpointWish {
  readonly url: string;
  readonly description: string;
  readonly types: Types;
}

interface EndpointFormProps {
  readonly title: string;
  readonly confirm: string;
  readonly start: EndpointWish;
  readonly save: (wish: EndpointWish) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Where events go, and which. */
export function EndpointForm({ title, confirm, start, save, onClose }: EndpointFormProps) {
  const t = useTranslations('webhooks.form');
  const settings = useTranslations('settings.notifications');
  const { data } = useQuery(preferencesQuery);
  const form = useForm<EndpointWish>({
    initialValues: start,
    validate: {
      url: (value) => (/^https?:$/.test(URL.parse(value.trim())?.protocol ?? '') ? null : t('urlWrong')),
    },
  });
  const saving = useMutation({
    mutationFn: (wish: EndpointWish) => save({ ...wish, url: wish.url.trim() }),
    onSuccess: onClose,
    onError: (error) => applyErrors(form, error),
  });
  return (
    <FormModal
      title={title}
      confirm={confirm}
      form={form}
      busy={saving.isPending}
      error={saving.error}
      onClose={onClose}
      onSubmit={(wish) => saving.mutate(wish)}
    >
      <Stack>
        <TextInput
          label={t('url')}
          description={t('urlText')}
          type="url"
          placeholder="https://example.com/hooks"
          maxLength={500}
          required
          {...form.getInputProps('url')}
        />
        <TextInput label={t('description')} maxLength={200} {...form.getInputProps('description')} />
        <MultiSelect
          label={t('types')}
          description={t('typesText')}
          searchable
          clearable
          data={groups.map((group) => ({
            group: settings(`groups.${group}`),
            items: (data?.types ?? [])
              .filter((one) => one.group === group)
              .map(({ type, label }) => ({ value: type as string, label })),
          }))}
          clearButtonProps={{ 'aria-label': t('clearTypes') }}
          {...form.getInputProps('types')}
        />
      </Stack>
    </FormModal>
  );
}
