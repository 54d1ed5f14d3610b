'use client';

import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { maxMegabytes } from './check';
import type { CheckState } from './use-check';

type Hindered = Extract<CheckState, { step: 'hindered' }>;

/** Why this file was not checked, and what to do instead. */
export function HindranceAlert({
  file,
  hindrance,
  onRetry,
}: Pick<Hindered, 'file' | 'hindrance'> & { onRetry: () => void }) {
  const t = useTranslations('verify.hindrance');
  const format = useFormat();
  const size = format.number(Math.ceil(file.size / 1024 / 1024));
  const byCommand = ['tooLarge', 'insecure', 'oldBrowser'].includes(hindrance);
  return (
    <Alert
      color="yellow"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(`${hindrance}.title`)}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t(`${hindrance}.text`, { name: file.name, size, limit: format.number(maxMegabytes) })}
        </Text>
        {byCommand && (
          <Text size="sm">
            {t('command')} <Code>npx smartstart-verify FILE</Code>
          </Text>
        )}
        {(hindrance === 'failed' || hindrance === 'notReadable') && (
          <Button variant="default" size="xs" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
