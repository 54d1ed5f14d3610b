'use client';

import { DataList } from '@mantine/core';
import type { ReactNode } from 'react';

/** Pairs of a word and its figure; the figures stand under each other at the end of the line. */
export function Figures({ children }: { children: ReactNode }) {
  return <DataList gap="xs">{children}</DataList>;
}

interface FigureProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly strong?: boolean;
}

export function Figure({ label, children, strong = false }: FigureProps) {
  return (
    <DataList.Item style={{ justifyContent: 'space-between', flexWrap: 'wrap', rowGap: 0 }}>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue ta="end" fw={strong ? 700 : 500} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </DataList.ItemValue>
    </DataList.Item>
  );
}
