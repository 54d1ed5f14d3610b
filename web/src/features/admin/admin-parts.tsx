'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Empty, Page, type Crumb } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import { useAccess } from '../../lib/session';
import { AdminMenu } from './admin-menu';

export interface AdminPart<K extends string = string> {
  readonly key: K;
  readonly title: string;
  /** One of these rungs must be held; the server decides, this only leaves out what would be refused. */
  readonly rungs: readonly number[];
  readonly content: ReactNode;
  /** Stays mounted behind another tab. */
  readonly kept?: boolean;
}

interface AdminPartsProps<K extends string> {
  readonly title: string;
  readonly lead: string;
  /** Pages between administration and this one. */
  readonly above?: readonly Crumb[];
  readonly parts: readonly AdminPart<K>[];
  /** Said to whom no part is open, and where to go instead. */
  readonly closed: {
    readonly title: string;
    readonly text: string;
    readonly way?: { readonly label: string; readonly href: string };
  };
  readonly value?: K | null;
  readonly onChange?: (key: K) => void;
}

/** A page of administration: its parts behind tabs, each by the rungs that may use it. */
export function AdminParts<K extends string>({
  title,
  lead,
  above = [],
  parts,
  closed,
  ...tabs
}: AdminPartsProps<K>) {
  const t = useTranslations('admin');
  const access = useAccess();
  const way = closed.way ?? { label: t('toDashboard'), href: '/dashboard' };
  const crumbs = title === t('title') ? [] : [{ label: t('title'), href: '/admin' }, ...above];
  return (
    <Page title={title} lead={lead} crumbs={crumbs}>
      <AdminMenu />
      <QueryView query={access}>
        {({ held }: { held: readonly number[] }) => {
          const open = parts.filter(({ rungs }) => rungs.some((rung) => held.includes(rung)));
          return open.length > 0 ? (
            <TabbedParts label={title} parts={open} {...tabs} />
          ) : (
            <Empty
              title={closed.title}
              text={closed.text}
              action={
                <Button component={Link} href={way.href}>
                  {way.label}
                </Button>
              }
            />
          );
        }}
      </QueryView>
    </Page>
  );
}
