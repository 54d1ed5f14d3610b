'use client';

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { Redline } from '../contracts/redline';
import classes from './legal-admin.module.css';
import type { ReviewDetail } from './queries';

/** What differs, word by word, from the same template with nothing rewritten. */
export function StandardRedline({ review }: { review: ReviewDetail }) {
  const t = useTranslations('legalAdmin.review');
  const { id, standardText, canonicalText } = review;
  const query = useQuery({
    queryKey: ['legal-office', 'redline', id],
    queryFn: ({ signal }) =>
      api.contractReview.compare(
        {
          body: {
            before: { kind: 'TEXT', title: t('standard'), text: standardText },
            after: { kind: 'TEXT', title: t('submitted'), text: canonicalText },
          },
        },
        { signal },
      ),
    // Both texts of a review stay as they are.
    staleTime: Infinity,
    retry: false,
  });
  return (
    <Section title={t('redline')} text={t('redlineText')}>
      <QueryView query={query}>
        {(comparison) =>
          comparison.changes.every(({ kind }) => kind === 'EQUAL') ? (
            <Text>{t('same')}</Text>
          ) : (
            <>
              <Text size="sm">
                {t('summary', comparison.summary)} {t('critical', { count: comparison.summary.critical })}
              </Text>
              <div className={classes.text} role="region" aria-label={t('redlineRegion')} tabIndex={0}>
                <Redline comparison={comparison} />
              </div>
            </>
          )
        }
      </QueryView>
    </Section>
  );
}
