'use client';

import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { withPassword } from '../../lib/step-up';
import { NewPassword } from '../auth/new-password';
import { passwordFits } from '../auth/rules';

export function PasswordSection() {
  const t = useTranslations('settings.password');
  const auth = useTranslations('auth.reset');
  const queryClient = useQueryClient();
  // The length meter keeps its own count; a new key empties it together with the form.
  const [round, setRound] = useState(0);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (value) => (value ? null : t('currentMissing')),
      newPassword: (value) => (passwordFits(value) ? null : auth('passwordShort')),
    },
  });
  const change = useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      withPassword(body.currentPassword, () => api.authentication.changePassword({ body })),
    onSuccess: () => {
      form.reset();
      setRound((value) => value + 1);
      void queryClient.invalidateQueries({ queryKey: ['sessions'] });
      notifications.show({ message: t('changed'), color: 'fir' });
    },
    onError: (error) => {
      if (hasCode(error, 'PASSWORD_WEAK')) fail('newPassword', auth('passwordKnown'));
      else if (hasCode(error, 'CREDENTIALS_INVALID')) fail('currentPassword', t('currentWrong'));
      else applyErrors(form, error);
    },
  });

  function fail(field: 'currentPassword' | 'newPassword', message: string) {
    form.setFieldError(field, message);
    focusFirst(form, { [field]: true });
  }

  const whole = change.error && Object.keys(form.errors).length === 0;
  return (
    <Section title={t('title')} text={t('text')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => change.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack gap="md" maw={420} key={round}>
          {whole && <ProblemAlert error={change.error} />}
          <PasswordInput
            key={form.key('currentPassword')}
            {...form.getInputProps('currentPassword')}
            label={t('current')}
            autoComplete="current-password"
            required
          />
          <NewPassword key={form.key('newPassword')} {...form.getInputProps('newPassword')} required />
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t('submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
