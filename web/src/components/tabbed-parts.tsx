'use client';

import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

interface Part<K extends string> {
  readonly key: K;
  readonly title: string;
  readonly content: ReactNode;
  /** Stays mounted behind another tab, so that what was typed there is not lost. */
  readonly kept?: boolean;
}

interface TabbedPartsProps<K extends string> {
  readonly label: string;
  readonly parts: readonly Part<K>[];
  readonly value?: K | null;
  readonly onChange?: (key: K) => void;
}

/** The parts of a page behind tabs; the first is open unless told, and only the open one is mounted, and those that are kept. */
export function TabbedParts<K extends string>({ label, parts, value, onChange }: TabbedPartsProps<K>) {
  const first = parts[0]?.key ?? null;
  const control = onChange
    ? { value: value ?? first, onChange: (key: string | null) => key !== null && onChange(key as K) }
    : { defaultValue: first };
  return (
    <Tabs {...control} keepMounted={false}>
      <Tabs.List aria-label={label} mb="lg">
        {parts.map(({ key, title }) => (
          <Tabs.Tab key={key} value={key}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {parts.map(({ key, content, kept = false }) => (
        <Tabs.Panel key={key} value={key} keepMounted={kept}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
