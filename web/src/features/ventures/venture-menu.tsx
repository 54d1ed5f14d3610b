'use client';

import {
  IconChartPie,
  IconCoins,
  IconFiles,
  IconHome,
  IconLayoutKanban,
  type TablerIcon,
} from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Venture } from './types';
import classes from './venture-menu.module.css';

export type VentureRoom = 'overview' | 'work' | 'money' | 'equity' | 'documents';

const rooms: readonly { key: VentureRoom; path: string; icon: TablerIcon }[] = [
  { key: 'overview', path: '', icon: IconHome },
  { key: 'work', path: '/work', icon: IconLayoutKanban },
  { key: 'money', path: '/money', icon: IconCoins },
  { key: 'equity', path: '/equity', icon: IconChartPie },
  { key: 'documents', path: '/documents', icon: IconFiles },
];

/** The parts of a venture, for its active members. An investor reads the money and the table, not the workspace. */
export function VentureMenu({ venture, room }: { venture: Venture; room: VentureRoom }) {
  const t = useTranslations('ventures.menu');
  if (venture.myState !== 'ACTIVE') return null;
  const shown = rooms.filter(({ key }) => key !== 'work' || venture.myRole !== 'INVESTOR');
  return (
    <nav aria-label={t('label')} className={classes['menu']}>
      {shown.map(({ key, path, icon: RoomIcon }) => (
        <Link
          key={key}
          href={`/ventures/${venture.id}${path}`}
          className={classes['link']}
          {...(key === room ? { 'aria-current': 'true' as const } : {})}
        >
          <RoomIcon size={18} aria-hidden />
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}
