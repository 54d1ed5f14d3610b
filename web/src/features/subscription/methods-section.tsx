'use client';

import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBuildingBank, IconCreditCard } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { PlainList } from '../documents/plain-list';
import { ConfirmModal } from '../ventures/confirm-modal';
import { methodsQuery, useRefreshSeat } from './queries';
import type { Method, Subscription } from './types';

/** Stored methods. Cards are typed at the provider; here is only what they are called. */
export function MethodsSection({ subscription: { ways } }: { subscription: Subscription }) {
  const t = useTranslations('subscription.methods');
  const methods = useQuery(methodsQuery());
  const refresh = useRefreshSeat();
  const intention = useIntention();
  const [leaving, setLeaving] = useState(false);
  const add = useMutation({
    mutationFn: (kind: 'CARD' | 'TRANSFER') =>
      api.subscriptions.addMethod(
        { body: { kind, subscribe: false } },
        { idempotencyKey: intention.keyOf(kind) },
      ),
    onSuccess: async ({ visit }) => {
      intention.done();
      if (visit?.url) {
        setLeaving(true);
        location.assign(visit.url);
      } else await refresh();
    },
    onError: () => intention.done(),
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={methods} lines={1}>
        {({ items }) => (
          <Stack gap="md">
            {items.length === 0 ? (
              <Text size="sm">{t('none')}</Text>
            ) : (
              <PlainList label={t('title')}>
                {items.map((method) => (
                  <li key={method.id}>
                    <OneMethod method={method} />
                  </li>
                ))}
              </PlainList>
            )}
            {add.error && <ProblemAlert error={add.error} />}
            <Group gap="sm">
              {ways.includes('CARD') && (
                <Button
                  variant="default"
                  loading={(add.isPending && add.variables === 'CARD') || leaving}
                  leftSection={<IconCreditCard size={18} aria-hidden />}
                  onClick={() => add.mutate('CARD')}
                >
                  {t('addCard')}
                </Button>
              )}
              {!items.some(({ provider }) => provider === 'manual') && (
                <Button
                  variant="default"
                  loading={add.isPending && add.variables === 'TRANSFER'}
                  leftSection={<IconBuildingBank size={18} aria-hidden />}
                  onClick={() => add.mutate('TRANSFER')}
                >
                  {t('addTransfer')}
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

function OneMethod({ method }: { method: Method }) {
  const t = useTranslations('subscription.methods');
  const refresh = useRefreshSeat();
  const [asking, setAsking] = useState(false);
  const params = { methodId: method.id };
  const use = useMutation({
    mutationFn: () => api.subscriptions.chooseMethod({ params, body: {} }),
    onSuccess: async () => {
      notifications.show({ message: t('used', { method: method.label }), color: 'fir' });
      await refresh();
    },
  });
  return (
    <Card withBorder p="sm">
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Text fw={600}>{method.label}</Text>
          {method.expires && (
            <Text size="sm" c="dimmed">
              {t('expires', { month: method.expires })}
            </Text>
          )}
          {method.isDefault && <Badge>{t('default')}</Badge>}
        </Group>
        <Group gap="xs">
          {!method.isDefault && (
            <Button
              size="xs"
              variant="default"
              loading={use.isPending}
              aria-label={t('useOf', { method: method.label })}
              onClick={() => use.mutate()}
            >
              {t('use')}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            aria-label={t('removeOf', { method: method.label })}
            onClick={() => setAsking(true)}
          >
            {t('remove')}
          </Button>
        </Group>
      </Group>
      {use.error && <ProblemAlert error={use.error} />}
      {asking && (
        <ConfirmModal
          title={t('removeOf', { method: method.label })}
          text={t(method.isDefault ? 'removeDefaultText' : 'removeText')}
          confirm={t('remove')}
          danger
          run={async () => {
            await api.subscriptions.removeMethod({ params });
            await refresh();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
