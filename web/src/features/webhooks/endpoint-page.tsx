'use client';

import { Alert, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { SettingsFrame } from '../settings/settings-frame';
import { ConfirmModal } from '../ventures/confirm-modal';
import { DeliveryLog } from './delivery-log';
import { EndpointForm, type EndpointWish } from './endpoint-form';
import { endpointQuery, key, type Endpoint } from './queries';
import { SecretModal } from './secret-modal';
import { EndpointState } from './webhooks-page';

type Versioned = Endpoint & { readonly etag?: string };

/** One endpoint: its settings, its secret and everything that was sent to it. */
export function EndpointPage({ id }: { id: string }) {
  const query = useQuery(endpointQuery(id));
  return (
    <SettingsFrame page="webhooks">
      <QueryView query={query}>
        {(endpoint) => (
          <>
            <EndpointSection endpoint={endpoint} />
            <DeliveryLog endpoint={endpoint} />
          </>
        )}
      </QueryView>
    </SettingsFrame>
  );
}

function EndpointSection({ endpoint }: { endpoint: Versioned }) {
  const t = useTranslations('webhooks');
  const format = useFormat();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: [key] });
  const [open, setOpen] = useState<'edit' | 'rotate' | 'remove' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const params = { endpointId: endpoint.id };
  const options = endpoint.etag ? { ifMatch: endpoint.etag } : {};
  const change = useMutation({
    mutationFn: (body: Partial<EndpointWish> & { enabled?: boolean }) =>
      api.webhooks.edit({ params, body }, options),
    onSettled: refresh,
  });
  const test = useMutation({
    mutationFn: () => api.webhooks.test({ params, body: {} }),
    onSuccess: () => notifications.show({ message: t('tested') }),
    onSettled: refresh,
  });
  return (
    <Section title={endpoint.description || t('one')}>
      <Stack gap="md">
        <Group gap="sm">
          <Text style={{ overflowWrap: 'anywhere' }}>{endpoint.url}</Text>
          <EndpointState endpoint={endpoint} />
        </Group>
        {endpoint.disabledReason && (
          <Alert color="orange" title={t('disabledTitle')}>
            {endpoint.disabledReason}
          </Alert>
        )}
        {endpoint.enabled && endpoint.failingSince && (
          <Alert color="orange">{t('failingSince', { time: format.dateTime(endpoint.failingSince) })}</Alert>
        )}
        <Switch
          label={t('enabled')}
          checked={endpoint.enabled}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ enabled: event.currentTarget.checked })}
        />
        <Group gap="sm">
          <Button
            variant="default"
            disabled={!endpoint.enabled}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            {t('test')}
          </Button>
          <Button variant="default" onClick={() => setOpen('edit')}>
            {t('edit')}
          </Button>
          <Button variant="default" onClick={() => setOpen('rotate')}>
            {t('rotate')}
          </Button>
          <Button variant="light" color="red" onClick={() => setOpen('remove')}>
            {t('remove')}
          </Button>
        </Group>
        {endpoint.oldSecretUntil && (
          <Text size="sm" c="dimmed">
            {t('oldSecret', { time: format.dateTime(endpoint.oldSecretUntil) })}
          </Text>
        )}
        <ProblemAlert error={change.error ?? test.error} />
      </Stack>
      {open === 'edit' && (
        <EndpointForm
          title={t('edit')}
          confirm={t('save')}
          start={{ url: endpoint.url, description: endpoint.description, types: endpoint.types }}
          save={(wish) => change.mutateAsync(wish)}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'rotate' && <Rotate endpoint={endpoint} onClose={() => setOpen(null)} onSecret={setSecret} />}
      {open === 'remove' && <Remove endpoint={endpoint} onClose={() => setOpen(null)} />}
      {secret && (
        <SecretModal
          secret={secret}
          text={t('secret.rotated')}
          onClose={() => {
            setSecret(null);
            void refresh();
          }}
        />
      )}
    </Section>
  );
}

function Rotate({
  endpoint,
  onClose,
  onSecret,
}: {
  endpoint: Endpoint;
  onClose: () => void;
  onSecret: (secret: string) => void;
}) {
  const t = useTranslations('webhooks');
  const stepUp = useStepUp();
  return (
    <ConfirmModal
      title={t('rotate')}
      text={t('rotateText')}
      confirm={t('rotate')}
      run={async () => {
        const { secret } = await stepUp(() =>
          api.webhooks.rotate({ params: { endpointId: endpoint.id }, body: {} }),
        ).catch((error: unknown) => {
          if (error instanceof StepUpCancelled) return { secret: null };
          throw error;
        });
        if (secret) onSecret(secret);
      }}
      onClose={onClose}
    />
  );
}

function Remove({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const t = useTranslations('webhooks');
  const client = useQueryClient();
  const router = useRouter();
  return (
    <ConfirmModal
      title={t('remove')}
      text={t('removeText', { url: endpoint.url })}
      confirm={t('remove')}
      danger
      run={async () => {
        await api.webhooks.remove({ params: { endpointId: endpoint.id } });
        client.removeQueries({ queryKey: [key, endpoint.id] });
        await client.invalidateQueries({ queryKey: [key, 'list'] });
      }}
      onClose={onClose}
      onDone={() => router.push('/settings/webhooks')}
    />
  );
}
