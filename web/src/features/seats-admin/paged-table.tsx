'use client';

import { NativeSelect, Stack } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { PlainTable, type Column } from '../money/plain-table';

interface PagedTableProps<T> {
  readonly query: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly T[] }>>;
  readonly label: string;
  readonly empty: { readonly title: string; readonly text: string };
  readonly keyOf: (item: T) => string;
  readonly columns: readonly Column<T>[];
}

/** What is loaded so far of a list that comes in pages, as a table. */
export function PagedTable<T>({ query, label, empty, keyOf, columns }: PagedTableProps<T>) {
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Empty {...empty} />;
        return (
          <Stack gap="md">
            <PlainTable label={label} items={items} keyOf={keyOf} columns={columns} minWidth={640} />
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

/** A filter over a list with the list below it. */
export function Filtered<S extends string>({
  label,
  value,
  onChange,
  options,
  children,
}: {
  label: string;
  value: S;
  onChange: (value: S) => void;
  options: readonly { readonly value: S; readonly label: string }[];
  children: ReactNode;
}) {
  return (
    <Stack gap="md">
      <NativeSelect
        label={label}
        value={value}
        w={{ base: '100%', xs: 300 }}
        onChange={({ currentTarget }) => onChange(currentTarget.value as S)}
        data={[...options]}
      />
      {children}
    </Stack>
  );
}
