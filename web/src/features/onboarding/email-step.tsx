'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconMail, IconMailCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useMe } from '../../lib/session';

export function EmailStep() {
  const t = useTranslations('onboarding.email');
  const me = useMe();
  const resend = useMutation({
    mutationFn: (email: string) => api.authentication.resendEmail({ body: { email } }),
  });
  if (!me.data) return null;
  const { email, emailVerified } = me.data;
  if (emailVerified) {
    return (
      <Stack>
        <Alert icon={<IconMailCheck aria-hidden />}>{t('confirmed', { email })}</Alert>
        <Group>
          <Button component={Link} href="/onboarding?step=about">
            {t('next')}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack>
      <Text>{t('text', { email })}</Text>
      {resend.isError && <ProblemAlert error={resend.error} />}
      <div role="status">{resend.isSuccess && <Alert>{t('sent')}</Alert>}</div>
      <Group>
        <Button
          variant="default"
          leftSection={<IconMail size={18} aria-hidden />}
          loading={resend.isPending}
          onClick={() => resend.mutate(email)}
        >
          {t('resend')}
        </Button>
        <Button variant="default" onClick={() => void me.refetch()}>
          {t('check')}
        </Button>
      </Group>
    </Stack>
  );
}
