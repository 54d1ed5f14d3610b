'use client';

import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalMenu } from '../../components/local-menu';
import { Page } from '../../components/page';

export const settingsPages = [
  'profile',
  'security',
  'sessions',
  'notifications',
  'webhooks',
  'privacy',
] as const;

/** Heading and local menu of every settings page. */
export function SettingsFrame({
  page,
  children,
}: {
  page: (typeof settingsPages)[number];
  children: ReactNode;
}) {
  const t = useTranslations('settings');
  return (
    <Page
      title={t(`pages.${page}.title`)}
      lead={t(`pages.${page}.text`)}
      crumbs={[{ label: t('title'), href: '/settings' }]}
      width="normal"
    >
      <LocalMenu
        label={t('menu')}
        pages={settingsPages.map((key) => ({ label: t(`pages.${key}.short`), href: `/settings/${key}` }))}
      />
      <Stack gap="lg">{children}</Stack>
    </Page>
  );
}
