'use client';

import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChartPie } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { api } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { equityHref } from './equity-frame';
import { ProposalRow } from './proposal-row';
import { equityKey } from './queries';
import type { Standing } from './types';

/** A venture without a table: what has to be done, or what is waited for. */
export function NoTable({ standing }: { standing: Standing }) {
  const t = useTranslations('equity.none');
  const { venture, seesAll, acts } = standing;
  const proposed = useQuery({
    queryKey: [...equityKey(venture.id), 'set-up'],
    queryFn: ({ signal }) =>
      api.equity.proposals({ params: { ventureId: venture.id }, query: { limit: 25 } }, { signal }),
    enabled: seesAll,
  });
  if (!seesAll || hasCode(proposed.error, 'FORBIDDEN'))
    return <Empty icon={<IconChartPie aria-hidden />} title={t('title')} text={t('others')} />;
  if (proposed.error) return <ProblemAlert error={proposed.error} onRetry={() => void proposed.refetch()} />;
  if (!proposed.data) return <Skeleton height={160} aria-hidden />;
  const [latest] = proposed.data.items;
  if (latest?.state === 'WAITING')
    return (
      <Alert color="yellow" title={t('waitingTitle')}>
        <Stack gap="sm">
          <Text size="sm">{t('waitingText')}</Text>
          <ProposalRow proposal={latest} standing={standing} />
        </Stack>
      </Alert>
    );
  return (
    <Stack gap="lg">
      {latest && <ProposalRow proposal={latest} standing={standing} />}
      <Empty
        icon={<IconChartPie aria-hidden />}
        title={t('title')}
        text={t(acts ? 'owner' : 'others')}
        action={
          acts && (
            <Group justify="center">
              <Button component={Link} href={equityHref(venture.id, '/framework')}>
                {t('agree')}
              </Button>
              <Button component={Link} href={equityHref(venture.id, '/files')} variant="default">
                {t('import')}
              </Button>
            </Group>
          )
        }
      />
    </Stack>
  );
}
