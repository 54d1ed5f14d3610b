'use client';

import { Stack, Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { PlainList } from '../documents/plain-list';
import type { Counted } from './queries';

interface OpportunityListProps<T> {
  readonly query: UseInfiniteQueryResult<InfiniteData<Counted<T>>>;
  readonly label: string;
  readonly empty: { readonly title: string; readonly text: string; readonly action?: ReactNode };
  readonly children: (item: T) => ReactNode;
}

/** What was found, with the whole number of it said to everybody, and the next page behind a button. */
export function OpportunityList<T extends { readonly id: string }>({
  query,
  label,
  empty,
  children,
}: OpportunityListProps<T>) {
  const t = useTranslations('opportunities.list');
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const total = pages[0]?.total ?? items.length;
        if (items.length === 0) return <Empty {...empty} />;
        return (
          <Stack gap="md">
            <Text size="sm" c="dimmed" role="status">
              {t('found', { count: total, shown: items.length, all: String(items.length >= total) })}
            </Text>
            <PlainList label={label} gap="md">
              {items.map((item) => (
                <li key={item.id}>{children(item)}</li>
              ))}
            </PlainList>
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </QueryView>
  );
}
