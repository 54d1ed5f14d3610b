'use client';

import { Anchor, Box, Breadcrumbs, EmptyState, Group, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

interface PageProps {
  readonly title: string;
  /** The pages above this one, outermost first; this page itself is added. */
  readonly crumbs?: readonly Crumb[];
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  /** A sentence under the heading: what this page is for. */
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  /** Reading width; `full` for tables and boards. */
  readonly width?: 'narrow' | 'normal' | 'full';
}

const widths = { narrow: 480, normal: 960, full: undefined } as const;

/** The frame of every page: document title, one h1, the way back, and the page's main buttons. */
export function Page({ title, crumbs, actions, lead, children, width = 'full' }: PageProps) {
  const t = useTranslations('common');
  return (
    <Box maw={widths[width]} mx={width === 'narrow' ? 'auto' : 0}>
      <title>{`${title} · ${t('brand')}`}</title>
      <Stack gap="lg">
        <Stack gap="xs">
          {crumbs && crumbs.length > 0 && (
            <Box component="nav" aria-label={t('crumbs')}>
              <Breadcrumbs separatorMargin="xs" style={{ flexWrap: 'wrap', rowGap: 8 }}>
                {crumbs.map((crumb) => (
                  <Anchor component={Link} href={crumb.href} size="sm" key={crumb.href}>
                    {crumb.label}
                  </Anchor>
                ))}
                <Text size="sm" c="dimmed" aria-current="page" truncate>
                  {title}
                </Text>
              </Breadcrumbs>
            </Box>
          )}
          <Group justify="space-between" align="flex-start" gap="md">
            <Title order={1}>{title}</Title>
            {actions && <Group gap="sm">{actions}</Group>}
          </Group>
          {lead && (
            <Text c="dimmed" maw="68ch">
              {lead}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Box>
  );
}

/** Nothing here yet: says so, and what to do next. */
export function Empty({
  title,
  text,
  action,
  icon,
}: {
  title: string;
  text: string;
  action?: ReactNode;
  icon?: ReactNode;
}) {
  return (
    <EmptyState variant="light" py="xl" {...(icon ? { icon } : {})}>
      <EmptyState.Title order={2}>{title}</EmptyState.Title>
      <EmptyState.Description maw="52ch">{text}</EmptyState.Description>
      {action && <EmptyState.Actions>{action}</EmptyState.Actions>}
    </EmptyState>
  );
}
