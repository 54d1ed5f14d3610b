'use client';

import { Stack } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PlainList } from '../features/documents/plain-list';
import { Empty } from './page';
import { MoreButton, QueryView } from './query-view';

interface PagedListProps<T> {
  readonly query: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly T[] }>>;
  readonly label: string;
  /** Said in place of an empty list. */
  readonly empty: { readonly title: string; readonly text: string };
  readonly children: (item: T) => ReactNode;
}

/** Everything loaded so far of a list that comes in pages, and a button for the rest. */
export function PagedList<T extends { readonly id: string }>({
  query,
  label,
  empty,
  children,
}: PagedListProps<T>) {
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Empty {...empty} />;
        return (
          <Stack gap="md">
            <PlainList label={label}>
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
