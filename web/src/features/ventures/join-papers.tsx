'use client';

import { Alert, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { ProblemAlert } from '../../lib/problem';
import { signHref } from '../documents/links';
import { usePack } from '../documents/pack';
import { PackProgress } from '../documents/pack-progress';
import type { Venture } from './types';

/** What a member who is joining, or whose papers have lapsed, has to sign before the venture opens. */
export function JoinPapers({ venture, lapsed = false }: { venture: Venture; lapsed?: boolean }) {
  const t = useTranslations('ventures.join');
  const pack = usePack('JOIN_VENTURE', venture.id);
  const after = `/ventures/${venture.id}`;
  if (pack.error) return <ProblemAlert error={pack.error} onRetry={() => void pack.refetch()} />;
  if (!pack.data) return <Skeleton height={140} aria-hidden />;
  const { toSign, waiting } = pack.data;
  return (
    <Alert color="orange" title={lapsed ? t('lapsedTitle') : t('title')}>
      <Stack gap="sm">
        <Text size="sm">
          {toSign.length > 0
            ? lapsed
              ? t('lapsedText')
              : t('text')
            : t('waitingText', { owner: venture.ownerName })}
        </Text>
        <PackProgress pack={pack.data} name="JOIN_VENTURE" signing={false} />
        {toSign.length > 0 && (
          <Stack gap="xs">
            {toSign.map((paper, index) => (
              <Group key={paper.code} justify="space-between" gap="xs">
                <Text size="sm" fw={600}>
                  {paper.name}
                </Text>
                <Button
                  component={Link}
                  size="xs"
                  variant={index === 0 ? 'filled' : 'default'}
                  leftSection={<IconSignature size={16} aria-hidden />}
                  href={signHref({
                    ...paper,
                    ventureId: paper.ventureId ?? venture.id,
                    pack: 'JOIN_VENTURE',
                    after,
                  })}
                  aria-label={t('signNamed', { name: paper.name })}
                >
                  {t('sign')}
                </Button>
              </Group>
            ))}
          </Stack>
        )}
        {waiting.length > 0 && (
          <>
            <Text size="sm">{t('waiting')}</Text>
            <List size="sm">
              {waiting.map((paper) => (
                <List.Item key={paper.code}>{paper.name}</List.Item>
              ))}
            </List>
          </>
        )}
        {pack.data.conditions.map((condition) => (
          <Text key={condition} size="sm">
            {condition}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
