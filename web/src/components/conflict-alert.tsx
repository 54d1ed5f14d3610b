'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface ConflictAlertProps {
  /** Where its words are. */
  readonly words:
    | 'agreements.conflict'
    | 'offers.conflict'
    | 'opportunities.conflict'
    | 'standing.conflict'
    | 'ventures.conflict'
    | 'workRhythm.conflict';
  readonly onReload: (discard: boolean) => void;
  /** What the other version says, where it is known already. */
  readonly children?: ReactNode;
}

/** Saved elsewhere meanwhile. Nothing typed is lost: the person chooses whose text stays. */
export function ConflictAlert({ words, onReload, children }: ConflictAlertProps) {
  const t = useTranslations(words);
  return (
    <Alert color="orange" role="alert" title={t('title')}>
      <Stack gap="sm">
        <Text size="sm">{t('text')}</Text>
        {children}
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
