'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { BuzFrame } from '../buz/buz-frame';
import { Claims } from './claims';
import { PriceLists } from './price-lists';
import { pricesQuery } from './queries';

/** `/buz/earn`: own rewards with their reasons, what earns BUZ, and what actions cost. */
export function EarnPage() {
  const t = useTranslations('rewards');
  return (
    <BuzFrame title={t('title')} lead={t('lead')}>
      <Content />
    </BuzFrame>
  );
}

function Content() {
  const [version, setVersion] = useState<number | null>(null);
  const current = useQuery(pricesQuery());
  const shown = useQuery(pricesQuery(version));
  return (
    <>
      <Claims />
      <QueryView query={version === null ? current : shown} lines={5}>
        {(prices) => (
          <PriceLists
            prices={prices}
            newest={current.data?.version ?? prices.version}
            onVersion={(chosen) => setVersion(chosen === current.data?.version ? null : chosen)}
          />
        )}
      </QueryView>
    </>
  );
}
