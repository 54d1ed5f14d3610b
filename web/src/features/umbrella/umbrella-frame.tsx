'use client';

import { Button, Group, Stack } from '@mantine/core';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Page, type Crumb } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useAccess } from '../../lib/session';
import { MembersOnly } from '../people/people-page';
import { useFollowUmbrella } from './follow';

const pages = [
  { key: 'overview', href: '/umbrella' },
  { key: 'invite', href: '/umbrella/invite' },
  { key: 'amounts', href: '/umbrella/amounts' },
  { key: 'statements', href: '/umbrella/statements' },
] as const;

interface UmbrellaFrameProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  readonly children: ReactNode;
}

/** Heading, local menu and live refresh of every umbrella page; whoever is no member yet reads how to become one. */
export function UmbrellaFrame({ title, lead, crumbs = [], children }: UmbrellaFrameProps) {
  const t = useTranslations('umbrella.frame');
  const pathname = usePathname();
  const access = useAccess();
  useFollowUmbrella();
  const root: Crumb[] = pathname === '/umbrella' ? [] : [{ label: t('root'), href: '/umbrella' }];
  return (
    <Page title={title} lead={lead} crumbs={[...root, ...crumbs]}>
      <Group component="nav" aria-label={t('menu')} gap="xs">
        {pages.map(({ key, href }) => (
          <Button
            key={key}
            component={Link}
            href={href}
            size="compact-md"
            variant={pathname === href ? 'filled' : 'default'}
            {...(pathname === href ? { 'aria-current': 'page' as const } : {})}
          >
            {t(`pages.${key}`)}
          </Button>
        ))}
      </Group>
      <QueryView query={access}>
        {({ held }) => (held.includes(1) ? <Stack gap="lg">{children}</Stack> : <MembersOnly />)}
      </QueryView>
    </Page>
  );
}
