'use client';

import { Card, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

/** One topic in the narrow column beside a text. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} padding="md">
      <Title order={2} size="h4" mb="xs" id={id}>
        {title}
      </Title>
      {children}
    </Card>
  );
}
