'use client';

import { Button, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Page } from '../components/page';

export default function NotFoundPage() {
  const t = useTranslations('common');
  return (
    <Page title={t('missing.title')} width="normal">
      <Text>{t('missing.text')}</Text>
      <Group>
        <Button component={Link} href="/">
          {t('home')}
        </Button>
        <Button component={Link} href="/explore" variant="default">
          {t('nav.explore')}
        </Button>
      </Group>
    </Page>
  );
}
