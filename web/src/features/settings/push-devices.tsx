'use client';

import { Alert, Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { notificationsWire } from '@smartstart/contract';
import { IconBellRinging, IconDeviceMobile } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { output } from 'zod';
import { FormModal } from '../../components/form-modal';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { browserName, PushDenied, pushState, turnOffPush, turnOnPush } from '../../lib/push';

type Device = output<typeof notificationsWire.device>;
const devicesKey = ['notifications', 'devices'];
const stateKey = ['notifications', 'push-state'];
const stateQuery = queryOptions({ queryKey: stateKey, queryFn: pushState, staleTime: 0 });

/** The browsers that get push messages. The permission is asked for on a click, after it was said what for. */
export function PushDevices() {
  const t = useTranslations('settings.push');
  const query = useQuery({
    queryKey: devicesKey,
    queryFn: ({ signal }) => api.notifications.devices({}, { signal }),
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={query} lines={2}>
        {({ publicKey, items }) => (
          <Stack gap="md">
            <ThisBrowser publicKey={publicKey} devices={items} />
            {items.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('none')}
              </Text>
            ) : (
              items.map((device) => <DeviceCard key={device.id} device={device} />)
            )}
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

function ThisBrowser({ publicKey, devices }: { publicKey: string; devices: readonly Device[] }) {
  const t = useTranslations('settings.push');
  const client = useQueryClient();
  const { userId } = useSession();
  const { data: state } = useQuery(stateQuery);
  const turnOn = useMutation({
    mutationFn: () => turnOnPush(publicKey, browserName(), userId!),
    onSuccess: () => notifications.show({ message: t('turnedOn') }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: devicesKey }),
        client.invalidateQueries({ queryKey: stateKey }),
      ]),
  });
  const refused = turnOn.error instanceof PushDenied;
  const on =
    state?.kind === 'subscribed' && devices.some((device) => device.fingerprint === state.fingerprint);
  if (state?.kind === 'unsupported') return <Alert color="gray">{t('unsupported')}</Alert>;
  if (state?.kind === 'denied' || refused) return <Alert color="yellow">{t('denied')}</Alert>;
  return (
    <Stack gap="xs">
      <Group>
        <Button
          leftSection={<IconBellRinging size={18} aria-hidden />}
          loading={turnOn.isPending}
          variant={on ? 'default' : 'filled'}
          onClick={() => turnOn.mutate()}
        >
          {on ? t('renew') : t('turnOn')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('asks')}
      </Text>
      {turnOn.error && !refused && (
        <ProblemAlert error={turnOn.error} title={t('failed')} onRetry={() => turnOn.mutate()} />
      )}
    </Stack>
  );
}

function DeviceCard({ device }: { device: Device }) {
  const t = useTranslations('settings.push');
  const format = useFormat();
  const client = useQueryClient();
  const [naming, setNaming] = useState(false);
  const { data: state } = useQuery(stateQuery);
  const here = state?.kind === 'subscribed' && state.fingerprint === device.fingerprint;
  const refresh = () => client.invalidateQueries({ queryKey: ['notifications'] });
  const params = { deviceId: device.id };
  const remove = useMutation({
    mutationFn: async () => {
      await api.notifications.removeDevice({ params });
      // When it is this browser, it forgets its subscription, too.
      if (here) await turnOffPush();
    },
    onSuccess: () => notifications.show({ message: t('removed', { name: device.name }) }),
    onSettled: refresh,
  });
  const tryOut = useMutation({
    mutationFn: () => api.notifications.tryDevice({ params, body: {} }),
    onSuccess: () => notifications.show({ message: t('tested') }),
  });
  return (
    <Card withBorder component="article">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <IconDeviceMobile size={24} stroke={1.5} aria-hidden />
          <Stack gap={2}>
            <Title order={3} size="h5">
              {device.name}
              {here ? ` (${t('here')})` : ''}
            </Title>
            <Text size="sm" c="dimmed">
              {t('since', { date: format.dateTime(device.createdAt), service: device.service })}
            </Text>
            <Text size="sm" c="dimmed">
              {device.lastSentAt ? t('last', { when: format.relative(device.lastSentAt) }) : t('never')}
            </Text>
          </Stack>
        </Group>
        <Group gap="xs">
          <Button
            variant="default"
            size="compact-md"
            loading={tryOut.isPending}
            aria-label={t('tryNamed', { name: device.name })}
            onClick={() => tryOut.mutate()}
          >
            {t('try')}
          </Button>
          <Button
            variant="default"
            size="compact-md"
            aria-label={t('renameNamed', { name: device.name })}
            onClick={() => setNaming(true)}
          >
            {t('rename')}
          </Button>
          <Button
            variant="light"
            color="red"
            size="compact-md"
            loading={remove.isPending}
            aria-label={t('removeNamed', { name: device.name })}
            onClick={() => remove.mutate()}
          >
            {t('remove')}
          </Button>
        </Group>
      </Group>
      <ProblemAlert error={remove.error ?? tryOut.error} />
      {naming && <NameModal device={device} onClose={() => setNaming(false)} onDone={refresh} />}
    </Card>
  );
}

function NameModal({
  device,
  onClose,
  onDone,
}: {
  device: Device;
  onClose: () => void;
  onDone: () => Promise<unknown>;
}) {
  const t = useTranslations('settings.push');
  const form = useForm({
    initialValues: { name: device.name },
    validate: { name: (value) => (value.trim() ? null : t('nameMissing')) },
  });
  const save = useMutation({
    mutationFn: ({ name }: { name: string }) =>
      api.notifications.renameDevice({ params: { deviceId: device.id }, body: { name: name.trim() } }),
    onSuccess: async () => {
      await onDone();
      onClose();
    },
  });
  return (
    <FormModal
      title={t('rename')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={(values) => save.mutate(values)}
    >
      <TextInput label={t('name')} maxLength={80} required {...form.getInputProps('name')} />
    </FormModal>
  );
}
