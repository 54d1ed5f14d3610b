'use client';

import { Card, Container, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Page } from '../../components/page';

/** The narrow frame of sign-in, registration and recovery. */
export function AuthCard({
  title,
  lead,
  children,
  below,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  below?: ReactNode;
}) {
  return (
    <Container size={480} px={0}>
      <Page title={title} lead={lead}>
        <Card p={{ base: 'lg', sm: 'xl' }}>
          <Stack gap="md">{children}</Stack>
        </Card>
        {below}
      </Page>
    </Container>
  );
}
