'use client';

import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { QuoteTable } from './quote-table';
import type { Subscription } from './types';

/** What comes next and when, worked out as the invoice will be. */
export function NextMonth({ subscription: { next, state, method } }: { subscription: Subscription }) {
  const t = useTranslations('subscription.next');
  const format = useFormat();
  if (!next?.at || (state === 'TRIALING' && !next.automatic)) return null;
  const how = next.automatic ? 'charged' : method ? 'transfer' : 'none';
  return (
    <Section title={t('title')} text={t(how, { date: format.date(next.at), method: method?.label ?? '' })}>
      <QuoteTable quote={next} label={t('title')} />
    </Section>
  );
}
