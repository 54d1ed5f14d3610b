'use client';

import { Badge, Button, Code, CopyButton, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QRCodeSVG } from 'qrcode.react';
import { useState, type SyntheticEvent } from 'react';
import { OpenModal } from '../../components/open-modal';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp, withPassword } from '../../lib/step-up';
import { factorsKey, type Factor } from './factors';

interface TotpSectionProps {
  readonly factor: Factor | null;
  readonly onCodes: (codes: readonly string[]) => void;
}

/** Codes from an authenticator app: turn on with a first valid code, turn off with a proof. */
export function TotpSection({ factor, onCodes }: TotpSectionProps) {
  const t = useTranslations('settings.totp');
  const format = useFormat();
  const stepUp = useStepUp();
  const queryClient = useQueryClient();
  const [adding, setAdding] = useState(false);
  const remove = useMutation({
    mutationFn: (factorId: string) =>
      stepUp(() => api.authentication.removeFactor({ params: { factorId } }), { factorOnly: true }),
    onSuccess: () => {
      notifications.show({ message: t('removed'), color: 'fir' });
      return queryClient.invalidateQueries({ queryKey: ['auth'] });
    },
  });
  return (
    <Section title={t('title')} text={t('text')}>
      {remove.error && !(remove.error instanceof StepUpCancelled) && <ProblemAlert error={remove.error} />}
      {factor ? (
        <Group justify="space-between">
          <Group gap="sm">
            <Badge color="green">{t('on')}</Badge>
            <Text size="sm" c="dimmed">
              {t('since', { date: format.date(factor.createdAt) })}
            </Text>
          </Group>
          <Button
            variant="light"
            color="red"
            onClick={() => remove.mutate(factor.id)}
            loading={remove.isPending}
          >
            {t('turnOff')}
          </Button>
        </Group>
      ) : (
        <Group>
          <Button onClick={() => setAdding(true)}>{t('turnOn')}</Button>
        </Group>
      )}
      {adding && (
        <Enrolment
          onClose={() => setAdding(false)}
          onDone={(codes) => {
            setAdding(false);
            notifications.show({ message: t('added'), color: 'fir' });
            void queryClient.invalidateQueries({ queryKey: factorsKey });
            void queryClient.invalidateQueries({ queryKey: ['auth', 'me'] });
            if (codes) onCodes(codes);
          }}
        />
      )}
    </Section>
  );
}

function Enrolment({
  onClose,
  onDone,
}: {
  onClose: () => void;
  onDone: (codes: readonly string[] | undefined) => void;
}) {
  const t = useTranslations('settings.totp');
  const [password, setPassword] = useState('');
  const begin = useMutation({
    mutationFn: () =>
      withPassword(password, () => api.authentication.addFactor({ body: { step: 'BEGIN_TOTP', password } })),
  });
  const pending = begin.data?.state === 'TOTP_PENDING' ? begin.data : null;
  const wrong = hasCode(begin.error, 'CREDENTIALS_INVALID');

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    begin.mutate();
  }

  return (
    <OpenModal onClose={onClose} title={t('turnOn')}>
      {pending ? (
        <Activation uri={pending.uri} secret={pending.secret} onDone={onDone} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <Text size="sm">{t('passwordFirst')}</Text>
            {begin.error && !wrong && <ProblemAlert error={begin.error} />}
            <PasswordInput
              label={t('password')}
              autoComplete="current-password"
              required
              data-autofocus
              value={password}
              error={wrong ? t('passwordWrong') : null}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" loading={begin.isPending} disabled={password === ''}>
              {t('next')}
            </Button>
          </Stack>
        </form>
      )}
    </OpenModal>
  );
}

function Activation({
  uri,
  secret,
  onDone,
}: {
  uri: string;
  secret: string;
  onDone: (codes: readonly string[] | undefined) => void;
}) {
  const t = useTranslations('settings.totp');
  const common = useTranslations('common');
  const stepUp = useStepUp();
  const [code, setCode] = useState('');
  const activate = useMutation({
    mutationFn: () =>
      stepUp(() =>
        api.authentication.addFactor({ body: { step: 'ACTIVATE_TOTP', code: code.replace(/\s/g, '') } }),
      ),
    onSuccess: (result) => result.state === 'ACTIVE' && onDone(result.recoveryCodes),
  });
  const wrong = hasCode(activate.error, 'FACTOR_INVALID', 'INVALID_INPUT');

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    activate.mutate();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t('scan')}</Text>
        <Group justify="center">
          {/* Codes are read best as black on white, whatever the theme. */}
          <QRCodeSVG
            value={uri}
            size={184}
            marginSize={2}
            title={t('qr')}
            bgColor="#ffffff"
            fgColor="#000000"
          />
        </Group>
        <Stack gap={4}>
          <Text size="sm">{t('typeInstead')}</Text>
          <Group gap="xs">
            <Code fz="sm">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code>
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="default" onClick={copy}>
                  {copied ? common('copied') : common('copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
        {activate.error && !wrong && !(activate.error instanceof StepUpCancelled) && (
          <ProblemAlert error={activate.error} />
        )}
        <TextInput
          label={t('code')}
          description={t('codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          required
          value={code}
          error={wrong ? t('codeWrong') : null}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={activate.isPending} disabled={code.replace(/\s/g, '').length !== 6}>
          {t('activate')}
        </Button>
      </Stack>
    </form>
  );
}
