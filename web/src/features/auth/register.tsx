'use client';

import { Alert, Anchor, Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconUsersPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useState, type ReactNode } from 'react';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { withQuery } from '../../lib/next-path';
import { pending } from '../../lib/pending';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { AuthCard } from './auth-card';
import { invitationQuery, type InvitationPreview } from './invitation-query';
import { MailSent } from './mail-sent';
import { NewPassword } from './new-password';
import { looksLikeEmail, passwordFits } from './rules';

interface RegisterProps {
  readonly invitation: string | null;
  readonly next: string | null;
}

export function Register({ invitation, next }: RegisterProps) {
  const t = useTranslations('auth.register');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const preview = useQuery({ ...invitationQuery(invitation ?? ''), enabled: invitation !== null });
  useEffect(() => {
    // The mail opens in another tab; this is how that tab finds the way on.
    if (invitation) pending.remember(`/invitation/${invitation}`);
    else if (next) pending.remember(next);
  }, [invitation, next]);
  if (sentTo !== null) {
    return (
      <AuthCard title={t('sentTitle')}>
        <MailSent email={sentTo} />
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title={t('title')}
      lead={t('lead')}
      below={
        <Text size="sm" ta="center">
          {t('haveOne')}{' '}
          <Anchor
            component={Link}
            href={withQuery('/sign-in', { next: invitation ? `/invitation/${invitation}` : next })}
            size="sm"
          >
            {t('signIn')}
          </Anchor>
        </Text>
      }
    >
      {preview.data && (
        <Alert
          color="fir"
          icon={<IconUsersPlus aria-hidden />}
          title={t('invitedTitle', { venture: preview.data.ventureName })}
        >
          {t('invitedText', { person: preview.data.invitedBy })}
        </Alert>
      )}
      {preview.error && <ProblemAlert error={preview.error} title={t('invitationGone')} />}
      {(invitation === null || !preview.isPending) && (
        <RegisterForm
          invitation={preview.data ? invitation : null}
          preview={preview.data}
          onSent={setSentTo}
        />
      )}
    </AuthCard>
  );
}

function RegisterForm({
  invitation,
  preview,
  onSent,
}: {
  invitation: string | null;
  preview: InvitationPreview | undefined;
  onSent: (email: string) => void;
}) {
  const t = useTranslations('auth.register');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: preview?.email ?? '', password: '', adult: false },
    validate: {
      name: (value) => (value.trim() ? null : t('nameMissing')),
      email: (value) => (looksLikeEmail(value) ? null : t('emailWrong')),
      password: (value) => (passwordFits(value) ? null : t('passwordShort')),
      adult: (value) => (value ? null : t('adultMissing')),
    },
  });
  const register = useMutation({
    mutationFn: (values: { name: string; email: string; password: string }) =>
      api.authentication.register({
        body: {
          name: values.name.trim(),
          email: values.email.trim(),
          password: values.password,
          adult: true,
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          locale: accountLocale(),
          ...(invitation ? { invitation } : {}),
        },
      }),
    onSuccess: (_, values) => onSent(values.email.trim()),
    onError: (error) => {
      if (hasCode(error, 'PASSWORD_WEAK')) {
        form.setFieldError('password', t('passwordKnown'));
        focusFirst(form, { password: true });
      } else applyErrors(form, error);
    },
  });
  const whole = register.error && Object.keys(form.errors).length === 0;
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => register.mutate(values),
        (errors) => focusFirst(form, errors),
      )}
    >
      <Stack gap="md">
        {whole && <ProblemAlert error={register.error} />}
        <TextInput
          key={form.key('name')}
          {...form.getInputProps('name')}
          label={t('name')}
          description={t('nameHint')}
          autoComplete="name"
          maxLength={80}
          required
        />
        <TextInput
          key={form.key('email')}
          {...form.getInputProps('email')}
          label={t('email')}
          type="email"
          autoComplete="email"
          required
          readOnly={preview !== undefined}
          {...(preview ? { description: t('emailFixed') } : {})}
        />
        <NewPassword
          key={form.key('password')}
          {...form.getInputProps('password')}
          label={t('password')}
          required
        />
        <Checkbox
          key={form.key('adult')}
          {...form.getInputProps('adult', { type: 'checkbox' })}
          label={t('adult')}
          required
        />
        <Text size="sm" c="dimmed">
          {t.rich('notices', { terms: noticeLink('TERMS'), privacy: noticeLink('PRIVACY') })}
        </Text>
        <Button type="submit" loading={register.isPending}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** The browser's language in the form accounts keep it: `en` or `en-CA`. */
function accountLocale(): string {
  const { language, region } = new Intl.Locale(navigator.language);
  return /^[a-z]{2}$/.test(language)
    ? region && /^[A-Z]{2}$/.test(region)
      ? `${language}-${region}`
      : language
    : 'en';
}

function noticeLink(code: string) {
  return (text: ReactNode) => (
    <Anchor component={Link} href={`/notices/${code}`} size="sm">
      {text}
    </Anchor>
  );
}
