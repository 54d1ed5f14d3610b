'use client';

import { Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { isGate, type Pack } from './pack';

/** How far a pack is: "Paper 2 of 5" with a bar. */
export function PackProgress({ pack, name, signing }: { pack: Pack; name: string; signing: boolean }) {
  const t = useTranslations('documents.pack');
  const title = usePackTitle(name);
  const position = Math.min(pack.total, pack.done + (signing ? 1 : 0));
  const value = pack.total === 0 ? 100 : Math.round((pack.done / pack.total) * 100);
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="sm">
          {signing
            ? t('position', { position, total: pack.total })
            : t('done', { done: pack.done, total: pack.total })}
        </Text>
      </Group>
      <Progress value={value} aria-label={t('done', { done: pack.done, total: pack.total })} />
    </Stack>
  );
}

export function usePackTitle(name: string): string {
  const t = useTranslations('documents.pack');
  if (isGate(name)) return t(`title.${name}`);
  return t('titleRung', { rung: name.replace('RUNG_', '') });
}
