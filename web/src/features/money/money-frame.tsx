'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Crumb } from '../../components/page';
import type { Venture } from '../ventures/types';
import { roomHref, VentureFrame } from '../ventures/venture-frame';
import { useFollowMoney } from './follow';
import { standingOf, type Standing } from './types';

/** The pages about the money of a venture, and who is shown the way to them. */
const pages = [
  { key: 'overview', path: '', to: 'members' },
  { key: 'rounds', path: '/rounds', to: 'all' },
  { key: 'months', path: '/months', to: 'all' },
  { key: 'kpis', path: '/kpis', to: 'figures' },
  { key: 'revenue', path: '/revenue', to: 'members' },
] as const;
type Readers = (typeof pages)[number]['to'];

interface MoneyFrameProps {
  readonly ventureId: string;
  readonly title: string;
  readonly lead?: ReactNode;
  /** Pages between the overview and this one. */
  readonly crumbs?: readonly Crumb[];
  readonly actions?: (standing: Standing) => ReactNode;
  /** Who the page is for; others read that their role does not include it. */
  readonly only?: Exclude<Readers, 'members'>;
  readonly children: (standing: Standing) => ReactNode;
}

export const moneyHref = (ventureId: string, path = '') => roomHref(ventureId, 'money', path);
export const distributionHref = (ventureId: string, distributionId: string) =>
  moneyHref(ventureId, `/distributions/${distributionId}`);

/** Heading, menus and live refresh of every page about the money of a venture. */
export function MoneyFrame({ only, actions, children, ...head }: MoneyFrameProps) {
  const t = useTranslations('money.frame');
  const opens = (readers: Readers, venture: Venture): boolean => {
    const { seesAll, seesWork } = standingOf(venture);
    return readers === 'members' || seesAll || (readers === 'figures' && seesWork);
  };
  return (
    <VentureFrame
      room="money"
      {...head}
      {...(actions ? { actions: (venture: Venture) => actions(standingOf(venture)) } : {})}
      pages={(venture) =>
        pages.map(({ key, path, to }) => ({ label: t(`pages.${key}`), path, shown: opens(to, venture) }))
      }
      closed={(venture) => (only && !opens(only, venture) ? t(`closed.${only}`) : null)}
      news={(venture) => <News venture={venture} />}
    >
      {(venture) => children(standingOf(venture))}
    </VentureFrame>
  );
}

function News({ venture }: { venture: Venture }) {
  return useFollowMoney(standingOf(venture));
}
