'use client';

import { Alert, Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type SyntheticEvent } from 'react';
import { OpenModal } from '../../components/open-modal';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useMe } from '../../lib/session';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import type { Me } from './profile-page';

const kept = ['documents', 'audit', 'money', 'equity', 'hold'] as const;

/** Rest or close the account, and come back from either. */
export function ClosingSection() {
  const t = useTranslations('settings.closing');
  const me = useMe();
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={me} lines={2}>
        {(account) =>
          account.status === 'CLOSING' || account.status === 'INACTIVE' ? (
            <Reactivate me={account} />
          ) : (
            <Leave me={account} />
          )
        }
      </QueryView>
    </Section>
  );
}

/** A change of the account's state: asks for proof, then shows the new state everywhere. */
function useAccountChange(change: () => Promise<Me>, message: string, onDone?: () => void) {
  const stepUp = useStepUp();
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: () => stepUp(change),
    onSuccess: (me) => {
      queryClient.setQueryData(['me'], me);
      void queryClient.invalidateQueries();
      notifications.show({ message, color: 'fir' });
      onDone?.();
    },
  });
  return { ...mutation, failure: mutation.error instanceof StepUpCancelled ? null : mutation.error };
}

function Reactivate({ me }: { me: Me }) {
  const t = useTranslations('settings.closing');
  const format = useFormat();
  const reactivate = useAccountChange(() => api.users.reactivate({ body: {} }), t('awake'));
  const closing = me.status === 'CLOSING';
  return (
    <Alert
      color="yellow"
      icon={<IconInfoCircle aria-hidden />}
      title={closing ? t('closingTitle') : t('restingTitle')}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {closing && me.closingAt ? t('closingText', { date: format.date(me.closingAt) }) : t('restingText')}
        </Text>
        {reactivate.failure && <ProblemAlert error={reactivate.failure} />}
        <Button onClick={() => reactivate.mutate()} loading={reactivate.isPending}>
          {closing ? t('withdraw') : t('wake')}
        </Button>
      </Stack>
    </Alert>
  );
}

function Leave({ me }: { me: Me }) {
  const t = useTranslations('settings.closing');
  const [erasing, { open, close }] = useDisclosure();
  const deactivate = useAccountChange(() => api.users.deactivate({ body: {} }), t('rested'));
  return (
    <Stack gap="lg">
      {deactivate.failure && <ProblemAlert error={deactivate.failure} />}
      <Group justify="space-between" align="flex-start">
        <Text size="sm" maw="52ch" flex="1 1 18rem">
          {t('restText')}
        </Text>
        <Button variant="default" onClick={() => deactivate.mutate()} loading={deactivate.isPending}>
          {t('rest')}
        </Button>
      </Group>
      <Group justify="space-between" align="flex-start">
        <Text size="sm" maw="52ch" flex="1 1 18rem">
          {t('eraseText')}
        </Text>
        <Button variant="light" color="red" onClick={open}>
          {t('erase')}
        </Button>
      </Group>
      {erasing && <EraseModal email={me.email} onClose={close} />}
    </Stack>
  );
}

function EraseModal({ email, onClose }: { email: string; onClose: () => void }) {
  const t = useTranslations('settings.closing');
  const common = useTranslations('common');
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const erase = useAccountChange(
    () => api.users.erase({ body: { confirmEmail: typed.trim() } }),
    t('asked'),
    onClose,
  );

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    if (typed.trim().toLowerCase() === email.toLowerCase()) return erase.mutate();
    setError(t('emailDiffers'));
    event.currentTarget.querySelector('input')?.focus();
  }

  return (
    <OpenModal onClose={onClose} title={t('erase')} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{t('eraseWhat')}</Text>
          <Text size="sm" fw={600}>
            {t('keptTitle')}
          </Text>
          <List size="sm" spacing={4}>
            {kept.map((key) => (
              <List.Item key={key}>{t(`kept.${key}`)}</List.Item>
            ))}
          </List>
          {erase.failure && <ProblemAlert error={erase.failure} />}
          <TextInput
            label={t('confirm', { email })}
            type="email"
            autoComplete="off"
            required
            value={typed}
            error={error}
            data-autofocus
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setError(null);
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" color="red" loading={erase.isPending}>
              {t('eraseNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </OpenModal>
  );
}
