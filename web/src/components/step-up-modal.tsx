'use client';

import {
  Button,
  Divider,
  Modal,
  PasswordInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFingerprint } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState, type SyntheticEvent } from 'react';
import { api } from '../lib/api';
import { askPasskey, PasskeyDismissed } from '../lib/passkey';
import { hasCode, ProblemAlert, useProblemText } from '../lib/problem';

type Kind = 'PASSWORD' | 'TOTP';

/** Asks for password, one-time code or passkey. Stays open until a proof is accepted or the person closes it. */
export function StepUpModal({
  factorOnly,
  onSettled,
}: {
  factorOnly: boolean;
  onSettled: (proved: boolean) => void;
}) {
  const t = useTranslations('common');
  const textOf = useProblemText();
  const account = useQuery({
    queryKey: ['auth', 'me'],
    queryFn: () => api.authentication.me({}),
    staleTime: 0,
  });
  const factors = account.data?.factors ?? [];
  const kinds: Kind[] = [
    ...(factorOnly ? [] : ['PASSWORD' as const]),
    ...(factors.includes('TOTP') ? ['TOTP' as const] : []),
  ];
  const [chosen, setChosen] = useState<Kind | null>(null);
  const kind = chosen ?? kinds[0] ?? null;
  const [secret, setSecret] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function prove(proof: () => Promise<unknown>) {
    setBusy(true);
    setError(null);
    try {
      await proof();
      onSettled(true);
    } catch (failure) {
      if (!(failure instanceof PasskeyDismissed)) setError(failure);
      setBusy(false);
    }
  }

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    void prove(() =>
      api.authentication.stepUp({
        body:
          kind === 'TOTP'
            ? { kind, code: secret.replace(/\s/g, '') }
            : { kind: 'PASSWORD', password: secret },
      }),
    );
  }

  const wrongSecret = hasCode(error, 'CREDENTIALS_INVALID', 'FACTOR_INVALID', 'INVALID_INPUT');
  const message = wrongSecret ? (kind === 'TOTP' ? t('stepUp.wrongCode') : t('stepUp.wrongPassword')) : null;
  return (
    <Modal
      opened
      onClose={() => onSettled(false)}
      title={t('stepUp.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <Text size="sm">{factorOnly ? t('stepUp.textFactor') : t('stepUp.text')}</Text>
        {error !== null && !wrongSecret && <ProblemAlert error={error} title={textOf(error).title} />}
        {account.error && <ProblemAlert error={account.error} onRetry={() => void account.refetch()} />}
        {kinds.length > 1 && (
          <SegmentedControl
            fullWidth
            aria-label={t('stepUp.kind')}
            value={kind ?? 'PASSWORD'}
            onChange={(value) => {
              setChosen(value as Kind);
              setSecret('');
              setError(null);
            }}
            data={kinds.map((value) => ({ value, label: t(`stepUp.${value}`) }))}
          />
        )}
        {kind && (
          <form onSubmit={submit}>
            <Stack gap="sm">
              {kind === 'PASSWORD' ? (
                <PasswordInput
                  label={t('stepUp.password')}
                  autoComplete="current-password"
                  value={secret}
                  error={message}
                  required
                  data-autofocus
                  onChange={(event) => setSecret(event.currentTarget.value)}
                />
              ) : (
                <TextInput
                  key="code"
                  label={t('stepUp.code')}
                  description={t('stepUp.codeHint')}
                  autoComplete="one-time-code"
                  inputMode="numeric"
                  maxLength={7}
                  value={secret}
                  error={message}
                  required
                  data-autofocus
                  onChange={(event) => setSecret(event.currentTarget.value)}
                />
              )}
              <Button type="submit" loading={busy}>
                {t('stepUp.confirm')}
              </Button>
            </Stack>
          </form>
        )}
        {factors.includes('PASSKEY') && (
          <>
            {kind && <Divider label={t('or')} />}
            <Button
              variant="default"
              disabled={busy}
              leftSection={<IconFingerprint size={18} aria-hidden />}
              onClick={() =>
                void prove(async () =>
                  api.authentication.stepUp({ body: { kind: 'PASSKEY', ...(await askPasskey()) } }),
                )
              }
            >
              {t('stepUp.passkey')}
            </Button>
          </>
        )}
      </Stack>
    </Modal>
  );
}
