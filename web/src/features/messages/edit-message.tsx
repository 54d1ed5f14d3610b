'use client';

import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { communityWire } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import type { Message } from './types';

interface Props {
  readonly message: Message;
  readonly onSaved: (message: Message) => void;
  readonly onClose: () => void;
}

/** Rewrites one’s own message. Changed elsewhere meanwhile, what was typed stays beside what is there now. */
export function EditMessage({ message, onSaved, onClose }: Props) {
  const t = useTranslations('messages.edit');
  const [words, setWords] = useState(message.body);
  const [theirs, setTheirs] = useState<Message | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const save = useMutation({
    mutationFn: () =>
      api.channels.editMessage(
        { params: { messageId: message.id }, body: { body: words.trim() } },
        { ifMatch: `"${(theirs ?? message).version}"` },
      ),
    onSuccess: (saved) => {
      onSaved(saved);
      onClose();
    },
    onError: async (error) => {
      if (hasCode(error, 'EDIT_CONFLICT'))
        setTheirs(await api.channels.message({ params: { messageId: message.id } }));
    },
  });
  const conflict = theirs !== null && hasCode(save.error, 'EDIT_CONFLICT');
  const submit = () => words.trim() !== '' && save.mutate();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="xs" mt={4}>
        <Textarea
          label={t('label')}
          value={words}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={communityWire.communityLimits.messageCharacters}
          ref={field}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') onClose();
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              submit();
            }
          }}
        />
        {conflict && (
          <Alert color="orange" role="alert">
            {t('conflict', { text: theirs.body })}
          </Alert>
        )}
        {!conflict && <ProblemAlert error={save.error} />}
        <Group gap="xs">
          <Button type="submit" size="compact-md" loading={save.isPending} disabled={words.trim() === ''}>
            {t('save')}
          </Button>
          <Button size="compact-md" variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
