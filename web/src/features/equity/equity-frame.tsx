'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Crumb } from '../../components/page';
import type { Venture } from '../ventures/types';
import { roomHref, VentureFrame } from '../ventures/venture-frame';
import { useFollowEquity } from './follow';
import { standingOf, type Standing } from './types';

/** The pages about equity of a venture, and who is shown the way to them. */
const pages = [
  { key: 'table', path: '', to: 'members' },
  { key: 'change', path: '/change', to: 'owner' },
  { key: 'proposals', path: '/proposals', to: 'all' },
  { key: 'offers', path: '/offers', to: 'owners' },
  { key: 'splits', path: '/splits', to: 'owners' },
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
  readonly only?: 'owner' | 'owners' | 'all';
  readonly children: (standing: Standing) => ReactNode;
}

export const equityHref = (ventureId: string, path = '') => roomHref(ventureId, 'equity', path);

/** Heading, menus and live refresh of every page about the equity of a venture. */
export function EquityFrame({ only, children, ...head }: EquityFrameProps) {
  const t = useTranslations('equity.frame');
  return (
    <VentureFrame
      room="equity"
      {...head}
      pages={(venture) => {
        const { seesAll, acts, owns } = standingOf(venture);
        const shown = { members: true, owner: acts, owners: owns, all: seesAll };
        return pages.map(({ key, path, to }) => ({ label: t(`pages.${key}`), path, shown: shown[to] }));
      }}
      closed={(venture) => {
        const { seesAll, acts, owns } = standingOf(venture);
        if (only === 'owner' && !acts) return t('closed.owner');
        if (only === 'owners' && !owns) return t('closed.owners');
        return only === 'all' && !seesAll ? t('closed.all') : null;
      }}
      news={(venture) => <News venture={venture} />}
    >
      {(venture) => children(standingOf(venture))}
    </VentureFrame>
  );
}

function News({ venture }: { venture: Venture }) {
  return useFollowEquity(standingOf(venture));
}
