'use client';

import { Button, Stack } from '@mantine/core';
import {
  IconBriefcase,
  IconFileText,
  IconPencilPlus,
  IconPlus,
  IconSearch,
  IconSend,
  IconShieldLock,
  IconUserEdit,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useAccess } from '../../lib/session';
import { Loaded, Panel } from './panel';

const actions = [
  { name: 'venture', href: '/ventures/new', icon: IconPlus, rung: 2 },
  { name: 'post', href: '/opportunities/new', icon: IconPencilPlus, rung: 2 },
  { name: 'send', href: '/buz/send', icon: IconSend, rung: 2 },
  { name: 'opportunities', href: '/opportunities', icon: IconBriefcase, rung: 1 },
  { name: 'people', href: '/people', icon: IconUsers, rung: 1 },
  { name: 'ventures', href: '/ventures', icon: IconSearch, rung: 1 },
  { name: 'papers', href: '/documents', icon: IconFileText, rung: 0 },
  { name: 'profile', href: '/settings', icon: IconUserEdit, rung: 0 },
  { name: 'security', href: '/settings/security', icon: IconShieldLock, rung: 0 },
] as const;

/** What the rungs held allow right now. */
export function QuickActions() {
  const t = useTranslations('dashboard.actions');
  const access = useAccess();
  return (
    <Panel title={t('title')}>
      <Loaded query={access}>
        {({ held }) => (
          <Stack gap="xs">
            {actions
              .filter((action) => held.includes(action.rung))
              .map(({ name, href, icon: Icon }) => (
                <Button
                  key={name}
                  component={Link}
                  href={href}
                  variant="default"
                  justify="flex-start"
                  leftSection={<Icon size={18} aria-hidden />}
                >
                  {t(name)}
                </Button>
              ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
