'use client';

import { Button, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Page } from '../components/page';

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('common');
  return (
    <Page title={t('broken.title')} width="normal">
      <Text role="alert">{t('broken.text')}</Text>
      <Group>
        <Button onClick={reset}>{t('retry')}</Button>
        <Button component={Link} href="/" variant="default">
          {t('home')}
        </Button>
      </Group>
    </Page>
  );
}
