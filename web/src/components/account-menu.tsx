'use client';

import { Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconId, IconLogout, IconSettings, IconShieldLock } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useAccess, useMe, useSession } from '../lib/session';
import { PersonPhoto } from './person-photo';

export function AccountMenu() {
  const t = useTranslations('common');
  const { signOut } = useSession();
  const me = useMe().data;
  const access = useAccess().data;
  return (
    <Menu position="bottom-end" width={240} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton p={4} bdrs="xl">
          <PersonPhoto name={me?.name ?? ''} fileId={me?.photoFileId ?? null} size={32} />
          <VisuallyHidden>{t('account.label')}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {me && (
          <Menu.Label>
            <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
              {me.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {access ? t('account.level', { level: access.levelName }) : me.email}
            </Text>
          </Menu.Label>
        )}
        <Menu.Item component={Link} href="/settings/profile" leftSection={<IconId size={16} aria-hidden />}>
          {t('account.profile')}
        </Menu.Item>
        <Menu.Item
          component={Link}
          href="/settings/security"
          leftSection={<IconShieldLock size={16} aria-hidden />}
        >
          {t('account.security')}
        </Menu.Item>
        <Menu.Item component={Link} href="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
          {t('nav.settings')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()} leftSection={<IconLogout size={16} aria-hidden />}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
