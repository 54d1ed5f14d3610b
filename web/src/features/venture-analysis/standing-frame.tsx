'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { roomHref, VentureFrame } from '../ventures/venture-frame';
import type { Venture } from '../ventures/types';
import { useFollowStanding } from './follow';
import { ReportButton } from './report-button';
import { standingOf, type Standing } from './types';

/** The pages about how a venture stands, and who is shown the way to them. */
const pages = [
  { key: 'overview', path: '', to: 'members' },
  { key: 'runway', path: '/runway', to: 'money' },
  { key: 'chance', path: '/chance', to: 'money' },
  { key: 'readiness', path: '/readiness', to: 'members' },
  { key: 'risks', path: '/risks', to: 'work' },
  { key: 'value', path: '/value', to: 'money' },
  { key: 'similar', path: '/similar', to: 'members' },
] as const;
type Page = (typeof pages)[number];

interface StandingFrameProps {
  readonly ventureId: string;
  readonly page: Page['key'];
  readonly children: (standing: Standing) => ReactNode;
}

export const standingHref = (ventureId: string, path: Page['path'] = '') =>
  roomHref(ventureId, 'standing', path);

/** Heading, menus, report and live refresh of every page about how a venture stands. */
export function StandingFrame({ ventureId, page, children }: StandingFrameProps) {
  const t = useTranslations('standing.frame');
  const { to } = pages.find(({ key }) => key === page)!;
  return (
    <VentureFrame
      room="standing"
      ventureId={ventureId}
      title={t(`title.${page}`)}
      lead={t(`lead.${page}`)}
      {...(page === 'overview' ? { actions: (venture: Venture) => <ReportButton venture={venture} /> } : {})}
      pages={(venture) =>
        pages.map((one) => ({ label: t(`pages.${one.key}`), path: one.path, shown: opens(one.to, venture) }))
      }
      closed={(venture) => (to === 'members' || opens(to, venture) ? null : t(`closed.${to}`))}
      news={(venture) => <News venture={venture} />}
    >
      {(venture) => children(standingOf(venture))}
    </VentureFrame>
  );
}

function opens(to: Page['to'], venture: Venture): boolean {
  const { seesMoney, seesWork } = standingOf(venture);
  return to === 'members' || (to === 'money' ? seesMoney : seesWork);
}

function News({ venture }: { venture: Venture }) {
  return useFollowStanding(venture);
}
