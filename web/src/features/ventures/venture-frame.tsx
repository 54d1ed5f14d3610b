'use client';

import { Button, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalMenu } from '../../components/local-menu';
import { Empty, Page, type Crumb } from '../../components/page';
import { hasCode } from '../../lib/problem';
import { ventureQuery } from './queries';
import type { Venture } from './types';
import { VentureMenu, type VentureRoom } from './venture-menu';
import { VentureMissing } from './venture-missing';

/** A page of a room, and whether the reader is shown the way to it. */
export interface RoomPage {
  readonly label: string;
  /** Below the room; empty for its first page. */
  readonly path: string;
  readonly shown: boolean;
}

interface VentureFrameProps {
  readonly ventureId: string;
  readonly room: Exclude<VentureRoom, 'overview'>;
  readonly title: string;
  readonly lead?: ReactNode;
  /** Buttons beside the heading. */
  readonly actions?: (venture: Venture) => ReactNode;
  /** Pages between the first page of the room and this one. */
  readonly crumbs?: readonly Crumb[];
  readonly pages?: (venture: Venture) => readonly RoomPage[];
  /** Why this page is not for the reader, in a sentence; null when it is. */
  readonly closed?: (venture: Venture) => string | null;
  /** What just changed, for those who do not see it. */
  readonly news?: (venture: Venture) => ReactNode;
  readonly children: (venture: Venture) => ReactNode;
}

export const roomHref = (ventureId: string, room: VentureRoom, path = '') =>
  `/ventures/${ventureId}/${room}${path}`;

/** Heading, menus and live news of every page inside a venture. */
export function VentureFrame({
  ventureId,
  room,
  title,
  lead,
  actions,
  crumbs = [],
  pages,
  closed,
  news,
  children,
}: VentureFrameProps) {
  const t = useTranslations('ventures.menu');
  const pathname = usePathname();
  const venture = useQuery({ ...ventureQuery(ventureId), retry: false });
  if (venture.isLoadingError || hasCode(venture.error, 'NOT_FOUND'))
    return <VentureMissing error={venture.error} onRetry={() => void venture.refetch()} />;
  const root = roomHref(ventureId, room);
  const above: Crumb[] = [
    { label: t('ventures'), href: '/ventures' },
    { label: venture.data?.name ?? t('venture'), href: `/ventures/${ventureId}` },
    ...(pathname === root ? [] : [{ label: t(room), href: root }]),
    ...crumbs,
  ];
  if (!venture.data)
    return (
      <Page title={title} crumbs={above}>
        <Skeleton height={320} aria-hidden />
      </Page>
    );
  const outside = venture.data.myState !== 'ACTIVE';
  const why = outside ? t('outside') : (closed?.(venture.data) ?? null);
  return (
    <Page title={title} lead={lead} crumbs={above} actions={why === null && actions?.(venture.data)}>
      <VentureMenu venture={venture.data} room={room} />
      {!outside && news && <VisuallyHidden role="status">{news(venture.data)}</VisuallyHidden>}
      {!outside && pages && <RoomMenu root={root} label={t('pages', { room })} pages={pages(venture.data)} />}
      {why === null ? (
        <Stack gap="lg">{children(venture.data)}</Stack>
      ) : (
        <Empty
          title={t('closed')}
          text={why}
          action={
            <Button component={Link} href={`/ventures/${ventureId}`} variant="default">
              {t('toVenture')}
            </Button>
          }
        />
      )}
    </Page>
  );
}

function RoomMenu({ root, label, pages }: { root: string; label: string; pages: readonly RoomPage[] }) {
  const shown = pages.filter((page) => page.shown);
  if (shown.length < 2) return null;
  return (
    <LocalMenu
      label={label}
      pages={shown.map(({ label: name, path }) => ({ label: name, href: root + path }))}
    />
  );
}
