'use client';

import {
  IconChartPie,
  IconCoins,
  IconFiles,
  IconGauge,
  IconHome,
  IconLayoutKanban,
  IconMessages,
  type TablerIcon,
} from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Venture } from './types';
import classes from './venture-menu.module.css';

export type VentureRoom = 'overview' | 'work' | 'chat' | 'money' | 'equity' | 'standing' | 'documents';

const rooms: readonly { key: VentureRoom; path: string; icon: TablerIcon }[] = [
  { key: 'overview', path: '', icon: IconHome },
  { key: 'work', path: '/work', icon: IconLayoutKanban },
  { key: 'chat', path: '/chat', icon: IconMessages },
  { key: 'money', path: '/money', icon: IconCoins },
  { key: 'equity', path: '/equity', icon: IconChartPie },
  { key: 'standing', path: '/standing', icon: IconGauge },
  { key: 'documents', path: '/documents', icon: IconFiles },
];

/** The parts of a venture, for its active members. An investor reads the money and the table, not the workspace. */
export function VentureMenu({ venture, room }: { venture: Venture; room: VentureRoom }) {
  const t = useTranslations('ventures.menu');
  if (venture.myState !== 'ACTIVE') return null;
  const investor = venture.myRole === 'INVESTOR';
  const shown = rooms.filter(({ key }) => !investor || (key !== 'work' && key !== 'chat'));
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
