'use client';

import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ProblemAlert } from '../../lib/problem';

interface Props<T> {
  /** Of the document. */
  name: string;
  opened: boolean;
  send: (reason: string) => Promise<T>;
  onClose: () => void;
  onDeclined: (result: T) => void;
}

/** Declining asks for a reason, because the other side reads it. */
export function DeclineDialog<T>({ name, opened, send, onClose, onDeclined }: Props<T>) {
  const t = useTranslations('documents.decline');
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const decline = useMutation({
    mutationFn: () => send(reason.trim()),
    onSuccess: (declined) => {
      onDeclined(declined);
      onClose();
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('title')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const tooShort = reason.trim().length < 3;
          setShort(tooShort);
          if (tooShort) field.current?.focus();
          else decline.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{t('text', { name })}</Text>
          <Textarea
            ref={field}
            label={t('reason')}
            autosize
            minRows={3}
            maxLength={500}
            required
            data-autofocus
            value={reason}
            error={short ? t('reasonShort') : undefined}
            onChange={(event) => {
              setReason(event.currentTarget.value);
              setShort(false);
            }}
          />
          {decline.isError && <ProblemAlert error={decline.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" color="red" loading={decline.isPending}>
              {t('submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
