'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalMenu } from '../../components/local-menu';
import { Empty, Page, type Crumb } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useAccess } from '../../lib/session';
import { AdminMenu } from '../admin/admin-menu';
import { useHolds } from '../buz-admin/queries';

const hub = [9, 10, 11, 12] as const;
const root = '/admin/analytics';
const pages = [
  { key: 'overview', href: root, rungs: hub },
  { key: 'trends', href: `${root}/trends`, rungs: [12] },
  { key: 'funnels', href: `${root}/funnels`, rungs: [12] },
  { key: 'retention', href: `${root}/retention`, rungs: [12] },
  { key: 'paths', href: `${root}/paths`, rungs: [12] },
  { key: 'segments', href: `${root}/segments`, rungs: [12] },
  { key: 'reports', href: `${root}/reports`, rungs: hub },
  { key: 'anomalies', href: `${root}/anomalies`, rungs: hub },
  { key: 'risk', href: `${root}/at-risk`, rungs: [12] },
  { key: 'forecasts', href: `${root}/forecasts`, rungs: [9, 12] },
] as const;
export type AnalyticsPage = (typeof pages)[number]['key'];

interface AnalyticsFrameProps {
  readonly page: AnalyticsPage;
  /** The title of one thing below the page, such as the name of a report. */
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page of analytics; the server decides who may, this leaves out what would be refused. */
export function AnalyticsFrame({ page, title, actions, children }: AnalyticsFrameProps) {
  const t = useTranslations('analytics');
  const admin = useTranslations('admin');
  const pathname = usePathname();
  const access = useAccess();
  const holds = useHolds();
  const here = pages.find(({ key }) => key === page)!;
  const mayRead = holds(here.rungs);
  const crumbs: Crumb[] = [
    { label: admin('title'), href: '/admin' },
    ...(pathname === root ? [] : [{ label: t('title'), href: root }]),
    ...(title ? [{ label: t(`menu.${page}`), href: here.href }] : []),
  ];
  return (
    <Page
      title={title ?? t(`${page}.title`)}
      crumbs={crumbs}
      {...(title ? {} : { lead: t(`${page}.lead`) })}
      {...(mayRead && actions ? { actions } : {})}
    >
      <AdminMenu />
      <QueryView query={access}>
        {() =>
          mayRead ? (
            <>
              <AnalyticsMenu />
              {children}
            </>
          ) : (
            <Closed inside={holds(hub)} />
          )
        }
      </QueryView>
    </Page>
  );
}

function Closed({ inside }: { inside: boolean }) {
  const t = useTranslations('analytics');
  return (
    <Empty
      title={t('closedTitle')}
      text={t('closedText')}
      action={
        <Button component={Link} href={inside ? root : '/dashboard'}>
          {t(inside ? 'toOverview' : 'toDashboard')}
        </Button>
      }
    />
  );
}

function AnalyticsMenu() {
  const t = useTranslations('analytics.menu');
  const holds = useHolds();
  const open = pages.filter(({ rungs }) => holds(rungs));
  return (
    <LocalMenu inner label={t('label')} pages={open.map(({ key, href }) => ({ label: t(key), href }))} />
  );
}
