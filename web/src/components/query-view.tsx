'use client';

import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../lib/problem';

interface Query<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  refetch(): unknown;
}

interface QueryViewProps<T> {
  readonly query: Query<T>;
  readonly children: (data: T) => ReactNode;
  /** Shown while loading; grey lines unless given. */
  readonly skeleton?: ReactNode;
  readonly lines?: number;
}

/** The three states of every loaded thing: waiting, failed with a retry, there. */
export function QueryView<T>({ query, children, skeleton, lines = 3 }: QueryViewProps<T>) {
  const t = useTranslations('common');
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Stack gap="sm" aria-busy="true" role="status" aria-label={t('loading')}>
      {skeleton ?? Array.from({ length: lines }, (_, index) => <Skeleton key={index} height={64} />)}
    </Stack>
  );
}

interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

/** The next page of a cursor-paged list. */
export function MoreButton({ query }: { query: Pages }) {
  const t = useTranslations('common');
  if (!query.hasNextPage) return null;
  return (
    <Group justify="center">
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t('more')}
      </Button>
    </Group>
  );
}
