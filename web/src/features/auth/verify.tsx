'use client';

import { Alert, Button, Loader, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { withQuery } from '../../lib/next-path';
import { pending } from '../../lib/pending';
import { ProblemAlert } from '../../lib/problem';
import { AuthCard } from './auth-card';
import { MailSent } from './mail-sent';
import { looksLikeEmail } from './rules';

/** Where the link of the verification mail leads. */
export function Verify({ token, next }: { token: string | null; next: string | null }) {
  const t = useTranslations('auth.verify');
  const verify = useMutation({
    mutationFn: (value: string) => api.authentication.verifyEmail({ body: { token: value } }),
  });
  const { mutate } = verify;
  const asked = useRef(false);
  useEffect(() => {
    // The token is good for one use: React's second run of effects in development must not spend it.
    if (!token || asked.current) return;
    asked.current = true;
    if (next) pending.remember(next);
    mutate(token);
  }, [token, next, mutate]);

  if (verify.data) {
    return (
      <AuthCard title={t('doneTitle')}>
        <Alert color="fir" icon={<IconCircleCheck aria-hidden />} role="status">
          {t('doneText', { email: verify.data.email })}
        </Alert>
        <Button
          component={Link}
          href={withQuery('/sign-in', { email: verify.data.email, next: next ?? pending.path() })}
        >
          {t('signIn')}
        </Button>
      </AuthCard>
    );
  }
  if (!token || verify.error) {
    return (
      <AuthCard title={t('title')}>
        {verify.error ? (
          <ProblemAlert error={verify.error} {...(token ? { onRetry: () => mutate(token) } : {})} />
        ) : (
          <Text>{t('noToken')}</Text>
        )}
        <Resend />
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('title')}>
      <Stack align="center" role="status">
        <Loader aria-hidden />
        <Text>{t('working')}</Text>
      </Stack>
    </AuthCard>
  );
}

function Resend() {
  const t = useTranslations('auth.verify');
  const [email, setEmail] = useState('');
  const [error, setError] = useState<string | null>(null);
  const resend = useMutation({
    mutationFn: () => api.authentication.resendEmail({ body: { email: email.trim() } }),
  });
  if (resend.isSuccess) return <MailSent email={email.trim()} />;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (looksLikeEmail(email)) return resend.mutate();
        setError(t('emailWrong'));
        event.currentTarget.querySelector('input')?.focus();
      }}
    >
      <Stack gap="sm">
        {resend.error && <ProblemAlert error={resend.error} />}
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="email"
          required
          value={email}
          error={error}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
            setError(null);
          }}
        />
        <Button type="submit" variant="default" loading={resend.isPending}>
          {t('resend')}
        </Button>
      </Stack>
    </form>
  );
}
