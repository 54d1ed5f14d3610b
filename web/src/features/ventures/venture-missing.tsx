'use client';

import { Button, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Empty, Page } from '../../components/page';
import { hasCode, ProblemAlert } from '../../lib/problem';

/** A venture that cannot be shown. Hidden and absent look the same on purpose. */
export function VentureMissing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('ventures.missing');
  const crumbs = [{ label: t('crumb'), href: '/ventures' }];
  if (!hasCode(error, 'NOT_FOUND', 'INVALID_INPUT', 'MALFORMED')) {
    return (
      <Page title={t('plainTitle')} crumbs={crumbs}>
        <ProblemAlert error={error} onRetry={onRetry} />
      </Page>
    );
  }
  return (
    <Page title={t('title')} crumbs={crumbs}>
      <Empty
        title={t('heading')}
        text={t('text')}
        action={
          <Group justify="center">
            <Button component={Link} href="/ventures">
              {t('back')}
            </Button>
            <Button component={Link} href="/dashboard" variant="default">
              {t('dashboard')}
            </Button>
          </Group>
        }
      />
    </Page>
  );
}
