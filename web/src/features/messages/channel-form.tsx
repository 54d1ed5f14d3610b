'use client';

import { Alert, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api, newKey } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import { useRefreshChannels } from './queries';
import type { Channel } from './types';

interface Props {
  /** Missing: a new one. */
  readonly channel?: Channel;
  /** Where a new one belongs. */
  readonly place?:
    | { readonly scope: 'PLATFORM' }
    | { readonly scope: 'VENTURE' | 'TEAM'; readonly scopeId: string };
  readonly onClose: () => void;
  readonly onOpened?: (channel: Channel) => void;
}

/** Opens a channel, or renames and describes one. */
export function ChannelForm({ channel, place, onClose, onOpened }: Props) {
  const t = useTranslations('messages.channelForm');
  const refresh = useRefreshChannels();
  const [key] = useState(newKey);
  const [theirs, setTheirs] = useState<Channel | null>(null);
  const form = useForm({
    initialValues: {
      name: channel?.name ?? '',
      purpose: channel?.purpose ?? '',
      announcements: channel?.posting === 'ANNOUNCEMENTS',
    },
    validate: { name: (value) => (value.trim().length >= 2 ? null : t('nameShort')) },
  });
  const save = useMutation({
    mutationFn: ({ name, purpose, announcements }: typeof form.values) => {
      const posting = announcements ? ('ANNOUNCEMENTS' as const) : ('EVERYBODY' as const);
      const about = { name: name.trim(), purpose: purpose.trim(), posting };
      if (channel)
        return api.channels.edit(
          { params: { channelId: channel.id }, body: about },
          { ifMatch: `"${(theirs ?? channel).version}"` },
        );
      return api.channels.create({ body: { ...place!, ...about } }, { idempotencyKey: key });
    },
    onSuccess: async (saved) => {
      await refresh();
      onClose();
      if (!channel) onOpened?.(saved);
    },
    onError: async (error) => {
      applyErrors(form, error);
      if (channel && hasCode(error, 'EDIT_CONFLICT'))
        setTheirs(await api.channels.get({ params: { channelId: channel.id } }));
    },
  });
  const conflict = theirs !== null && hasCode(save.error, 'EDIT_CONFLICT');
  return (
    <FormModal
      title={t(channel ? 'titleEdit' : 'titleNew')}
      confirm={t(channel ? 'save' : 'open')}
      form={form}
      busy={save.isPending}
      error={conflict ? null : save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      {conflict && (
        <Alert color="orange" role="alert">
          {t('conflict', { name: theirs.name, purpose: theirs.purpose || '–' })}
        </Alert>
      )}
      <TextInput {...form.getInputProps('name')} label={t('name')} required maxLength={60} data-autofocus />
      <Textarea
        {...form.getInputProps('purpose')}
        label={t('purpose')}
        maxLength={200}
        autosize
        minRows={2}
      />
      <Switch
        {...form.getInputProps('announcements', { type: 'checkbox' })}
        label={t('announcements')}
        description={t('announcementsHint')}
      />
    </FormModal>
  );
}
