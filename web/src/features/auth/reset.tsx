'use client';

import { Alert, Anchor, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { AuthCard } from './auth-card';
import { NewPassword } from './new-password';
import { passwordFits } from './rules';

/** Where the link of the reset mail leads. */
export function Reset({ token }: { token: string | null }) {
  const t = useTranslations('auth.reset');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: (value) => (passwordFits(value) ? null : t('passwordShort')) },
  });
  const reset = useMutation({
    mutationFn: ({ password }: { password: string }) =>
      api.authentication.resetPassword({ body: { token: token ?? '', password } }),
    onError: (error) => {
      if (hasCode(error, 'PASSWORD_WEAK')) {
        form.setFieldError('password', t('passwordKnown'));
        focusFirst(form, { password: true });
      } else applyErrors(form, error);
    },
  });
  if (reset.isSuccess) {
    return (
      <AuthCard title={t('doneTitle')}>
        <Alert color="fir" icon={<IconCircleCheck aria-hidden />} role="status">
          {t('doneText')}
        </Alert>
        <Button component={Link} href="/sign-in">
          {t('signIn')}
        </Button>
      </AuthCard>
    );
  }
  const gone = token === null || hasCode(reset.error, 'TOKEN_INVALID');
  if (gone) {
    return (
      <AuthCard title={t('goneTitle')}>
        <Alert color="yellow" role="alert">
          {t('goneText')}
        </Alert>
        <Anchor component={Link} href="/forgot">
          {t('again')}
        </Anchor>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('title')} lead={t('lead')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => reset.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack gap="md">
          {reset.error && Object.keys(form.errors).length === 0 && <ProblemAlert error={reset.error} />}
          <NewPassword key={form.key('password')} {...form.getInputProps('password')} required />
          <Button type="submit" loading={reset.isPending}>
            {t('submit')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}
