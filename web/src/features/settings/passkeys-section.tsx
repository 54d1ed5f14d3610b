'use client';

import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconFingerprint, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState, type SyntheticEvent } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { makePasskey, PasskeyDismissed, usePasskeysSupported } from '../../lib/passkey';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import type { Factor } from './factors';

interface PasskeysSectionProps {
  readonly factors: readonly Factor[];
  readonly onCodes: (codes: readonly string[]) => void;
}

export function PasskeysSection({ factors, onCodes }: PasskeysSectionProps) {
  const t = useTranslations('settings.passkeys');
  const format = useFormat();
  const stepUp = useStepUp();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['auth'] });
  const remove = useMutation({
    mutationFn: (factorId: string) =>
      stepUp(() => api.authentication.removeFactor({ params: { factorId } }), { factorOnly: true }),
    onSuccess: () => {
      notifications.show({ message: t('removed'), color: 'fir' });
      return refresh();
    },
  });
  return (
    <Section title={t('title')} text={t('text')}>
      {remove.error && !(remove.error instanceof StepUpCancelled) && <ProblemAlert error={remove.error} />}
      {factors.length === 0 && <Text size="sm">{t('none')}</Text>}
      {factors.map((factor) => (
        <Group key={factor.id} justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <IconFingerprint size={22} stroke={1.6} aria-hidden />
            <Stack gap={0}>
              <Text fw={600}>{factor.name}</Text>
              <Text size="sm" c="dimmed">
                {factor.lastUsedAt
                  ? t('used', { when: format.relative(factor.lastUsedAt) })
                  : t('since', { date: format.date(factor.createdAt) })}
              </Text>
            </Stack>
          </Group>
          <ActionIcon
            variant="subtle"
            color="red"
            size="lg"
            aria-label={t('remove', { name: factor.name })}
            onClick={() => remove.mutate(factor.id)}
            loading={remove.isPending && remove.variables === factor.id}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <AddPasskey
        onAdded={(codes) => {
          notifications.show({ message: t('added'), color: 'fir' });
          void refresh();
          if (codes) onCodes(codes);
        }}
      />
    </Section>
  );
}

function AddPasskey({ onAdded }: { onAdded: (codes: readonly string[] | undefined) => void }) {
  const t = useTranslations('settings.passkeys');
  const stepUp = useStepUp();
  const supported = usePasskeysSupported();
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      const begun = await stepUp(() =>
        api.authentication.addFactor({ body: { step: 'BEGIN_PASSKEY', name: name.trim() } }),
      );
      if (begun.state !== 'PASSKEY_PENDING') return undefined;
      const credential = await makePasskey(begun.options);
      const done = await stepUp(() =>
        api.authentication.addFactor({
          body: { step: 'ACTIVATE_PASSKEY', name: name.trim(), challenge: begun.challenge, credential },
        }),
      );
      return done.state === 'ACTIVE' ? done.recoveryCodes : undefined;
    },
    onSuccess: (codes) => {
      setName('');
      onAdded(codes);
    },
  });
  const silent = add.error instanceof PasskeyDismissed || add.error instanceof StepUpCancelled;

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    add.mutate();
  }

  if (!supported) return <Text size="sm">{t('unsupported')}</Text>;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {add.error && !silent && <ProblemAlert error={add.error} />}
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('name')}
            placeholder={t('nameHint')}
            maxLength={60}
            required
            value={name}
            flex="1 1 14rem"
            maw={360}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={add.isPending} disabled={name.trim() === ''}>
            {t('add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
