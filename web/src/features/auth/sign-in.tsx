'use client';

import { Anchor, Button, Divider, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { IconFingerprint } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { safeNext, withQuery } from '../../lib/next-path';
import { askPasskey, PasskeyDismissed, usePasskeysSupported } from '../../lib/passkey';
import { pending } from '../../lib/pending';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { AuthCard } from './auth-card';
import { MailSent } from './mail-sent';
import { looksLikeEmail } from './rules';
import { SecondFactor, type Challenge } from './second-factor';

interface SignInProps {
  readonly next: string | null;
  readonly email: string | null;
}

export function SignIn({ next, email }: SignInProps) {
  const t = useTranslations('auth.signIn');
  const router = useRouter();
  const { state, accept } = useSession();
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  useEffect(() => {
    if (state !== 'signed-in') return;
    const target = safeNext(next, pending.path() ?? '/dashboard');
    pending.forget();
    router.replace(target);
  }, [state, next, router]);

  if (challenge) {
    return (
      <AuthCard title={t('factorTitle')}>
        <SecondFactor challenge={challenge} onGrant={accept} onBack={() => setChallenge(null)} />
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title={t('title')}
      below={
        <Text size="sm" ta="center">
          {t('noAccount')}{' '}
          <Anchor component={Link} href={withQuery('/register', registerQuery(next))} size="sm">
            {t('register')}
          </Anchor>
        </Text>
      }
    >
      <PasswordForm email={email} onChallenge={setChallenge} onGrant={accept} />
      <PasskeyButton onGrant={accept} />
    </AuthCard>
  );
}

type Grant = Parameters<ReturnType<typeof useSession>['accept']>[0];

function PasswordForm({
  email,
  onChallenge,
  onGrant,
}: {
  email: string | null;
  onChallenge: (challenge: Challenge) => void;
  onGrant: (grant: Grant) => void;
}) {
  const t = useTranslations('auth.signIn');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: email ?? '', password: '' },
    validate: {
      email: (value) => (looksLikeEmail(value) ? null : t('emailWrong')),
      password: (value) => (value ? null : t('passwordMissing')),
    },
  });
  const signIn = useMutation({
    mutationFn: (values: { email: string; password: string }) =>
      api.authentication.login({ body: { email: values.email.trim(), password: values.password } }),
    onSuccess: (result) => (result.state === 'SIGNED_IN' ? onGrant(result.grant) : onChallenge(result)),
    onError: (error) => applyErrors(form, error),
  });
  if (hasCode(signIn.error, 'EMAIL_UNVERIFIED')) {
    return (
      <Stack gap="md">
        <ProblemAlert error={signIn.error} />
        <MailSentAgain email={signIn.variables?.email.trim() ?? ''} />
      </Stack>
    );
  }
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => signIn.mutate(values),
        (errors) => focusFirst(form, errors),
      )}
    >
      <Stack gap="md">
        {signIn.error && Object.keys(form.errors).length === 0 && <ProblemAlert error={signIn.error} />}
        <TextInput
          key={form.key('email')}
          {...form.getInputProps('email')}
          label={t('email')}
          type="email"
          autoComplete="username"
          required
        />
        <PasswordInput
          key={form.key('password')}
          {...form.getInputProps('password')}
          label={t('password')}
          autoComplete="current-password"
          required
        />
        <Group justify="flex-end">
          <Anchor component={Link} href="/forgot" size="sm">
            {t('forgot')}
          </Anchor>
        </Group>
        <Button type="submit" loading={signIn.isPending}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  );
}

function MailSentAgain({ email }: { email: string }) {
  const t = useTranslations('auth.signIn');
  const resend = useMutation({ mutationFn: () => api.authentication.resendEmail({ body: { email } }) });
  if (resend.isSuccess) return <MailSent email={email} />;
  return (
    <>
      {resend.error && <ProblemAlert error={resend.error} />}
      <Button onClick={() => resend.mutate()} loading={resend.isPending}>
        {t('resend')}
      </Button>
    </>
  );
}

function PasskeyButton({ onGrant }: { onGrant: (grant: Grant) => void }) {
  const t = useTranslations('auth.signIn');
  const common = useTranslations('common');
  const supported = usePasskeysSupported();
  const signIn = useMutation({
    mutationFn: async () => api.authentication.passkeyLogin({ body: await askPasskey() }),
    onSuccess: onGrant,
  });
  if (!supported) return null;
  return (
    <>
      <Divider label={common('or')} />
      {signIn.error && !(signIn.error instanceof PasskeyDismissed) && <ProblemAlert error={signIn.error} />}
      <Button
        variant="default"
        leftSection={<IconFingerprint size={18} aria-hidden />}
        onClick={() => signIn.mutate()}
        loading={signIn.isPending}
      >
        {t('passkey')}
      </Button>
    </>
  );
}

/** Keeps where the person was going; an invitation also fills in the address it was sent to. */
function registerQuery(next: string | null): Record<string, string | null> {
  const token = next?.match(/^\/invitation\/([^/?#]+)/)?.[1];
  return token ? { invitation: token } : { next };
}
