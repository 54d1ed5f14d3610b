'use client';

import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconMail } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { GuestPage, Waiting } from './guest-page';
import { Closed, LinkGone } from './trouble';
import type { Opened, Session } from './types';

interface CodeStepProps {
  readonly link: string;
  readonly opened: Opened | undefined;
  readonly onOpened: (opened: Opened) => void;
  readonly onSession: (session: Session) => void;
}

/** Who sent what, and the code that shows that the mail reached the right person. */
export function CodeStep({ link, opened, onOpened, onSession }: CodeStepProps) {
  const t = useTranslations('guests');
  const open = useMutation({
    networkMode: 'always',
    mutationFn: () => api.guests.open({ body: { link } }),
    onSuccess: (answer) => onOpened(answer),
  });
  const { mutate } = open;
  const asked = useRef(opened !== undefined);
  useEffect(() => {
    // Each call sends a mail: React's second run of effects in development must not send another.
    if (asked.current) return;
    asked.current = true;
    mutate();
  }, [mutate]);

  // Too many codes were sent: whoever has one of them can still type it; anybody else needs a fresh link.
  if (hasCode(open.error, 'TOKEN_INVALID') || (!opened && hasCode(open.error, 'RULE_VIOLATED')))
    return <LinkGone error={open.error} />;
  if (hasCode(open.error, 'ILLEGAL_TRANSITION', 'CONFLICT')) return <Closed error={open.error} />;
  if (opened)
    return (
      <CodeForm link={link} opened={opened} resend={{ ...open, run: () => mutate() }} onSession={onSession} />
    );
  if (!open.error) return <Waiting />;
  return (
    <GuestPage title={t('title')} width="normal">
      <ProblemAlert error={open.error} onRetry={() => mutate()} />
    </GuestPage>
  );
}

interface Resend {
  readonly isPending: boolean;
  readonly isSuccess: boolean;
  readonly error: unknown;
  readonly run: () => void;
}

function CodeForm({
  link,
  opened,
  resend,
  onSession,
}: {
  link: string;
  opened: Opened;
  resend: Resend;
  onSession: (session: Session) => void;
}) {
  const t = useTranslations('guests.code');
  const [code, setCode] = useState('');
  const [malformed, setMalformed] = useState(false);
  const [resent, setResent] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const confirm = useMutation({
    networkMode: 'always',
    mutationFn: () => api.guests.confirm({ body: { link, code } }),
    onSuccess: onSession,
    onError: () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  const wrong = hasCode(confirm.error, 'FACTOR_INVALID', 'MALFORMED', 'INVALID_INPUT');
  if (hasCode(confirm.error, 'TOKEN_INVALID')) return <LinkGone error={confirm.error} />;
  if (hasCode(confirm.error, 'ILLEGAL_TRANSITION')) return <Closed error={confirm.error} />;
  return (
    <GuestPage title={opened.title} lead={t('from', { name: opened.fromName })} width="normal">
      <Card maw={480} p={{ base: 'lg', sm: 'xl' }}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const incomplete = !/^\d{6}$/.test(code);
            setMalformed(incomplete);
            if (incomplete) field.current?.focus();
            else confirm.mutate();
          }}
        >
          <Stack gap="md">
            <Text>{t('sent', { address: opened.maskedEmail })}</Text>
            <TextInput
              ref={field}
              label={t('label')}
              description={t('hint')}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={12}
              required
              withAsterisk={false}
              value={code}
              error={malformed ? t('sixDigits') : wrong ? t('wrong') : null}
              onChange={(event) => {
                setCode(event.currentTarget.value.replace(/\D/g, '').slice(0, 6));
                setMalformed(false);
                confirm.reset();
              }}
            />
            {confirm.error && !wrong && <ProblemAlert error={confirm.error} />}
            <Button type="submit" loading={confirm.isPending}>
              {t('submit')}
            </Button>
            <Group gap="xs">
              <Button
                variant="subtle"
                leftSection={<IconMail size={16} aria-hidden />}
                loading={resend.isPending}
                onClick={() => {
                  setResent(true);
                  resend.run();
                }}
              >
                {t('again')}
              </Button>
            </Group>
            <Text size="sm" role="status">
              {resent && resend.isSuccess ? t('resent') : ''}
            </Text>
            {resent && resend.error ? <ProblemAlert error={resend.error} /> : null}
          </Stack>
        </form>
      </Card>
      <Text size="sm" c="dimmed" maw="68ch">
        {t('why')}
      </Text>
    </GuestPage>
  );
}
