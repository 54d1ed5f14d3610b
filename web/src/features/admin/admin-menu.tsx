'use client';

import { Button, Group } from '@mantine/core';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useAccess } from '../../lib/session';

const pages = [
  { key: 'general', href: '/admin', rungs: [10, 11, 12] },
  { key: 'ventures', href: '/admin/ventures', rungs: [9, 10, 11, 12] },
  { key: 'legal', href: '/admin/legal', rungs: [10, 11, 12] },
  { key: 'buz', href: '/admin/buz', rungs: [9, 10, 12] },
  { key: 'revenue', href: '/admin/revenue', rungs: [9, 12] },
] as const;

/** The pages of administration that the reader's rungs open. */
export function AdminMenu() {
  const t = useTranslations('admin.menu');
  const pathname = usePathname();
  const held: readonly number[] = useAccess().data?.held ?? [];
  const open = pages.filter(({ rungs }) => rungs.some((rung) => held.includes(rung)));
  if (open.length === 0) return null;
  const isHere = (href: string) =>
    pathname === href || (href !== '/admin' && pathname.startsWith(`${href}/`));
  return (
    <Group component="nav" aria-label={t('label')} gap="xs">
      {open.map(({ key, href }) => (
        <Button
          key={key}
          component={Link}
          href={href}
          size="compact-md"
          variant={isHere(href) ? 'filled' : 'default'}
          {...(isHere(href) ? { 'aria-current': 'page' as const } : {})}
        >
          {t(key)}
        </Button>
      ))}
    </Group>
  );
}
