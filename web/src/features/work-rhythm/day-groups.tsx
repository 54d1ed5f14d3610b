'use client';

import { Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PlainList } from '../documents/plain-list';

interface DayGroupsProps<T> {
  readonly items: readonly T[];
  /** The day an item belongs to, as `2026-03-01`. */
  readonly dayOf: (item: T) => string;
  readonly title: (day: string) => string;
  readonly gap?: 'xs' | 'sm';
  /** The level of the headings. */
  readonly order?: 2 | 3;
  readonly children: (item: T) => ReactNode;
}

/** A list under a heading for each day, in the order it comes in. */
export function DayGroups<T extends { readonly id: string }>({
  items,
  dayOf,
  title,
  gap = 'sm',
  order = 3,
  children,
}: DayGroupsProps<T>) {
  const days = Map.groupBy(items, dayOf);
  return (
    <Stack gap="lg">
      {[...days].map(([day, ofDay]) => (
        <Stack key={day} gap="xs">
          <Title order={order} size="h3">
            {title(day)}
          </Title>
          <PlainList gap={gap}>
            {ofDay.map((item) => (
              <li key={item.id}>{children(item)}</li>
            ))}
          </PlainList>
        </Stack>
      ))}
    </Stack>
  );
}
