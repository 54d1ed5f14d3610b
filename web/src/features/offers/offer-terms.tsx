'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Section } from '../../components/section';
import classes from './offer-terms.module.css';
import { useOfferWords } from './offer-words';
import type { OfferTerms } from './types';

/** Everything the offer says, as pairs of what and how. */
export function OfferTermsList({ terms }: { terms: OfferTerms }) {
  const t = useTranslations('offers');
  const words = useOfferWords();
  const equity = words.equity(terms);
  const rows: readonly (readonly [label: string, text: string | null])[] = [
    [t('fields.kind'), t(`kinds.${terms.kind}`)],
    [t('fields.work'), terms.work],
    [t('fields.deliverables'), terms.deliverables],
    [t('fields.effort'), terms.effort],
    [t('fields.impact'), terms.impact || null],
    [t('fields.equity'), equity ?? t('terms.noEquity')],
    [t('fields.vesting'), equity === null ? null : words.vesting(terms)],
    [t('fields.revenue'), words.revenue(terms)],
    [t('fields.fee'), words.fee(terms)],
  ];
  return (
    <Section title={t('terms.title')} text={t('terms.text')}>
      <dl className={classes['list']}>
        {rows.map(([label, text]) =>
          text === null ? null : (
            <Fragment key={label}>
              <Text component="dt" size="sm" fw={600}>
                {label}
              </Text>
              <Text component="dd" size="sm" m={0} className={classes['text']}>
                {text}
              </Text>
            </Fragment>
          ),
        )}
      </dl>
    </Section>
  );
}
