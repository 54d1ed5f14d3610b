'use client';

import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { OpenModal } from '../../components/open-modal';

/** Shown once: nobody can read the secret afterwards. */
export function SecretModal({
  secret,
  text,
  onClose,
}: {
  secret: string;
  text: string;
  onClose: () => void;
}) {
  const t = useTranslations('webhooks.secret');
  return (
    <OpenModal onClose={onClose} title={t('title')} closeOnClickOutside={false} size="lg">
      <Stack>
        <Text size="sm">{text}</Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {secret}
        </Code>
        <Alert color="yellow">{t('once')}</Alert>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t('copied') : t('copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('kept')}</Button>
        </Group>
      </Stack>
    </OpenModal>
  );
}
