'use client';

import { Button, Group, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Empty, Page, type Crumb } from '../../components/page';
import { hasCode } from '../../lib/problem';
import { ventureQuery } from '../ventures/queries';
import { VentureMissing } from '../ventures/venture-missing';
import { useFollowEquity } from './follow';
import { standingOf, type Standing } from './types';

/** The pages about equity of a venture, and who is shown the way to them. */
const pages = [
  { key: 'table', path: '', to: 'members' },
  { key: 'change', path: '/change', to: 'owner' },
  { key: 'proposals', path: '/proposals', to: 'all' },
  { key: 'log', path: '/log', to: 'all' },
  { key: 'scenarios', path: '/scenarios', to: 'all' },
  { key: 'files', path: '/files', to: 'all' },
] as const;

interface EquityFrameProps {
  readonly ventureId: string;
  readonly title: string;
  readonly lead?: ReactNode;
  /** Pages between the table and this one. */
  readonly crumbs?: readonly Crumb[];
  /** Who the page is for; others read that their role does not include it. */
  readonly only?: 'owner' | 'all';
  readonly children: (standing: Standing) => ReactNode;
}

export const equityHref = (ventureId: string, path = '') => `/ventures/${ventureId}/equity${path}`;

/** Heading, local menu and live refresh of every page about the equity of a venture. */
export function EquityFrame({ ventureId, title, lead, crumbs = [], only, children }: EquityFrameProps) {
  const t = useTranslations('equity.frame');
  const pathname = usePathname();
  const venture = useQuery({ ...ventureQuery(ventureId), retry: false });
  if (venture.isLoadingError || hasCode(venture.error, 'NOT_FOUND'))
    return <VentureMissing error={venture.error} onRetry={() => void venture.refetch()} />;
  const root = equityHref(ventureId);
  const above: Crumb[] = [
    { label: t('ventures'), href: '/ventures' },
    { label: venture.data?.name ?? t('venture'), href: `/ventures/${ventureId}` },
    ...(pathname === root ? [] : [{ label: t('root'), href: root }]),
    ...crumbs,
  ];
  if (!venture.data)
    return (
      <Page title={title} crumbs={above}>
        <Skeleton height={320} aria-hidden />
      </Page>
    );
  const standing = standingOf(venture.data);
  const shown = pages.filter(
    ({ to }) => to === 'members' || (to === 'all' ? standing.seesAll : standing.acts),
  );
  const closed = (only === 'owner' && !standing.acts) || (only === 'all' && !standing.seesAll);
  return (
    <Page title={title} lead={lead} crumbs={above}>
      <LiveNews standing={standing} />
      {shown.length > 1 && (
        <Group component="nav" aria-label={t('menu')} gap="xs">
          {shown.map(({ key, path }) => {
            const active = path === '' ? pathname === root : pathname.startsWith(root + path);
            return (
              <Button
                key={key}
                component={Link}
                href={root + path}
                size="compact-md"
                variant={active ? 'filled' : 'default'}
                {...(active ? { 'aria-current': 'page' as const } : {})}
              >
                {t(`pages.${key}`)}
              </Button>
            );
          })}
        </Group>
      )}
      {venture.data.myState !== 'ACTIVE' ? (
        <Closed ventureId={ventureId} why="outside" />
      ) : closed ? (
        <Closed ventureId={ventureId} why={only ?? 'all'} />
      ) : (
        <Stack gap="lg">{children(standing)}</Stack>
      )}
    </Page>
  );
}

function Closed({ ventureId, why }: { ventureId: string; why: 'owner' | 'all' | 'outside' }) {
  const t = useTranslations('equity.frame.closed');
  return (
    <Empty
      title={t('title')}
      text={t(why)}
      action={
        <Button
          component={Link}
          href={why === 'outside' ? `/ventures/${ventureId}` : equityHref(ventureId)}
          variant="default"
        >
          {t(why === 'outside' ? 'venture' : 'table')}
        </Button>
      }
    />
  );
}

function LiveNews({ standing }: { standing: Standing }) {
  const said = useFollowEquity(standing);
  return <VisuallyHidden role="status">{said}</VisuallyHidden>;
}
