'use client';

import { Alert, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import { useRefreshGamification } from './queries';
import type { PortfolioItem } from './types';

interface PortfolioFormProps {
  readonly item: PortfolioItem | null;
  readonly onClose: () => void;
}

const webAddress = /^https?:\/\/[^\s/]+\S*$/;
const most = { skills: 10, skill: 60 };

export function PortfolioForm({ item, onClose }: PortfolioFormProps) {
  const t = useTranslations('gamification.portfolio');
  const refresh = useRefreshGamification();
  const [theirs, setTheirs] = useState<PortfolioItem | null>(null);
  const form = useForm({
    initialValues: {
      title: item?.title ?? '',
      description: item?.description ?? '',
      url: item?.url ?? '',
      skills: [...(item?.skills ?? [])],
    },
    validate: {
      title: (value) => (value.trim() ? null : t('nameMissing')),
      url: (value) => (value.trim() === '' || webAddress.test(value.trim()) ? null : t('urlWrong')),
    },
  });
  const save = useMutation({
    mutationFn: ({ title, description, url, skills }: typeof form.values) => {
      const body = { title: title.trim(), description: description.trim(), url: url.trim() || null, skills };
      return item
        ? api.gamification.editPortfolioItem(
            { params: { itemId: item.id }, body },
            { ifMatch: `"${(theirs ?? item).version}"` },
          )
        : api.gamification.addPortfolioItem({ body });
    },
    onSuccess: () => {
      notifications.show({ message: t('saved'), color: 'fir' });
      onClose();
      return refresh();
    },
    onError: async (error) => {
      applyErrors(form, error);
      if (!item || !hasCode(error, 'EDIT_CONFLICT')) return;
      const { items } = await api.gamification.portfolio({});
      setTheirs(items.find(({ id }) => id === item.id) ?? null);
    },
  });
  return (
    <FormModal
      title={t(item ? 'formEdit' : 'formAdd')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={theirs && hasCode(save.error, 'EDIT_CONFLICT') ? null : save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      {theirs && (
        <Alert color="orange" role="alert">
          {t('conflict', { title: theirs.title })}
        </Alert>
      )}
      <TextInput label={t('name')} required data-autofocus maxLength={120} {...form.getInputProps('title')} />
      <Textarea
        label={t('description')}
        autosize
        minRows={3}
        maxLength={1000}
        {...form.getInputProps('description')}
      />
      <TextInput
        label={t('url')}
        type="url"
        maxLength={300}
        placeholder="https://"
        {...form.getInputProps('url')}
      />
      <TagsInput
        label={t('skills')}
        description={t('skillsHint')}
        maxTags={most.skills}
        maxLength={most.skill}
        {...form.getInputProps('skills')}
      />
    </FormModal>
  );
}
