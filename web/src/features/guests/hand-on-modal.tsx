'use client';

import { Button, Group, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { looksLikeEmail } from '../auth/rules';

interface HandOnModalProps {
  /** Of the document. */
  readonly title: string;
  readonly session: string;
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
  readonly onRefused: (error: unknown) => void;
}

/** Names the person who takes the place over, and why; both stand in the record. Mounted only while it is open. */
export function HandOnModal({ title, session, onClose, onDone, onRefused }: HandOnModalProps) {
  const t = useTranslations('guests.handOn');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', reason: '' },
    validate: {
      name: (value) => (value.trim() ? null : t('nameMissing')),
      email: (value) => (looksLikeEmail(value) ? null : t('emailWrong')),
      reason: (value) => (value.trim().length < 3 ? t('reasonShort') : null),
    },
  });
  const act = useMutation({
    networkMode: 'always',
    mutationFn: ({ name, email, reason }: typeof form.values) =>
      api.guests.delegate({
        body: { session, name: name.trim(), email: email.trim(), reason: reason.trim() },
      }),
    onSuccess: (_, { name }) => onDone(name.trim()),
    onError: (error) => {
      if (!applyErrors(form, error)) onRefused(error);
    },
  });
  return (
    <OpenModal onClose={onClose} title={t('title')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => act.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack>
          <Text size="sm">{t('text', { title })}</Text>
          <TextInput
            key={form.key('name')}
            {...form.getInputProps('name')}
            label={t('name')}
            maxLength={120}
            required
            data-autofocus
          />
          <TextInput
            key={form.key('email')}
            {...form.getInputProps('email')}
            label={t('email')}
            type="email"
            maxLength={254}
            required
          />
          <Textarea
            key={form.key('reason')}
            {...form.getInputProps('reason')}
            label={t('reason')}
            autosize
            minRows={2}
            maxLength={500}
            required
          />
          {act.error && Object.keys(form.errors).length === 0 && <ProblemAlert error={act.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={act.isPending}>
              {t('submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </OpenModal>
  );
}
