'use client';

import { Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RulesVersion } from '../types';

/** How often a run is looked at, for those whom no live message reaches. */
export const runEveryMs = 3_000;

/** How far a preview or a replay is, as a bar and in words. */
export function RunBar({ run: { done, total }, words }: RunBarProps) {
  const t = useTranslations('gamification.admin.rules');
  const told = t(words, { done, total });
  return (
    <Stack gap={4}>
      <Text size="sm" role="status">
        {told}
      </Text>
      <Progress value={total > 0 ? (done / total) * 100 : 0} animated aria-label={told} />
    </Stack>
  );
}

interface RunBarProps {
  run: RulesVersion['preview'];
  words: 'running' | 'replaying';
}
