import { Stack, type MantineSpacing } from '@mantine/core';
import type { ReactNode } from 'react';

/** A list without bullets, for rows and cards that are a list to a screen reader all the same. Holds `li` elements. */
export function PlainList({
  children,
  label,
  gap = 'sm',
}: {
  children: ReactNode;
  label?: string;
  gap?: MantineSpacing;
}) {
  return (
    <Stack component="ul" gap={gap} p={0} m={0} style={{ listStyle: 'none' }} aria-label={label}>
      {children}
    </Stack>
  );
}
