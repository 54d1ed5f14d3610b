'use client';

import { List } from '@mantine/core';
import { useTranslations } from 'next-intl';

const facts = ['roles', 'papers', 'former', 'equity', 'waiting'] as const;

/** What changes with both signatures, and what does not. */
export function WhatHappens() {
  const t = useTranslations('ownership.happens');
  return (
    <List size="sm" spacing="xs" maw="68ch">
      {facts.map((fact) => (
        <List.Item key={fact}>{t(fact)}</List.Item>
      ))}
    </List>
  );
}
