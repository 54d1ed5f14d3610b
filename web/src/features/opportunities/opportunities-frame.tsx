'use client';

import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalMenu } from '../../components/local-menu';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useAccess } from '../../lib/session';
import { MembersOnly } from '../people/people-page';
import { useFollowOpportunities } from './queries';

const pages = [
  { key: 'forYou', href: '/opportunities' },
  { key: 'all', href: '/opportunities/all' },
  { key: 'postings', href: '/opportunities/mine' },
  { key: 'applications', href: '/opportunities/applications' },
  { key: 'services', href: '/opportunities/services' },
] as const;

interface OpportunitiesFrameProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Heading, local menu and live refresh of the lists of opportunities; whoever is no member yet reads how to become one. */
export function OpportunitiesFrame({ title, lead, actions, children }: OpportunitiesFrameProps) {
  const t = useTranslations('opportunities.frame');
  const pathname = usePathname();
  const access = useAccess();
  useFollowOpportunities();
  const root = pathname === '/opportunities' ? [] : [{ label: t('root'), href: '/opportunities' }];
  return (
    <Page title={title} lead={lead} crumbs={root} actions={actions}>
      <LocalMenu
        label={t('menu')}
        pages={pages.map(({ key, href }) => ({ label: t(`pages.${key}`), href }))}
      />
      <QueryView query={access}>
        {({ held }) => (held.includes(1) ? <Stack gap="lg">{children}</Stack> : <MembersOnly />)}
      </QueryView>
    </Page>
  );
}

/** For people who hold a seat; the form itself says how to get one. */
export function PostButton({ service = false }: { service?: boolean }) {
  const t = useTranslations('opportunities.frame');
  const subscriber = useAccess().data?.held.includes(2) ?? false;
  if (!subscriber) return null;
  return (
    <Button
      component={Link}
      href={service ? '/opportunities/new?kind=SERVICE' : '/opportunities/new'}
      leftSection={<IconPlus size={18} aria-hidden />}
    >
      {t(service ? 'postService' : 'post')}
    </Button>
  );
}
