'use client';

import { Badge, Button, Card, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { authenticationWire } from '@smartstart/contract';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { output } from 'zod';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { SettingsFrame } from './settings-frame';

type Session = output<typeof authenticationWire.session>;
const key = ['sessions'];

/** Where the account is signed in: end one session, or all of them. */
export function SessionsPage() {
  const t = useTranslations('settings.sessions');
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.authentication.listSessions({}, { signal }),
  });
  return (
    <SettingsFrame page="sessions">
      <QueryView query={query}>
        {({ items }) => (
          <Stack gap="md">
            {items
              .toSorted(
                (a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt.localeCompare(a.lastUsedAt),
              )
              .map((session) => (
                <SessionCard key={session.id} session={session} />
              ))}
            <Text size="sm" c="dimmed">
              {t('limit')}
            </Text>
            <EndAll />
          </Stack>
        )}
      </QueryView>
    </SettingsFrame>
  );
}

function SessionCard({ session }: { session: Session }) {
  const t = useTranslations('settings.sessions');
  const format = useFormat();
  const queryClient = useQueryClient();
  const { signOut } = useSession();
  const end = useMutation({
    mutationFn: async () => {
      if (session.current) await signOut();
      else await api.authentication.endSession({ params: { sessionId: session.id } });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: key }),
  });
  return (
    <Card>
      <Group justify="space-between" align="flex-start">
        <Group gap="md" wrap="nowrap" align="flex-start" flex="1 1 16rem">
          <IconDeviceLaptop size={26} stroke={1.5} aria-hidden />
          <Stack gap={2}>
            <Group gap="xs">
              <Text fw={600}>{session.device}</Text>
              {session.current && <Badge>{t('current')}</Badge>}
            </Group>
            <Text size="sm" c="dimmed">
              {t('used', { when: format.relative(session.lastUsedAt) })}
              {session.ip ? ` · ${session.ip}` : ''}
            </Text>
            <Text size="sm" c="dimmed">
              {t('since', { date: format.dateTime(session.createdAt) })} ·{' '}
              {t('until', { date: format.dateTime(session.expiresAt) })}
            </Text>
          </Stack>
        </Group>
        <Button
          variant="default"
          size="sm"
          loading={end.isPending}
          onClick={() => end.mutate()}
          aria-label={session.current ? t('endThis') : t('endOther', { device: session.device })}
        >
          {session.current ? t('endThis') : t('end')}
        </Button>
      </Group>
      {end.error && <ProblemAlert error={end.error} />}
    </Card>
  );
}

function EndAll() {
  const t = useTranslations('settings.sessions');
  const common = useTranslations('common');
  const { signOut } = useSession();
  const [opened, { open, close }] = useDisclosure();
  const endAll = useMutation({
    mutationFn: async () => {
      await api.authentication.logoutAll({ body: {} });
      await signOut();
    },
  });
  return (
    <Group>
      <Button variant="light" color="red" onClick={open}>
        {t('endAll')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('endAll')}>
        <Stack gap="md">
          <Text size="sm">{t('endAllText')}</Text>
          {endAll.error && <ProblemAlert error={endAll.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common('cancel')}
            </Button>
            <Button color="red" onClick={() => endAll.mutate()} loading={endAll.isPending}>
              {t('endAll')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}
