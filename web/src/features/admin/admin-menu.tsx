'use client';

import { useTranslations } from 'next-intl';
import { LocalMenu } from '../../components/local-menu';
import { useAccess } from '../../lib/session';

const pages = [
  { key: 'general', href: '/admin', rungs: [10, 11, 12] },
  { key: 'analytics', href: '/admin/analytics', rungs: [9, 10, 11, 12] },
  { key: 'behavior', href: '/admin/insights', rungs: [10, 12] },
  { key: 'models', href: '/admin/models', rungs: [12] },
  { key: 'ventures', href: '/admin/ventures', rungs: [9, 10, 11, 12] },
  { key: 'legal', href: '/admin/legal', rungs: [10, 11, 12] },
  { key: 'buz', href: '/admin/buz', rungs: [9, 10, 12] },
  { key: 'xp', href: '/admin/xp', rungs: [12] },
  { key: 'notifications', href: '/admin/notifications', rungs: [12] },
  { key: 'support', href: '/admin/support', rungs: [12] },
  { key: 'moderation', href: '/admin/moderation', rungs: [12] },
  { key: 'billing', href: '/admin/billing', rungs: [9, 12] },
  { key: 'revenue', href: '/admin/revenue', rungs: [9, 12] },
  { key: 'umbrella', href: '/admin/umbrella', rungs: [9, 12] },
] as const;

/** The pages of administration that the reader's rungs open. */
export function AdminMenu() {
  const t = useTranslations('admin.menu');
  const held: readonly number[] = useAccess().data?.held ?? [];
  const open = pages.filter(({ rungs }) => rungs.some((rung) => held.includes(rung)));
  if (open.length === 0) return null;
  return <LocalMenu label={t('label')} pages={open.map(({ key, href }) => ({ label: t(key), href }))} />;
}
