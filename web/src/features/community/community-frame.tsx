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

const pages = [
  { key: 'feed', href: '/community' },
  { key: 'ideas', href: '/community/ideas' },
  { key: 'polls', href: '/community/polls' },
  { key: 'kudos', href: '/community/kudos' },
  { key: 'meetings', href: '/meetings' },
  { key: 'connections', href: '/connections' },
] as const;

interface CommunityFrameProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  readonly children: ReactNode;
}

/** Heading and local menu of the community; whoever is no member yet reads how to become one. */
export function CommunityFrame({ title, lead, actions, crumbs = [], children }: CommunityFrameProps) {
  const t = useTranslations('community.frame');
  const pathname = usePathname();
  const access = useAccess();
  const root: Crumb[] = pathname === '/community' ? [] : [{ label: t('root'), href: '/community' }];
  const member = access.data?.held.includes(1) ?? false;
  return (
    <Page
      title={title}
      lead={lead}
      crumbs={[...root, ...crumbs]}
      actions={member ? actions : undefined}
      width="normal"
    >
      <Group component="nav" aria-label={t('menu')} gap="xs">
        {pages.map(({ key, href }) => {
          const active = href === '/community' ? pathname === href : pathname.startsWith(href);
          return (
            <Button
              key={key}
              component={Link}
              href={href}
              size="compact-md"
              variant={active ? 'filled' : 'default'}
              {...(active ? { 'aria-current': 'page' as const } : {})}
            >
              {t(`pages.${key}`)}
            </Button>
          );
        })}
      </Group>
      <QueryView query={access}>
        {({ held }) => (held.includes(1) ? <Stack gap="lg">{children}</Stack> : <MembersOnly />)}
      </QueryView>
    </Page>
  );
}
