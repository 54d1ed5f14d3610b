'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { hasCode, ProblemAlert } from '../../lib/problem';

/** What is not there for the reader, or could not be loaded. */
export function OpportunityMissing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('opportunities.missing');
  const gone = hasCode(error, 'NOT_FOUND', 'INVALID_INPUT', 'MALFORMED');
  return (
    <Page title={t(gone ? 'title' : 'plainTitle')} crumbs={[{ label: t('crumb'), href: '/opportunities' }]}>
      {gone ? (
        <Empty
          title={t('heading')}
          text={t('text')}
          action={
            <Button component={Link} href="/opportunities/all">
              {t('back')}
            </Button>
          }
        />
      ) : (
        <ProblemAlert error={error} onRetry={onRetry} />
      )}
    </Page>
  );
}
