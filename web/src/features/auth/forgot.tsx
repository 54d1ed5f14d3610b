'use client';

import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { IconMailCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { AuthCard } from './auth-card';
import { MailboxLink } from './mail-sent';
import { looksLikeEmail } from './rules';

export function Forgot() {
  const t = useTranslations('auth.forgot');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: { email: (value) => (looksLikeEmail(value) ? null : t('emailWrong')) },
  });
  const forgot = useMutation({
    mutationFn: ({ email }: { email: string }) =>
      api.authentication.forgotPassword({ body: { email: email.trim() } }),
    onError: (error) => applyErrors(form, error),
  });
  if (forgot.isSuccess) {
    return (
      <AuthCard title={t('sentTitle')}>
        <Alert color="fir" icon={<IconMailCheck aria-hidden />} role="status">
          {t('sentText', { email: forgot.variables.email.trim() })}
        </Alert>
        <MailboxLink />
        <Anchor component={Link} href="/sign-in">
          {t('toSignIn')}
        </Anchor>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('title')} lead={t('lead')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => forgot.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack gap="md">
          {forgot.error && Object.keys(form.errors).length === 0 && <ProblemAlert error={forgot.error} />}
          <TextInput
            key={form.key('email')}
            {...form.getInputProps('email')}
            label={t('email')}
            type="email"
            autoComplete="email"
            required
          />
          <Button type="submit" loading={forgot.isPending}>
            {t('submit')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}
