'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';

/** The draft was changed in another window meanwhile. Nothing typed is lost: the person chooses whose words stay. */
export function ConflictAlert({ onReload }: { onReload: (discard: boolean) => void }) {
  const t = useTranslations('agreements.conflict');
  return (
    <Alert color="orange" role="alert" title={t('title')}>
      <Stack gap="sm">
        <Text size="sm">{t('text')}</Text>
        <Group>
          <Button size="xs" onClick={() => onReload(false)}>
            {t('keep')}
          </Button>
          <Button size="xs" variant="default" onClick={() => onReload(true)}>
            {t('discard')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
