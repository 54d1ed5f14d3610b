'use client';

import { Alert, Card, Stack, Text } from '@mantine/core';
import type { broadcastsWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { MailPreview } from '../../components/mail-preview';

export interface Previewed {
  readonly people: number;
  readonly withoutConsent: number;
  readonly unknown: readonly string[];
  readonly rendered: z.infer<typeof broadcastsWire.rendered>;
}

/** How many it reaches, and the message as oneself would get it. */
export function Preview({ previewed }: { previewed: Previewed }) {
  const t = useTranslations('broadcasts.preview');
  const { people, withoutConsent, unknown, rendered } = previewed;
  return (
    <Stack gap="md">
      <Text fw={600} role="status">
        {t('people', { count: people })}
      </Text>
      {withoutConsent > 0 && <Alert color="yellow">{t('withoutConsent', { count: withoutConsent })}</Alert>}
      {unknown.length > 0 && (
        <Alert color="red" role="alert">
          {t('unknown', { addresses: unknown.join(', ') })}
        </Alert>
      )}
      <Card withBorder padding="sm">
        <Text fw={700}>{rendered.title}</Text>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {rendered.text}
        </Text>
      </Card>
      <MailPreview {...rendered.mail} />
    </Stack>
  );
}
