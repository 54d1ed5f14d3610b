'use client';

import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type SyntheticEvent } from 'react';
import { OpenModal } from '../../components/open-modal';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { withPassword } from '../../lib/step-up';
import { factorsKey } from './factors';

/** How many recovery codes are left, and a new set when they run low. */
export function RecoverySection({
  left,
  onCodes,
}: {
  left: number;
  onCodes: (codes: readonly string[]) => void;
}) {
  const t = useTranslations('settings.recovery');
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t('sectionTitle')} text={t('sectionText')}>
      <Group justify="space-between">
        <Text>{t('left', { count: left })}</Text>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('renew')}
        </Button>
      </Group>
      {asking && (
        <RenewModal
          onClose={() => setAsking(false)}
          onDone={(codes) => {
            setAsking(false);
            onCodes(codes);
          }}
        />
      )}
    </Section>
  );
}

function RenewModal({
  onClose,
  onDone,
}: {
  onClose: () => void;
  onDone: (codes: readonly string[]) => void;
}) {
  const t = useTranslations('settings.recovery');
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const renew = useMutation({
    mutationFn: () =>
      withPassword(password, () => api.authentication.newRecoveryCodes({ body: { password } })),
    onSuccess: ({ recoveryCodes }) => {
      void queryClient.invalidateQueries({ queryKey: factorsKey });
      onDone(recoveryCodes);
    },
  });
  const wrong = hasCode(renew.error, 'CREDENTIALS_INVALID');

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    renew.mutate();
  }

  return (
    <OpenModal onClose={onClose} title={t('renew')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{t('renewText')}</Text>
          {renew.error && !wrong && <ProblemAlert error={renew.error} />}
          <PasswordInput
            label={t('password')}
            autoComplete="current-password"
            required
            data-autofocus
            value={password}
            error={wrong ? t('passwordWrong') : null}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={renew.isPending} disabled={password === ''}>
            {t('renew')}
          </Button>
        </Stack>
      </form>
    </OpenModal>
  );
}
