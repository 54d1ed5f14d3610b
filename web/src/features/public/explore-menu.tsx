'use client';

import { useTranslations } from 'next-intl';
import { LocalMenu } from '../../components/local-menu';

/** What visitors can look through. */
export function ExploreMenu() {
  const t = useTranslations('public.explore.menu');
  return (
    <LocalMenu
      label={t('label')}
      pages={[
        { label: t('ventures'), href: '/explore' },
        { label: t('opportunities'), href: '/explore/opportunities' },
      ]}
    />
  );
}
