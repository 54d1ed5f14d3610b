'use client';

import { Alert, Group, Rating, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { communityWire } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api, newKey } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import { PlaceSelect } from './place-select';
import { useRefreshCommunity } from './queries';
import type { Idea } from './types';

const { ideaCharacters, tags: mostTags } = communityWire.communityLimits;

/** Submits an idea, or changes one that is still open. */
export function IdeaForm({ idea, onClose }: { idea?: Idea; onClose: () => void }) {
  const t = useTranslations('community.ideaForm');
  const refresh = useRefreshCommunity();
  const [key] = useState(newKey);
  const [theirs, setTheirs] = useState<Idea | null>(null);
  const form = useForm({
    initialValues: {
      title: idea?.title ?? '',
      body: idea?.body ?? '',
      tags: idea?.tags ?? [],
      impact: idea?.impact ?? 3,
      effort: idea?.effort ?? 3,
      ventureId: '',
    },
    validate: {
      title: (value) => (value.trim().length >= 3 ? null : t('titleShort')),
      body: (value) => (value.trim().length >= 10 ? null : t('bodyShort')),
    },
  });
  const save = useMutation({
    mutationFn: ({ ventureId, ...values }: typeof form.values) => {
      const fields = { ...values, title: values.title.trim(), body: values.body.trim() };
      if (idea)
        return api.community.editIdea(
          { params: { ideaId: idea.id }, body: fields },
          { ifMatch: `"${(theirs ?? idea).version}"` },
        );
      return api.community.postIdea(
        { body: { ...fields, ...(ventureId ? { ventureId } : {}) } },
        { idempotencyKey: key },
      );
    },
    onSuccess: async () => {
      notifications.show({ color: 'fir', message: t(idea ? 'saved' : 'posted') });
      onClose();
      await refresh();
    },
    onError: async (error) => {
      applyErrors(form, error);
      if (idea && hasCode(error, 'EDIT_CONFLICT'))
        setTheirs(await api.community.idea({ params: { ideaId: idea.id } }));
    },
  });
  const conflict = theirs !== null && hasCode(save.error, 'EDIT_CONFLICT');
  return (
    <FormModal
      title={t(idea ? 'edit' : 'new')}
      confirm={t(idea ? 'save' : 'post')}
      form={form}
      busy={save.isPending}
      error={conflict ? null : save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      {conflict && (
        <Alert color="orange" role="alert">
          {t('conflict', { title: theirs.title })}
        </Alert>
      )}
      <TextInput
        {...form.getInputProps('title')}
        label={t('title')}
        required
        maxLength={120}
        data-autofocus
      />
      <Textarea
        {...form.getInputProps('body')}
        label={t('body')}
        description={t('bodyHint')}
        required
        maxLength={ideaCharacters}
        autosize
        minRows={4}
        maxRows={14}
      />
      <TagsInput
        {...form.getInputProps('tags')}
        label={t('tags')}
        description={t('tagsHint', { count: mostTags })}
        maxTags={mostTags}
        maxLength={30}
        clearable={false}
      />
      <Group gap="xl">
        <Scale
          label={t('impact')}
          hint={t('impactHint')}
          value={form.values.impact}
          onChange={(value) => form.setFieldValue('impact', value)}
        />
        <Scale
          label={t('effort')}
          hint={t('effortHint')}
          value={form.values.effort}
          onChange={(value) => form.setFieldValue('effort', value)}
        />
      </Group>
      {!idea && (
        <PlaceSelect
          none="platform"
          value={form.values.ventureId}
          onChange={(ventureId) => form.setFieldValue('ventureId', ventureId)}
        />
      )}
    </FormModal>
  );
}

interface ScaleProps {
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** One to five, by keyboard, too. */
function Scale({ label, hint, value, onChange }: ScaleProps) {
  const t = useTranslations('community.ideaForm');
  const id = useId();
  return (
    <Stack gap={2} role="group" aria-labelledby={id}>
      <Text size="sm" fw={500} id={id}>
        {label}
      </Text>
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
      <Group gap="xs">
        <Rating
          value={value}
          onChange={onChange}
          size="lg"
          getSymbolLabel={(step) => t('step', { label, step })}
        />
        <Text size="sm">{t('of', { value })}</Text>
      </Group>
    </Stack>
  );
}
