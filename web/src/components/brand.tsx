'use client';

import { Group, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import classes from './brand.module.css';

/** The word mark, leading home: the dashboard for members, the front page for visitors. */
export function Brand({ href }: { href: string }) {
  const t = useTranslations('common');
  return (
    <Link href={href} className={classes.link}>
      <Group gap={8} wrap="nowrap">
        <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
          <rect width="32" height="32" rx="9" fill="var(--mantine-color-fir-7)" />
          <path
            d="M8 23.5 14 17l4 3.5 6.5-10"
            fill="none"
            stroke="#fff"
            strokeWidth="2.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
          <circle cx="24.5" cy="10" r="2.4" fill="#f3d9a4" />
        </svg>
        <Text component="span" className={classes.word}>
          {t('brand')}
        </Text>
      </Group>
    </Link>
  );
}
