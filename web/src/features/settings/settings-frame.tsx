'use client';

import { Button, Group, Stack } from '@mantine/core';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Page } from '../../components/page';

export const settingsPages = ['profile', 'security', 'sessions', 'notifications', 'privacy'] as const;

/** Heading and local menu of every settings page. */
export function SettingsFrame({
  page,
  children,
}: {
  page: (typeof settingsPages)[number];
  children: ReactNode;
}) {
  const t = useTranslations('settings');
  const pathname = usePathname();
  return (
    <Page
      title={t(`pages.${page}.title`)}
      lead={t(`pages.${page}.text`)}
      crumbs={[{ label: t('title'), href: '/settings' }]}
      width="normal"
    >
      <Group component="nav" aria-label={t('menu')} gap="xs">
        {settingsPages.map((key) => {
          const active = pathname === `/settings/${key}`;
          return (
            <Button
              key={key}
              component={Link}
              href={`/settings/${key}`}
              size="compact-md"
              variant={active ? 'filled' : 'default'}
              {...(active ? { 'aria-current': 'page' as const } : {})}
            >
              {t(`pages.${key}.short`)}
            </Button>
          );
        })}
      </Group>
      <Stack gap="lg">{children}</Stack>
    </Page>
  );
}
