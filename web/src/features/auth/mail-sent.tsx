'use client';

import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconMailCheck, IconMailbox } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';

/** On local installations mails are not sent but shown; asks once whether this is one. */
export function useLocalMailbox(): boolean {
  const query = useQuery({
    queryKey: ['mailbox', 'there'],
    queryFn: ({ signal }) => api.system.mailbox({ query: { limit: 1 } }, { signal }),
    retry: false,
    staleTime: Infinity,
  });
  return query.isSuccess;
}

export function MailboxLink() {
  const t = useTranslations('auth.mailbox');
  if (!useLocalMailbox()) return null;
  return (
    <Alert color="blue" icon={<IconMailbox aria-hidden />} title={t('localTitle')}>
      <Text size="sm">
        {t('localText')}{' '}
        <Anchor component={Link} href="/dev/mailbox" size="sm">
          {t('open')}
        </Anchor>
      </Text>
    </Alert>
  );
}

/** "Check your mail", with another try when nothing arrives. */
export function MailSent({ email }: { email: string }) {
  const t = useTranslations('auth.sent');
  const resend = useMutation({ mutationFn: () => api.authentication.resendEmail({ body: { email } }) });
  return (
    <Stack gap="md">
      <Alert color="fir" icon={<IconMailCheck aria-hidden />} title={t('title')} role="status">
        {t('text', { email })}
      </Alert>
      <MailboxLink />
      <Text size="sm">{t('nothing')}</Text>
      {resend.error && <ProblemAlert error={resend.error} />}
      <Button
        variant="default"
        onClick={() => resend.mutate()}
        loading={resend.isPending}
        disabled={resend.isSuccess}
      >
        {resend.isSuccess ? t('again') : t('resend')}
      </Button>
    </Stack>
  );
}
