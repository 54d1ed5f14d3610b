'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Crumb } from '../../components/page';
import type { Venture } from '../ventures/types';
import { roomHref, VentureFrame } from '../ventures/venture-frame';
import { useFollowWork } from './follow';

/** The pages of the workspace, in the order of its menu. */
const pages = [
  { key: 'overview', path: '' },
  { key: 'launch', path: '/launch' },
  { key: 'board', path: '/board' },
  { key: 'sprints', path: '/sprints' },
  { key: 'contributions', path: '/contributions' },
  { key: 'checkins', path: '/checkins' },
  { key: 'risks', path: '/risks' },
  { key: 'meetings', path: '/meetings' },
  { key: 'activity', path: '/activity' },
] as const;
export type WorkPage = (typeof pages)[number]['path'];

interface WorkFrameProps {
  readonly ventureId: string;
  readonly title: string;
  readonly lead?: ReactNode;
  /** Buttons beside the heading. */
  readonly actions?: (venture: Venture) => ReactNode;
  /** Pages between the overview of the workspace and this one. */
  readonly crumbs?: readonly Crumb[];
  readonly children: (venture: Venture) => ReactNode;
}

export const workHref = (ventureId: string, path = '') => roomHref(ventureId, 'work', path);

/** Heading, menus and live refresh of every page of the workspace. */
export function WorkFrame({ children, ...head }: WorkFrameProps) {
  const t = useTranslations('work.frame');
  return (
    <VentureFrame
      room="work"
      {...head}
      pages={(venture) =>
        pages.map(({ key, path }) => ({ label: t(`pages.${key}`), path, shown: reads(venture) }))
      }
      closed={(venture) => (reads(venture) ? null : t('closed'))}
      news={(venture) => <News venture={venture} />}
    >
      {children}
    </VentureFrame>
  );
}

/** An investor reads the money and the table, not the workspace. */
function reads({ myRole }: Venture): boolean {
  return myRole !== 'INVESTOR';
}

function News({ venture }: { venture: Venture }) {
  return useFollowWork(venture);
}
