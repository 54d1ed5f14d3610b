'use client';

import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalMenu } from '../../components/local-menu';
import { Page, type Crumb } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useAccess } from '../../lib/session';
import { MembersOnly } from '../people/people-page';
import { useFollowTeams } from './queries';

const pages = ['teams', 'companies', 'approvals'] as const;

interface TeamsFrameProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
  /** The live topic of what the page shows. */
  readonly topic?: string | null;
  readonly children: ReactNode;
}

/** Heading, local menu and live refresh of teams, companies and approvals; for members of the platform. */
export function TeamsFrame({ title, lead, crumbs, actions, topic = null, children }: TeamsFrameProps) {
  const t = useTranslations('teams.frame');
  const access = useAccess();
  useFollowTeams(topic);
  const member = access.data?.held.includes(1) ?? false;
  return (
    <Page title={title} lead={lead} crumbs={crumbs ?? []} actions={member ? actions : undefined}>
      <LocalMenu
        label={t('menu')}
        pages={pages.map((page) => ({ label: t(`pages.${page}`), href: `/${page}` }))}
      />
      <QueryView query={access}>
        {({ held }) => (held.includes(1) ? <Stack gap="lg">{children}</Stack> : <MembersOnly />)}
      </QueryView>
    </Page>
  );
}
