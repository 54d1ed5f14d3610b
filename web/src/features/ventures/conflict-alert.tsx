'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';

/** Somebody else saved first. Nothing typed is lost: the person chooses whose text stays. */
export function ConflictAlert({ onReload }: { onReload: (discard: boolean) => void }) {
  const t = useTranslations('ventures.conflict');
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
