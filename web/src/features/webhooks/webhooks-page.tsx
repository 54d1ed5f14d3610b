'use client';

import { Anchor, Badge, Button, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useStepUp } from '../../lib/step-up';
import { PlainList } from '../documents/plain-list';
import { SettingsFrame } from '../settings/settings-frame';
import { EndpointForm } from './endpoint-form';
import { endpointsQuery, key, type Endpoint } from './queries';
import { SecretModal } from './secret-modal';

const none = { url: '', description: '', types: [] };

/** Own endpoints that get every notification as a signed event. */
export function WebhooksPage() {
  const t = useTranslations('webhooks');
  const client = useQueryClient();
  const stepUp = useStepUp();
  const query = useQuery(endpointsQuery());
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <SettingsFrame page="webhooks">
      <QueryView query={query}>
        {({ items }) => (
          <Section title={t('listTitle')} text={t('listText')}>
            <Group>
              <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
                {t('add')}
              </Button>
            </Group>
            {items.length === 0 ? (
              <Empty title={t('emptyTitle')} text={t('emptyText')} />
            ) : (
              <PlainList label={t('listTitle')} gap="sm">
                {items.map((endpoint) => (
                  <li key={endpoint.id}>
                    <EndpointCard endpoint={endpoint} />
                  </li>
                ))}
              </PlainList>
            )}
          </Section>
        )}
      </QueryView>
      {query.data && <Receiving />}
      {adding && (
        <EndpointForm
          title={t('add')}
          confirm={t('add')}
          start={none}
          onClose={() => setAdding(false)}
          save={async (body) => {
            const added = await stepUp(() => api.webhooks.add({ body }));
            setSecret(added.secret);
            await client.invalidateQueries({ queryKey: [key] });
          }}
        />
      )}
      {secret && <SecretModal secret={secret} text={t('secret.new')} onClose={() => setSecret(null)} />}
    </SettingsFrame>
  );
}

function EndpointCard({ endpoint }: { endpoint: Endpoint }) {
  const t = useTranslations('webhooks');
  const format = useFormat();
  return (
    <Card withBorder component="article">
      <Stack gap={4}>
        <Group gap="sm">
          <Title order={3} size="h5" style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={`/settings/webhooks/${endpoint.id}`} inherit>
              {endpoint.description || endpoint.url}
            </Anchor>
          </Title>
          <EndpointState endpoint={endpoint} />
        </Group>
        {endpoint.description && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {endpoint.url}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('about', { count: endpoint.types.length, date: format.dateTime(endpoint.createdAt) })}
        </Text>
      </Stack>
    </Card>
  );
}

export function EndpointState({ endpoint }: { endpoint: Endpoint }) {
  const t = useTranslations('webhooks.states');
  const state = !endpoint.enabled ? 'off' : endpoint.failingSince ? 'failing' : 'on';
  const colors = { off: 'gray', failing: 'orange', on: 'green' } as const;
  return (
    <Badge variant="light" color={colors[state]} c="var(--mantine-color-text)" miw="max-content">
      {t(state)}
    </Badge>
  );
}

/** What a receiver does, in short: the headers and how they are checked. */
function Receiving() {
  const t = useTranslations('webhooks.receiving');
  return (
    <Section title={t('title')} text={t('text')}>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {sample}
      </Code>
      <Text size="sm">{t('rules')}</Text>
    </Section>
  );
}

const sample = `import { createHmac, timingSafeEqual } from 'node:crypto';

function isFromSmartStart(headers, rawBody, secret) {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = headers['webhook-id'] + '.' + headers['webhook-timestamp'] + '.' + rawBody;
  const wanted = createHmac('sha256', key).update(signed).digest();
  const fresh = Math.abs(Date.now() / 1000 - headers['webhook-timestamp']) < 300;
  return fresh && headers['webhook-signature'].split(' ').some((one) => {
    const given = Buffer.from(one.split(',')[1] ?? '', 'base64');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}`;
